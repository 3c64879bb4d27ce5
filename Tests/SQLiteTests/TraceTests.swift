import SQLite
import Synchronization
import Testing

@Suite("Tracing")
struct TraceTests {
  /// Keeps what it is told.
  private final class Log: Sendable {
    private let storage = Mutex<[TraceEvent]>([])
    var events: [TraceEvent] { storage.withLock { $0 } }
    func add(_ event: TraceEvent) { storage.withLock { $0.append(event) } }
  }

  @Test("Statements and rows are told in order, without the values of parameters")
  func statementsAndRows() throws {
    let log = Log()
    let database = try inMemory()
    database.setTrace([.statement, .row]) { log.add($0) }
    let sql = "SELECT value FROM json_each(?)"
    try database.query(sql, ["[1,2]"]) { _ in }
    #expect(log.events == [.statement(sql: sql), .row(sql: sql), .row(sql: sql)])
  }

  @Test("On demand the text shows the values")
  func expanded() throws {
    let log = Log()
    let database = try inMemory()
    try database.execute(
      """
      CREATE TABLE t(v);
      CREATE TRIGGER added AFTER INSERT ON t BEGIN SELECT 1; END;
      """)
    database.setTrace(.statement, isExpanded: true) { log.add($0) }
    try database.run("INSERT INTO t VALUES (?)", "it's 中")
    #expect(
      log.events == [
        .statement(sql: "INSERT INTO t VALUES ('it''s 中')"),
        .statement(sql: "-- TRIGGER added"), .statement(sql: "-- SELECT 1"),
      ])
  }

  @Test("A profile tells a statement and its time")
  func profile() throws {
    let log = Log()
    let database = try inMemory()
    database.setTrace(.profile) { log.add($0) }
    let sql = """
      WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 300000)
      SELECT count(*) FROM c
      """
    _ = try database.scalar(sql)
    guard case .profile(sql, let nanoseconds) = log.events.first else {
      Issue.record("no profile of the statement: \(log.events)")
      return
    }
    #expect(nanoseconds > 1_000_000 && nanoseconds < 60_000_000_000)
    #expect(log.events.count == 1)
  }

  @Test("The end of the connection is told")
  func close() throws {
    let log = Log()
    do {
      let database = try inMemory()
      database.setTrace(.close) { log.add($0) }
      try database.run("SELECT 1")
      #expect(log.events == [])
    }
    #expect(log.events == [.close])
  }

  @Test("Another receiver takes the place of the first, and none is told after the end")
  func replaced() throws {
    final class Token {}
    weak var token: Token?
    let log = Log()
    let database = try inMemory()
    do {
      let held = Token()
      token = held
      database.setTrace(.statement) { _ in withExtendedLifetime(held) {} }
    }
    #expect(token != nil)
    database.setTrace(.statement) { log.add($0) }
    #expect(token == nil)
    try database.run("SELECT 1")
    database.removeTrace()
    try database.run("SELECT 2")
    #expect(log.events == [.statement(sql: "SELECT 1")])
  }
}
