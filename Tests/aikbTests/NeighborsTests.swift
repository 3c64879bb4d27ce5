import Foundation
import Testing

@Suite("aikb neighbors")
struct NeighborsTests {
  @Test("The relations of an entity, read from its side")
  func relations() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed(
      "neighbors", "aurora-1",
      printing: """
        distance,from,relation,to,name,kind,qualifier,valid_from,valid_to,share,quantity,unit
        1,aurora-1,trained_on,boreas-9,Boreas 9,chip,,,,,2048,chip
        1,aurora-1,competes_with,mo-zi,墨子,model,,,,,,
        1,aurora-1,developed_by,aurora-labs,Aurora Labs,firm,,,,,,

        """)
  }

  @Test("A symmetric relation is read from both sides")
  func symmetric() throws {
    let workspace = try Workspace(.own)
    #expect(
      try workspace.succeed("neighbors", "墨子").lines.dropFirst()
        == ["1,mo-zi,competes_with,aurora-1,Aurora 1,model,,,,,,"])
  }

  @Test("--predicate takes one predicate, or its inverse")
  func predicate() throws {
    let workspace = try Workspace(.own)
    #expect(
      try workspace.succeed("neighbors", "aurora-1", "--predicate", "developed_by").lines
        .dropFirst()
        == ["1,aurora-1,developed_by,aurora-labs,Aurora Labs,firm,,,,,,"])
    let other = try workspace.aikb("neighbors", "aurora-1", "--predicate", "develops")
    #expect(other.status == 3)
    let unknown = try workspace.aikb("neighbors", "aurora-1", "--predicate", "desings")
    #expect(unknown.messages == "aikb: no predicate 'desings'; nearest: designs\n")
    #expect(unknown.status == 3)
  }

  @Test("--depth goes on to the neighbours of neighbours, each relation once")
  func depth() throws {
    let workspace = try Workspace(.own)
    let steps = { (depth: String) in
      try workspace.succeed("neighbors", "china", "--depth", depth, "-f", "json").json().map {
        "\($0["distance"] ?? "") \($0["from"] ?? "") \($0["relation"] ?? "") \($0["to"] ?? "")"
      }
    }
    #expect(try steps("1") == ["1 china headquarters_of aurora-labs"])
    #expect(
      try steps("3") == [
        "1 china headquarters_of aurora-labs", "2 aurora-labs develops aurora-1",
        "2 aurora-labs develops aurora-1-mini", "3 aurora-1 trained_on boreas-9",
        "3 aurora-1 competes_with mo-zi",
      ])
  }

  @Test("--lang gives names and predicates in Chinese")
  func chinese() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed(
      "neighbors", "aurora-labs", "--lang", "zh", "-f", "table",
      printing: """
        distance  from         relation  to             name           kind     qualifier  valid_from  valid_to  share  quantity  unit
        ────────  ───────────  ────────  ─────────────  ─────────────  ───────  ─────────  ──────────  ────────  ─────  ────────  ────
               1  aurora-labs  开发      aurora-1       极光一号       model
               1  aurora-labs  开发      aurora-1-mini  Aurora 1 mini  model
               1  aurora-labs  总部位于  china          中国           country             2021

        """)
  }

  @Test("--as-of leaves out what does not hold on a date and marks what only may")
  func date() throws {
    let workspace = try Workspace(.own)
    let rows = { (date: String) in
      try workspace.succeed("neighbors", "aurora-labs", "--as-of", date, "-f", "json").json().map {
        "\($0["to"] ?? "") \($0["validity"] ?? "")"
      }
    }
    let models = ["aurora-1 undated", "aurora-1-mini undated"]
    #expect(try rows("2020-12-31") == models)
    #expect(try rows("2021-05") == models + ["china possible"])
    #expect(try rows("2022") == models + ["china certain"])
    let none = try workspace.aikb("neighbors", "china", "--as-of", "2020")
    #expect(none.messages == "aikb: no relation of china on record as of 2020\n")
    #expect(none.status == 3)
  }

  @Test("An entity without relations says so, with exit code 3")
  func none() throws {
    let workspace = try Workspace(.own)
    let output = try workspace.aikb("neighbors", "namibia")
    #expect(output.messages == "aikb: no relation of namibia on record\n")
    #expect(output.status == 3)
  }

  @Test("links is another word for it")
  func alias() throws {
    let workspace = try Workspace(.own)
    #expect(
      try workspace.succeed("links", "aurora-1").text
        == workspace.succeed("neighbors", "aurora-1").text)
  }

  @Test("The firms and chips of the Seeds are joined")
  func seeds() throws {
    let workspace = try Workspace(.seeds)
    let rows = try workspace.succeed("neighbors", "huawei", "--predicate", "designs", "-f", "json")
      .json()
    #expect(rows.contains { $0["to"] as? String == "ascend-910c" })
    #expect(rows.allSatisfy { $0["kind"] as? String == "chip" })
  }
}
