internal import SQLite

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
