internal import SQLite

/// Which state of a knowledge base an answer was taken from.
public struct StoreState: Sendable, Hashable {
  /// Number of the last revision; nil before the first.
  public let revision: Int64?
  /// When that was; UTC.
  public let at: String?
  /// SHA-256, in hexadecimal, of the history: every row of `revision` and of `ingest`, in order, each
  /// as a JSON array on a line of its own (``StoreState/sql``). Two files with the same digest took
  /// in the same files by the same commands.
  public let sha256: String

  /// The statements whose output is digested; the same with SQLite's own shell:
  /// `sqlite3 FILE "…; …" | sha256sum`.
  static let sql = [
    """
    SELECT json_array(id, at, author, command, summary, quote(changeset)) FROM revision ORDER BY id
    """,
    """
    SELECT json_array(id, revision, file, sha256, mapping, mapping_sha256, source, rows, added,
           changed, unchanged, rejected) FROM ingest ORDER BY id
    """,
  ]
}

extension Store {
  /// The state of the knowledge base now.
  public func state() throws -> StoreState {
    try reading {
      var digest = SHA256()
      for sql in StoreState.sql {
        try db.query(sql) { row in
          let line = Array((row.text(0) + "\n").utf8)
          line.withUnsafeBytes { digest.update($0) }
        }
      }
      let last = try db.first("SELECT id, at FROM revision ORDER BY id DESC LIMIT 1") {
        (id: $0.int64(at: 0), at: $0.text(1))
      }
      return StoreState(revision: last?.id, at: last?.at, sha256: digest.hex())
    }
  }
}
