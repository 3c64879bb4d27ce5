internal import CSQLite

/// The owner of a `sqlite3*` and of everything that must live as long as it does.
///
/// A ``Connection`` and each of its ``Statement``s hold it strongly, so the database is closed when
/// the last of them is gone and no statement is ever left on a closed connection.
///
/// Not `Sendable`: the database is opened with SQLITE_OPEN_NOMUTEX, under which "separate threads
/// are allowed to use SQLite at the same time, as long as each thread is using a different database
/// connection". https://sqlite.org/c3ref/c_open_autoproxy.html
@safe
final class DatabaseHandle {
  let database: OpaquePointer
  let busyTimeoutMilliseconds: Int32
  /// A stable address: the progress handler reads it while a step is under way.
  let budget: UnsafeMutablePointer<StepBudget>
  let interruptTarget: InterruptTarget
  var cache = StatementCache()
  var authorizer: AuthorizerBox?
  var trace: TraceBox?
  /// Sessions that are not deleted yet.
  var sessionCount = 0
  /// Why a table-valued function refused a plan of the statement being compiled.
  var missingParameter: String?
  private var isClosed = false

  /// Takes over an open database.
  init(owning database: OpaquePointer, busyTimeoutMilliseconds: Int32) {
    unsafe self.database = database
    self.busyTimeoutMilliseconds = busyTimeoutMilliseconds
    unsafe self.budget = .allocate(capacity: 1)
    unsafe self.interruptTarget = InterruptTarget(database)
    unsafe self.budget.initialize(to: StepBudget())
    unsafe sqlite3_busy_timeout(database, busyTimeoutMilliseconds)
  }

  deinit {
    if !isClosed {
      dropIdleStatements()
      interruptTarget.invalidate()
      // "If sqlite3_close_v2() is called with unfinalized prepared statements, unclosed BLOB
      // handlers, and/or unfinished sqlite3_backups, it returns SQLITE_OK regardless, but instead
      // of deallocating the database connection immediately, it marks the database connection as an
      // unusable 'zombie'". None should be left here; a leak must not turn into a crash.
      // https://sqlite.org/c3ref/close.html
      unsafe sqlite3_close_v2(database)
    }
    unsafe budget.deinitialize(count: 1)
    unsafe budget.deallocate()
  }

  /// Closes now, or throws `.busy` and names what is still open.
  func close() throws(SQLiteError) {
    dropIdleStatements()
    // "Session objects must be deleted before the database handle to which they are attached is
    // closed", and SQLite does not look. https://sqlite.org/session/sqlite3session_delete.html
    guard sessionCount == 0 else {
      throw SQLiteError(
        code: .busy, message: "cannot close, sessions still open (\(sessionCount))")
    }
    interruptTarget.invalidate()
    // With statements unfinalized, "sqlite3_close() will leave the database connection open and
    // return SQLITE_BUSY". https://sqlite.org/c3ref/close.html
    let code = unsafe sqlite3_close(database)
    guard code == SQLITE_OK else {
      let open = openStatements()
      throw SQLiteError(
        code: ResultCode(rawValue: code),
        message: "cannot close, statements still open (\(open.count)): "
          + open.joined(separator: " | "))
    }
    isClosed = true
  }

  /// Takes back a cached statement, reset and without bindings.
  func putBack(_ statement: OpaquePointer, for key: StatementCache.Key) {
    // Also after a failure: a statement that failed and was not reset keeps its read transaction
    // open, and every later write fails with SQLITE_BUSY_SNAPSHOT (517). The code returned here
    // repeats the failure of the last step, which has been reported.
    // https://sqlite.org/c3ref/reset.html
    //
    // Not inside the cache: the reset closes the cursors of table-valued functions, whose rows may
    // give back a statement of their own.
    unsafe sqlite3_reset(statement)
    // "Contrary to the intuition of many, sqlite3_reset() does not reset the bindings on a prepared
    // statement." https://sqlite.org/c3ref/clear_bindings.html
    unsafe sqlite3_clear_bindings(statement)
    if let displaced = unsafe cache.insert(statement, for: key) {
      unsafe sqlite3_finalize(displaced)
    }
  }

  /// Finalizes every cached statement that is not in use.
  func dropIdleStatements() {
    unsafe cache.removeAll().forEach { unsafe sqlite3_finalize($0) }
  }

  /// The SQL of every statement that is not finalized. An open blob is one without SQL.
  private func openStatements() -> [String] {
    var texts: [String] = []
    var statement = unsafe sqlite3_next_stmt(database, nil)
    while let current = unsafe statement {
      texts.append(
        unsafe sqlite3_sql(current).map { unsafe String(cString: $0) } ?? "(an open blob)")
      unsafe statement = unsafe sqlite3_next_stmt(database, current)
    }
    return texts
  }

  /// The error a call has just returned, with the message the connection keeps for it.
  ///
  /// - Parameter start: Where in a script the statement concerned begins, as a byte offset in
  ///   `sql`.
  func error(_ code: Int32, sql: String? = nil, from start: Int? = nil) -> SQLiteError {
    let resultCode = ResultCode(rawValue: code)
    if resultCode.primary == .interrupt, unsafe budget.pointee.isExceeded {
      return unsafe SQLiteError(code: resultCode, message: budget.pointee.message, sql: sql)
    }
    // The message belongs to the most recent failure, which after a misuse need not be this one.
    // https://sqlite.org/c3ref/errcode.html
    let isCurrent = unsafe sqlite3_extended_errcode(database) == code
    let words = unsafe isCurrent ? sqlite3_errmsg(database) : sqlite3_errstr(code)
    // "If the most recent error does not reference a specific token in the input SQL, then the
    // sqlite3_error_offset() function returns -1."
    let token = unsafe isCurrent ? Int(sqlite3_error_offset(database)) : -1
    var offset = token >= 0 ? (start ?? 0) + token : nil
    if let sql, let start, offset == nil { offset = firstToken(of: sql, from: start) }
    return SQLiteError(
      code: resultCode, message: unsafe words.map { unsafe String(cString: $0) } ?? "", sql: sql,
      offset: offset)
  }
}
