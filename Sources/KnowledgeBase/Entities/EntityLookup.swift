internal import SQLite

// Entities by what identifies them besides key and name.
extension Writer {
  /// The entity an external identifier stands for; nil when there is none.
  package func entity(identifier value: String, scheme: String) throws -> NameResolver.Match? {
    try store.db.first(
      """
      SELECT e.id, e.key, e.kind, e.name FROM identifier i JOIN entity e ON e.id = i.entity
       WHERE i.scheme = ? AND i.value = ?
      """, [.text(scheme), .text(value)], Self.match)
  }

  /// The entity of a kind one of whose properties has this value; nil when there is none.
  ///
  /// - Throws: ``KnowledgeBaseError/ambiguous(name:keys:)`` when there are several.
  package func entity(
    of kind: Kind, whose property: String, is value: String
  ) throws -> NameResolver.Match? {
    guard let column = kind.property(named: property) else { return nil }
    var found: [NameResolver.Match] = []
    try store.db.query(
      """
      SELECT e.id, e.key, e.kind, e.name FROM entity e JOIN \(kind.name.quoted) t ON t.id = e.id
       WHERE \(column.isCommon ? "e" : "t").\(property.quoted) = ? ORDER BY e.key LIMIT 9
      """, [.text(value)]
    ) { found.append(Self.match($0)) }
    guard found.count < 2 else {
      throw KnowledgeBaseError.ambiguous(name: value, keys: found.map(\.key))
    }
    return found.first
  }

  /// All identifiers of a scheme.
  package func identifiers(of scheme: String) throws -> [(value: String, entity: Int64)] {
    var found: [(value: String, entity: Int64)] = []
    try store.db.query(
      "SELECT value, entity FROM identifier WHERE scheme = ? ORDER BY value", [.text(scheme)]
    ) { found.append(($0.text(0), $0.int64(at: 1))) }
    return found
  }

  /// Whether the entity has an identifier of this scheme.
  package func hasIdentifier(_ entity: Int64, scheme: String) throws -> Bool {
    try store.db.scalar(
      "SELECT 1 FROM identifier WHERE entity = ? AND scheme = ?", [.integer(entity), .text(scheme)])
      != nil
  }

  private static func match(_ row: borrowing Row) -> NameResolver.Match {
    NameResolver.Match(
      id: row.int64(at: 0), key: row.text(1), kind: row.text(2), name: row.text(3), isExact: true)
  }
}
