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

/// Keeps `search_shown`. Triggers do so row by row; after a load without them, and for `reindex`, all
/// of it is made anew.
struct ShownEntities {
  let store: Store

  private static let rows = """
    SELECT e.id, e.key, e.kind, e.name, e.name_zh, e.retired,
           (SELECT count(*) FROM relation WHERE subject = e.id)
             + (SELECT count(*) FROM relation WHERE object = e.id)
      FROM entity e
    """

  /// Makes the rows of all entities anew.
  func rebuild() throws {
    try store.db.execute("DELETE FROM search_shown; INSERT INTO search_shown \(Self.rows)")
  }

  /// How many rows are missing, too many or not as they should be.
  func differences() throws -> Int {
    let stale = try store.db.integer(
      """
      SELECT (SELECT count(*) FROM (\(Self.rows) EXCEPT SELECT * FROM search_shown))
        + (SELECT count(*) FROM search_shown WHERE entity NOT IN (SELECT id FROM entity))
      """)
    return Int(stale)
  }
}
