internal import CSQLite

/// A switch of a connection. https://sqlite.org/c3ref/c_dbconfig_defensive.html
package struct ConnectionOption: RawRepresentable, Hashable, Sendable {
  package let rawValue: Int32
  package init(rawValue: Int32) { self.rawValue = rawValue }

  /// Forbids SQL that can corrupt the file (writing shadow tables, `writable_schema`, …).
  package static let defensive = ConnectionOption(rawValue: SQLITE_DBCONFIG_DEFENSIVE)
  /// Lets the schema (views, triggers, CHECKs) use functions that may have side effects.
  package static let trustedSchema = ConnectionOption(rawValue: SQLITE_DBCONFIG_TRUSTED_SCHEMA)
  /// Lets the C interface load extensions; the SQL function `load_extension` stays off.
  package static let loadExtension = ConnectionOption(
    rawValue: SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION)
  /// Enforces foreign keys; without effect inside a transaction.
  package static let foreignKeys = ConnectionOption(rawValue: SQLITE_DBCONFIG_ENABLE_FKEY)
  /// Fires triggers.
  package static let triggers = ConnectionOption(rawValue: SQLITE_DBCONFIG_ENABLE_TRIGGER)
  /// Allows views.
  package static let views = ConnectionOption(rawValue: SQLITE_DBCONFIG_ENABLE_VIEW)
  /// Lets `fts3_tokenizer()` take a pointer.
  package static let fts3Tokenizer = ConnectionOption(
    rawValue: SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER)
  /// Takes `"x"` that names no column for a string, in SELECT, INSERT, UPDATE and DELETE.
  package static let doubleQuotedStringsInDML = ConnectionOption(rawValue: SQLITE_DBCONFIG_DQS_DML)
  /// Takes `"x"` that names no column for a string, in CREATE.
  package static let doubleQuotedStringsInDDL = ConnectionOption(rawValue: SQLITE_DBCONFIG_DQS_DDL)
  /// Leaves the WAL file as it is when the last connection closes.
  package static let noCheckpointOnClose = ConnectionOption(
    rawValue: SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE)
  /// Lets UPDATE and DELETE reach `sqlite_schema`.
  package static let writableSchema = ConnectionOption(rawValue: SQLITE_DBCONFIG_WRITABLE_SCHEMA)
}

extension Connection {
  /// Turns a switch on or off.
  ///
  /// - Throws: `.error` when the library does not know the option, or did not take the new state.
  package func configure(_ option: ConnectionOption, _ isOn: Bool) throws(SQLiteError) {
    var current: Int32 = -1
    let code = unsafe csqlite_db_config_switch(
      handle.database, option.rawValue, isOn ? 1 : 0, &current)
    guard code == SQLITE_OK else { throw handle.error(code) }
    guard (current != 0) == isOn else {
      throw SQLiteError(
        code: .error, message: "the connection option \(option.rawValue) did not change")
    }
  }

  /// Whether a switch is on.
  ///
  /// - Throws: `.error` when the library does not know the option.
  package func isConfigured(_ option: ConnectionOption) throws(SQLiteError) -> Bool {
    var current: Int32 = 0
    let code = unsafe csqlite_db_config_switch(handle.database, option.rawValue, -1, &current)
    guard code == SQLITE_OK else { throw handle.error(code) }
    return current != 0
  }
}
