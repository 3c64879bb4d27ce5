internal import Messages
internal import SQLite

/// Entities by row id, each read once.
final class EntityReader {
  private let statement: Statement
  private var known: [Int64: EntityReference] = [:]

  init(_ store: Store) throws {
    statement = try store.db.prepare(
      "SELECT id, key, kind, name, name_zh FROM entity WHERE id = ?", persistent: true)
  }

  /// The entity of this row id.
  ///
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` when there is none, which a sound file rules out.
  func entity(_ id: Int64) throws -> EntityReference {
    if let entity = known[id] { return entity }
    try statement.bind(id, at: 1)
    defer { statement.reset() }
    guard try statement.step() else {
      throw KnowledgeBaseError.invalid(
        Message("entity \(id) is gone; run aikb check", "实体 \(id) 已不存在；请运行 aikb check"))
    }
    let entity = EntityReference(
      id: id, key: statement.string(at: 1) ?? "", kind: statement.string(at: 2) ?? "",
      name: statement.string(at: 3) ?? "", nameZH: statement.string(at: 4))
    known[id] = entity
    return entity
  }
}
