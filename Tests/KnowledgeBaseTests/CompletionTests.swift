import SQLite
import Testing

@testable import KnowledgeBase

/// What may be meant by the beginning of a key or a name.
@Suite struct CompletionTests {
  private func store() throws -> Store {
    let store = try Store.inMemory()
    try store.writing {
      let writer = try Writer(store)
      for (key, name, zh) in [
        ("huawei", "Huawei", "华为"), ("huawei-cloud", "Huawei Cloud", "华为云"),
        ("huadian", "Huadian", "华电"),
      ] {
        var record = EntityRecord()
        record.assertions = [
          .init(column: "name", value: .text(name)), .init(column: "name_zh", value: .text(zh)),
        ]
        _ = try writer.entities.add(
          key: key, kind: try store.registry.kind("firm"), record: record, by: [])
      }
      for (key, alias) in [("huawei", "華為技術"), ("huadian", "華為電力")] {
        let id = try store.db.integer("SELECT id FROM entity WHERE key = ?", [.text(key)])
        _ = try writer.names.put(
          entity: id, text: alias, lang: "zh-Hant", role: "alias", source: nil)
      }
      try writer.finish()
      try store.db.execute("UPDATE entity SET retired = '2025' WHERE key = 'huadian'")
    }
    return store
  }

  @Test func `keys that begin so are offered, of what was withdrawn none`() throws {
    #expect(try store().entities(beginning: "hua") == ["huawei", "huawei-cloud"])
    #expect(try store().entities(beginning: "huawei-") == ["huawei-cloud"])
  }

  @Test func `without a key names are offered as they are typed, further names too`() throws {
    #expect(try store().entities(beginning: "华") == ["华为", "华为云"])
    #expect(try store().entities(beginning: "華為") == ["華為技術"])
    #expect(try store().entities(beginning: "Huawei") == ["Huawei", "Huawei Cloud"])
    #expect(try store().entities(beginning: "nobody").isEmpty)
  }
}
