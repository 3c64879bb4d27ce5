internal import CSQLite

/// One blob or text of one row, read and written in pieces without loading the whole.
///
/// Not copyable; it is closed when its owner drops it, which reports no error: after writing, call
/// ``close()``. It expires when its row is changed or deleted by other means, even in another
/// column: reading and writing then throw `.abort`. https://sqlite.org/c3ref/blob_open.html
@safe
package struct Blob: ~Copyable {
  /// Nil once it is closed.
  private var pointer: OpaquePointer?
  private let handle: DatabaseHandle

  fileprivate init(owning pointer: OpaquePointer, of handle: DatabaseHandle) {
    unsafe self.pointer = pointer
    self.handle = handle
  }

  deinit { unsafe sqlite3_blob_close(pointer) }

  /// The size in bytes, which does not change; 0 once the blob has expired.
  /// https://sqlite.org/c3ref/blob_bytes.html
  package var count: Int { unsafe Int(sqlite3_blob_bytes(pointer)) }

  /// Reads `count` bytes from `offset`.
  ///
  /// - Throws: `.range` for bytes beyond the end, `.abort` for an expired blob.
  package func read(at offset: Int, count: Int) throws(SQLiteError) -> [UInt8] {
    try checkRange(offset: offset, count: count)
    var bytes = [UInt8](repeating: 0, count: count)
    // An array has no typed throws here: the code leaves the closure instead.
    let code = unsafe bytes.withUnsafeMutableBytes {
      unsafe sqlite3_blob_read(pointer, $0.baseAddress, Int32($0.count), Int32(offset))
    }
    try check(code)
    return bytes
  }

  /// Fills a buffer with bytes from `offset` on.
  ///
  /// - Throws: `.range` for bytes beyond the end, `.abort` for an expired blob.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SQLiteError) {
    try checkRange(offset: offset, count: buffer.count)
    try check(
      unsafe sqlite3_blob_read(pointer, buffer.baseAddress, Int32(buffer.count), Int32(offset)))
  }

  /// Writes bytes over those at `offset`; the size stays.
  ///
  /// - Throws: `.readOnly` for a blob not opened for writing, `.range` for bytes beyond the end,
  ///   `.abort` for an expired blob.
  package func write(_ bytes: Span<UInt8>, at offset: Int) throws(SQLiteError) {
    try checkRange(offset: offset, count: bytes.count)
    try check(
      unsafe bytes.withUnsafeBytes {
        unsafe sqlite3_blob_write(pointer, $0.baseAddress, Int32($0.count), Int32(offset))
      })
  }

  /// Writes bytes over those at `offset`; the size stays. Throws as the form above.
  package func write(_ bytes: [UInt8], at offset: Int) throws(SQLiteError) {
    try write(bytes.span, at: offset)
  }

  /// Goes on to the same column of another row, which is faster than opening another blob.
  ///
  /// - Throws: `.error` when there is no such row, or no blob or text in it. The blob then counts
  ///   as expired. https://sqlite.org/c3ref/blob_reopen.html
  package func reopen(rowID: Int64) throws(SQLiteError) {
    try check(unsafe sqlite3_blob_reopen(pointer, rowID))
  }

  /// Closes now. Outside a transaction, the last open blob that was opened for writing commits
  /// here.
  ///
  /// - Throws: Why the commit failed; "the transaction rolled back", and the blob is closed all the
  ///   same. https://sqlite.org/c3ref/blob_close.html
  package consuming func close() throws(SQLiteError) {
    let closing = unsafe pointer
    unsafe pointer = nil
    try check(unsafe sqlite3_blob_close(closing))
  }

  private func check(_ code: Int32) throws(SQLiteError) {
    guard code == SQLITE_OK else { throw handle.error(code) }
  }

  /// SQLite reports a wrong range as a mere SQLITE_ERROR, and counts in 32 bits.
  private func checkRange(offset: Int, count: Int) throws(SQLiteError) {
    let size = self.count
    if offset >= 0, count >= 0, count <= size, offset <= size - count { return }
    // An expired blob has the size 0, but that is not what is wrong with it.
    try check(unsafe sqlite3_blob_read(pointer, nil, 0, 0))
    throw SQLiteError(
      code: .range, message: "\(count) bytes at \(offset) are not within a blob of \(size) bytes")
  }
}

extension Connection {
  /// Opens the blob or text that `SELECT column FROM database.table WHERE rowid = rowID` gives.
  ///
  /// - Parameters:
  ///   - database: `main`, `temp`, or the name of an attached database.
  ///   - isWritable: Whether it may be written; its size is fixed: make room with `zeroblob(N)`.
  ///     Refused for a column of an index or, with foreign keys enforced, of a child key.
  /// - Throws: `.error` when there is no such row, or no blob or text in it, and for a table
  ///   WITHOUT ROWID. Generic as SQLite reports it; the message tells more.
  package func openBlob(
    database: String = "main", table: String, column: String, rowID: Int64,
    isWritable: Bool = false
  ) throws(SQLiteError) -> Blob {
    var opened: OpaquePointer?
    let code = unsafe sqlite3_blob_open(
      handle.database, database, table, column, rowID, isWritable ? 1 : 0, &opened)
    guard code == SQLITE_OK, let pointer = unsafe opened else { throw handle.error(code) }
    return unsafe Blob(owning: pointer, of: handle)
  }
}
