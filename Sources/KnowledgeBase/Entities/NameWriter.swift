internal import Messages
internal import SQLite

/// Writes further names, identifiers and redirects of entities.
package final class NameWriter {
  private let store: Store
  private let entities: EntityWriter
  private let sources: SourceWriter
  private let insert: Statement
  private let find: Statement
  private let inOrder: RowsInOrder

  /// Roles a further name can have.
  package static let roles = ["alias", "former", "code", "legal", "pinyin", "wording"]

  init(store: Store, entities: EntityWriter, sources: SourceWriter) throws {
    self.store = store
    self.entities = entities
    self.sources = sources
    insert = try store.db.prepare(
      """
      INSERT INTO name(entity, text, lang, role, source) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """, persistent: true)
    find = try store.db.prepare(
      "SELECT id, source FROM name WHERE entity = ? AND text = ? AND lang = ? AND role = ?",
      persistent: true)
    inOrder = try RowsInOrder(
      "SELECT id, source, entity, text, lang, role FROM name WHERE id > ? ORDER BY id", store: store
    )
  }

  /// Ends what is being read.
  func stop() { inOrder.stop() }

  /// Adds a name. Where several sources give it, the most believed one stands behind it.
  package func put(
    entity: Int64, text: String, lang: String, role: String, source: SourceRank?
  ) throws -> Outcome {
    guard Self.roles.contains(role) else {
      throw KnowledgeBaseError.unknown(
        what: Message("role of a name", "名称种类"), name: role,
        nearest: Nearest.to(role, among: Self.roles))
    }
    let known: Int64?
    if try inOrder.advance(), inOrder.row.int64(at: 2) == entity, inOrder.row.holds(text, at: 3),
      inOrder.row.holds(lang, at: 4), inOrder.row.holds(role, at: 5)
    {
      known = inOrder.row.isNull(at: 1) ? nil : inOrder.row.int64(at: 1)
    } else {
      try insert.bind(entity, at: 1)
      try insert.bind(text, at: 2)
      try insert.bind(lang, at: 3)
      try insert.bind(role, at: 4)
      try insert.bind(source?.id, at: 5)
      try insert.run()
      if store.db.changes > 0 {
        try entities.addForm(.text(text), entity)
        entities.touch(entity)
        return .added
      }
      known = try self.source(entity, text, lang, role)
    }
    guard let source else { return .unchanged }
    if let id = known, try sources.rank(of: id) >= source { return .unchanged }
    try store.db.run(
      "UPDATE name SET source = ? WHERE entity = ? AND text = ? AND lang = ? AND role = ?",
      [.integer(source.id), .integer(entity), .text(text), .text(lang), .text(role)])
    return .changed
  }

  /// Who stands behind a name on record; nil for nobody.
  private func source(
    _ entity: Int64, _ text: String, _ lang: String, _ role: String
  ) throws(SQLiteError) -> Int64? {
    try find.bind(entity, at: 1)
    try find.bind(text, at: 2)
    try find.bind(lang, at: 3)
    try find.bind(role, at: 4)
    defer { find.reset() }
    guard try find.step() else { return nil }
    try inOrder.found(find.int64(at: 0))
    return find.isNull(at: 1) ? nil : find.int64(at: 1)
  }

  /// Takes a name away, whatever its language and role.
  ///
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)`` when the entity has no such name.
  func remove(_ text: String, of entity: Int64) throws {
    try store.db.run(
      "DELETE FROM name WHERE entity = ? AND text = ?", .integer(entity), .text(text))
    guard store.db.changes > 0 else {
      var known: [String] = []
      try store.db.query("SELECT text FROM name WHERE entity = ?", [.integer(entity)]) {
        known.append($0.text(0))
      }
      throw KnowledgeBaseError.unknown(
        what: Message("further name", "别名"), name: text, nearest: Nearest.to(text, among: known))
    }
    try NameForms(store: store).rebuild(of: entity)
    entities.touch(entity)
  }

  /// Adds an external identifier.
  ///
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` when it already stands for another entity.
  package func putIdentifier(scheme: String, value: String, entity: Int64) throws -> Outcome {
    let holder = try store.db.first(
      """
      SELECT i.entity, e.key FROM identifier i JOIN entity e ON e.id = i.entity
       WHERE i.scheme = ? AND i.value = ?
      """, [.text(scheme), .text(value)]
    ) { ($0.int64(at: 0), $0.text(1)) }
    if let holder {
      guard holder.0 == entity else {
        throw KnowledgeBaseError.invalid(
          Message(
            "\(scheme) \(value) already stands for \(holder.1)",
            "\(scheme) \(value) 已用于 \(holder.1)"))
      }
      return .unchanged
    }
    try store.db.run(
      "INSERT INTO identifier(scheme, value, entity) VALUES (?, ?, ?)", .text(scheme), .text(value),
      .integer(entity))
    return .added
  }

  /// Makes an old key lead to an entity.
  ///
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` when the key is some entity's own.
  package func putRedirect(key: String, entity: Int64) throws -> Outcome {
    guard Key.isValid(key) else {
      throw KnowledgeBaseError.notAKey(key)
    }
    if try store.db.scalar("SELECT 1 FROM entity WHERE key = ?", [.text(key)]) != nil {
      throw KnowledgeBaseError.invalid(
        Message("'\(key)' is an entity's own key, not an old one", "'\(key)' 是某个实体的现用键，不是旧键"))
    }
    try store.db.run(
      """
      INSERT INTO redirect(key, entity) VALUES (?1, ?2)
      ON CONFLICT(key) DO UPDATE SET entity = excluded.entity WHERE entity <> excluded.entity
      """, .text(key), .integer(entity))
    entities.keys.markIncomplete()
    return store.db.changes > 0 ? .added : .unchanged
  }
}
