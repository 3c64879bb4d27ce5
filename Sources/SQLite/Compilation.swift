internal import CSQLite

/// One call of `sqlite3_prepare_v3`.
@safe
struct Compilation {
  let code: Int32
  /// Nil after a failure, and for text that holds no statement (blank, or only a comment).
  let statement: OpaquePointer?
  /// The byte offset after the statement.
  let end: Int
}

extension DatabaseHandle {
  /// Compiles the first statement of `sql` at or after a byte offset. `sql` passed
  /// ``checkText(_:)``.
  func compile(_ sql: String, from start: Int, persistent: Bool) -> Compilation {
    missingParameter = nil
    let flags = persistent ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
    let count = sql.utf8.count
    return unsafe sql.withCString { text in
      var statement: OpaquePointer?
      var tail: UnsafePointer<CChar>?
      // "If the caller knows that the supplied string is nul-terminated, then there is a small
      // performance advantage to passing an nByte parameter that is the number of bytes in the
      // input string including the nul-terminator." https://sqlite.org/c3ref/prepare.html
      let code = unsafe sqlite3_prepare_v3(
        database, text + start, Int32(count - start + 1), flags, &statement, &tail)
      let end = unsafe tail.map { unsafe $0 - text } ?? count
      return unsafe Compilation(code: code, statement: statement, end: end)
    }
  }

  /// The error of a call of ``compile(_:from:persistent:)`` that has just failed; `start` as there.
  ///
  /// When every plan was refused, SQLite only says that there is no query solution: the reason is
  /// added.
  func compilationError(_ code: Int32, sql: String, from start: Int? = nil) -> SQLiteError {
    let error = error(code, sql: sql, from: start)
    let namesToken = unsafe sqlite3_error_offset(database) >= 0
    guard let missingParameter, error.code == .error, !namesToken else { return error }
    return SQLiteError(
      code: error.code, message: "\(error.message): \(missingParameter)", sql: error.sql,
      offset: error.offset)
  }

  /// Compiles text that must hold exactly one statement.
  func compileOne(_ sql: String, persistent: Bool) throws(SQLiteError) -> OpaquePointer {
    try checkText(sql)
    let first = compile(sql, from: 0, persistent: persistent)
    guard first.code == SQLITE_OK else { throw compilationError(first.code, sql: sql) }
    guard let statement = unsafe first.statement else {
      throw SQLiteError(code: .misuse, message: "the text holds no SQL statement", sql: sql)
    }
    // What follows may be blank, a comment or a semicolon: SQLite's own reader decides.
    var start = first.end
    let end = sql.utf8.count
    while start < end {
      let next = compile(sql, from: start, persistent: false)
      let isBlank = unsafe next.code == SQLITE_OK && next.statement == nil
      if !isBlank {
        unsafe sqlite3_finalize(next.statement)
        unsafe sqlite3_finalize(statement)
        throw SQLiteError(
          code: .misuse, message: "more than one SQL statement where one is expected", sql: sql,
          offset: firstToken(of: sql, from: start))
      }
      start = next.end
    }
    return unsafe statement
  }

  /// The byte offset of the first token at or after `start`, behind white space, comments and empty
  /// statements: where an error message points when SQLite names no token.
  /// https://sqlite.org/lang_comment.html
  func firstToken(of sql: String, from start: Int) -> Int {
    let bytes = Array(sql.utf8)
    var position = start
    while position < bytes.count {
      let rest = bytes[position...]
      if " \t\n\u{C}\r;".utf8.contains(bytes[position]) {
        position += 1
      } else if rest.starts(with: "--".utf8) {
        position = rest.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      } else if rest.starts(with: "/*".utf8) {
        let inside = (position + 2)..<bytes.count
        let close = inside.first { bytes[$0...].starts(with: "*/".utf8) }
        position = close.map { $0 + 2 } ?? bytes.count
      } else {
        return position
      }
    }
    return start
  }

  /// Refuses what the C interface would silently cut short.
  func checkText(_ sql: String) throws(SQLiteError) {
    guard sql.utf8.count < Int(Int32.max) else {
      throw SQLiteError(code: .tooBig, message: "the SQL text is longer than 2 GB")
    }
    // SQLite's reader takes a NUL for the end of the text, whatever length it was given.
    if let position = sql.utf8.firstIndex(of: 0) {
      throw SQLiteError(
        code: .misuse, message: "the SQL text holds a NUL character", sql: sql,
        offset: sql.utf8.distance(from: sql.startIndex, to: position))
    }
  }
}
