internal import SQLite

/// What is to be known of an entity to rank and to show it: a row of `search_shown`.
struct SearchTraits {
  let key: String
  let kind: String
  let isRetired: Bool
  let name: String
  let nameZH: String?
  /// How many relations it has.
  let relations: Int

  private static let sql = """
    SELECT s.entity, s.key, s.kind, s.retired IS NOT NULL, s.name, s.name_zh, s.relations
      FROM \(IdentifierBatch.table) v CROSS JOIN search_shown s ON s.entity = v.column1
    """

  /// Reads the traits of some entities, in their order; nil for one that is gone.
  static func read(_ entities: [Int64], in store: Store) throws -> [SearchTraits?] {
    var traits: [SearchTraits?] = []
    traits.reserveCapacity(entities.count)
    try store.db.query(Self.sql, each: entities) { row in
      while traits.count < entities.count, entities[traits.count] != row.int64(at: 0) {
        traits.append(nil)
      }
      traits.append(
        SearchTraits(
          key: row.text(1), kind: row.text(2), isRetired: row.int64(at: 3) == 1, name: row.text(4),
          nameZH: row.string(at: 5), relations: Int(row.int64(at: 6))))
    }
    while traits.count < entities.count { traits.append(nil) }
    return traits
  }
}
