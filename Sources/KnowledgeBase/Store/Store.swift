internal import Glibc
internal import Messages
package import SQLite

/// A knowledge base: one SQLite file, open for reading or for writing.
///
/// Not `Sendable`: one `Store` belongs to one task at a time; open one per task.
public final class Store {
  /// What the caller wants to do with the file.
  public enum Access: Sendable {
    /// Read an existing file. Nothing is written, but that an older schema is brought up to date; a
    /// file or folder that cannot be written is opened as immutable, which ``Store/isImmutable`` says.
    case read
    /// Read and write an existing file.
    case write
    /// Write, making the file if it does not exist.
    case create
  }

  /// Where the file lies.
  public let path: String
  /// The file lies where nothing can be written: it is read as it is, without locks.
  public let isImmutable: Bool
  package let db: Connection
  private var loadedRegistry: Registry?

  /// Opens the knowledge base at `path` and brings its schema up to date where it may write.
  ///
  /// - Parameter onRenewal: a text index folded by the rules of another version is made anew, and this
  ///   told of it; where it is nil the index is left as it is until something is written.
  /// - Throws: ``KnowledgeBaseError``.
  public init(
    path: String, access: Access, onRenewal: ((IndexRenewal) -> Void)? = nil
  ) throws {
    try Self.requireSQLite()
    _ = Connection.leavesMemoryUncounted
    let exists = Glibc.access(path, F_OK) == 0
    if access != .create, !exists { throw KnowledgeBaseError.noDatabase(path: path) }
    let writable =
      exists
      ? Glibc.access(path, W_OK) == 0 && Glibc.access(Self.folder(of: path), W_OK) == 0 : true
    if access != .read, !writable { throw KnowledgeBaseError.readOnly(path: path) }
    // Read as immutable, the log would be passed over and what it holds be missing.
    if !writable, Self.size(of: path + "-wal") > 0 {
      throw KnowledgeBaseError.unreadableLog(path: path)
    }
    self.path = path
    isImmutable = !writable
    let mode: Connection.Mode =
      access == .create ? .create : writable ? .readWrite : .immutable
    do throws(SQLiteError) {
      db = try Connection(path: path, mode: mode)
    } catch {
      throw KnowledgeBaseError(error, path: path)
    }
    try prepare(access, onRenewal)
  }

  /// A new knowledge base in memory, gone with its last reference.
  ///
  /// - Throws: ``KnowledgeBaseError``.
  package static func inMemory() throws -> Store { try Store(path: ":memory:", access: .create) }

  private func prepare(_ access: Access, _ onRenewal: ((IndexRenewal) -> Void)?) throws {
    let migrator = Migrator(path: path)
    do {
      try db.addTextRanks()
      let version = try migrator.version(of: db)
      if access == .read || isImmutable {
        guard version > 0 else { throw KnowledgeBaseError.foreignDatabase(path: path) }
        if version < Migrator.latest {
          guard !isImmutable else {
            throw KnowledgeBaseError.olderDatabase(
              path: path, version: version, known: Migrator.latest)
          }
          try upgrade(with: migrator)
        }
        if let onRenewal { try renewIndex(onRenewal) }
        if !isImmutable { try db.execute("PRAGMA query_only = ON") }
        try db.execute("PRAGMA cache_size = -65536")
        return
      }
      guard version > 0 || access == .create else {
        throw KnowledgeBaseError.foreignDatabase(path: path)
      }
      // WAL: readers do not wait for a writer — https://sqlite.org/wal.html
      try useWriteAheadLog()
      try db.execute(
        "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA temp_store = FILE")
      if version < Migrator.latest {
        try upgrade(with: migrator)
      } else {
        try migrator.verify(db, upTo: version)
      }
      if let onRenewal { try renewIndex(onRenewal) }
      try db.execute("PRAGMA foreign_keys = ON")
    } catch let error as SQLiteError {
      throw KnowledgeBaseError(error, path: path)
    }
  }

  /// Brings the schema up to date; an older file's text index does not know everything that can be
  /// found today.
  private func upgrade(with migrator: Migrator) throws {
    let before = try migrator.migrate(db)
    guard before > 0, before < Migrator.latest else { return }
    try db.transaction(.immediate) {
      try SearchIndex(store: self).rebuild()
      try MentionWriter(store: self).rebuild()
    }
  }

  /// Only the first switch of a new file needs a lock, and for that one SQLite does not wait: the
  /// busy handler is not asked. Two that make the same file at once must not fail for it.
  private func useWriteAheadLog() throws(SQLiteError) {
    for _ in 0..<500 {
      do throws(SQLiteError) {
        return try db.execute("PRAGMA journal_mode = WAL")
      } catch {
        guard error.code.primary == .busy else { throw error }
        usleep(10_000)
      }
    }
    try db.execute("PRAGMA journal_mode = WAL")
  }

  /// Kinds, properties and predicates of this file; read once.
  public var registry: Registry {
    get throws {
      if let loadedRegistry { return loadedRegistry }
      let registry = try reading { try Registry(db) }
      loadedRegistry = registry
      return registry
    }
  }

  /// Reads the registry anew when it is next asked for: it was changed, or a change was taken back.
  package func forgetRegistry() { loadedRegistry = nil }

  /// Runs `body` in one read transaction: one snapshot, and far fewer locks.
  package func reading<R>(_ body: () throws -> R) throws -> R {
    do {
      return try db.isInTransaction ? body() : db.transaction(.deferred, body)
    } catch let error as SQLiteError {
      throw KnowledgeBaseError(error, path: path)
    }
  }

  /// As ``reading(_:)``, for what reads long tables once: a large page cache would fill memory with pages
  /// that nobody asks for again.
  func readingFromEndToEnd<R>(_ body: () throws -> R) throws -> R {
    try reading {
      let size = try db.integer("PRAGMA cache_size")
      try db.execute("PRAGMA cache_size = -8192")
      defer { try? db.execute("PRAGMA cache_size = \(size)") }
      return try body()
    }
  }

  /// Runs `body` in one write transaction; all of it happens or nothing.
  package func writing<R>(_ body: () throws -> R) throws -> R {
    do {
      return try db.transaction(.immediate, body)
    } catch let error as SQLiteError {
      throw KnowledgeBaseError(error, path: path)
    }
  }

  /// SQLite must be 3.40 or newer, with FTS5; checked before anything else is tried.
  private static func requireSQLite() throws {
    let version = Connection.libraryVersionNumber
    guard version >= 3_040_000 else {
      throw KnowledgeBaseError.unsuitableSQLite(
        Message(
          "the system's SQLite is \(version / 1_000_000).\(version / 1000 % 1000); "
            + "aikb needs 3.40 or newer (Debian: apt-get install libsqlite3-0)",
          "系统的 SQLite 版本是 \(version / 1_000_000).\(version / 1000 % 1000)；"
            + "aikb 需要 3.40 或更新版本（Debian：apt-get install libsqlite3-0）"))
    }
    guard Connection.hasCompileOption("ENABLE_FTS5") else {
      throw KnowledgeBaseError.unsuitableSQLite(
        Message(
          "the system's SQLite was built without FTS5; install one that has it",
          "系统的 SQLite 不含 FTS5；请安装含 FTS5 的版本"))
    }
  }

  /// Size of a file in bytes; 0 when there is none.
  private static func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
