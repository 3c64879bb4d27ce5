internal import Messages
package import SQLite

/// Brings a database to the schema this program carries: plain SQL files, numbered, each applied
/// once in a transaction, its name and checksum recorded.
package struct Migrator {
  /// 'aikb' in ASCII: tells our files from other SQLite databases (`PRAGMA application_id`).
  package static let applicationID: Int64 = 0x6169_6b62

  package struct Migration: Sendable {
    package let number: Int
    package let name: String
    package let resource: Resource

    var sha256: String { SHA256.hex(of: resource.bytes) }
  }

  /// The migrations compiled into the binary, in order.
  package static let migrations: [Migration] = Resource.all(under: "Migrations/").compactMap {
    resource in
    Int(resource.stem.prefix { $0 != "-" }).map { number in
      Migration(number: number, name: resource.stem, resource: resource)
    }
  }

  /// The schema version this program knows: the number of the last migration.
  package static var latest: Int { migrations.last?.number ?? 0 }

  let path: String

  /// The schema version of an open database: 0 for an empty file.
  ///
  /// - Throws: `foreignDatabase` when the file belongs to something else, `newerDatabase` when it
  ///   was made by a newer version, `notADatabase` when it is no database at all.
  package func version(of db: borrowing Connection) throws -> Int {
    let application: Int64
    let version: Int
    do throws(SQLiteError) {
      application = try db.integer("PRAGMA application_id")
      version = Int(try db.integer("PRAGMA user_version"))
      if application == 0 && version == 0 {
        guard try db.integer("SELECT count(*) FROM sqlite_master") == 0 else {
          throw SQLiteError(code: .mismatch, message: "foreign")
        }
        return 0
      }
    } catch {
      throw error.code == .mismatch
        ? KnowledgeBaseError.foreignDatabase(path: path) : KnowledgeBaseError(error, path: path)
    }
    guard application == Self.applicationID else {
      throw KnowledgeBaseError.foreignDatabase(path: path)
    }
    guard version <= Self.latest else {
      throw KnowledgeBaseError.newerDatabase(path: path, version: version, known: Self.latest)
    }
    return version
  }

  /// Applies the migrations that are missing, then makes the views of the registry anew.
  /// Several processes may do so at once: the version is read again inside the transaction.
  ///
  /// - Returns: the version the file had before.
  /// - Throws: `changedMigration` when one already applied differs from ours.
  @discardableResult
  package func migrate(_ db: borrowing Connection) throws -> Int {
    // "It is not possible to enable or disable foreign key constraints in the middle of a
    // multi-statement transaction" — https://sqlite.org/foreignkeys.html#fk_enable
    try db.execute("PRAGMA foreign_keys = OFF")
    let before = try db.transaction(.immediate) {
      let current = try version(of: db)
      if current > 0 { try verify(db, upTo: current) }
      guard current < Self.latest else { return current }
      for migration in Self.migrations where migration.number > current {
        try db.execute(migration.resource.text)
        try db.run(
          "INSERT INTO migration(number, name, sha256, applied) VALUES (?, ?, ?, ?)",
          .integer(Int64(migration.number)), .text(migration.name), .text(migration.sha256),
          .text(Clock.now()))
      }
      try db.execute("PRAGMA user_version = \(Self.latest)")
      try RegistryViews.rebuild(db)
      if let broken = try db.scalar("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1") {
        throw KnowledgeBaseError.database(
          path: path,
          message: Message(
            "migration leaves dangling references in \(broken)", "迁移后 \(broken) 中有失效的引用"))
      }
      return current
    }
    try db.execute("PRAGMA foreign_keys = ON")
    return before
  }

  /// Compares the recorded migrations with ours.
  package func verify(_ db: borrowing Connection, upTo current: Int) throws {
    var recorded: [Int: String] = [:]
    try db.query("SELECT number, sha256 FROM migration") { row in
      recorded[Int(row.int64(at: 0))] = row.string(at: 1)
    }
    for migration in Self.migrations where migration.number <= current {
      guard recorded[migration.number] == migration.sha256 else {
        throw KnowledgeBaseError.changedMigration(path: path, name: migration.name)
      }
    }
  }
}

extension Connection {
  /// The integer a one-value query gives; 0 for NULL or no row.
  package func integer(_ sql: String, _ values: [Value] = []) throws(SQLiteError) -> Int64 {
    if case .integer(let number)? = try scalar(sql, values) { return number }
    return 0
  }
}
