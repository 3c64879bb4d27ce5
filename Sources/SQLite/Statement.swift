internal import CSQLite

/// A compiled statement.
///
/// Not copyable; it is finalized, or goes back to the cache of its connection, when its owner drops
/// it. Keep one in a `let` for a hot path: ``bind(_:at:)``, ``step()`` and ``reset()`` cost no more
/// than the C calls below them.
///
/// The current row is read with the methods of ``ColumnReader``.
@safe
package struct Statement: ~Copyable, ColumnReader {
  /// The `sqlite3_stmt*`, valid as long as this value.
  package let pointer: OpaquePointer
  let handle: DatabaseHandle
  @usableFromInline let budget: UnsafeMutablePointer<StepBudget>
  private let cacheKey: StatementCache.Key?

  /// Takes over a compiled statement; with a key it goes back to the cache at the end.
  init(
    owning pointer: OpaquePointer, of handle: DatabaseHandle, cacheKey: StatementCache.Key?
  ) {
    unsafe self.pointer = pointer
    self.handle = handle
    unsafe self.budget = handle.budget
    self.cacheKey = cacheKey
  }

  deinit {
    if let cacheKey {
      unsafe handle.putBack(pointer, for: cacheKey)
    } else {
      unsafe sqlite3_finalize(pointer)
    }
  }

  /// The SQL text, up to the end of the statement.
  package var sql: String { unsafe sqlite3_sql(pointer).map { unsafe String(cString: $0) } ?? "" }

  /// Whether the statement "makes no direct changes to the content of the database file". True also
  /// for BEGIN and COMMIT, which change only as they let others do so.
  /// https://sqlite.org/c3ref/stmt_readonly.html
  package var isReadOnly: Bool { unsafe sqlite3_stmt_readonly(pointer) != 0 }

  /// Runs to the next row.
  ///
  /// - Returns: True when there is a row to read, false at the end. Another step after the end
  ///   starts the statement anew ("sqlite3_step() began calling sqlite3_reset() automatically in
  ///   this circumstance"). https://sqlite.org/c3ref/step.html
  /// - Throws: What stopped the statement; call ``reset()`` before it is bound or run again.
  @inlinable
  package func step() throws(SQLiteError) -> Bool {
    let code = unsafe budget.pointee.isSet ? stepWithinBudget() : sqlite3_step(pointer)
    if code == SQLITE_ROW { return true }
    if code == SQLITE_DONE { return false }
    throw failure(code)
  }

  /// Goes back to the start; bindings stay.
  ///
  /// Of a statement that writes, read every row before (``forEach(_:)``, ``run()``): a write that
  /// commits on reset may fail only there, and this method does not report it: "if an INSERT
  /// statement with a RETURNING clause is only stepped one time, that one call to sqlite3_step(S)
  /// might return SQLITE_ROW but the overall statement might still fail".
  /// https://sqlite.org/c3ref/reset.html
  @inlinable
  package func reset() {
    // The code repeats the failure of the last step, which has been thrown.
    unsafe sqlite3_reset(pointer)
  }

  /// Runs to the end and resets, also after a failure; rows are discarded.
  @inlinable
  package func run() throws(SQLiteError) {
    defer { reset() }
    while try step() {}
  }

  /// Calls `body` with each row, and resets at the end, also when `body` throws.
  @inlinable
  package func forEach(_ body: (borrowing Row) throws -> Void) throws {
    defer { reset() }
    let row = unsafe Row(pointer)
    while try step() { try body(row) }
  }

  /// A step that counts against the deadline of the connection.
  @usableFromInline
  func stepWithinBudget() -> Int32 {
    guard unsafe budget.pointee.begin() else {
      // Halted as SQLite halts an interrupted statement: its locks must not outlive the deadline.
      unsafe sqlite3_reset(pointer)
      return SQLITE_INTERRUPT
    }
    defer { unsafe budget.pointee.end() }
    return unsafe sqlite3_step(pointer)
  }

  /// The error for a code that a call on this statement has just returned.
  @usableFromInline
  func failure(_ code: Int32) -> SQLiteError { handle.error(code, sql: sql) }
}
