import Foundation
import Testing

@Suite("The functions of aikb sql")
struct SQLFunctionTests {
  @Test("schema functions lists them in both languages, and every example runs as it is")
  func examples() throws {
    let workspace = try Workspace(.seeds)
    let functions = try workspace.succeed("schema", "functions", "-f", "json").json()
    let names = functions.compactMap { ($0["function"] as? String)?.prefix { $0 != "(" } }
    #expect(
      names == ["search", "neighbors", "reach", "path", "fold", "human", "date_precision"])
    for function in functions {
      let example = try #require(function["example"] as? String)
      let output = try workspace.succeed("sql", example)
      #expect(output.lines.count > 1, "\(example)")
      for column in ["description", "description_zh"] {
        #expect((function[column] as? String)?.isEmpty == false)
      }
    }
  }

  @Test("schema functions names the columns of the rows, in their order")
  func columns() throws {
    let workspace = try Workspace(.seeds)
    for function in try workspace.succeed("schema", "functions", "-f", "json").json()
    where function["form"] as? String == "table" {
      let signature = try #require(function["function"] as? String)
      let name = signature.prefix { $0 != "(" }
      let parameters = signature.dropFirst(name.count + 1).dropLast()
      let columns = try #require(function["columns"] as? String)
      let calls = parameters.split(separator: ",").map { _ in "NULL" }.joined(separator: ", ")
      let header = try workspace.succeed("sql", "SELECT * FROM \(name)(\(calls))", "-f", "csv")
      #expect(header.lines == [columns.replacing(", ", with: ",")])
      // The parameters are hidden columns of these names.
      try workspace.succeed("sql", "SELECT \(parameters) FROM \(name)(\(calls))")
    }
  }

  @Test("They join with the views in either order")
  func joins() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed(
      "sql",
      """
      SELECT m.key, n.key AS developer FROM models m, neighbors(m.key, 'develops', 'in') n
       ORDER BY m.key
      """, printing: "key,developer\naurora-1,aurora-labs\naurora-1-mini,aurora-labs\n")
    try workspace.succeed(
      "sql",
      """
      SELECT m.key, m.released FROM neighbors('aurora-labs', 'develops') n
        JOIN models m ON m.key = n.key ORDER BY m.key
      """, printing: "key,released\naurora-1,2025-03-01\naurora-1-mini,2025-04\n")
    try workspace.succeed(
      "sql",
      """
      SELECT c.key, a.key AS by_way_of FROM neighbors('china') a, neighbors(a.key) b,
             neighbors(b.key) c WHERE c.kind = 'chip'
      """, printing: "key,by_way_of\nboreas-9,aurora-labs\n")
  }

  @Test("What is unknown is an error that names the nearest; NULL gives no rows")
  func unknown() throws {
    let workspace = try Workspace(.seeds)
    let entity = try workspace.aikb("sql", "SELECT * FROM neighbors('huawai')")
    #expect(entity.messages == "aikb: no entity 'huawai'; nearest: huawei\n")
    #expect(entity.status == 1)
    let predicate = try workspace.aikb("sql", "SELECT * FROM reach('huawei', 'desings')")
    #expect(predicate.messages == "aikb: no predicate 'desings'; nearest: designs\n")
    try workspace.succeed("sql", "SELECT key FROM neighbors(NULL)", printing: "key\n")
  }

  @Test("They leave nothing in the file: sqlite3 reads it as before")
  func file() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed("sql", "SELECT * FROM search('极光'), neighbors('china')")
    #expect(try workspace.sqlite3("SELECT count(*) FROM models").text == "3\n")
    #expect(
      try workspace.sqlite3("SELECT count(*) FROM sqlite_master WHERE name IN ('reach','path')")
        .text == "0\n")
    try workspace.succeed("check")
  }

  @Test("The deadline stops them")
  func deadline() throws {
    let workspace = try Workspace(.seeds)
    let output = try workspace.aikb(
      "sql", "SELECT count(*) FROM entity a, entity b, path(a.key, b.key)", "--timeout", "0.5")
    #expect(output.messages == "aikb: stopped after 0.5 s; narrow the query, or raise --timeout\n")
    #expect(output.status == 1)
  }

  @Test("They work where nothing can be written")
  func readOnly() throws {
    let workspace = try Workspace(.own)
    let output = try workspace.unprivileged(
      """
      chmod 555 . 2>/dev/null
      export AIKB_DB=kb.db
      aikb sql "SELECT key FROM search('极光一号')" &&
      aikb sql "SELECT * FROM path('china', 'aurora-1')"
      """)
    #expect(output.status == 0, "\(output.messages)")
    #expect(output.lines.contains("1,2,aurora-labs,develops,out,aurora-1"))
  }
}
