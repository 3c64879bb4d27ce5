internal import CSQLite

/// Parameters. They count from 1, as in SQLite; text and blobs are bound by byte length, so that a
/// NUL character is data like any other. A statement that has been stepped must be reset before it
/// is bound again (`.misuse` otherwise). https://sqlite.org/c3ref/bind_blob.html
extension Statement {
  /// The number of the largest parameter. https://sqlite.org/c3ref/bind_parameter_count.html
  package var parameterCount: Int { unsafe Int(sqlite3_bind_parameter_count(pointer)) }

  /// The names of the parameters in order, each with its prefix; nil for one that has none (`?`).
  /// https://sqlite.org/c3ref/bind_parameter_name.html
  package var parameterNames: [String?] {
    (0..<parameterCount).map { index in
      unsafe sqlite3_bind_parameter_name(pointer, Int32(index + 1)).map {
        unsafe String(cString: $0)
      }
    }
  }

  /// The number of a named parameter, written with its prefix as in the SQL: `:a`, `@a` or `$a`.
  /// Nil when there is none. https://sqlite.org/c3ref/bind_parameter_index.html
  package func parameterIndex(_ name: String) -> Int? {
    let index = unsafe sqlite3_bind_parameter_index(pointer, name)
    return index == 0 ? nil : Int(index)
  }

  /// Sets every parameter to NULL. https://sqlite.org/c3ref/clear_bindings.html
  @inlinable
  package func clearBindings() { unsafe sqlite3_clear_bindings(pointer) }

  /// Binds a value with its storage class. A NaN is stored as NULL.
  package func bind(_ value: Value, at index: Int) throws(SQLiteError) {
    switch value {
    case .null: try bindNull(at: index)
    case .integer(let number): try bind(number, at: index)
    case .real(let number): try bind(number, at: index)
    case .text(let text): try bind(text, at: index)
    case .blob(let bytes): try bindBlob(bytes, at: index)
    }
  }

  /// Binds a value to each parameter, in order.
  ///
  /// - Throws: `.range` when there are more or fewer values than parameters; a parameter left out
  ///   would silently be NULL.
  package func bind(_ values: [Value]) throws(SQLiteError) {
    guard values.count == parameterCount else {
      throw SQLiteError(
        code: .range, message: "\(values.count) values for \(parameterCount) parameters", sql: sql)
    }
    for (offset, value) in values.enumerated() { try bind(value, at: offset + 1) }
  }

  /// Binds NULL.
  @inlinable
  package func bindNull(at index: Int) throws(SQLiteError) {
    try check(unsafe sqlite3_bind_null(pointer, Int32(clamping: index)))
  }

  /// Binds an integer.
  @inlinable
  package func bind(_ number: Int64, at index: Int) throws(SQLiteError) {
    try check(unsafe sqlite3_bind_int64(pointer, Int32(clamping: index), number))
  }

  /// Binds an integer.
  @inlinable
  package func bind(_ number: Int, at index: Int) throws(SQLiteError) {
    try bind(Int64(number), at: index)
  }

  /// Binds a real. A NaN is stored as NULL.
  @inlinable
  package func bind(_ number: Double, at index: Int) throws(SQLiteError) {
    try check(unsafe sqlite3_bind_double(pointer, Int32(clamping: index), number))
  }

  /// Binds text; SQLite copies it.
  @inlinable
  package func bind(_ text: String, at index: Int) throws(SQLiteError) {
    var text = text
    try check(
      text.withUTF8 { bytes in
        unsafe csqlite_bind_text_copy(
          pointer, Int32(clamping: index), bytes.baseAddress, UInt64(bytes.count))
      })
  }

  /// Binds an integer, or NULL for nil.
  @inlinable
  package func bind(_ number: Int64?, at index: Int) throws(SQLiteError) {
    if let number { try bind(number, at: index) } else { try bindNull(at: index) }
  }

  /// Binds a real, or NULL for nil.
  @inlinable
  package func bind(_ number: Double?, at index: Int) throws(SQLiteError) {
    if let number { try bind(number, at: index) } else { try bindNull(at: index) }
  }

  /// Binds text, or NULL for nil. SQLite copies it.
  @inlinable
  package func bind(_ text: String?, at index: Int) throws(SQLiteError) {
    if let text { try bind(text, at: index) } else { try bindNull(at: index) }
  }

  /// Binds bytes as text; SQLite copies them. They should be UTF-8. An empty buffer is empty text.
  @inlinable
  package func bind(bytes: UnsafeRawBufferPointer, at index: Int) throws(SQLiteError) {
    try check(
      unsafe csqlite_bind_text_copy(
        pointer, Int32(clamping: index), bytes.baseAddress, UInt64(bytes.count)))
  }

  /// Binds bytes as text; SQLite copies them. They should be UTF-8. An empty span is empty text.
  @inlinable
  package func bind(bytes: Span<UInt8>, at index: Int) throws(SQLiteError) {
    try check(
      unsafe bytes.withUnsafeBytes { bytes in
        unsafe csqlite_bind_text_copy(
          pointer, Int32(clamping: index), bytes.baseAddress, UInt64(bytes.count))
      })
  }

  /// Binds text without a copy, for bulk loading.
  ///
  /// The caller keeps the bytes alive and unchanged until the parameter is bound again or the
  /// bindings are cleared: "the object and the provided pointer to it must remain valid until
  /// either the prepared statement is finalized or the same SQL parameter is bound to something
  /// else". Bytes that change after the reset and before the next binding are never looked at, so
  /// one buffer may be used again.
  @inlinable
  package func bind(
    staticText bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) throws(SQLiteError) {
    try check(
      unsafe csqlite_bind_text_static(
        pointer, Int32(clamping: index), bytes.baseAddress, UInt64(bytes.count)))
  }

  /// Binds a blob; SQLite copies it. An empty array is an empty blob, not NULL.
  @inlinable
  package func bindBlob(_ bytes: [UInt8], at index: Int) throws(SQLiteError) {
    try bindBlob(bytes.span, at: index)
  }

  /// Binds a blob; SQLite copies it. An empty span is an empty blob, not NULL.
  @inlinable
  package func bindBlob(_ bytes: Span<UInt8>, at index: Int) throws(SQLiteError) {
    try check(
      unsafe bytes.withUnsafeBytes { bytes in
        unsafe csqlite_bind_blob_copy(
          pointer, Int32(clamping: index), bytes.baseAddress, UInt64(bytes.count))
      })
  }

  /// Throws for a code other than SQLITE_OK: `.range` for a parameter that does not exist,
  /// `.tooBig` beyond the length limit, `.misuse` for a statement that is not reset.
  @inlinable
  func check(_ code: Int32) throws(SQLiteError) {
    if code != SQLITE_OK { throw failure(code) }
  }
}
