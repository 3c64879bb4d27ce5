import Foundation
import SQLite
import Testing

@Suite("VACUUM INTO")
struct VacuumTests {
  private func filled(_ folder: TemporaryFolder) throws -> Connection {
    let database = try folder.database(wal: true)
    try database.execute(
      """
      PRAGMA user_version = 7;
      PRAGMA application_id = 99;
      CREATE TABLE t(id INTEGER PRIMARY KEY, v);
      WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 500)
      INSERT INTO t SELECT n, 'secret' || hex(zeroblob(1000)) FROM c;
      DELETE FROM t WHERE id > 10;
      """)
    return database
  }

  @Test("The copy is complete, small, and one file in journal mode DELETE")
  func copies() throws {
    let folder = try TemporaryFolder()
    let database = try filled(folder)
    try database.vacuum(into: folder.file("copy.db"))
    let copy = try folder.database("copy.db")
    #expect(try copy.scalar("PRAGMA integrity_check") == "ok")
    #expect(try copy.scalar("SELECT count(*) FROM t") == 10)
    #expect(try copy.scalar("PRAGMA user_version") == 7)
    #expect(try copy.scalar("PRAGMA application_id") == 99)
    #expect(try copy.scalar("PRAGMA journal_mode") == "delete")
    #expect(try copy.scalar("PRAGMA freelist_count") == 0)
    #expect(try database.scalar("PRAGMA journal_mode") == "wal")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files.filter { $0.hasPrefix("copy") } == ["copy.db"])
  }

  @Test("The path is a path, whatever it looks like", arguments: ["it's 中 ?.db", "file:x?mode=ro"])
  func paths(name: String) throws {
    let folder = try TemporaryFolder()
    let database = try filled(folder)
    try database.vacuum(into: folder.file(name))
    #expect(FileManager.default.fileExists(atPath: folder.file(name)))
  }

  @Test("A file that is there is left alone, unless it is empty")
  func existing() throws {
    let folder = try TemporaryFolder()
    let database = try filled(folder)
    let path = folder.file("copy.db")
    try Data("mine".utf8).write(to: URL(filePath: path))
    #expect(failure { try database.vacuum(into: path) }?.code == .notADatabase)
    #expect(try Data(contentsOf: URL(filePath: path)) == Data("mine".utf8))
    let other = folder.file("other.db")
    try folder.database("other.db").execute("CREATE TABLE mine(v)")
    #expect(failure { try database.vacuum(into: other) }?.code == .error)
    #expect(try folder.database("other.db").scalar("SELECT name FROM sqlite_schema") == "mine")
    try Data().write(to: URL(filePath: path))
    try database.vacuum(into: path)
    #expect(try folder.database("copy.db").scalar("SELECT count(*) FROM t") == 10)
  }

  @Test("What gives no file is an error, not a silent success")
  func refused() throws {
    let folder = try TemporaryFolder()
    let database = try filled(folder)
    #expect(failure { try database.vacuum(into: "") }?.code == .cannotOpen)
    #expect(failure { try database.vacuum(into: folder.file("a\0b")) }?.code == .cannotOpen)
    let uri = failure { try database.vacuum(into: "file:" + folder.file("uri.db")) }
    #expect(uri?.code.primary == .cannotOpen)
    #expect(!FileManager.default.fileExists(atPath: folder.file("uri.db")))
    let missing = failure { try database.vacuum(into: folder.file("no/such/folder.db")) }
    #expect(missing?.code.primary == .cannotOpen)
    #expect(
      failure {
        try database.transaction { try database.vacuum(into: folder.file("copy.db")) }
      }?.code == .error)
    let reader = try database.prepare("SELECT id FROM t")
    _ = try reader.step()
    #expect(failure { try database.vacuum(into: folder.file("copy.db")) }?.code == .error)
    reader.reset()
    try database.vacuum(into: folder.file("copy.db"))
  }

  @Test("Others may write meanwhile; the copy is the state at its start")
  func whileWriting() throws {
    let folder = try TemporaryFolder()
    let database = try filled(folder)
    let writer = try folder.database()
    try writer.execute("BEGIN IMMEDIATE; DELETE FROM t")
    try database.vacuum(into: folder.file("copy.db"))
    try writer.execute("COMMIT")
    #expect(try folder.database("copy.db").scalar("SELECT count(*) FROM t") == 10)
    #expect(try database.scalar("SELECT count(*) FROM t") == 0)
  }
}
