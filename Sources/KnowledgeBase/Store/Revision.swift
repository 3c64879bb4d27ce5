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

  /// Records a file that came in with a revision, and what it did.
  package static func record(
    _ ingest: IngestRecord, in revision: Int64, _ db: borrowing Connection
  ) throws(SQLiteError) {
    try db.run(
      """
      INSERT INTO ingest(revision, file, sha256, mapping, mapping_sha256, source, rows, added, changed,
        unchanged, rejected) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .integer(revision), .text(ingest.file), .text(ingest.sha256), .text(ingest.mapping),
      ingest.mappingSHA256.map(Value.text) ?? .null, ingest.source.map(Value.integer) ?? .null,
      .integer(Int64(ingest.rows)), .integer(Int64(ingest.added)),
      .integer(Int64(ingest.changed)), .integer(Int64(ingest.unchanged)),
      .integer(Int64(ingest.rejected)))
  }
}

/// A file that came in: what it was, how it was read, and what became of its rows.
package struct IngestRecord: Sendable {
  /// As it was named.
  package var file: String
  /// Of its bytes, in hexadecimal.
  package var sha256: String
  /// Name of the mapping; "aikb" for our own format.
  package var mapping: String
  /// Of the mapping's text, in hexadecimal.
  package var mappingSHA256: String?
  /// Row id of the source behind its rows.
  package var source: Int64?
  package var rows = 0
  package var added = 0
  package var changed = 0
  package var unchanged = 0
  package var rejected = 0

  package init(file: String, sha256: String, mapping: String) {
    self.file = file
    self.sha256 = sha256
    self.mapping = mapping
  }
}
