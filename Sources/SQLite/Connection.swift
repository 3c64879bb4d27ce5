internal import CSQLite

/// A connection to one database.
///
/// Not copyable and not `Sendable`: it belongs to one task at a time and is handed on as a whole
/// (`sending`), or kept in a `Mutex<Connection?>`. Everything that talks to the database is a
/// method of a borrow, so a connection may be a `let`.
package struct Connection: ~Copyable {
  let handle: DatabaseHandle

  /// How a database is opened.
  package enum Mode: Sendable, Hashable {
    /// An existing file; writing fails with `.readOnly`. A database in WAL mode still wants to make
    /// or write its `-shm` file. https://sqlite.org/wal.html#readonly
    case readOnly
    /// An existing file, for reading and writing.
    case readWrite
    /// For reading and writing; the file is created when it is missing.
    case create
    /// An existing file that nobody changes: no locks, no `-wal` and `-shm` files.
    /// What a leftover WAL file holds is **not** seen.
    case immutable
  }

  /// Opens a database.
  ///
  /// - Parameters:
  ///   - path: A path of the file system, never a URI. `:memory:` is a private database in memory.
  ///   - mode: See ``Mode``.
  ///   - busyTimeoutMilliseconds: How long a call waits for another connection's lock before it
  ///     throws `.busy`. https://sqlite.org/c3ref/busy_timeout.html
  /// - Throws: `.cannotOpen` above all. A file that is no database shows only at its first use
  ///   (`.notADatabase`).
  package init(
    path: String, mode: Mode, busyTimeoutMilliseconds: Int32 = 5000
  ) throws(SQLiteError) {
    guard !path.utf8.contains(0) else {
      throw SQLiteError(code: .cannotOpen, message: "the path holds a NUL character")
    }
    // SQLITE_OPEN_EXRESCODE: "The database connection comes up in 'extended result code mode'", so
    // that already the opening itself reports them. https://sqlite.org/c3ref/open.html
    var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let name: String
    switch mode {
    case .readOnly:
      flags |= SQLITE_OPEN_READONLY
      name = DatabaseName.plain(path)
    case .readWrite:
      flags |= SQLITE_OPEN_READWRITE
      name = DatabaseName.plain(path)
    case .create:
      flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      name = DatabaseName.plain(path)
    case .immutable:
      flags |= SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
      name = DatabaseName.immutable(path)
    }
    var opened: OpaquePointer?
    let code = unsafe sqlite3_open_v2(name, &opened, flags, nil)
    // "Whether or not an error occurs when it is opened, resources associated with the database
    // connection handle should be released". The handle does so, also when this throws.
    guard let database = unsafe opened else {
      throw SQLiteError(code: ResultCode(rawValue: code), message: "out of memory")
    }
    let handle = unsafe DatabaseHandle(
      owning: database, busyTimeoutMilliseconds: busyTimeoutMilliseconds)
    guard code == SQLITE_OK else {
      let error = handle.error(code)
      throw SQLiteError(code: error.code, message: "\(error.message): \(path)")
    }
    self.handle = handle
  }

  /// Closes the database now. Without this call it closes when the connection and the last of its
  /// statements are gone.
  ///
  /// - Throws: `.busy`, naming the statements that are still open; the database then closes with
  ///   the last of them.
  package consuming func close() throws(SQLiteError) {
    try handle.close()
  }

  /// Runs one statement or a script of several; rows are discarded.
  ///
  /// - Throws: The first failure; what ran before it stays. ``SQLiteError/offset`` points into
  ///   `sql`.
  package func execute(_ sql: String) throws(SQLiteError) {
    try handle.checkText(sql)
    var start = 0
    let end = sql.utf8.count
    while start < end {
      let compiled = handle.compile(sql, from: start, persistent: false)
      guard compiled.code == SQLITE_OK else {
        throw handle.compilationError(compiled.code, sql: sql, from: start)
      }
      if let pointer = unsafe compiled.statement {
        let statement = unsafe Statement(owning: pointer, of: handle, cacheKey: nil)
        do {
          try statement.run()
        } catch {
          throw SQLiteError(
            code: error.code, message: error.message, sql: sql,
            offset: handle.firstToken(of: sql, from: start))
        }
      }
      start = compiled.end
    }
  }

  /// Compiles one statement that the caller keeps.
  ///
  /// - Parameters:
  ///   - sql: Exactly one statement; comments and semicolons may follow it.
  ///   - persistent: "a hint to the query planner that the prepared statement will be retained for
  ///     a long time and probably reused many times".
  ///     https://sqlite.org/c3ref/c_prepare_dont_log.html
  /// - Throws: The error of the SQL with its offset; `.misuse` for no statement, more than one, or
  ///   a NUL character (where SQLite would stop reading).
  package func prepare(_ sql: String, persistent: Bool = false) throws(SQLiteError) -> Statement {
    let pointer = unsafe try handle.compileOne(sql, persistent: persistent)
    return unsafe Statement(owning: pointer, of: handle, cacheKey: nil)
  }

  /// Rows inserted, changed or deleted by the most recent INSERT, UPDATE or DELETE, without those
  /// of triggers and cascades. https://sqlite.org/c3ref/changes.html
  package var changes: Int { unsafe Int(sqlite3_changes64(handle.database)) }

  /// Rows inserted, changed or deleted since the connection was opened, triggers and cascades
  /// included. https://sqlite.org/c3ref/total_changes.html
  package var totalChanges: Int { unsafe Int(sqlite3_total_changes64(handle.database)) }

  /// The rowid of the most recent successful INSERT into a rowid table on this connection; 0 when
  /// there was none. https://sqlite.org/c3ref/last_insert_rowid.html
  package var lastInsertRowID: Int64 { unsafe sqlite3_last_insert_rowid(handle.database) }

  /// Whether a transaction is open: autocommit "is disabled by a BEGIN statement".
  /// https://sqlite.org/c3ref/get_autocommit.html
  package var isInTransaction: Bool { handle.isInTransaction }

  /// A number that changes when *another* connection has changed the file.
  /// https://sqlite.org/pragma.html#pragma_data_version
  package var dataVersion: Int64 {
    get throws(SQLiteError) { try scalar("PRAGMA data_version")?.int64 ?? 0 }
  }

  /// Whether the main database can only be read. https://sqlite.org/c3ref/db_readonly.html
  package func isReadOnly() -> Bool { unsafe sqlite3_db_readonly(handle.database, "main") == 1 }
}
