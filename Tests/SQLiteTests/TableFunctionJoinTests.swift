import SQLite
import Synchronization
import Testing

@Suite("Table-valued functions in joins and in the schema")
struct TableFunctionJoinTests {
  /// `neighbors(key, direction)`: neighbor; beside a table of models.
  private func graph() throws -> Connection {
    let database = try inMemory()
    try database.execute(
      """
      CREATE TABLE model(key TEXT PRIMARY KEY, size INTEGER) STRICT;
      INSERT INTO model VALUES ('a', 1), ('b', 2), ('c', 3);
      """)
    try addNeighbors(database)
    return database
  }

  private func addNeighbors(_ database: borrowing Connection) throws {
    let links: [String: [String]] = ["a": ["b", "c"], "b": ["c"], "c": []]
    try database.createTableFunction(
      name: "neighbors", columns: ["neighbor"],
      parameters: [.required("key"), .optional("direction")]
    ) { arguments in
      (links[arguments[0].string ?? ""] ?? []).map { [.text($0)] }
    }
  }

  private func pairs(_ database: borrowing Connection, _ sql: String) throws -> [String] {
    var pairs: [String] = []
    try database.query(sql) { row in
      pairs.append((row.string(at: 0) ?? "-") + (row.string(at: 1) ?? "-"))
    }
    return pairs.sorted()
  }

  private func plan(_ database: borrowing Connection, _ sql: String) throws -> [String] {
    var steps: [String] = []
    try database.query("EXPLAIN QUERY PLAN " + sql) { row in
      steps.append(row.string(at: 3) ?? "")
    }
    return steps
  }

  @Test(
    "The table that gives an argument comes first, in whatever order the query names the two",
    arguments: [
      "SELECT m.key, n.neighbor FROM model m, neighbors(m.key) n",
      "SELECT m.key, n.neighbor FROM neighbors(m.key) n, model m",
      "SELECT m.key, n.neighbor FROM neighbors n JOIN model m ON n.key = m.key",
      "SELECT m.key, n.neighbor FROM neighbors n, model m WHERE m.key = n.key AND m.size > 0",
    ])
  func joinOrder(sql: String) throws {
    let database = try graph()
    #expect(try pairs(database, sql) == ["ab", "ac", "bc"])
    let steps = try plan(database, sql)
    #expect(steps.count == 2)
    #expect(steps.first?.hasPrefix("SCAN m") == true)
    #expect(steps.last?.hasPrefix("SCAN n VIRTUAL TABLE INDEX 1:") == true)
  }

  @Test("A key known beforehand is looked up once, before the table")
  func constantFirst() throws {
    let database = try graph()
    let sql = "SELECT n.key, m.key FROM model m, neighbors('a') n WHERE m.key = n.neighbor"
    #expect(try pairs(database, sql) == ["ab", "ac"])
    let steps = try plan(database, sql)
    #expect(steps.first?.hasPrefix("SCAN n VIRTUAL TABLE") == true)
    #expect(steps.last?.hasPrefix("SEARCH m USING") == true)
  }

  @Test("An optional argument from a later table is waited for, not taken as not given")
  func optionalFromTable() throws {
    let database = try graph()
    try database.createTableFunction(
      name: "repeated", columns: ["text"], parameters: [.required("word"), .optional("times")]
    ) { arguments in
      [[.text(String(repeating: arguments[0].string ?? "", count: Int(arguments[1].int64 ?? 9)))]]
    }
    let sql = "SELECT m.key, r.text FROM repeated('x', m.size) r, model m"
    #expect(try pairs(database, sql) == ["ax", "bxx", "cxxx"])
  }

  @Test("Functions feed each other, and a LEFT JOIN keeps what has no rows")
  func chained() throws {
    let database = try graph()
    #expect(
      try pairs(
        database,
        "SELECT a.neighbor, b.neighbor FROM neighbors('a') a, neighbors(a.neighbor) b") == ["bc"])
    #expect(
      try pairs(
        database,
        "SELECT m.key, n.neighbor FROM model m LEFT JOIN neighbors n ON n.key = m.key")
        == ["ab", "ac", "bc", "c-"])
    #expect(
      try database.scalar(
        """
        WITH RECURSIVE reached(key) AS (
          VALUES ('a') UNION SELECT n.neighbor FROM reached r, neighbors(r.key) n)
        SELECT group_concat(key) FROM (SELECT key FROM reached ORDER BY key)
        """) == "a,b,c")
    #expect(
      try database.scalar(
        "SELECT count(*) FROM model m WHERE EXISTS (SELECT 1 FROM neighbors(m.key))") == 2)
  }

  @Test("A condition with OR beside a required value works")
  func orBesideKey() throws {
    let database = try graph()
    #expect(
      try pairs(
        database,
        """
        SELECT key, neighbor FROM neighbors
        WHERE key = 'a' AND (neighbor = 'b' OR direction = 'out' OR neighbor > 'b')
        """) == ["ab", "ac"])
  }

  @Test("The estimates decide which of two functions is called less often")
  func estimates() throws {
    let database = try inMemory()
    for (name, rows) in [("few", 2), ("many", 100_000)] as [(String, Int64)] {
      try database.createTableFunction(
        name: name, columns: ["v"], estimatedCost: Double(rows), estimatedRows: rows
      ) { _ in [[1]] }
    }
    let outer = try plan(database, "SELECT * FROM many, few").first
    #expect(outer?.hasPrefix("SCAN few") == true)
  }

  @Test(
    "A view may use a function even where the schema is not trusted, unless for direct use only")
  func inViews() throws {
    let database = try graph()
    try database.createTableFunction(name: "direct", columns: ["v"], directOnly: true) { _ in
      [[1]]
    }
    try database.execute(
      """
      CREATE VIEW link AS SELECT m.key, n.neighbor FROM model m, neighbors(m.key) n;
      CREATE VIEW unsafe AS SELECT v FROM direct;
      """)
    try database.configure(.trustedSchema, false)
    #expect(try database.scalar("SELECT count(*) FROM link") == 3)
    #expect(try database.scalar("SELECT v FROM direct") == 1)
    #expect(failure { _ = try database.scalar("SELECT v FROM unsafe") } != nil)
  }

  @Test("An authorizer that lets only reading pass lets a function pass")
  func authorizer() throws {
    let database = try graph()
    try database.configure(.defensive, true)
    try database.configure(.trustedSchema, false)
    try database.execute("PRAGMA query_only = ON")
    let seen = Mutex<Set<AuthorizerAction.Code>>([])
    database.setAuthorizer { action in
      seen.withLock { _ = $0.insert(action.code) }
      switch action.code {
      case .select, .read: return .allow
      case .update: return action.first == "sqlite_master" ? .allow : .deny
      default: return .deny
      }
    }
    let sql = "SELECT m.key, n.neighbor FROM model m, neighbors(m.key) n"
    #expect(try pairs(database, sql) == ["ab", "ac", "bc"])
    #expect(seen.withLock { $0 } == [.select, .read, .update])
    database.setAuthorizer { $0.first == "neighbors" && $0.second == "neighbor" ? .deny : .allow }
    #expect(failure { _ = try pairs(database, sql) }?.code == .auth)
  }
}
