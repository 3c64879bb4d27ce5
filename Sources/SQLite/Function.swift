internal import CSQLite

extension Connection {
  /// Adds a scalar function to SQL.
  ///
  /// - Parameters:
  ///   - name: At most 255 bytes. A function of the same name and number of arguments is replaced.
  ///   - argumentCount: The number of arguments; -1 for any number.
  ///   - deterministic: "the function will always return the same result given the same inputs
  ///     within a single SQL statement": such a function may be used in indexes and is computed
  ///     less often.
  ///   - directOnly: Forbidden in views, triggers and other parts of the schema.
  ///   - innocuous: Allowed in the schema even where it is not trusted; for functions without side
  ///     effects. https://sqlite.org/c3ref/c_deterministic.html
  ///   - body: What it throws becomes the error of the statement: an ``SQLiteError`` with its code,
  ///     any other error as `.error` with its description.
  /// - Throws: `.misuse` for a wrong name or number of arguments; `.busy` when a function is
  ///   replaced while statements run. https://sqlite.org/c3ref/create_function.html
  package func createFunction(
    _ name: String, argumentCount: Int32, deterministic: Bool = false, directOnly: Bool = false,
    innocuous: Bool = false, _ body: @escaping (borrowing Arguments) throws -> Value
  ) throws(SQLiteError) {
    var flags = SQLITE_UTF8
    if deterministic { flags |= SQLITE_DETERMINISTIC }
    if directOnly { flags |= SQLITE_DIRECTONLY }
    if innocuous { flags |= SQLITE_INNOCUOUS }
    // "The destructor is also invoked if the call to sqlite3_create_function_v2() fails": the
    // reference handed over here is SQLite's in any case.
    let code = unsafe sqlite3_create_function_v2(
      handle.database, name, argumentCount, flags,
      Unmanaged.passRetained(FunctionBox(body)).toOpaque(), callFunction, nil, nil,
      { context in
        if let context = unsafe context {
          unsafe Unmanaged<FunctionBox>.fromOpaque(context).release()
        }
      })
    guard code == SQLITE_OK else { throw handle.error(code) }
  }
}

/// The arguments of a function call, counted from 0. An argument that was not passed reads as NULL.
/// https://sqlite.org/c3ref/value_blob.html
@safe
package struct Arguments: ~Copyable {
  /// The number of arguments.
  package let count: Int
  private let values: UnsafeMutablePointer<OpaquePointer?>?

  init(count: Int, values: UnsafeMutablePointer<OpaquePointer?>?) {
    self.count = count
    unsafe self.values = values
  }

  private func pointer(at index: Int) -> OpaquePointer? {
    unsafe index >= 0 && index < count ? values?[index] : nil
  }

  /// The storage class of an argument.
  package func type(at index: Int) -> StorageClass {
    guard let value = unsafe pointer(at: index) else { return .null }
    return StorageClass(rawValue: unsafe sqlite3_value_type(value)) ?? .null
  }

  /// Whether an argument is NULL.
  package func isNull(at index: Int) -> Bool { type(at: index) == .null }

  /// An argument as an integer; 0 for NULL.
  package func int64(at index: Int) -> Int64 {
    guard let value = unsafe pointer(at: index) else { return 0 }
    return unsafe sqlite3_value_int64(value)
  }

  /// An argument as a real; 0 for NULL.
  package func double(at index: Int) -> Double {
    guard let value = unsafe pointer(at: index) else { return 0 }
    return unsafe sqlite3_value_double(value)
  }

  /// An argument as text, or nil for NULL.
  package func string(at index: Int) -> String? {
    guard !isNull(at: index) else { return nil }
    return unsafe withBytes(at: index) { unsafe String(decoding: $0, as: UTF8.self) }
  }

  /// An argument as bytes, or nil for NULL.
  package func blob(at index: Int) -> [UInt8]? {
    guard let value = unsafe pointer(at: index), !isNull(at: index) else { return nil }
    guard let bytes = unsafe sqlite3_value_blob(value) else { return [] }
    let count = unsafe Int(sqlite3_value_bytes(value))
    return unsafe [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
  }

  /// An argument with its storage class, nothing converted.
  package func value(at index: Int) -> Value {
    switch type(at: index) {
    case .null: .null
    case .integer: .integer(int64(at: index))
    case .real: .real(double(at: index))
    case .text: string(at: index).map(Value.text) ?? .null
    case .blob: blob(at: index).map(Value.blob) ?? .null
    }
  }

  /// Calls `body` with the bytes of an argument's text, without a copy; NULL gives an empty span.
  package func withUTF8<R>(at index: Int, _ body: (Span<UInt8>) throws -> R) rethrows -> R {
    try unsafe withBytes(at: index) { bytes in try body(unsafe bytes.span) }
  }

  private func withBytes<R>(
    at index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> R
  ) rethrows -> R {
    guard let value = unsafe pointer(at: index) else {
      return try unsafe body(UnsafeBufferPointer(start: nil, count: 0))
    }
    // Text first, then its length, as for columns.
    let text = unsafe sqlite3_value_text(value)
    let count = unsafe text == nil ? 0 : Int(sqlite3_value_bytes(value))
    return try unsafe body(UnsafeBufferPointer(start: text, count: count))
  }
}

/// A function with an address: a C function pointer cannot capture.
private final class FunctionBox {
  let body: (borrowing Arguments) throws -> Value

  init(_ body: @escaping (borrowing Arguments) throws -> Value) { self.body = body }
}

/// What SQLite calls: finds the Swift function and turns its result, or its error, into SQLite's.
private func callFunction(
  context: OpaquePointer?, count: Int32, values: UnsafeMutablePointer<OpaquePointer?>?
) {
  guard let context = unsafe context, let data = unsafe sqlite3_user_data(context) else { return }
  let box = unsafe Unmanaged<FunctionBox>.fromOpaque(data).takeUnretainedValue()
  do {
    let arguments = unsafe Arguments(count: Int(count), values: values)
    unsafe setResult(try box.body(arguments), of: context)
  } catch {
    unsafe CallbackFailure(error).set(of: context)
  }
}
