internal import CSQLite

/// When a transaction takes its locks. https://sqlite.org/lang_transaction.html
package enum TransactionKind: String, Sendable, Hashable {
  /// At the first read or write. For reading only: a reader that starts to write may fail with
  /// `.busySnapshot`, which no waiting cures.
  case deferred = "DEFERRED"
  /// The write lock at once; other connections still read. For everything that writes.
  case immediate = "IMMEDIATE"
  /// As immediate; outside WAL mode it keeps readers out too.
  case exclusive = "EXCLUSIVE"
}

extension Connection {
  /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
  ///
  /// Inside a transaction it becomes a savepoint, and `kind` has no effect: the locks are those of
  /// the outer one.
  ///
  /// - Throws: What `body` throws, or the failure of BEGIN or COMMIT (after which nothing is
  ///   stored).
  package func transaction<R>(
    _ kind: TransactionKind = .immediate, _ body: () throws -> R
  ) throws -> R {
    if isInTransaction { return try savepoint(body) }
    try handle.control("BEGIN \(kind.rawValue)")
    do {
      let result = try body()
      try handle.control("COMMIT")
      return result
    } catch {
      handle.end(with: "ROLLBACK")
      throw error
    }
  }

  /// Runs `body` in a savepoint: released when it returns, rolled back to when it throws. Outside a
  /// transaction it is one by itself, of the deferred kind. https://sqlite.org/lang_savepoint.html
  package func savepoint<R>(_ body: () throws -> R) throws -> R {
    // One name does for all depths: "The transaction names need not be unique", and both RELEASE
    // and ROLLBACK TO act on "the most recent savepoint with a matching name".
    try handle.control("SAVEPOINT nested")
    do {
      let result = try body()
      try handle.control("RELEASE nested")
      return result
    } catch {
      handle.end(with: "ROLLBACK TO nested", "RELEASE nested")
      throw error
    }
  }
}

extension DatabaseHandle {
  var isInTransaction: Bool { unsafe sqlite3_get_autocommit(database) == 0 }

  /// Runs a statement that steers a transaction, outside the deadline: when time is up, the way
  /// back must still be open.
  func control(_ sql: String) throws(SQLiteError) {
    let key = StatementCache.Key(sql: sql)
    let statement: OpaquePointer
    if let cached = unsafe cache.take(key) {
      unsafe statement = cached
    } else {
      unsafe statement = try compileOne(sql, persistent: true)
    }
    var code = SQLITE_ROW
    while code == SQLITE_ROW { unsafe code = sqlite3_step(statement) }
    let failure = code == SQLITE_DONE ? nil : error(code, sql: sql)
    unsafe putBack(statement, for: key)
    if let failure { throw failure }
  }

  /// Ends a transaction or savepoint after a failure, which is the error that matters: this reports
  /// none of its own.
  func end(with statements: String...) {
    // "If the transaction has already been rolled back automatically by the error response, then
    // the ROLLBACK command will fail with an error, but no harm is caused by this."
    // https://sqlite.org/lang_transaction.html
    guard isInTransaction else { return }
    for sql in statements where unsafe sqlite3_exec(database, sql, nil, nil, nil) != SQLITE_OK {
      // "Any new SQL statements that are started after the sqlite3_interrupt() call and before the
      // running statement count reaches zero are interrupted": with a reader still open that hits
      // the rollback too. A transaction left open is worse than a reader cut short.
      // https://sqlite.org/c3ref/interrupt.html
      resetRunningStatements()
      unsafe sqlite3_exec(database, sql, nil, nil, nil)
    }
  }

  private func resetRunningStatements() {
    var statement = unsafe sqlite3_next_stmt(database, nil)
    while let current = unsafe statement {
      if unsafe sqlite3_stmt_busy(current) != 0 { unsafe sqlite3_reset(current) }
      unsafe statement = unsafe sqlite3_next_stmt(database, current)
    }
  }
}
