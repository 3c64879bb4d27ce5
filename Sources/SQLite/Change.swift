internal import CSQLite

/// The change of one row in a ``Changeset``.
package struct Change: Hashable, Sendable {
  /// What happened to the row. A changed primary key is a deletion and an insertion.
  package enum Operation: Hashable, Sendable {
    case insert
    case update
    case delete
  }

  package let operation: Operation
  /// The name of the table.
  package let table: String
  /// Whether a trigger or a foreign key action made it, and nothing else did.
  /// https://sqlite.org/session/sqlite3session_indirect.html
  package let isIndirect: Bool
  /// For each column, whether it is part of the primary key.
  package let primaryKey: [Bool]
  /// For each column, the value before; nil where there is none on record: all columns of an
  /// insertion, the unchanged ones of an update but for the primary key, and all but the primary
  /// key in a patchset.
  package let old: [Value?]
  /// For each column, the value after; nil where there is none on record: all columns of a
  /// deletion, the unchanged ones of an update.
  package let new: [Value?]

  /// Reads the change an iterator is at.
  init(at iterator: OpaquePointer) throws(SQLiteError) {
    let header = try unsafe ChangeHeader(at: iterator)
    operation = header.operation
    table = header.table
    isIndirect = header.isIndirect
    primaryKey = header.primaryKey.map { $0 != 0 }
    let columns = header.primaryKey.count
    // "it may only be called if the type of change that the iterator currently points to is" one
    // that has such values, SQLITE_MISUSE otherwise.
    // https://sqlite.org/session/sqlite3changeset_old.html
    let none = [Value?](repeating: nil, count: columns)
    old =
      operation == .insert
      ? none : try unsafe readValues(of: iterator, columns, sqlite3changeset_old)
    new =
      operation == .delete
      ? none : try unsafe readValues(of: iterator, columns, sqlite3changeset_new)
  }
}

/// What a changeset says of a change before its values.
struct ChangeHeader {
  let operation: Change.Operation
  let table: String
  let isIndirect: Bool
  /// For each column its place in the primary key, from 1; 0 outside of it. SQLite documents only
  /// that these are not zero.
  let primaryKey: [UInt8]

  /// Reads the header of the change an iterator is at.
  init(at iterator: OpaquePointer) throws(SQLiteError) {
    var table: UnsafePointer<CChar>?
    var columns: Int32 = 0
    var operation: Int32 = 0
    var isIndirect: Int32 = 0
    var primaryKey: UnsafeMutablePointer<UInt8>?
    var code = unsafe sqlite3changeset_op(iterator, &table, &columns, &operation, &isIndirect)
    if code == SQLITE_OK { code = unsafe sqlite3changeset_pk(iterator, &primaryKey, &columns) }
    guard code == SQLITE_OK else {
      throw ChangesetBuffer.error(code, action: "read the changeset")
    }
    self.operation =
      switch operation {
      case SQLITE_INSERT: .insert
      case SQLITE_DELETE: .delete
      default: .update
      }
    self.table = unsafe table.map { unsafe String(cString: $0) } ?? ""
    self.isIndirect = isIndirect != 0
    self.primaryKey = unsafe [UInt8](UnsafeBufferPointer(start: primaryKey, count: Int(columns)))
  }
}

/// One of `sqlite3changeset_old`, `_new` and `_conflict`.
typealias ChangeValueReader = (
  OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?
) -> Int32

/// The values of a change; nil where there is none.
func readValues(
  of iterator: OpaquePointer, _ columns: Int, _ read: ChangeValueReader
) throws(SQLiteError) -> [Value?] {
  var values: [Value?] = []
  values.reserveCapacity(columns)
  for column in 0..<columns {
    var value: OpaquePointer?
    let code = unsafe read(iterator, Int32(column), &value)
    guard code == SQLITE_OK else {
      throw ChangesetBuffer.error(code, action: "read the changeset")
    }
    // A bare `nil` would be the value NULL.
    let isRecorded = unsafe value != nil
    values.append(isRecorded ? unsafe Arguments(count: 1, values: &value).value(at: 0) : .none)
  }
  return values
}
