import Messages
import SQLite
import Testing

@testable import KnowledgeBase

@Suite struct SQLSurfaceTests {
  private let graph: GraphFixture

  init() throws {
    graph = try GraphFixture(
      """
      lab develops alpha
      lab develops beta
      lab headquartered_in land
      rival develops gamma
      rival headquartered_in land
      alpha competes_with gamma
      alpha trained_on chip
      maker designs chip
      lab supplies maker 2023 2024
      """,
      kinds: [
        "alpha": "model", "beta": "model", "gamma": "model", "land": "country", "chip": "chip",
      ])
    try graph.store.writing {
      for (table, kind) in [("model", "model"), ("firm", "firm"), ("country", "country")] {
        try graph.store.db.run(
          "INSERT INTO \(table)(id) SELECT id FROM entity WHERE kind = ?", .text(kind))
      }
      try SearchIndex(store: graph.store).rebuild()
    }
  }

  /// The rows of a statement, values joined by a space.
  private func rows(_ sql: String, on session: ReadOnlySQL? = nil) throws -> [String] {
    var rows: [String] = []
    let session = try session ?? ReadOnlySQL(path: graph.path)
    try session.query(sql).read { row in
      rows.append(row.map { $0.string ?? "-" }.joined(separator: " "))
    }
    return rows
  }

  private func failure(_ sql: String) throws -> String? {
    do {
      _ = try rows(sql)
      return nil
    } catch let error as KnowledgeBaseError {
      return error.description
    }
  }

  // MARK: neighbors

  @Test(arguments: [
    (
      "'lab'",
      "alpha develops out, beta develops out, land headquartered_in out, maker supplies out"
    ),
    ("'lab', 'develops'", "alpha develops out, beta develops out"),
    ("'alpha', 'develops', 'in'", "lab develops in"),
    ("'alpha', 'developed_by'", "lab develops in"),
    ("'lab', 'developed_by', 'in'", "alpha develops out, beta develops out"),
    ("'alpha', 'develops'", ""),
    ("'alpha', 'develops', 'both'", "lab develops in"),
    ("'gamma', 'competes_with', 'out'", "alpha competes_with both"),
    ("'alpha', NULL, 'out'", "chip trained_on out, gamma competes_with both"),
    ("'gamma', NULL, 'in'", "alpha competes_with both, rival develops in"),
    ("NULL", ""), ("NULL, 'develops'", ""),
  ])
  func neighborsGivesTheRelationsOfASide(arguments: String, expected: String) throws {
    let found = try rows(
      "SELECT key, predicate, direction FROM neighbors(\(arguments)) ORDER BY key")
    #expect(found.joined(separator: ", ") == expected)
  }

