internal import CSQLite

/// Reading the current row: of a ``Statement`` after a step, or of a ``Row``.
///
/// Columns count from 0. A column that does not exist, or a statement without a current row, reads
/// as NULL. Numbers and text are converted as SQLite does where the storage class differs from the
/// one asked for: check ``type(at:)`` first where that matters.
/// https://sqlite.org/c3ref/column_blob.html
package protocol ColumnReader: ~Copyable {
  /// The `sqlite3_stmt*`.
  var pointer: OpaquePointer { get }
}

extension ColumnReader where Self: ~Copyable {
  /// The number of columns; 0 for a statement that returns no rows. A changed schema may change it
  /// (`SELECT *`), with effect from the next step after a reset.
  @inlinable
  package var columnCount: Int { unsafe Int(sqlite3_column_count(pointer)) }

  /// The name after AS, else a name SQLite chooses and may change between releases.
  /// https://sqlite.org/c3ref/column_name.html
  package func columnName(_ index: Int) -> String {
    unsafe sqlite3_column_name(pointer, Int32(clamping: index)).map {
      unsafe String(cString: $0)
    } ?? ""
  }

  /// The storage class. Ask before any reader that converts: "After a type conversion, the result
  /// of calling sqlite3_column_type() is undefined".
  @inlinable
  package func type(at index: Int) -> StorageClass {
    let code = unsafe sqlite3_column_type(pointer, Int32(clamping: index))
    return StorageClass(rawValue: code) ?? .null
  }

  /// Whether the value is NULL.
  @inlinable
  package func isNull(at index: Int) -> Bool {
    unsafe sqlite3_column_type(pointer, Int32(clamping: index)) == SQLITE_NULL
  }

  /// The value as an integer; 0 for NULL.
  @inlinable
  package func int64(at index: Int) -> Int64 {
    unsafe sqlite3_column_int64(pointer, Int32(clamping: index))
  }

  /// The value as a real; 0 for NULL.
  @inlinable
  package func double(at index: Int) -> Double {
    unsafe sqlite3_column_double(pointer, Int32(clamping: index))
  }

  /// The text, or nil for NULL. Bytes that are not UTF-8 become U+FFFD; NUL characters are kept.
  package func string(at index: Int) -> String? {
    guard !isNull(at: index) else { return nil }
    return unsafe withUnsafeUTF8(at: index) { unsafe String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes, or nil for NULL. An empty blob is an empty array.
  package func blob(at index: Int) -> [UInt8]? {
    guard !isNull(at: index) else { return nil }
    let column = Int32(clamping: index)
    // "The return value from sqlite3_column_blob() for a zero-length BLOB is a NULL pointer."
    guard let bytes = unsafe sqlite3_column_blob(pointer, column) else { return [] }
    let count = unsafe Int(sqlite3_column_bytes(pointer, column))
    return unsafe [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
  }

  /// The value with its storage class, nothing converted.
  package func value(at index: Int) -> Value {
    switch type(at: index) {
    case .null: .null
    case .integer: .integer(int64(at: index))
    case .real: .real(double(at: index))
    case .text: string(at: index).map(Value.text) ?? .null
    case .blob: blob(at: index).map(Value.blob) ?? .null
    }
  }

  /// Calls `body` with the bytes of the text, without a copy; NULL gives an empty span.
  ///
  /// `body` must not step or reset the statement: the bytes "are valid until a type conversion
  /// occurs [...] or until sqlite3_step() or sqlite3_reset() or sqlite3_finalize() is called".
  @inlinable
  package func withUTF8<R>(at index: Int, _ body: (Span<UInt8>) throws -> R) rethrows -> R {
    try unsafe withUnsafeUTF8(at: index) { bytes in
      try body(unsafe bytes.span)
    }
  }

  /// As ``withUTF8(at:_:)``, with the buffer itself.
  @inlinable
  package func withUnsafeUTF8<R>(
    at index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> R
  ) rethrows -> R {
    let column = Int32(clamping: index)
    // "The safest policy is to invoke [...] sqlite3_column_text() followed by
    // sqlite3_column_bytes()": the length then belongs to the converted text.
    let text = unsafe sqlite3_column_text(pointer, column)
    let count = unsafe text == nil ? 0 : Int(sqlite3_column_bytes(pointer, column))
    return try unsafe body(UnsafeBufferPointer(start: text, count: count))
  }
}
