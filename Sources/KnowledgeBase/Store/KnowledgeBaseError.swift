package import SQLite

/// What can go wrong with a knowledge base. Each description says what, where and what to do next.
public enum KnowledgeBaseError: Error, Sendable, Hashable {
  /// There is no file at this path.
  case noDatabase(path: String)
  /// The file is not a SQLite database.
  case notADatabase(path: String)
  /// The file is a SQLite database of something else (`application_id` differs).
  case foreignDatabase(path: String)
  /// The file was made by a newer version.
  case newerDatabase(path: String, version: Int, known: Int)
  /// The file is older and cannot be upgraded where it lies (read-only).
  case olderDatabase(path: String, version: Int, known: Int)
  /// A migration recorded in the file is not the one this program carries.
  case changedMigration(path: String, name: String)
  /// The file or its folder cannot be written.
  case readOnly(path: String)
  /// The file lies where nothing can be written, with a write-ahead log that cannot be read there.
  case unreadableLog(path: String)
  /// SQLite itself lacks something (too old, built without FTS5).
  case unsuitableSQLite(String)
  /// Another process kept the file locked longer than the busy timeout.
  case busy(path: String)
  /// No such entity, kind, predicate, property, source …
  case unknown(what: String, name: String, nearest: [String])
  /// A name that stands for several entities: their keys.
  case ambiguous(name: String, keys: [String])
  /// Something that breaks a rule of the store.
  case invalid(String)
  /// The statement took longer than the deadline.
  case deadline(seconds: Double)
  /// An SQL statement was refused or failed; `offset` is a byte offset in `sql`.
  case sql(message: String, sql: String?, offset: Int?)
  /// The file is damaged.
  case damaged(path: String, message: String)
  /// Any other failure of the database file.
  case database(path: String, message: String)
}

extension KnowledgeBaseError: CustomStringConvertible {
  /// One line: what, where, and what to do next.
  public var description: String {
    switch self {
    case .noDatabase(let path):
      return "\(path): no knowledge base here; make one with 'aikb init', or name one with --db"
    case .notADatabase(let path):
      return "\(path): not a SQLite database; name a knowledge base with --db"
    case .foreignDatabase(let path):
      return "\(path): a SQLite database, but not a knowledge base of aikb; name one with --db"
    case .newerDatabase(let path, let version, let known):
      return
        "\(path): made by a newer aikb (schema \(version), this one knows \(known)); upgrade aikb"
    case .olderDatabase(let path, let version, let known):
      return "\(path): an older schema (\(version), this aikb needs \(known)) and not writable; "
        + "copy it to a writable folder and run 'aikb init' on it"
    case .changedMigration(let path, let name):
      return "\(path): migration \(name) differs from the one in this aikb; "
        + "the file was made by a changed build, export it there and ingest it here"
    case .readOnly(let path):
      return "\(path): cannot be written; check the permissions of the file and its folder"
    case .unreadableLog(let path):
      return "\(path): its last changes are in \(path)-wal and cannot be read where nothing can be "
        + "written; copy both files to a writable folder"
    case .unsuitableSQLite(let reason):
      return reason
    case .busy(let path):
      return "\(path): another process is writing to it; try again"
    case .unknown(let what, let name, let nearest):
      return "no \(what) '\(name)'"
        + (nearest.isEmpty ? "" : "; nearest: \(nearest.joined(separator: ", "))")
    case .ambiguous(let name, let keys):
      return "'\(name)' stands for several: \(keys.joined(separator: ", ")); use one of these keys"
    case .invalid(let reason):
      return reason
    case .deadline(let seconds):
      return "stopped after \(seconds) s; narrow the query, or raise --timeout"
    case .sql(let message, _, _):
      return message
    case .damaged(let path, let message):
      return "\(path): the file is damaged (\(message)); restore a backup, "
        + "or export what can be read and ingest it into a new file"
    case .database(let path, let message):
      return "\(path): \(message)"
    }
  }
}

extension KnowledgeBaseError {
  /// The error of the file at `path` that SQLite reports.
  package init(_ error: SQLiteError, path: String) {
    switch error.code.primary {
    case .busy, .locked: self = .busy(path: path)
    case .notADatabase: self = .notADatabase(path: path)
    case .readOnly: self = .readOnly(path: path)
    case .inputOutput, .cannotOpen:
      self = .database(
        path: path, message: "\(error.message); is the disk full, or the folder not writable?")
    case .full: self = .database(path: path, message: "the disk is full; nothing was changed")
    case .corrupt: self = .damaged(path: path, message: error.message)
    default: self = .database(path: path, message: error.message)
    }
  }
}
