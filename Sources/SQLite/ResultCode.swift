internal import CSQLite

/// A result code of SQLite, primary or extended.
///
/// An open struct: a newer library may return a code that is not named here, and it still compares
/// and prints. Match a family by ``primary``: `error.code.primary == .constraint`.
/// https://sqlite.org/rescode.html
package struct ResultCode: RawRepresentable, Hashable, Sendable {
  /// The number, as the C interface returns it.
  package let rawValue: Int32

  package init(rawValue: Int32) { self.rawValue = rawValue }

  /// The primary code: "the least significant 8 bits". https://sqlite.org/rescode.html#pve
  package var primary: ResultCode { ResultCode(rawValue: rawValue & 0xFF) }

  private init(_ rawValue: Int32) { self.rawValue = rawValue }
}

extension ResultCode: CustomStringConvertible {
  /// The number and SQLite's own words for it; for people, not for matching.
  package var description: String {
    guard let words = unsafe sqlite3_errstr(rawValue) else { return "\(rawValue)" }
    return "\(rawValue) (\(unsafe String(cString: words)))"
  }
}

/// Primary codes.
extension ResultCode {
  /// No error. The C code is SQLITE_OK.
  package static let ok = ResultCode(SQLITE_OK)
  /// A generic error, above all wrong SQL. The C code is SQLITE_ERROR.
  package static let error = ResultCode(SQLITE_ERROR)
  /// An internal malfunction. The C code is SQLITE_INTERNAL.
  package static let internalError = ResultCode(SQLITE_INTERNAL)
  /// The file may not be accessed as asked. The C code is SQLITE_PERM.
  package static let permission = ResultCode(SQLITE_PERM)
  /// The operation was given up. The C code is SQLITE_ABORT.
  package static let abort = ResultCode(SQLITE_ABORT)
  /// Another connection holds the lock. The C code is SQLITE_BUSY.
  package static let busy = ResultCode(SQLITE_BUSY)
  /// The same connection holds a conflicting lock. The C code is SQLITE_LOCKED.
  package static let locked = ResultCode(SQLITE_LOCKED)
  /// Memory ran out. The C code is SQLITE_NOMEM.
  package static let outOfMemory = ResultCode(SQLITE_NOMEM)
  /// A write to something read-only. The C code is SQLITE_READONLY.
  package static let readOnly = ResultCode(SQLITE_READONLY)
  /// Stopped by ``Connection/interrupt()`` or by the deadline. The C code is SQLITE_INTERRUPT.
  package static let interrupt = ResultCode(SQLITE_INTERRUPT)
  /// The operating system reported an error. The C code is SQLITE_IOERR.
  package static let inputOutput = ResultCode(SQLITE_IOERR)
  /// The file is damaged. The C code is SQLITE_CORRUPT.
  package static let corrupt = ResultCode(SQLITE_CORRUPT)
  /// Something asked for is not there. The C code is SQLITE_NOTFOUND.
  package static let notFound = ResultCode(SQLITE_NOTFOUND)
  /// The disk, or the page limit, is full. The C code is SQLITE_FULL.
  package static let full = ResultCode(SQLITE_FULL)
  /// The file cannot be opened. The C code is SQLITE_CANTOPEN.
  package static let cannotOpen = ResultCode(SQLITE_CANTOPEN)
  /// The race for the locks of the WAL file was lost again and again for seconds. The C code is
  /// SQLITE_PROTOCOL. https://sqlite.org/rescode.html#protocol
  package static let lockProtocol = ResultCode(SQLITE_PROTOCOL)
  /// The schema changed under a statement. The C code is SQLITE_SCHEMA.
  package static let schema = ResultCode(SQLITE_SCHEMA)
  /// A value or a text of SQL beyond its limit. The C code is SQLITE_TOOBIG.
  package static let tooBig = ResultCode(SQLITE_TOOBIG)
  /// A constraint was violated. The C code is SQLITE_CONSTRAINT.
  package static let constraint = ResultCode(SQLITE_CONSTRAINT)
  /// A value of the wrong type, as a text for a rowid. The C code is SQLITE_MISMATCH.
  package static let mismatch = ResultCode(SQLITE_MISMATCH)
  /// The interface was used wrongly. The C code is SQLITE_MISUSE.
  package static let misuse = ResultCode(SQLITE_MISUSE)
  /// The authorizer said no. The C code is SQLITE_AUTH.
  package static let auth = ResultCode(SQLITE_AUTH)
  /// A parameter or column number that does not exist. The C code is SQLITE_RANGE.
  package static let range = ResultCode(SQLITE_RANGE)
  /// The file is not an SQLite database. The C code is SQLITE_NOTADB.
  package static let notADatabase = ResultCode(SQLITE_NOTADB)
}

