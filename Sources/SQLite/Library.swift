internal import CSQLite

extension Connection {
  /// The version of the library linked at run time, as 3040001 for 3.40.1.
  /// https://sqlite.org/c3ref/libversion.html
  package static var libraryVersionNumber: Int32 { sqlite3_libversion_number() }

  /// Whether SQLite leaves uncounted how much memory it uses, for which it would take a lock with every
  /// block. Decided for the whole process when this is first asked, before any connection is opened;
  /// false where something has used SQLite before.
  package static let leavesMemoryUncounted = csqlite_leave_memory_uncounted() == SQLITE_OK

  /// Whether the library was compiled with an option, as `ENABLE_FTS5`; the prefix `SQLITE_` may be
  /// left out. https://sqlite.org/c3ref/compileoption_get.html
  package static func hasCompileOption(_ name: String) -> Bool {
    unsafe sqlite3_compileoption_used(name) != 0
  }
}
