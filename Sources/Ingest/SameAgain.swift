internal import KnowledgeBase
internal import SQLite

/// Whether the last thing done to a store was to ingest just these files in just this way: then doing
/// it again changes nothing, and hashing the files is all the work.
struct SameAgain {
  let store: Store
  /// The mapping's name; "aikb" for our own format.
  let mapping: String
  /// Of everything besides the files that decides what becomes of them.
  let settings: String

  /// How many rows the files had then; nil when they, the settings or the store have changed.
  ///
  /// The store counts as changed when any command has left a revision since.
  func rows(of files: [InputFile]) throws -> Int? {
    var rows = 0
    for file in files {
      guard file.size > 0,
        let known = try store.db.first(
          """
          SELECT rows FROM ingest
           WHERE revision = (SELECT max(id) FROM revision) AND sha256 = ? AND file = ?
             AND mapping = ? AND mapping_sha256 = ? AND rejected = 0
          """,
          // Our own files mean what their names say: models.csv is not firms.csv.
          [.text(try file.sha256()), .text(file.name), .text(mapping), .text(settings)],
          { $0.int64(at: 0) })
      else { return nil }
      rows += Int(known)
    }
    return rows
  }
}
