internal import CSQLite

/// Records the rows that change, of the tables it is asked to, as a ``Changeset``.
///
/// Not copyable; the recording ends when its owner drops it. Only tables with an explicit PRIMARY
/// KEY are recorded, without rows that hold NULL in it, and never virtual tables.
/// https://sqlite.org/sessionintro.html
@safe
package struct Session: ~Copyable {
  private let pointer: OpaquePointer
  private let handle: DatabaseHandle
  private let filter: TableFilter

  fileprivate init(
    owning pointer: OpaquePointer, of handle: DatabaseHandle, filter: TableFilter
  ) {
    unsafe self.pointer = pointer
    self.handle = handle
    self.filter = filter
    handle.sessionCount += 1
  }

  deinit {
    unsafe sqlite3session_delete(pointer)
    handle.sessionCount -= 1
  }

  /// Whether changes are recorded; true at first. What is off is the noticing of rows: of a row
  /// noticed before, the changeset holds the state at the time it is made.
  /// https://sqlite.org/session/sqlite3session_enable.html
  package var isEnabled: Bool {
    get { unsafe sqlite3session_enable(pointer, -1) != 0 }
    nonmutating set { unsafe sqlite3session_enable(pointer, newValue ? 1 : 0) }
  }

  /// Whether nothing was recorded. When false, the changeset may still be empty: a row may have its
  /// first values again. https://sqlite.org/session/sqlite3session_isempty.html
  package var isEmpty: Bool { unsafe sqlite3session_isempty(pointer) != 0 }

  /// The memory the recording takes, in bytes: the former values of the rows changed.
  /// https://sqlite.org/session/sqlite3session_memory_used.html
  package var memoryUsed: Int { unsafe Int(sqlite3session_memory_used(pointer)) }

  /// What has changed since the session was made, one change a row, with all values before and
  /// after. Recording goes on.
  ///
  /// Make it before the transaction ends where other connections write: it is "created using both
  /// the accumulated records and the current contents of the database file".
  /// https://sqlite.org/session/sqlite3session_changeset.html
  ///
  /// - Throws: `.schema` when a table recorded has got another number of columns meanwhile.
  package func changeset() throws(SQLiteError) -> Changeset {
    try unsafe make("changeset") { unsafe sqlite3session_changeset(pointer, $0, $1) }
  }

  /// The same without the former values, but for primary keys: smaller, but it cannot be inverted,
  /// and applying it does not notice that a row held other values.
  /// https://sqlite.org/session/sqlite3session_patchset.html
  ///
  /// - Throws: As ``changeset()``.
  package func patchset() throws(SQLiteError) -> Changeset {
    try unsafe make("patchset") { unsafe sqlite3session_patchset(pointer, $0, $1) }
  }

  private func make(_ what: String, _ call: ChangesetBuffer.Call) throws(SQLiteError) -> Changeset {
    try unsafe ChangesetBuffer.take(action: "make the \(what)", call)
  }
}

extension Connection {
  /// Starts to record the changes this connection makes, not those of others.
  ///
  /// - Parameters:
  ///   - database: `main`, `temp`, or the name of an attached database.
  ///   - tables: Asked once for each table, at its first change, whether to record it. Say no to
  ///     the shadow tables of a full-text index: applying a changeset fires the triggers that keep
  ///     it. It must not use this connection.
  package func startSession(
    database: String = "main", tables: @escaping (_ name: String) -> Bool = { _ in true }
  ) throws(SQLiteError) -> Session {
    var created: OpaquePointer?
    let code = unsafe sqlite3session_create(handle.database, database, &created)
    guard code == SQLITE_OK, let pointer = unsafe created else { throw handle.error(code) }
    let filter = TableFilter(tables)
    let session = unsafe Session(owning: pointer, of: handle, filter: filter)
    unsafe sqlite3session_table_filter(
      pointer,
      { context, table in
        guard let context = unsafe context, let table = unsafe table else { return 0 }
        let filter = unsafe Unmanaged<TableFilter>.fromOpaque(context).takeUnretainedValue()
        return filter.includes(unsafe String(cString: table)) ? 1 : 0
      }, Unmanaged.passUnretained(filter).toOpaque())
    // "if argument zTab is NULL, then changes are recorded for all tables in the database", as far
    // as the filter lets them. https://sqlite.org/session/sqlite3session_attach.html
    let attached = unsafe sqlite3session_attach(pointer, nil)
    guard attached == SQLITE_OK else { throw handle.error(attached) }
    return session
  }
}

/// A filter with an address: a C function pointer cannot capture.
private final class TableFilter {
  let includes: (String) -> Bool

  init(_ includes: @escaping (String) -> Bool) { self.includes = includes }
}
