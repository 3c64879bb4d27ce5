import Foundation
import SQLite
import Synchronization
import Testing

@Suite("Connections")
struct ConnectionTests {
  @Test("A missing file is created only when asked for")
  func modes() throws {
    let folder = try TemporaryFolder()
    for mode in [Connection.Mode.readOnly, .readWrite, .immutable] {
      let error = failure { _ = try Connection(path: folder.file(), mode: mode).isReadOnly() }
      #expect(error?.code.primary == .cannotOpen)
      #expect(error?.message.contains(folder.file()) == true)
    }
    try folder.database().execute("CREATE TABLE t(v)")
    let reader = try Connection(path: folder.file(), mode: .readOnly)
    #expect(reader.isReadOnly() == true)
    #expect(failure { try reader.execute("INSERT INTO t VALUES (1)") }?.code.primary == .readOnly)
    #expect(try !Connection(path: folder.file(), mode: .readWrite).isReadOnly())
  }

  @Test("A path is a path, whatever it looks like")
  func paths() throws {
    let folder = try TemporaryFolder()
    let name = "50% ?mode=memory#中国 \"x\".db"
    try folder.database(name).execute("CREATE TABLE t(v); INSERT INTO t VALUES (1)")
    #expect(FileManager.default.fileExists(atPath: folder.file(name)))
    for mode in [Connection.Mode.readOnly, .immutable] {
      #expect(try Connection(path: folder.file(name), mode: mode).scalar("SELECT v FROM t") == 1)
    }
    #expect(
      failure {
        _ = try Connection(path: "file:missing-file?mode=memory", mode: .readOnly).isReadOnly()
      }?.code.primary == .cannotOpen)
    #expect(
      failure {
        _ = try Connection(path: folder.file() + "\0x", mode: .create).isReadOnly()
      }?.code == .cannotOpen)
  }

  @Test("An immutable database leaves no file beside it")
  func immutable() throws {
    let folder = try TemporaryFolder()
    do {
      let writer = try folder.database(wal: true)
      try writer.execute("CREATE TABLE t(v); INSERT INTO t VALUES (1)")
    }
    let reader = try Connection(path: folder.file(), mode: .immutable)
    #expect(try reader.scalar("SELECT v FROM t") == 1)
    #expect(reader.isReadOnly() == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["test.db"])
  }

  @Test("An immutable database does not see what a leftover WAL file holds")
  func immutableIgnoresWAL() throws {
    let folder = try TemporaryFolder()
    let writer = try folder.database(wal: true)
    try writer.execute("CREATE TABLE t(v); PRAGMA wal_checkpoint; INSERT INTO t VALUES (1)")
    let reader = try Connection(path: folder.file(), mode: .immutable)
    #expect(try reader.scalar("SELECT count(*) FROM t") == 0)
    #expect(try writer.scalar("SELECT count(*) FROM t") == 1)
  }

  @Test("Another connection's lock is waited for, and then reported")
  func busy() throws {
    let folder = try TemporaryFolder()
    let holder = try folder.database()
    let waiter = try folder.database(busyTimeoutMilliseconds: 200)
    try holder.execute("CREATE TABLE t(v); BEGIN IMMEDIATE")
    var error: SQLiteError?
    let time = ContinuousClock().measure {
      error = failure { try waiter.run("INSERT INTO t VALUES (1)") }
    }
    #expect(error?.code == .busy)
    #expect(time >= .milliseconds(150))
    try holder.execute("COMMIT")
    try waiter.run("INSERT INTO t VALUES (1)")
  }

  @Test("Closing names the statements that are still open")
  func closeNamesStatements() throws {
    let database = try inMemory()
    try database.run("SELECT 'cached'")  // an idle cached statement does not count
    let statement = try database.prepare("SELECT 42")
    do {
      try database.close()
      Issue.record("closed with a statement open")
    } catch {
      #expect(error.code == .busy)
      #expect(error.message.contains("SELECT 42"))
      #expect(!error.message.contains("cached"))
    }
    #expect(try statement.step())
    #expect(statement.int64(at: 0) == 42)
  }

  @Test("Closing releases the file at once")
  func close() throws {
    let folder = try TemporaryFolder()
    let database = try folder.database(wal: true)
    try database.execute("CREATE TABLE t(v)")
    #expect(FileManager.default.fileExists(atPath: folder.file() + "-wal"))
    try database.close()
    #expect(!FileManager.default.fileExists(atPath: folder.file() + "-wal"))
  }

  @Test("Changes and rowids are counted")
  func counters() throws {
    let database = try inMemory()
    try database.execute("CREATE TABLE t(v); INSERT INTO t VALUES (1), (2)")
    #expect(database.changes == 2)
    #expect(database.lastInsertRowID == 2)
    try database.run("DELETE FROM t WHERE v = 1")
    #expect(database.changes == 1)
    #expect(database.totalChanges == 3)
  }

  @Test("The data version changes when another connection writes")
  func dataVersion() throws {
    let folder = try TemporaryFolder()
    let one = try folder.database()
    let other = try folder.database()
    try one.execute("CREATE TABLE t(v)")
    let before = try one.dataVersion
    try one.run("INSERT INTO t VALUES (1)")
    #expect(try one.dataVersion == before)
    try other.run("INSERT INTO t VALUES (1)")
    #expect(try one.dataVersion != before)
  }

  @Test("Switches can be turned and asked")
  func options() throws {
    let database = try inMemory()
    try database.configure(.defensive, true)
    #expect(try database.isConfigured(.defensive))
    try database.execute("CREATE TABLE t(v); PRAGMA writable_schema = ON")
    #expect(failure { try database.run("DELETE FROM sqlite_schema") } != nil)
    try database.configure(.doubleQuotedStringsInDML, false)
    #expect(failure { try database.run("SELECT \"nothing\"") }?.code == .error)
    try database.configure(.foreignKeys, true)
    #expect(try database.scalar("PRAGMA foreign_keys") == 1)
    #expect(failure { try database.configure(ConnectionOption(rawValue: 9999), true) } != nil)
  }

  @Test("The library says what it can do")
  func library() {
    #expect(Connection.libraryVersionNumber >= 3_040_000)
    #expect(Connection.hasCompileOption("ENABLE_FTS5"))
    #expect(!Connection.hasCompileOption("ENABLE_NOTHING"))
  }
}

