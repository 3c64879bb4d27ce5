internal import CSQLite
internal import Glibc

extension Connection {
  /// Copies the main database over that of `destination`, while others may read and write this one.
  ///
  /// In WAL mode the copy is the state at the start of the call: a read transaction is held
  /// meanwhile, since "if the source database is modified by an external process or via a database
  /// connection other than the one being used by the backup operation, then the backup will be
  /// automatically restarted", and with a busy writer that never ends. In the other journal modes a
  /// reader would keep writers waiting, so each step locks for itself and a write starts the copy
  /// anew.
  ///
  /// - Parameters:
  ///   - destination: Replaced as a whole; without an open transaction. It also gets the journal
  ///     mode recorded in this file.
  ///   - pagesPerStep: Pages copied between two calls of `progress`; negative for all at once.
  ///   - progress: Told the pages still to be copied and the pages in all.
  /// - Throws: `.busy` or `.locked` when a lock did not become free within this connection's busy
  ///   timeout, and at once when this connection is in a write transaction; the destination is then
  ///   unchanged. https://sqlite.org/c3ref/backup_finish.html
  package func backup(
    to destination: borrowing Connection, pagesPerStep: Int32 = 1024,
    progress: ((_ remaining: Int, _ total: Int) -> Void)? = nil
  ) throws(SQLiteError) {
    let journalMode = try scalar("PRAGMA journal_mode")
    let holdsSnapshot = !isInTransaction && journalMode == "wal"
    if holdsSnapshot { try handle.control("BEGIN DEFERRED") }
    defer { if holdsSnapshot { handle.end(with: "COMMIT") } }
    // The snapshot is taken by the first read, not by BEGIN. https://sqlite.org/isolation.html
    if holdsSnapshot { try handle.control("SELECT 1 FROM sqlite_schema LIMIT 1") }
    try copyPages(to: destination, pagesPerStep: pagesPerStep, progress: progress)
  }

  private func copyPages(
    to destination: borrowing Connection, pagesPerStep: Int32,
    progress: ((_ remaining: Int, _ total: Int) -> Void)?
  ) throws(SQLiteError) {
    let target = destination.handle
    guard
      let backup = unsafe sqlite3_backup_init(target.database, "main", handle.database, "main")
    else {
      // "If an error occurs within sqlite3_backup_init(D,N,S,M), then NULL is returned and an error
      // code and error message are stored in the destination database connection D".
      throw unsafe target.error(sqlite3_extended_errcode(target.database))
    }
    var lastProgress = monotonicNanoseconds()
    while true {
      let code = unsafe sqlite3_backup_step(backup, pagesPerStep)
      if code == SQLITE_OK || code == SQLITE_DONE {
        unsafe progress?(
          Int(sqlite3_backup_remaining(backup)), Int(sqlite3_backup_pagecount(backup)))
        if code == SQLITE_DONE { break }
        lastProgress = monotonicNanoseconds()
      } else if mayRetry(code, since: lastProgress) {
        usleep(10_000)
      } else {
        unsafe sqlite3_backup_finish(backup)
        throw target.error(code)
      }
    }
    // "If an out-of-memory condition or IO error occurred during any prior sqlite3_backup_step()
    // call [...] then sqlite3_backup_finish() returns the corresponding error code."
    let code = unsafe sqlite3_backup_finish(backup)
    guard code == SQLITE_OK else { throw target.error(code) }
  }

  /// Whether a step that met a lock is tried again: "In this case the call to sqlite3_backup_step()
  /// can be retried later." The busy handler is not asked in every such case, so the waiting is
  /// done here. https://sqlite.org/c3ref/backup_finish.html
  private func mayRetry(_ code: Int32, since start: Int64) -> Bool {
    let primary = ResultCode(rawValue: code).primary
    guard primary == .busy || primary == .locked else { return false }
    // No waiting ends a write transaction of this very connection. (Documented to give
    // SQLITE_LOCKED, it gives SQLITE_BUSY in 3.40.)
    guard unsafe sqlite3_txn_state(handle.database, "main") != SQLITE_TXN_WRITE else {
      return false
    }
    let waited = (monotonicNanoseconds() - start) / 1_000_000
    return waited < Int64(handle.busyTimeoutMilliseconds)
  }
}
