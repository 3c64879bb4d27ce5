import Foundation
import SQLite
import Testing

@Suite("Backup")
struct BackupTests {
  private func filled(_ folder: TemporaryFolder, wal: Bool) throws -> Connection {
    let database = try folder.database(wal: wal)
    try database.execute(
      """
      CREATE TABLE t(v);
      WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 200)
      INSERT INTO t SELECT zeroblob(4000) FROM c
      """)
    return database
  }

  @Test(
    "A backup is a complete copy, and progress ends at nothing remaining", arguments: [true, false])
  func copies(wal: Bool) throws {
    let folder = try TemporaryFolder()
    let source = try filled(folder, wal: wal)
    let destination = try folder.database("copy.db")
    var steps: [Int] = []
    try source.backup(to: destination, pagesPerStep: 50) { remaining, total in
      steps.append(remaining)
      #expect(total >= 200)
    }
    #expect(steps.count > 3)
    #expect(steps == steps.sorted(by: >))
    #expect(steps.last == 0)
    #expect(source.isInTransaction == false)
    #expect(try destination.scalar("PRAGMA integrity_check") == "ok")
    #expect(try destination.scalar("SELECT count(*) FROM t") == 200)
  }

  @Test("While another connection keeps writing, a backup ends and is the state at its start")
  func whileWriting() throws {
    let folder = try TemporaryFolder()
    let source = try filled(folder, wal: true)
    let writer = try folder.database()
    let destination = try folder.database("copy.db")
    var steps = 0
    try source.backup(to: destination, pagesPerStep: 10) { _, _ in
      steps += 1
      guard steps < 200 else { return }  // a backup that starts anew each time must fail, not hang
      try? writer.run("INSERT INTO t VALUES (1)")
    }
    #expect(steps < 100)
    #expect(try destination.scalar("SELECT count(*) FROM t") == 200)
    #expect(try source.scalar("SELECT count(*) FROM t") == .integer(Int64(200 + steps)))
  }

  @Test("A locked destination is waited for, reported, and left as it was")
  func lockedDestination() throws {
    let folder = try TemporaryFolder()
    let source = try Connection(
      path: ":memory:", mode: .create, busyTimeoutMilliseconds: 300)
    try source.execute("CREATE TABLE t(v)")
    let destination = try folder.database("copy.db", busyTimeoutMilliseconds: 50)
    try destination.execute("CREATE TABLE old(v)")
    let holder = try folder.database("copy.db")
    try holder.execute("BEGIN EXCLUSIVE")
    var error: SQLiteError?
    let time = ContinuousClock().measure { error = failure { try source.backup(to: destination) } }
    #expect(error?.code == .busy)
    #expect(time >= .milliseconds(300) && time < .seconds(4))
    try holder.execute("ROLLBACK")
    #expect(try destination.scalar("SELECT name FROM sqlite_schema") == "old")
  }

  @Test("A write transaction of the source itself is reported at once")
  func writingSource() throws {
    let folder = try TemporaryFolder()
    let source = try filled(folder, wal: true)
    let destination = try inMemory()
    let time = ContinuousClock().measure {
      let error = failure {
        try source.transaction { try source.backup(to: destination) }
      }
      #expect(error?.code == .busy)
    }
    #expect(time < .seconds(2))
  }

  @Test("A database is not copied over itself, nor over a transaction")
  func refused() throws {
    let database = try inMemory()
    #expect(failure { try database.backup(to: database) }?.code == .error)
    let destination = try inMemory()
    try destination.execute("CREATE TABLE t(v); BEGIN; SELECT * FROM t")
    #expect(failure { try database.backup(to: destination) }?.code == .error)
  }
}
