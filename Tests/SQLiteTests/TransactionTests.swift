import SQLite
import Testing

@Suite("Transactions")
struct TransactionTests {
  private let database: Holder

  /// A suite cannot be copied with a noncopyable member.
  private final class Holder {
    let connection: Connection
    init() throws {
      connection = try inMemory()
      try connection.execute("CREATE TABLE t(v)")
    }
    func insert(_ value: Value) throws { try connection.run("INSERT INTO t VALUES (?)", value) }
    func rows() throws -> Value? { try connection.scalar("SELECT group_concat(v) FROM t") }
  }

  init() throws { database = try Holder() }

  @Test("A transaction is committed when its body returns, with the result of the body")
  func commits() throws {
    let result = try database.connection.transaction {
      try database.insert(1)
      #expect(database.connection.isInTransaction == true)
      return "done"
    }
    #expect(result == "done")
    #expect(database.connection.isInTransaction == false)
    #expect(try database.rows() == "1")
  }

  @Test(
    "A transaction is rolled back when its body throws",
    arguments: [
      TransactionKind.deferred, .immediate, .exclusive,
    ])
  func rollsBack(kind: TransactionKind) throws {
    #expect(throws: Failure.self) {
      try database.connection.transaction(kind) {
        try database.insert(1)
        throw Failure()
      }
    }
    #expect(database.connection.isInTransaction == false)
    #expect(try database.rows() == .null)
  }

  @Test("A nested transaction that throws undoes only its own work")
  func nested() throws {
    try database.connection.transaction {
      try database.insert(1)
      try? database.connection.transaction {
        try database.insert(2)
        try database.connection.transaction { try database.insert(3) }
        throw Failure()
      }
      try database.connection.savepoint { try database.insert(4) }
    }
    #expect(try database.rows() == "1,4")
  }

  @Test("An outer transaction that throws undoes what inner ones had finished")
  func outerRollsBack() throws {
    try? database.connection.transaction {
      try database.connection.transaction { try database.insert(1) }
      throw Failure()
    }
    #expect(try database.rows() == .null)
  }

  @Test("A savepoint by itself is a transaction")
  func savepoint() throws {
    try? database.connection.savepoint {
      try database.insert(1)
      throw Failure()
    }
    #expect(database.connection.isInTransaction == false)
    try database.connection.savepoint { try database.insert(2) }
    #expect(database.connection.isInTransaction == false)
    #expect(try database.rows() == "2")
  }

  @Test("A commit that fails rolls back and says why")
  func failedCommit() throws {
    try database.connection.execute(
      """
      PRAGMA foreign_keys = ON;
      CREATE TABLE p(id INTEGER PRIMARY KEY);
      CREATE TABLE c(p REFERENCES p DEFERRABLE INITIALLY DEFERRED)
      """)
    let error = failure {
      try database.connection.transaction {
        try database.connection.run("INSERT INTO c VALUES (1)")
      }
    }
    #expect(error?.code == .constraintForeignKey)
    #expect(database.connection.isInTransaction == false)
    #expect(try database.connection.scalar("SELECT count(*) FROM c") == 0)
  }

  @Test("A body that ends the transaction itself is an error, not a silent success")
  func endedInside() throws {
    #expect(
      failure {
        try database.connection.transaction { try database.connection.execute("ROLLBACK") }
      }?.code == .error)
    #expect(database.connection.isInTransaction == false)
  }

  @Test("An error that rolls everything back leaves no transaction open")
  func automaticRollback() throws {
    try database.connection.execute("CREATE UNIQUE INDEX u ON t(v)")
    let error = failure {
      try database.connection.transaction {
        try database.insert(1)
        try database.connection.transaction {
          try database.connection.run("INSERT OR ROLLBACK INTO t VALUES (1)")
        }
      }
    }
    #expect(error?.code == .constraintUnique)
    #expect(database.connection.isInTransaction == false)
    #expect(try database.rows() == .null)
  }

  @Test("The way back stays open when an interrupt meets an open reader")
  func interruptedRollback() throws {
    try database.insert(1)
    let reader = try database.connection.prepare("SELECT v FROM t, json_each('[1,2,3]')")
    #expect(throws: Failure.self) {
      try database.connection.transaction {
        try database.insert(2)
        _ = try reader.step()
        database.connection.interrupt()
        throw Failure()
      }
    }
    #expect(database.connection.isInTransaction == false)
    #expect(try database.rows() == "1")
  }
}