  @Test func neighborsGivesTheColumnsOfTheRelation() throws {
    #expect(
      try rows("SELECT * FROM neighbors('lab', 'supplies')") == [
        "maker firm MAKER - supplies out - 2023 2024 - - -"
      ])
  }

  @Test func neighborsLeavesOutWhatIsRetired() throws {
    try graph.store.db.run("UPDATE entity SET retired = '2026-01-01' WHERE key = 'alpha'")
    #expect(try rows("SELECT key FROM neighbors('lab', 'develops')") == ["beta"])
    #expect(try rows("SELECT key FROM reach('lab', 'develops')") == ["beta"])
  }

  @Test(arguments: [
    (
      "SELECT m.name, n.key FROM models m, neighbors(m.key, 'develops', 'in') n",
      ["models", "SCAN n VIRTUAL TABLE"]
    ),
    (
      "SELECT m.name FROM models m JOIN neighbors('land', 'headquarters_of') n ON m.key = n.key",
      ["SCAN n VIRTUAL TABLE", "SEARCH e USING INDEX", "SEARCH t USING INTEGER PRIMARY KEY"]
    ),
    (
      "SELECT c.key FROM neighbors('lab') a, neighbors(a.key) b, neighbors(b.key) c",
      ["SCAN a VIRTUAL TABLE", "SCAN b VIRTUAL TABLE", "SCAN c VIRTUAL TABLE"]
    ),
    (
      "SELECT f.name FROM reach('land') r JOIN firms f ON f.key = r.key",
      ["SCAN r VIRTUAL TABLE", "SEARCH e USING INDEX", "SEARCH t USING INTEGER PRIMARY KEY"]
    ),
    (
      "SELECT m.name FROM models m JOIN search('alpha') s ON s.key = m.key",
      ["SCAN s VIRTUAL TABLE", "SEARCH e USING INDEX", "SEARCH t USING INTEGER PRIMARY KEY"]
    ),
  ])
  func joinsStartFromTheFunctionOrFeedIt(sql: String, plan: [String]) throws {
    let found = try rows("EXPLAIN QUERY PLAN \(sql)").map { line in
      line.split(separator: " ", maxSplits: 3).last.map(String.init) ?? ""
    }
    if plan.first == "models" {
      #expect(found.last?.hasPrefix(plan[1]) == true, "\(found)")
    } else {
      #expect(found.count == plan.count, "\(found)")
      #expect(zip(found, plan).allSatisfy { $0.hasPrefix($1) }, "\(found)")
    }
  }

  // MARK: reach

  @Test func reachGivesTheDistanceAndTheStepBefore() throws {
    #expect(
      try rows("SELECT * FROM reach('maker', 'designs,trains,developed_by')") == [
        "chip 1 maker", "alpha 2 chip", "lab 3 alpha",
      ])
    #expect(
      try rows("SELECT * FROM reach('lab', NULL, 2)") == [
        "alpha 1 lab", "beta 1 lab", "land 1 lab", "maker 1 lab", "chip 2 alpha", "gamma 2 alpha",
        "rival 2 land",
      ])
  }

  @Test func reachAgreesWithARecursionInSQL() throws {
    let recursion = """
      WITH RECURSIVE both(a, b) AS (
        SELECT subject, object FROM relations UNION SELECT object, subject FROM relations),
      r(key, distance) AS (
        SELECT 'lab', 0 UNION SELECT b, distance + 1 FROM r JOIN both ON a = key WHERE distance < 8)
      SELECT key, min(distance) AS distance FROM r WHERE key <> 'lab' GROUP BY key ORDER BY 2, 1
      """
    #expect(try rows("SELECT key, distance FROM reach('lab')") == rows(recursion))
  }

  // MARK: path and search

  @Test func pathGivesARowForEachStep() throws {
    #expect(
      try rows("SELECT * FROM path('lab', 'rival') WHERE chain = 1") == [
        "1 1 lab develops out alpha", "1 2 alpha competes_with both gamma",
        "1 3 gamma develops in rival",
      ])
    #expect(
      try rows("SELECT * FROM path('lab', 'alpha') WHERE chain = 0")
        == ["0 1 lab develops out alpha"])
    #expect(try rows("SELECT * FROM path('lab', NULL)").isEmpty)
    #expect(try rows("SELECT * FROM path('lab', 'lab')").isEmpty)
  }

  @Test func searchGivesWhatTheSearchFindsInItsOrder() throws {
    let hits = try graph.store.search("a", limit: 100).hits
    #expect(try rows("SELECT key, match FROM search('a')") == hits.map { "\($0.key) \($0.match)" })
    #expect(try rows("SELECT key FROM search('alpha', 'models')") == ["alpha"])
    #expect(try rows("SELECT key FROM search('alpha', 'firms')").isEmpty)
    #expect(try rows("SELECT count(*) FROM search('')") == ["0"])
  }

  @Test func searchGivesEveryHitOnceHoweverManyThereAre() throws {
    try graph.store.writing {
      for number in 1...450 {
        try graph.store.db.run(
          "INSERT INTO entity(key, kind, name, description) VALUES (?, 'concept', ?, 'a zebra')",
          .text("z-\(number)"), .text("Thing \(number)"))
      }
      try SearchIndex(store: graph.store).rebuild()
    }
    #expect(
      try rows("SELECT count(*), count(DISTINCT key) FROM search('zebra')") == ["450 450"])
    #expect(try rows("SELECT count(*) FROM (SELECT * FROM search('zebra') LIMIT 7)") == ["7"])
  }

  // MARK: Errors

  @Test(arguments: [
    ("neighbors('labb')", "no entity 'labb'; nearest: "),
    ("neighbors('lab', 'develop')", "no predicate 'develop'; nearest: develop"),
    ("neighbors('lab', NULL, 'inn')", "no side 'inn'; nearest: out, in, both"),
    ("neighbors(1)", "an entity is named by text, not by a number or a blob"),
    ("reach('lab', 'develops,desings')", "no predicate 'desings'; nearest: designs"),
    ("reach('lab', NULL, 'x')", "depth is a whole number of steps, at least 1"),
    ("path('lab', 'rivall')", "no entity 'rivall'; nearest: rival"),
    ("search('x', 'modles')", "no kind 'modles'; nearest: models"),
  ])
  func whatIsUnknownIsNamedWithTheNearest(call: String, message: String) throws {
    #expect(try failure("SELECT * FROM \(call)")?.hasPrefix(message) == true)
  }

  // MARK: Scalars

  @Test(arguments: [
    ("fold('ＧＰＴ‑4o')", "gpt 4o"), ("fold('臺積電')", "台 积 电"), ("fold(NULL)", "-"),
    ("human(671e9)", "671B"), ("human(80000000000, 'B')", "80 GB"),
    ("human(9.9e14, 'FLOP/s')", "990 TFLOP/s"), ("human(128000, 'token')", "128K tokens"),
    ("human(7, 'nm')", "7 nm"), ("human(NULL, 'B')", "-"), ("human('x')", "-"),
    ("date_precision('2025')", "year"), ("date_precision('2025-07')", "month"),
    ("date_precision('2025-07-23')", "day"), ("date_precision('2025-13')", "-"),
    ("date_precision(NULL)", "-"),
  ])
  func scalarFunctionsGive(call: String, expected: String) throws {
    #expect(try rows("SELECT \(call)") == [expected])
  }

  @Test func chineseNumbersCountByTenThousands() {
    #expect(HumanNumber.chinese(6.71e11, unit: nil) == "6710亿")
    #expect(HumanNumber.chinese(128_000, unit: "token") == "12.8万 词元")
  }

  // MARK: The connection

  @Test func theFunctionsAreNotInTheFile() throws {
    _ = try rows("SELECT * FROM neighbors('lab')")
    #expect(
      try rows("SELECT 1 FROM sqlite_master WHERE name IN ('neighbors', 'reach', 'path')").isEmpty)
  }

  @Test func whatAFunctionMayDoTheStatementMayNot() throws {
    for sql in ["BEGIN", "COMMIT", "SAVEPOINT s", "INSERT INTO meta VALUES ('a', 'b')"] {
      #expect(try failure(sql)?.hasPrefix("refused: this SQL is read-only") == true, "\(sql)")
    }
    let session = try ReadOnlySQL(path: graph.path)
    #expect(try rows("SELECT count(*) FROM search('alpha')", on: session) == ["1"])
    #expect(throws: KnowledgeBaseError.self) { _ = try session.query("BEGIN") }
  }

  @Test func theTextIndexCanBeAskedBesideThem() throws {
    #expect(
      try rows(
        """
        SELECT n.key FROM search_index s JOIN entity e ON e.id = s.rowid >> 2, neighbors(e.key) n,
               search(e.key) f WHERE search_index MATCH fold('ALPHA') ORDER BY n.key
        """) == ["chip", "gamma", "lab"])
  }

  @Test func theDeadlineStopsThemToo() throws {
    let session = try ReadOnlySQL(path: graph.path, seconds: 0.3)
    let calls = (1...12).map { ", reach('lab') r\($0)" }.joined()
    #expect(throws: KnowledgeBaseError.deadline(seconds: 0.3)) {
      try session.query("SELECT count(*) FROM models\(calls)").read { _ in }
    }
    #expect(throws: KnowledgeBaseError.deadline(seconds: 0.3)) {
      try session.query(
        "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) "
          + "SELECT count(*) FROM c, search('a' || n)"
      ).read { _ in }
    }
    #expect(try rows("SELECT count(*) FROM neighbors('lab')", on: session) == ["4"])
  }

  @Test func aChangeOfTheSchemaByAnotherConnectionIsSeen() throws {
    let session = try ReadOnlySQL(path: graph.path)
    #expect(try rows("SELECT count(*) FROM neighbors('lab')", on: session) == ["4"])
    let other = try Store(path: graph.path, access: .write)
    try other.writing {
      try other.db.execute(
        """
        CREATE TABLE something(id INTEGER PRIMARY KEY) STRICT;
        INSERT INTO predicate(name, inverse, label_en, label_zh, inverse_en, inverse_zh)
          VALUES ('mentors', 'mentored_by', 'mentors', '指导', 'mentored by', '受指导于');
        INSERT INTO relation(subject, predicate, object) SELECT s.id, p.id, o.id
          FROM entity s, predicate p, entity o
         WHERE s.key = 'lab' AND p.name = 'mentors' AND o.key = 'rival';
        """)
    }
    #expect(try rows("SELECT key FROM neighbors('lab', 'mentors')", on: session) == ["rival"])
    #expect(try rows("SELECT key FROM neighbors('rival', 'mentored_by')", on: session) == ["lab"])
  }

  @Test func aSessionEndsWithItsLastQuery() throws {
    weak var store: Store?
    do {
      let local = try Store(path: graph.path, access: .read)
      try SQLSurface.install(on: local, work: InternalWork())
      store = local
    }
    #expect(store == nil)
  }
}
