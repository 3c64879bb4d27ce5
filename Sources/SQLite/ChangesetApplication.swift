internal import CSQLite

extension Connection {
  /// Makes the changes of a changeset or patchset in the main database: all of them that the policy
  /// does not leave out, or none.
  ///
  /// Triggers fire and, where they are enforced, foreign keys act as with any write. So a deletion
  /// takes along the rows that hang on it, also those the changeset does not know; and a changed
  /// primary key, which is a deletion and an insertion, can lose rows that a cascade would have
  /// moved. Where that is not wanted, turn enforcement off before the transaction and run
  /// `PRAGMA foreign_key_check` in it.
  ///
  /// Outside a transaction it takes its locks as a deferred one: call it in
  /// ``transaction(_:_:)``. https://sqlite.org/session/sqlite3changeset_apply.html
  ///
  /// - Parameters:
  ///   - resolve: What to do about a conflict.
  ///   - tables: Which tables to change; asked for each in the changeset, and perhaps again.
  /// - Returns: How many changes were left out by `resolve`.
  /// - Throws: `.abort`, naming the table and the kind of conflict, when `resolve` says so;
  ///   `.schema` when a table is missing or has other columns; `.misuse` when `resolve` replaces
  ///   where it cannot; `.corrupt`; or the failure of a statement.
  @discardableResult
  package func apply(
    _ changeset: Changeset,
    resolve: @escaping (Conflict) -> ConflictResolution = Conflict.omitMissing,
    tables: @escaping (_ name: String) -> Bool = { _ in true }
  ) throws(SQLiteError) -> Int {
    let count = try changeset.size()
    try checkTables(of: changeset, tables: tables)
    let application = ChangesetApplication(handle: handle, tables: tables, resolve: resolve)
    let code = unsafe changeset.bytes.span.withUnsafeBytes { bytes in
      unsafe sqlite3changeset_apply(
        handle.database, count, UnsafeMutableRawPointer(mutating: bytes.baseAddress),
        isIncluded, resolveConflict, Unmanaged.passUnretained(application).toOpaque())
    }
    if let error = application.error { throw error }
    guard code == SQLITE_OK else { throw handle.error(code) }
    return application.omittedCount
  }

  /// Throws for tables the changeset does not fit.
  ///
  /// SQLite goes on without a word: "If there is no compatible table, it is not an error, but none
  /// of the changes associated with the table are applied." The conditions are those named there:
  /// as many columns or more, the primary key in the same ones.
  private func checkTables(
    of changeset: Changeset, tables: (String) -> Bool
  ) throws(SQLiteError) {
    var last: String?
    try unsafe changeset.iterate { iterator throws(SQLiteError) in
      let header = try unsafe ChangeHeader(at: iterator)
      guard header.table != last else { return true }
      last = header.table
      // Statistics are no data, and have a primary key of their own kind.
      guard header.table != "sqlite_stat1", tables(header.table) else { return true }
      let primaryKey = try primaryKey(of: header.table)
      guard !primaryKey.isEmpty else {
        throw schemaError("there is no table \(header.table)")
      }
      guard primaryKey.count >= header.primaryKey.count else {
        throw schemaError(
          "table \(header.table) has \(primaryKey.count) columns, "
            + "the changeset \(header.primaryKey.count)")
      }
      guard primaryKey.starts(with: header.primaryKey.map(Int64.init)) else {
        throw schemaError("table \(header.table) has another primary key")
      }
      return true
    }
  }

  /// For each column its place in the primary key, from 1, or 0; nothing for no table.
  /// https://sqlite.org/pragma.html#pragma_table_info
  private func primaryKey(of table: String) throws(SQLiteError) -> [Int64] {
    let statement = try cachedStatement("SELECT pk FROM pragma_table_info(?, 'main') ORDER BY cid")
    try statement.bind(table, at: 1)
    var places: [Int64] = []
    while try statement.step() { places.append(statement.int64(at: 0)) }
    return places
  }

  private func schemaError(_ reason: String) -> SQLiteError {
    SQLiteError(code: .schema, message: "cannot apply the changeset: \(reason)")
  }
}

/// What the callbacks of one application share.
private final class ChangesetApplication {
  let handle: DatabaseHandle
  let tables: (String) -> Bool
  private let resolve: (Conflict) -> ConflictResolution
  private(set) var omittedCount = 0
  private(set) var error: SQLiteError?

  init(
    handle: DatabaseHandle, tables: @escaping (String) -> Bool,
    resolve: @escaping (Conflict) -> ConflictResolution
  ) {
    self.handle = handle
    self.tables = tables
    self.resolve = resolve
  }

  /// Decides about the conflict an iterator is at, and keeps the reason when it is the end.
  func resolution(of code: Int32, at iterator: OpaquePointer) -> ConflictResolution {
    do throws(SQLiteError) {
      let conflict = try unsafe Conflict(code: code, at: iterator, in: handle)
      let resolution = resolve(conflict)
      switch resolution {
      case .omit:
        if conflict.kind != .foreignKey { omittedCount += 1 }
      case .replace:
        // SQLite rolls back with SQLITE_MISUSE then, and does not say why.
        guard conflict.kind != .data, conflict.kind != .conflict else { break }
        throw SQLiteError(code: .misuse, message: "cannot replace: \(conflict.message)")
      case .abort:
        throw SQLiteError(code: .abort, message: conflict.message)
      }
      return resolution
    } catch {
      self.error = error
      return .abort
    }
  }
}

/// xFilter.
private func isIncluded(context: UnsafeMutableRawPointer?, table: UnsafePointer<CChar>?) -> Int32 {
  guard let context = unsafe context, let table = unsafe table else { return 0 }
  let application = unsafe Unmanaged<ChangesetApplication>.fromOpaque(context).takeUnretainedValue()
  return application.tables(unsafe String(cString: table)) ? 1 : 0
}

/// xConflict.
private func resolveConflict(
  context: UnsafeMutableRawPointer?, code: Int32, iterator: OpaquePointer?
) -> Int32 {
  guard let context = unsafe context, let iterator = unsafe iterator else {
    return SQLITE_CHANGESET_ABORT
  }
  let application = unsafe Unmanaged<ChangesetApplication>.fromOpaque(context).takeUnretainedValue()
  return unsafe application.resolution(of: code, at: iterator).code
}
