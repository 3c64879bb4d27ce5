import Glibc

/// Where the fields of the current record stand, and the unescaped form of those that need one.
///
/// Offsets count from the start of the record. The record's own bytes are never changed.
struct FieldTable: ~Copyable {
  /// Further fields are counted, but cannot be asked for.
  static let capacity = 1 << 16

  private(set) var count = 0
  private let ranges: UnsafeMutablePointer<FieldRange>
  private var needsUnescaping = false
  private var unescaped: UnsafeMutableBufferPointer<UInt8> = .allocate(capacity: 0)

  init() { ranges = .allocate(capacity: Self.capacity) }

  deinit {
    ranges.deallocate()
    unescaped.deallocate()
  }

  mutating func removeAll() {
    count = 0
    needsUnescaping = false
  }

  @inline(__always)
  mutating func append(_ range: FieldRange) {
    if count < Self.capacity { ranges[count] = range }
    if range.hasDoubledQuotes { needsUnescaping = true }
    count &+= 1
  }

  func range(_ index: Int) -> FieldRange {
    precondition(index >= 0 && index < min(count, Self.capacity), "no such field")
    return ranges[index]
  }

  /// The content of a field of the record at `record`, which `unescape` has been called for.
  func bytes(_ index: Int, record: UnsafePointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    let field = range(index)
    let contents = field.hasDoubledQuotes ? UnsafeBufferPointer(unescaped).baseAddress! : record
    return UnsafeBufferPointer(start: contents + field.start, count: field.length)
  }

  /// Number, from 1, of the field in which the byte at `offset` stands.
  func column(at offset: Int) -> Int {
    var index = min(count, Self.capacity) - 1
    while index > 0, ranges[index].start > offset { index -= 1 }
    return max(index, 0) + 1
  }

  /// Makes one quote of each doubled one, in a buffer beside the record at `record`.
  ///
  /// - Parameter capacity: what the longest record so far has room in. The buffer follows it, so
  ///   that it grows as rarely and has the same limit.
  mutating func unescape(record: UnsafePointer<UInt8>, capacity: Int) {
    guard needsUnescaping else { return }
    if unescaped.count < capacity {
      unescaped.deallocate()
      unescaped = .allocate(capacity: capacity)
    }
    let target = unescaped.baseAddress!
    var written = 0
    for index in 0..<min(count, Self.capacity) where ranges[index].hasDoubledQuotes {
      let field = ranges[index]
      let start = written
      var from = record + field.start
      let end = from + field.length
      while let quote = memchr(from, CInt(UInt8(ascii: "\"")), end - from) {
        let taken = UnsafeRawPointer(quote) - UnsafeRawPointer(from) + 1
        memcpy(target + written, from, taken)
        written += taken
        from += taken + 1
      }
      memcpy(target + written, from, end - from)
      written += end - from
      ranges[index] = FieldRange(
        start: start, length: written - start, isQuoted: true, hasDoubledQuotes: true)
    }
    needsUnescaping = false
  }
}

/// The content of one field, in eight bytes.
struct FieldRange {
  private let storedStart: UInt32
  private let storedLength: UInt32

  // A record has at most 2^28 bytes, so the upper bits of the length are free.
  private static let quotedFlag: UInt32 = 1 << 30
  private static let doubledFlag: UInt32 = 1 << 31

  @inline(__always)
  init(start: Int, length: Int, isQuoted: Bool = false, hasDoubledQuotes: Bool = false) {
    storedStart = UInt32(truncatingIfNeeded: start)
    storedLength =
      UInt32(truncatingIfNeeded: length) | (isQuoted ? Self.quotedFlag : 0)
      | (hasDoubledQuotes ? Self.doubledFlag : 0)
  }

  var start: Int { Int(storedStart) }
  var length: Int { Int(storedLength & ~(Self.quotedFlag | Self.doubledFlag)) }
  var isQuoted: Bool { storedLength & Self.quotedFlag != 0 }
  var hasDoubledQuotes: Bool { storedLength & Self.doubledFlag != 0 }
}
