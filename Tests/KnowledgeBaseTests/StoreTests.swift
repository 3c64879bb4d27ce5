import Foundation
import KnowledgeBase
import Messages
import SQLite
import Testing

@Suite struct StoreTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func aNewStoreHasEveryKindOfTheRegistryAsAView() throws {
    let store = try Store(path: folder.file("a.db"), access: .create)
    for kind in try store.registry.kinds {
      #expect(try store.list(kind).rows.columns == kind.viewColumns)
    }
    #expect(try store.check().isEmpty)
  }

  @Test func everyMigrationIsRecordedOnceWithItsChecksum() throws {
    let path = folder.file("a.db")
    _ = try Store(path: path, access: .create)
    let store = try Store(path: path, access: .write)
    var recorded: [String] = []
    try store.db.query("SELECT name || ' ' || sha256 FROM migration ORDER BY number") {
      recorded.append($0.string(at: 0) ?? "")
    }
    #expect(
      recorded
        == Migrator.migrations.map { "\($0.name) \(SHA256.hex(of: $0.resource.bytes))" })
  }

  @Test func aStoreFromANewerVersionIsRefused() throws {
    let path = folder.file("a.db")
    do {
      let store = try Store(path: path, access: .create)
      try store.db.execute("PRAGMA user_version = 999")
    }
    #expect(
      throws: KnowledgeBaseError.newerDatabase(path: path, version: 999, known: Migrator.latest)
    ) {
      _ = try Store(path: path, access: .read)
    }
  }

  @Test func aChangedMigrationIsRefusedForWriting() throws {
    let path = folder.file("a.db")
    do {
      let store = try Store(path: path, access: .create)
      try store.db.execute("UPDATE migration SET sha256 = 'x' WHERE number = 1")
    }
    #expect(throws: KnowledgeBaseError.changedMigration(path: path, name: "0001-store")) {
      _ = try Store(path: path, access: .write)
    }
  }

  @Test func aDatabaseOfSomethingElseIsRefusedAndLeftAlone() throws {
    let path = folder.file("a.db")
    do {
      let db = try Connection(path: path, mode: .create)
      try db.execute("CREATE TABLE t(a); INSERT INTO t VALUES (1)")
    }
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(throws: KnowledgeBaseError.foreignDatabase(path: path)) {
      _ = try Store(path: path, access: .create)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func aTextFileIsNoDatabase() throws {
    let path = folder.file("a.db")
    try "key,name\n".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: KnowledgeBaseError.notADatabase(path: path)) {
      _ = try Store(path: path, access: .write)
    }
  }

  @Test func anUnknownKindSuggestsTheNearest() throws {
    let store = try Store(path: folder.file("a.db"), access: .create)
    #expect(
      throws: KnowledgeBaseError.unknown(
        what: Message("kind", "类别"), name: "modles", nearest: ["models"],
        listed: "aikb schema")
    ) {
      _ = try store.registry.kind("modles")
    }
  }

  @Test func everyFileOfMigrationsAndSeedsIsInTheBinaryAsItIs() throws {
    let manager = FileManager.default
    var files: Set<String> = []
    for folder in ["Migrations", "Seeds"] {
      for case let name as String in manager.enumerator(atPath: "\(treeRoot)/\(folder)")
        ?? .init()
      where [".sql", ".csv", ".yaml"].contains(where: name.hasSuffix) {
        files.insert("\(folder)/\(name)")
      }
    }
    #expect(!files.isEmpty)
    let compiled = Resource.all(under: "")
    #expect(Set(compiled.map(\.path)) == files, "run Scripts/resources.sh")
    for resource in compiled {
      let content = try Data(contentsOf: URL(fileURLWithPath: "\(treeRoot)/\(resource.path)"))
      #expect(Data(resource.bytes) == content, "\(resource.path) differs")
    }
  }

  @Test("A lock that others hold is said to be one, whatever SQLite calls it")
  func busy() {
    for code in [ResultCode.busy, .locked, .lockProtocol] {
      let error = KnowledgeBaseError(SQLiteError(code: code, message: "x"), path: "kb.db")
      #expect(error == .busy(path: "kb.db"))
    }
  }
}
