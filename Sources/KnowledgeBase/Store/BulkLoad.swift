internal import SQLite

/// Loads many records into a store that has none: the indexes and triggers are dropped first and made
/// at the end, sorted, which costs a fraction of keeping them row by row.
///
/// Meanwhile nothing can be looked up by them. Whoever needs to calls ``settle()`` first, which makes
/// the indexes at once. Records that turn up twice show then, too late to tell them apart: the load
/// has to be done again without this.
package final class BulkLoad {
  /// A unique index could not be made: some record came twice.
  package struct Duplicates: Error {}

  private let store: Store
  /// Whether this load is one: everything derived is made anew at its end.
  let isOn: Bool
  private var dropped: [String] = []
  /// Whether the indexes are missing, so that nothing can be looked up.
  var isPending: Bool { !dropped.isEmpty }

  /// Drops the indexes if `isWanted`; else does nothing at all.
  init(store: Store, isWanted: Bool) throws {
    self.store = store
    isOn = isWanted
    guard isWanted else { return }
    var drops: [String] = []
    try store.db.query(
      """
      SELECT type, name, sql FROM sqlite_master
       WHERE type IN ('index', 'trigger') AND sql IS NOT NULL
         AND tbl_name IN ('relation', 'citation', 'name', 'name_form', 'entity')
       ORDER BY type, name
      """
    ) { row in
      drops.append("DROP \(row.text(0)) \(row.text(1).quoted)")
      dropped.append(row.text(2))
    }
    for drop in drops { try store.db.execute(drop) }
  }

  /// Makes the indexes and triggers, if they are not there. What the triggers derive is made at the
  /// end of the load (``SearchIndex/rebuild(forms:reached:)``).
  ///
  /// - Throws: ``Duplicates``.
  package func settle() throws {
    guard !dropped.isEmpty else { return }
    let missing = dropped
    dropped = []
    do throws(SQLiteError) {
      for sql in missing { try store.db.execute(sql) }
    } catch {
      throw error.code.primary == .constraint ? Duplicates() : error
    }
  }
}

extension Store {
  /// Whether there is nothing yet that a load could meet again.
  package var hasNoRecords: Bool {
    get throws {
      try reading {
        try db.integer(
          "SELECT NOT EXISTS (SELECT 1 FROM entity) AND NOT EXISTS (SELECT 1 FROM citation)") == 1
      }
    }
  }
}
