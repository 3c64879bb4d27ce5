internal import Glibc
internal import SQLite

/// Reads the rows of a table on, by row id, for as long as they are wanted in that order.
///
/// A file that comes once more names its records in the order in which it made them, and the next row
/// of a running statement costs a fraction of finding it through an index. Whoever looks for a record
/// asks ``advance()`` for the next row and compares it; where it is another one, it looks the record up
/// and tells ``found(_:)`` where it was.
///
/// A row is as it is at the moment of ``advance()``: any write since the statement began ends it.
final class RowsInOrder {
  /// The row that ``advance()`` came to; its first column is the row id.
  let row: Statement
  private let store: Store
  /// The last row that was read or found.
  private var last: Int64 = 0
  private var isRunning = false
  /// Whether `row` is the row `last`.
  private var hasRow = false
  /// `totalChanges` when the statement began.
  private var changes = 0

  /// How far the next record may lie behind the last one: a few rows may have gone in between.
  private static let gap: Int64 = 8

  /// - Parameter sql: a SELECT of the rows whose id is above its one parameter, in order, the id first.
  init(_ sql: String, store: Store) throws(SQLiteError) {
    self.store = store
    row = try store.db.prepare(sql, persistent: true)
  }

  /// Goes to the next row.
  ///
  /// - Returns: false where rows are not wanted in order, and behind the last one.
  func advance() throws(SQLiteError) -> Bool {
    guard isRunning else { return false }
    hasRow = false
    if store.db.totalChanges == changes, try row.step() {
      hasRow = true
      last = row.int64(at: 0)
    } else {
      stop()
    }
    return hasRow
  }

  /// Whether ``row`` is this one, and nothing was written since.
  func isAt(_ id: Int64) -> Bool { hasRow && last == id && store.db.totalChanges == changes }

  /// A record that is not the next row was found as the row `id`: the one behind it may be next.
  func found(_ id: Int64) throws(SQLiteError) {
    stop()
    defer { last = id }
    guard id > last, id - last <= Self.gap else { return }
    try row.bind(id, at: 1)
    changes = store.db.totalChanges
    isRunning = true
  }

  /// Ends the statement, which would keep the transaction's snapshot.
  func stop() {
    if isRunning { row.reset() }
    isRunning = false
    hasRow = false
  }
}

extension ColumnReader where Self: ~Copyable {
  /// Whether a column holds just this text, byte for byte; nil is NULL.
  func holds(_ text: String?, at index: Int) -> Bool {
    guard var text else { return isNull(at: index) }
    return !isNull(at: index) && text.withUTF8 { holds($0, at: index) }
  }

  /// Whether a column that is not NULL holds just these bytes.
  func holds(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    withUnsafeUTF8(at: index) { held in
      guard held.count == bytes.count else { return false }
      guard let mine = held.baseAddress, let others = bytes.baseAddress else { return true }
      return memcmp(mine, others, held.count) == 0
    }
  }
}
