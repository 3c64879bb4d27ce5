internal import CSQLite

/// Changes of rows as bytes, well-formed: a changeset, or a patchset, of SQLite's session
/// extension. https://sqlite.org/sessionintro.html
package struct Changeset: Hashable, Sendable {
  /// The format of SQLite, the same on every machine.
  package let bytes: [UInt8]

  /// A changeset or patchset that was stored.
  ///
  /// - Throws: `.corrupt` for bytes that are none.
  package init(bytes: [UInt8]) throws(SQLiteError) {
    guard ChangesetFormat.isValid(bytes) else {
      throw SQLiteError(code: .corrupt, message: "the bytes are no changeset, or a damaged one")
    }
    self.bytes = bytes
  }

  /// What SQLite has made.
  fileprivate init(made bytes: [UInt8]) { self.bytes = bytes }

  /// Whether there is no change.
  package var isEmpty: Bool { bytes.isEmpty }

  /// Whether former values are missing: each table of a patchset begins with a `P`, of a changeset
  /// with a `T`.
  package var isPatchset: Bool { bytes.first == UInt8(ascii: "P") }

  /// The changeset that undoes this one.
  ///
  /// - Throws: `.misuse` for a patchset, which does not know the former values; `.corrupt`.
  package func inverted() throws(SQLiteError) -> Changeset {
    guard !isPatchset else {
      throw SQLiteError(code: .misuse, message: "a patchset cannot be inverted")
    }
    let count = try size()
    return try unsafe ChangesetBuffer.take(action: "invert the changeset") { outCount, out in
      unsafe bytes.span.withUnsafeBytes {
        unsafe sqlite3changeset_invert(count, $0.baseAddress, outCount, out)
      }
    }
  }

  /// The changeset "equivalent to applying" this one "followed by" the other: one change a row, and
  /// none where a row ends as it began. https://sqlite.org/session/sqlite3changeset_concat.html
  ///
  /// - Throws: `.schema` when a table has other columns in one than in the other, `.error` for a
  ///   changeset and a patchset, `.corrupt`.
  package func followed(by next: Changeset) throws(SQLiteError) -> Changeset {
    let count = try size()
    let nextCount = try next.size()
    return try unsafe ChangesetBuffer.take(action: "join the changesets") { outCount, out in
      unsafe bytes.span.withUnsafeBytes { first in
        unsafe next.bytes.span.withUnsafeBytes { second in
          unsafe sqlite3changeset_concat(
            count, UnsafeMutableRawPointer(mutating: first.baseAddress), nextCount,
            UnsafeMutableRawPointer(mutating: second.baseAddress), outCount, out)
        }
      }
    }
  }

  /// Calls `body` with each change. All changes of a table come together, in the order in which the
  /// tables were first changed.
  ///
  /// - Throws: What `body` throws; `.corrupt`.
  package func forEach(_ body: (Change) throws -> Void) throws {
    var failure: (any Error)?
    try unsafe iterate { iterator throws(SQLiteError) in
      let change = try unsafe Change(at: iterator)
      do {
        try body(change)
      } catch {
        failure = error
      }
      return failure == nil
    }
    if let failure { throw failure }
  }

  /// Calls `body` with an iterator at each change, until it returns false.
  func iterate(
    _ body: (OpaquePointer) throws(SQLiteError) -> Bool
  ) throws(SQLiteError) {
    let count = try size()
    try unsafe bytes.span.withUnsafeBytes { (bytes) throws(SQLiteError) in
      var started: OpaquePointer?
      // "The buffer containing the changeset (pChangeset) must remain valid until after the
      // iterator is destroyed." https://sqlite.org/session/sqlite3changeset_start.html
      let code = unsafe sqlite3changeset_start(
        &started, count, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
      guard code == SQLITE_OK, let iterator = unsafe started else {
        throw ChangesetBuffer.error(code, action: "read the changeset")
      }
      defer { unsafe sqlite3changeset_finalize(iterator) }
      while true {
        let code = unsafe sqlite3changeset_next(iterator)
        if code == SQLITE_DONE { return }
        guard code == SQLITE_ROW else {
          throw ChangesetBuffer.error(code, action: "read the changeset")
        }
        guard try unsafe body(iterator) else { return }
      }
    }
  }

  /// The number of bytes as SQLite counts them.
  func size() throws(SQLiteError) -> Int32 {
    guard let count = Int32(exactly: bytes.count) else {
      throw SQLiteError(code: .tooBig, message: "the changeset is larger than 2 GB")
    }
    return count
  }
}

/// A changeset that SQLite has allocated.
enum ChangesetBuffer {
  /// A call that allocates one, and says how large it is and where.
  typealias Call = (
    UnsafeMutablePointer<Int32>, UnsafeMutablePointer<UnsafeMutableRawPointer?>
  ) -> Int32

  /// Copies what the call allocates, and frees it.
  static func take(action: String, _ call: Call) throws(SQLiteError) -> Changeset {
    var count: Int32 = 0
    var bytes: UnsafeMutableRawPointer?
    let code = unsafe call(&count, &bytes)
    defer { unsafe sqlite3_free(bytes) }
    guard code == SQLITE_OK else { throw error(code, action: action) }
    return Changeset(
      made: unsafe [UInt8](UnsafeRawBufferPointer(start: bytes, count: Int(count))))
  }

  /// The error of a session function, which leaves no message with a connection.
  static func error(_ code: Int32, action: String) -> SQLiteError {
    let code = ResultCode(rawValue: code)
    return SQLiteError(code: code, message: "cannot \(action): \(code)")
  }
}
