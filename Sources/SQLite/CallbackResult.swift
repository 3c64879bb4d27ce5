internal import CSQLite

/// Hands a value to SQLite as the result of a function or a column of a virtual table.
/// https://sqlite.org/c3ref/result_blob.html
func setResult(_ value: Value, of context: OpaquePointer) {
  switch value {
  case .null:
    unsafe sqlite3_result_null(context)
  case .integer(let number):
    unsafe sqlite3_result_int64(context, number)
  case .real(let number):
    unsafe sqlite3_result_double(context, number)
  case .text(var text):
    text.withUTF8 {
      unsafe csqlite_result_text_copy(context, $0.baseAddress, UInt64($0.count))
    }
  case .blob(let bytes):
    unsafe bytes.withUnsafeBytes {
      unsafe csqlite_result_blob_copy(context, $0.baseAddress, UInt64($0.count))
    }
  }
}

/// An error that Swift code threw while SQLite was calling it, as SQLite takes it: a callback in C
/// cannot throw.
struct CallbackFailure {
  let code: Int32
  let message: String

  /// The code and message of an ``SQLiteError``; `.error` and the description of any other.
  init(_ error: any Error) {
    guard let error = error as? SQLiteError else {
      code = SQLITE_ERROR
      message = String(describing: error)
      return
    }
    // A code that is no error would let the statement go on as if nothing had happened.
    let isError = ![SQLITE_OK, SQLITE_ROW, SQLITE_DONE].contains(error.code.rawValue)
    code = isError ? error.code.rawValue : SQLITE_ERROR
    message = error.message
  }

  /// Ends a function call with this error.
  func set(of context: OpaquePointer) {
    unsafe message.withCString {
      unsafe sqlite3_result_error(context, $0, Int32(clamping: message.utf8.count))
    }
    // After the text: "A subsequent call to sqlite3_result_error() [...] resets the error code to
    // SQLITE_ERROR." https://sqlite.org/c3ref/result_blob.html
    unsafe sqlite3_result_error_code(context, code)
  }

  /// Ends a method of a virtual table with this error; the method returns the code.
  func set(of table: UnsafeMutablePointer<sqlite3_vtab>) -> Int32 {
    unsafe message.withCString { unsafe csqlite_table_set_message(table, $0) }
    return code
  }
}