/// Owns a connection that was opened elsewhere.
private actor Reader {
  private let connection: Connection

  init(_ connection: consuming sending Connection) { self.connection = connection }

  func answer() throws -> Value? { try connection.scalar("SELECT v FROM t") }
}

/// Shares a connection, until somebody takes it out to close it.
private final class Pool: Sendable {
  let connection: Mutex<Connection?>

  init(_ connection: consuming sending Connection) { self.connection = Mutex(connection) }
}

@Suite("Connections and tasks")
struct ConnectionConcurrencyTests {
  @Test("A connection is handed on to another task as a whole")
  func handedOn() async throws {
    let database = try inMemory()
    try database.execute("CREATE TABLE t(v); INSERT INTO t VALUES (42)")
    let reader = Reader(database)
    #expect(try await reader.answer() == 42)
  }

  @Test("A mutex shares a connection among tasks")
  func inAMutex() async throws {
    let pool = Pool(try inMemory())
    try pool.connection.withLock { try $0?.execute("CREATE TABLE t(v)") }
    try await withThrowingTaskGroup { group in
      for number in 0..<8 {
        group.addTask {
          try pool.connection.withLock { (database) throws(SQLiteError) in
            try database?.run("INSERT INTO t VALUES (?)", Value(number))
          }
        }
      }
      try await group.waitForAll()
    }
    let sum = try pool.connection.withLock { try $0?.scalar("SELECT sum(v) FROM t") }
    #expect(sum == 28)
    try pool.connection.withLock { (database) throws(SQLiteError) in try database.take()?.close() }
  }
}
