extension Connection {
  /// Writes a compact copy of the main database to a new file, while others may read and write.
  ///
  /// Against ``backup(to:pagesPerStep:progress:)``: the copy is as small as can be, holds no trace
  /// of deleted content, and is in journal mode DELETE whatever the mode of this database, so that
  /// one file is everything. In turn it takes more time and cannot report progress, and "may change
  /// the ROWIDs of entries in any tables that do not have an explicit INTEGER PRIMARY KEY". Nor
  /// does it replace a database, or wait for the disk: "SQLite does not invoke fsync() [...] on the
  /// generated database to ensure that it has reached non-volatile storage before completing".
  /// https://sqlite.org/lang_vacuum.html#vacuuminto
  ///
  /// - Parameter path: A path of the file system, never a URI: of no file, or of an empty one.
  /// - Throws: `.error`, or `.notADatabase`, when there is a file; `.error` inside a transaction,
  ///   or while a statement of this connection is running; `.cannotOpen` for a path that cannot be
  ///   written. What was written before a failure stays.
  package func vacuum(into path: String) throws(SQLiteError) {
    // SQLite would take an empty name for a temporary database, stop reading at a NUL character,
    // and report success.
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw SQLiteError(
        code: .cannotOpen, message: "the path is empty or holds a NUL character")
    }
    try run("VACUUM main INTO ?", .text(DatabaseName.file(path)))
  }
}
