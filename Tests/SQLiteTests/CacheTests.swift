import SQLite
import Testing

@Suite("The statement cache")
struct CacheTests {
  @Test("A failed statement does not poison the connection: the next write does not fail with 517")
  func failedStatement() throws {
    let folder = try TemporaryFolder()
    let one = try folder.database(wal: true)
    let other = try folder.database()
    try one.execute("CREATE TABLE t(v INTEGER PRIMARY KEY); INSERT INTO t VALUES (1), (2)")
    let insert = "INSERT INTO t VALUES (?)"
    // A reader that stops in the middle, and a write that fails: both would keep a snapshot open.
    #expect(throws: Failure.self) {
      try one.query("SELECT v FROM t") { _ in throw Failure() }
    }
    #expect(throws: Failure.self) {
      try one.withStatement("SELECT v FROM t") { statement in
        _ = try statement.step()
        throw Failure()
      }
    }
    #expect(failure { try one.run(insert, 1) }?.code == .constraintPrimaryKey)
    try other.run(insert, 3)
    try one.run(insert, 4)
    #expect(try one.scalar("SELECT count(*) FROM t") == 4)
  }

  @Test("After BUSY_SNAPSHOT the same statement works in the next transaction")
  func busySnapshot() throws {
    let folder = try TemporaryFolder()
    let one = try folder.database(wal: true)
    let other = try folder.database()
    try one.execute("CREATE TABLE t(v)")
    let insert = "INSERT INTO t VALUES (?)"
    let error = failure {
      try one.transaction(.deferred) {
        _ = try one.scalar("SELECT count(*) FROM t")
        try other.run(insert, 1)
        try one.run(insert, 2)
      }
    }
    #expect(error?.code == .busySnapshot)
    #expect(error?.code.rawValue == 517)
    try one.transaction { try one.run(insert, 2) }
    #expect(try one.scalar("SELECT count(*) FROM t") == 2)
  }

  @Test("The same SQL may be used inside itself")
  func nestedUse() throws {
    let database = try inMemory()
    let sql = "SELECT value FROM json_each('[1,2,3]')"
    var pairs = 0
    try database.query(sql) { _ in try database.query(sql) { _ in pairs += 1 } }
    #expect(pairs == 9)
  }

  @Test("Bindings do not leak into the next use")
  func bindingsAreCleared() throws {
    let database = try inMemory()
    try database.withStatement("SELECT ?") { try $0.bind("left over", at: 1) }
    try database.withStatement("SELECT ?") { statement in
      let hasRow = try statement.step()
      #expect(hasRow)
      #expect(statement.type(at: 0) == .null)
    }
  }

  @Test("SQL that is equal to Swift but not in its bytes gets a statement of its own")
  func keysAreBytes() throws {
    let database = try inMemory()
    #expect(try database.scalar("SELECT hex('\u{E9}')") == "C3A9")
    #expect(try database.scalar("SELECT hex('e\u{301}')") == "65CC81")
  }

  @Test("More statements than the cache keeps work as well")
  func eviction() throws {
    let database = try inMemory()
    for number in [0, 1, 0, 2].flatMap({ start in start * 150..<(start + 1) * 150 }) {
      #expect(try database.scalar("SELECT \(number)") == .integer(Int64(number)))
    }
  }

  @Test("A cached statement follows a changed schema")
  func schemaChange() throws {
    let database = try inMemory()
    try database.execute("CREATE TABLE t(a); INSERT INTO t VALUES (1)")
    func width() throws -> Int? { try database.first("SELECT * FROM t") { $0.columnCount } }
    #expect(try width() == 1)
    try database.execute("ALTER TABLE t ADD COLUMN b")
    #expect(try width() == 2)
  }

  @Test("The first row of a statement that writes is not taken for success")
  func returning() throws {
    let database = try inMemory()
    try database.execute(
      """
      PRAGMA foreign_keys = ON;
      CREATE TABLE p(id INTEGER PRIMARY KEY);
      CREATE TABLE c(p REFERENCES p DEFERRABLE INITIALLY DEFERRED)
      """)
    let sql = "INSERT INTO c VALUES (9) RETURNING p"
    #expect(failure { _ = try database.scalar(sql) }?.code == .constraintForeignKey)
    #expect(
      failure { _ = try database.first(sql) { $0.int64(at: 0) } }?.code == .constraintForeignKey)
    #expect(try database.scalar("SELECT count(*) FROM c") == 0)
  }

  @Test("No row is nil, a row of NULL is not")
  func noRow() throws {
    let database = try inMemory()
    #expect(try database.scalar("SELECT 1 WHERE 0") == nil)
    #expect(try database.scalar("SELECT NULL") == .some(.null))
    #expect(try database.first("SELECT 1 WHERE 0") { $0.int64(at: 0) } == nil)
  }
}
