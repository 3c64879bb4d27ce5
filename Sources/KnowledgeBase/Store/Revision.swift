package import SQLite

/// One row per writing command: when, who, what. Recorded from the first day, since it cannot be
/// rebuilt later.
package enum Revision {
  /// Records a command inside the current transaction and returns the revision's number.
  @discardableResult
  package static func record(
    _ db: borrowing Connection, command: String, author: String?, summary: String?
  ) throws(SQLiteError) -> Int64 {
    try db.run(
      "INSERT INTO revision(at, author, command, summary) VALUES (?, ?, ?, ?)",
      .text(Clock.now()), author.map(Value.text) ?? .null, .text(command),
      summary.map(Value.text) ?? .null)
    return db.lastInsertRowID
  }
}
