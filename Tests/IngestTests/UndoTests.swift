import Foundation
import Ingest
import KnowledgeBase
import SQLite
import Testing

@Suite("A recorded change can be taken back")
struct UndoTests {
  /// Stored tables of the whole schema: what a session records. The text index is derived.
  private func storedTables(_ db: borrowing Connection) throws -> [String] {
    var names: [String] = []
    try db.query(
      """
      SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
        AND name NOT LIKE 'search_%' ORDER BY name
      """
    ) { names.append($0.string(at: 0) ?? "") }
    return names
  }

  /// Every row of a table, each value quoted as SQL.
  private func rows(_ table: String, _ db: borrowing Connection) throws -> [String] {
    var columns: [String] = []
    try db.query("SELECT name FROM pragma_table_info(?)", [.text(table)]) {
      columns.append("quote(\"\($0.string(at: 0) ?? "")\")")
    }
    var rows: [String] = []
    try db.query("SELECT \(columns.joined(separator: " || ',' || ")) FROM \"\(table)\"") {
      rows.append($0.string(at: 0) ?? "")
    }
    return rows.sorted()
  }

  @Test(
    "1,000 rows and more over every stored table, with cascades: inverted, everything is as before")
  func wholeStore() throws {
    let folder = NSTemporaryDirectory() + "aikb-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = try Store(path: folder + "/kb.db", access: .create)
    _ = try Ingestor(store, options: Ingestor.Options()).ingestSeeds()
    try store.writing {
      let writer = try Writer(store)
      let source = try writer.sources.put(Source(key: "a-text", title: "A text")).id
      let id = try writer.documents.put(key: "a-text", source: source, title: "A text", lang: "en")
        .id
      _ = try writer.documents.put(
        Passage(section: "1", heading: nil, text: "华为 builds."), at: 1, of: id)
      try store.db.execute(
        """
        INSERT INTO redirect(key, entity) SELECT 'former-' || key, id FROM entity LIMIT 30;
        INSERT INTO entity(key, kind, name) VALUES ('a-person', 'person', 'A. Person');
        INSERT INTO person(id, role) VALUES (last_insert_rowid(), 'engineer');
        INSERT INTO mention(passage, start, length, entity)
          SELECT p.id, 1, 2, e.id FROM passage p, entity e WHERE e.key = 'huawei' LIMIT 1;
        INSERT INTO match_review(entity, other, rule, score)
          SELECT a.id, b.id, 'spelling', 0.5 FROM entity a, entity b
           WHERE a.key = 'huawei' AND b.key = 'a-person';
        """)
    }
    let tables = try storedTables(store.db)
    var before: [String: [String]] = [:]
    for table in tables { before[table] = try rows(table, store.db) }
    let shown = try rows("search_shown", store.db)
    #expect(before.filter { $0.value.isEmpty }.keys.sorted() == [])

    let session = try store.db.startSession(tables: { tables.contains($0) })
    try store.db.execute("PRAGMA foreign_keys = ON")
    try store.writing {
      // A change of some rows of every table, and deletions that cascade.
      try store.db.execute(
        """
        UPDATE source SET title = title || ' (2)' WHERE id % 3 = 0;
        UPDATE entity SET description = 'changed', name = name || '!' WHERE id % 3 = 0;
        UPDATE relation SET note = 'changed', share = 0.5 WHERE id % 4 = 0;
        UPDATE citation SET quote = '引', locator = 'p. ' || id WHERE id % 5 = 0;
        UPDATE name SET text = text || '?' WHERE id % 4 = 0;
        UPDATE figure SET value = value * 2 WHERE id % 2 = 0;
        UPDATE event SET note = 'changed' WHERE id % 2 = 0;
        UPDATE claim SET text_zh = '改' WHERE id % 2 = 0;
        UPDATE passage SET text = text || ' Indeed.';
        UPDATE document SET title = 'Another title';
        UPDATE identifier SET value = value || 'x' WHERE entity % 2 = 0;
        UPDATE redirect SET key = 'older-' || key;
        UPDATE kind SET label_en = upper(label_en);
        UPDATE property SET definition = 'changed' WHERE position = 1;
        UPDATE predicate SET label_en = upper(label_en) WHERE id % 2 = 0;
        UPDATE derived SET definition = 'changed';
        UPDATE meta SET value = value || '0';
        UPDATE migration SET applied = 'never';
        UPDATE revision SET author = 'nobody';
        UPDATE ingest SET rows = rows + 1;
        UPDATE mention SET length = length + 1;
        UPDATE match_review SET state = 'apart';
        DELETE FROM evidence WHERE id % 2 = 0;
        DELETE FROM claim_about WHERE claim % 2 = 0;
        DELETE FROM predicate_kind WHERE predicate = 17;
        DELETE FROM name_form WHERE entity % 7 = 0;
        DELETE FROM event WHERE id % 3 = 0;
        DELETE FROM relation WHERE id % 3 = 0;
        DELETE FROM entity WHERE kind = 'policy' AND NOT EXISTS (
          SELECT 1 FROM relation r WHERE entity.id IN (r.subject, r.object))
          AND NOT EXISTS (SELECT 1 FROM claim_about a WHERE a.entity = entity.id);
        INSERT INTO entity(key, kind, name) VALUES ('new-one', 'firm', 'New One');
        INSERT INTO firm(id, founded) VALUES (last_insert_rowid(), '2026');
        """)
      for kind in try store.registry.kinds {
        guard let property = kind.properties.first else { continue }
        try store.db.execute("UPDATE \"\(kind.name)\" SET \"\(property.name)\" = NULL")
      }
    }
    let changeset = try session.changeset()
    var operations = 0
    var changed: Set<String> = []
    try changeset.forEach {
      operations += 1
      changed.insert($0.table)
    }
    #expect(operations >= 1000)
    #expect(Set(tables).subtracting(changed) == [])
    for table in tables { #expect(try rows(table, store.db) != before[table], "\(table)") }

    // Enforcement is switched off before a transaction begins: cascades are in the change already.
    try store.db.execute("PRAGMA foreign_keys = OFF")
    let leftOut = try store.db.apply(changeset.inverted())
    #expect(leftOut == 0)
    for table in tables { #expect(try rows(table, store.db) == before[table], "\(table)") }
    #expect(try rows("search_shown", store.db) == shown)
    #expect(try store.db.scalar("SELECT 1 FROM pragma_foreign_key_check") == nil)
    _ = try store.reindex(command: "reindex")
    try store.db.execute(
      "INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)")
    #expect(try store.check().filter { $0.severity == .damage } == [])
  }
}