/// Extended codes. https://sqlite.org/rescode.html#extrc
extension ResultCode {
  /// A statement was stopped by a rollback. The C code is SQLITE_ABORT_ROLLBACK.
  package static let abortRollback = ResultCode(CSQLITE_ABORT_ROLLBACK)
  /// Another process recovers the WAL file. The C code is SQLITE_BUSY_RECOVERY.
  package static let busyRecovery = ResultCode(CSQLITE_BUSY_RECOVERY)
  /// A read transaction cannot become a write transaction, since another connection has written
  /// meanwhile; waiting does not help. The C code is SQLITE_BUSY_SNAPSHOT (517).
  package static let busySnapshot = ResultCode(CSQLITE_BUSY_SNAPSHOT)
  /// A blocking lock timed out. The C code is SQLITE_BUSY_TIMEOUT.
  package static let busyTimeout = ResultCode(CSQLITE_BUSY_TIMEOUT)
  /// The path is a folder. The C code is SQLITE_CANTOPEN_ISDIR.
  package static let cannotOpenDirectory = ResultCode(CSQLITE_CANTOPEN_ISDIR)
  /// The path is a symbolic link where none is allowed. The C code is SQLITE_CANTOPEN_SYMLINK.
  package static let cannotOpenSymbolicLink = ResultCode(CSQLITE_CANTOPEN_SYMLINK)
  /// A CHECK constraint failed. The C code is SQLITE_CONSTRAINT_CHECK.
  package static let constraintCheck = ResultCode(CSQLITE_CONSTRAINT_CHECK)
  /// A value of the wrong type for a STRICT table. The C code is SQLITE_CONSTRAINT_DATATYPE.
  package static let constraintDatatype = ResultCode(CSQLITE_CONSTRAINT_DATATYPE)
  /// A foreign key constraint failed. The C code is SQLITE_CONSTRAINT_FOREIGNKEY.
  package static let constraintForeignKey = ResultCode(CSQLITE_CONSTRAINT_FOREIGNKEY)
  /// A NOT NULL constraint failed. The C code is SQLITE_CONSTRAINT_NOTNULL.
  package static let constraintNotNull = ResultCode(CSQLITE_CONSTRAINT_NOTNULL)
  /// A primary key is taken. The C code is SQLITE_CONSTRAINT_PRIMARYKEY.
  package static let constraintPrimaryKey = ResultCode(CSQLITE_CONSTRAINT_PRIMARYKEY)
  /// A rowid is taken. The C code is SQLITE_CONSTRAINT_ROWID.
  package static let constraintRowID = ResultCode(CSQLITE_CONSTRAINT_ROWID)
  /// A trigger called RAISE. The C code is SQLITE_CONSTRAINT_TRIGGER.
  package static let constraintTrigger = ResultCode(CSQLITE_CONSTRAINT_TRIGGER)
  /// A UNIQUE constraint failed. The C code is SQLITE_CONSTRAINT_UNIQUE.
  package static let constraintUnique = ResultCode(CSQLITE_CONSTRAINT_UNIQUE)
  /// The shared memory of a WAL file cannot be set up. The C code is SQLITE_READONLY_CANTINIT.
  package static let readOnlyCannotInitialize = ResultCode(CSQLITE_READONLY_CANTINIT)
  /// The shared memory of a WAL file cannot be locked. The C code is SQLITE_READONLY_CANTLOCK.
  package static let readOnlyCannotLock = ResultCode(CSQLITE_READONLY_CANTLOCK)
  /// The file was moved since it was opened. The C code is SQLITE_READONLY_DBMOVED.
  package static let readOnlyMoved = ResultCode(CSQLITE_READONLY_DBMOVED)
  /// No journal can be made in the folder. The C code is SQLITE_READONLY_DIRECTORY.
  package static let readOnlyDirectory = ResultCode(CSQLITE_READONLY_DIRECTORY)
  /// A WAL file needs recovery on a read-only database. The C code is SQLITE_READONLY_RECOVERY.
  package static let readOnlyRecovery = ResultCode(CSQLITE_READONLY_RECOVERY)
}
