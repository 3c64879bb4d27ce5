import KnowledgeBase
import SQLite
import Testing

@Suite struct MigrationTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A knowledge base as the first release made it: two migrations, one citation, one text.
  private func older() throws -> String {
    let path = folder.file("old.db")
    let db = try Connection(path: path, mode: .create)
    for migration in Migrator.migrations where migration.number <= 2 {
      try db.execute(migration.resource.text)
      try db.run(
        "INSERT INTO migration(number, name, sha256, applied) VALUES (?, ?, ?, '2026-11-22')",
        .integer(Int64(migration.number)), .text(migration.name),
        .text(SHA256.hex(of: migration.resource.bytes)))
    }
    try db.execute(
      """
      PRAGMA user_version = 2;
      INSERT INTO source(id, key, title) VALUES (7, 'alpha', 'Alpha''s list');
      INSERT INTO entity(id, key, kind, name, name_zh) VALUES (5, 'huawei', 'firm', 'Huawei', '华为');
      INSERT INTO firm(id, founded) VALUES (5, '1987');
      INSERT INTO name_form(form, entity) VALUES ('huawei', 5), ('华为', 5);
      INSERT INTO citation(source, entity, fields, locator) VALUES (7, 5, 'founded', 'p. 1');
      INSERT INTO search_text(id, name) VALUES (5, 'huawei \u{E000} 华 为');
      """)
    return path
  }

  @Test func anOlderKnowledgeBaseIsBroughtUpToDateWithEverythingInIt() throws {
    let path = try older()
    let store = try Store(path: path, access: .write)
    #expect(try store.check().filter { $0.severity == .damage } == [])
    #expect(try store.search("华为").hits.map(\.key) == ["huawei"])
    // Sources were not indexed before.
    #expect(try store.search("Alpha", in: .sources).hits.map(\.key) == ["alpha"])
    let page = try store.page(of: store.entity("huawei"))
    #expect(page.properties.map(\.sources) == [[1]])
    #expect(try store.registry.predicate("listed_on").label.zh == "列入")
  }

  @Test func readingAnOlderKnowledgeBaseBringsItUpToDateToo() throws {
    let path = try older()
    #expect(try Store(path: path, access: .read).search("Alpha", in: .sources).hits.count == 1)
  }
}
