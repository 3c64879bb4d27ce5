internal import CSQLite

/// A change that does not fit the database it is applied to.
/// https://sqlite.org/session/c_changeset_conflict.html
package struct Conflict: Hashable, Sendable {
  /// Why the change does not fit.
  package enum Kind: Hashable, Sendable {
    /// The row to update or delete has other values than before the recorded change.
    case data
    /// The row to update or delete is not there.
    case notFound
    /// A row with the primary key to insert is there.
    case conflict
    /// The change would violate another constraint.
    case constraint
    /// All changes are made, and foreign keys point to nothing.
    case foreignKey
  }

  package let kind: Kind
  /// The table concerned; of foreign keys, the first found whose rows point to nothing, and nil
  /// when none is found.
  package let table: String?
  /// The change; nil for ``Kind/foreignKey``, which belongs to none.
  package let change: Change?
  /// The row in the database, for ``Kind/data`` and ``Kind/conflict``.
  package let existing: [Value]?
}

/// What to do about a ``Conflict``. https://sqlite.org/session/c_changeset_abort.html
package enum ConflictResolution: Hashable, Sendable {
  /// Leave the change out. Of ``Conflict/Kind/foreignKey``: keep all changes, violations included.
  case omit
  /// Put the change in place of the row; only for ``Conflict/Kind/data`` and
  /// ``Conflict/Kind/conflict``.
  case replace
  /// Undo everything.
  case abort

  var code: Int32 {
    switch self {
    case .omit: SQLITE_CHANGESET_OMIT
    case .replace: SQLITE_CHANGESET_REPLACE
    case .abort: SQLITE_CHANGESET_ABORT
    }
  }
}

extension Conflict {
  /// Leaves out what is gone already, as the rows that an earlier deletion took along by a cascade;
  /// undoes everything for any other conflict.
  package static func omitMissing(_ conflict: Conflict) -> ConflictResolution {
    conflict.kind == .notFound ? .omit : .abort
  }

  /// What an error says that ends the application. Values are left out, as in every error.
  var message: String {
    let operation =
      switch change?.operation {
      case .insert: "an insertion into"
      case .update: "an update of"
      case .delete: "a deletion from"
      case nil: "the state of"
      }
    let place = table.map { "table \($0)" } ?? "the database"
    let reason =
      switch kind {
      case .data: "the row has other values than recorded (DATA)"
      case .notFound: "the row is not there (NOTFOUND)"
      case .conflict: "a row with the same primary key is there (CONFLICT)"
      case .constraint: "a constraint is violated (CONSTRAINT)"
      case .foreignKey: "foreign keys point to nothing (FOREIGN_KEY)"
      }
    return "conflict of the changeset with \(operation) \(place): \(reason)"
  }
}

extension Conflict {
  /// Reads the conflict an iterator is at, inside a conflict handler.
  init(code: Int32, at iterator: OpaquePointer, in handle: DatabaseHandle) throws(SQLiteError) {
    guard code != SQLITE_CHANGESET_FOREIGN_KEY else {
      // "No current or conflicting row information is provided", and the number of violations is 1
      // whatever their number (3.40.1).
      self.init(
        kind: .foreignKey, table: handle.firstForeignKeyViolation(), change: nil, existing: nil)
      return
    }
    let change = try unsafe Change(at: iterator)
    let kind: Kind =
      switch code {
      case SQLITE_CHANGESET_DATA: .data
      case SQLITE_CHANGESET_NOTFOUND: .notFound
      case SQLITE_CHANGESET_CONFLICT: .conflict
      default: .constraint
      }
    var existing: [Value]?
    if kind == .data || kind == .conflict {
      existing = try unsafe readValues(
        of: iterator, change.primaryKey.count, sqlite3changeset_conflict
      ).map { $0 ?? .null }
    }
    self.init(kind: kind, table: change.table, change: change, existing: existing)
  }
}

extension DatabaseHandle {
  /// The table of the first row whose foreign key points to nothing. "It is safe to execute SQL
  /// statements [...] from within the xConflict callback".
  /// https://sqlite.org/pragma.html#pragma_foreign_key_check
  fileprivate func firstForeignKeyViolation() -> String? {
    guard let pointer = unsafe try? compileOne("PRAGMA main.foreign_key_check", persistent: false)
    else { return nil }
    let statement = unsafe Statement(owning: pointer, of: self, cacheKey: nil)
    guard (try? statement.step()) == true else { return nil }
    return statement.string(at: 0)
  }
}
