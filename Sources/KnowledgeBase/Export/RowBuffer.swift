internal import Glibc
internal import SQLite

/// Rows in one block of memory, which are put in order without an object for any of them.
///
/// A row is its values one after another, each behind its kind: of an entity the rank
/// (``EntityOrder``), of a number eight bytes, of a text or BLOB its length and its bytes.
struct RowBuffer {
  /// A value; a text points into the buffer.
  enum Value {
    case null
    case entity(UInt32)
    case integer(Int64)
    case real(Double)
    case text(UnsafeBufferPointer<UInt8>)
    case blob(UnsafeBufferPointer<UInt8>)
  }

  private enum Tag: UInt8 { case null, entity, integer, real, text, blob }

  private struct Entry {
    /// Of the entity that the row is about.
    let rank: UInt32
    /// Where it begins: a buffer is far smaller than 4 GB.
    private let offset: UInt32
    var start: Int { Int(offset) }

    init(rank: UInt32, start: Int) {
      self.rank = rank
      offset = UInt32(start)
    }
  }

  private var bytes: [UInt8] = []
  private var rows: [Entry] = []

  /// How much memory the rows take, in bytes.
  var size: Int { bytes.count + rows.count * MemoryLayout<Entry>.stride }

  /// - Parameter size: how many bytes to make room for.
  init(size: Int) { bytes.reserveCapacity(size) }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    rows.removeAll(keepingCapacity: true)
  }

  // MARK: Filling

  /// Begins a row about an entity; its values follow.
  mutating func beginRow(_ rank: UInt32) { rows.append(Entry(rank: rank, start: bytes.count)) }

  /// Takes the row that was begun away again.
  mutating func dropRow() {
    guard let last = rows.popLast() else { return }
    bytes.removeSubrange(last.start...)
  }

  mutating func append(entity rank: UInt32) {
    bytes.append(Tag.entity.rawValue)
    append(bits: rank)
  }

  /// Appends the value that a statement has in a column.
  mutating func append(_ statement: borrowing Statement, at column: Int) {
    switch statement.type(at: column) {
    case .null: bytes.append(Tag.null.rawValue)
    case .integer:
      bytes.append(Tag.integer.rawValue)
      append(bits: statement.int64(at: column))
    case .real:
      bytes.append(Tag.real.rawValue)
      append(bits: statement.double(at: column))
    case .text:
      bytes.append(Tag.text.rawValue)
      statement.withUnsafeUTF8(at: column) { append($0) }
    case .blob:
      bytes.append(Tag.blob.rawValue)
      (statement.blob(at: column) ?? []).withUnsafeBufferPointer { append($0) }
    }
  }

  private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    append(bits: UInt32(clamping: text.count))
    bytes.append(contentsOf: text)
  }

  private mutating func append<Bits: BitwiseCopyable>(bits: Bits) {
    withUnsafeBytes(of: bits) { bytes.append(contentsOf: $0) }
  }

  // MARK: Order

  /// Keeps the rows of the lower half of the entities, at least one.
  ///
  /// - Returns: the first rank that was left out.
  mutating func keepLowerHalf() -> UInt32 {
    let ranks = rows.map(\.rank).sorted()
    guard let lowest = ranks.first else { return 0 }
    let limit = max(ranks[ranks.count / 2], lowest + 1)
    let ends = rows.dropFirst().map(\.start) + [bytes.count]
    var kept: [Entry] = []
    var end = 0
    for (row, rowEnd) in zip(rows, ends) where row.rank < limit {
      kept.append(Entry(rank: row.rank, start: end))
      bytes.withUnsafeMutableBytes {
        guard let base = $0.baseAddress else { return }
        (base + end).copyMemory(from: base + row.start, byteCount: rowEnd - row.start)
      }
      end += rowEnd - row.start
    }
    bytes.removeSubrange(end...)
    rows = kept
    return limit
  }

  /// Calls `body` with each row, sorted by entity and then by the columns that `order` marks.
  mutating func forEachInOrder(
    _ order: [Bool], _ body: (UnsafeRawPointer) throws -> Void
  ) rethrows {
    try bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      rows.sort { one, other in
        if one.rank != other.rank { return one.rank < other.rank }
        let difference = Self.compare(base + one.start, base + other.start, order)
        return difference == 0 ? one.start < other.start : difference < 0
      }
      for row in rows { try body(base + row.start) }
    }
  }

  /// Less than 0 where the first row comes first, 0 where both are the same in the columns marked.
  private static func compare(
    _ one: UnsafeRawPointer, _ other: UnsafeRawPointer, _ order: [Bool]
  ) -> Int {
    var (one, other) = (one, other)
    for isCompared in order {
      let (first, second) = (value(at: &one), value(at: &other))
      guard isCompared else { continue }
      let difference = compare(first, second)
      if difference != 0 { return difference }
    }
    return 0
  }

  /// As SQLite sorts (https://sqlite.org/datatype3.html#sort_order), entities by their rank. Real
  /// numbers and BLOBs, by which nothing is sorted, are all the same.
  private static func compare(_ one: Value, _ other: Value) -> Int {
    switch (one, other) {
    case (.entity(let one), .entity(let other)): one < other ? -1 : one == other ? 0 : 1
    case (.integer(let one), .integer(let other)): one < other ? -1 : one == other ? 0 : 1
    case (.text(let one), .text(let other)): compare(one, other)
    default: one.storageClass - other.storageClass
    }
  }

  private static func compare(
    _ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>
  ) -> Int {
    guard let start = one.baseAddress, let otherStart = other.baseAddress else {
      return one.count - other.count
    }
    let difference = memcmp(start, otherStart, min(one.count, other.count))
    return difference == 0 ? one.count - other.count : Int(difference)
  }

  // MARK: Reading

  /// The value at an address, which goes on to the next one.
  static func value(at place: inout UnsafeRawPointer) -> Value {
    let tag = Tag(rawValue: take(&place))
    switch tag {
    case .null, nil: return .null
    case .entity: return .entity(take(&place))
    case .integer: return .integer(take(&place))
    case .real: return .real(take(&place))
    case .text: return .text(takeBytes(&place))
    case .blob: return .blob(takeBytes(&place))
    }
  }

  private static func take<Bits: BitwiseCopyable>(_ place: inout UnsafeRawPointer) -> Bits {
    defer { place += MemoryLayout<Bits>.size }
    return place.loadUnaligned(as: Bits.self)
  }

  private static func takeBytes(_ place: inout UnsafeRawPointer) -> UnsafeBufferPointer<UInt8> {
    let count = Int(take(&place) as UInt32)
    defer { place += count }
    return UnsafeBufferPointer(start: place.assumingMemoryBound(to: UInt8.self), count: count)
  }
}

extension RowBuffer.Value {
  /// The place among the storage classes as they are sorted.
  fileprivate var storageClass: Int {
    switch self {
    case .null: 0
    case .entity, .integer, .real: 1
    case .text: 2
    case .blob: 3
    }
  }
}
