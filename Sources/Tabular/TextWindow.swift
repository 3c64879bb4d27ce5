import Glibc

/// The stretch of text that is in memory: a buffer over a `ByteSource` that slides along with the
/// record being read and grows only for a record that does not fit.
///
/// This is the decoding step of reading. Whoever reads on from here sees UTF-8 without a byte
/// order mark, and is told of the first place where the bytes are no text. Offsets count from the
/// front of the window.
struct TextWindow: ~Copyable {
  /// The bytes: `end` of them, then at least eight more that may be loaded but mean nothing.
  private(set) var base: UnsafeMutablePointer<UInt8>
  private(set) var end = 0
  /// Nothing comes after `end`.
  private(set) var isAtEnd = false
  /// Where the first byte that is no text stands, if one is known.
  private(set) var defect: Int?
  let source: ByteSource
  /// The source could not be read on.
  private(set) var sourceHasFailed = false

  /// The size in bytes the window has now: no record in it is longer.
  private(set) var capacity: Int
  /// The size in bytes the window may grow to.
  let limit: Int
  private var checked = 0
  /// Offset in the file of the first byte of the window.
  private var fileOffset: Int64 = 0

  /// - Parameters:
  ///   - capacity: size of the buffer in bytes.
  ///   - limit: the size it may grow to.
  init(_ source: ByteSource, capacity: Int, limit: Int) {
    precondition(capacity > 0 && capacity <= limit)
    self.source = source
    self.capacity = capacity
    self.limit = limit
    base = .allocate(capacity: capacity + ByteWord.size)
    base.initialize(repeating: 0, count: capacity + ByteWord.size)
  }

  deinit { base.deallocate() }

  /// Forgets what stands before `start` and reads on. What stood at `start` is at 0 afterwards.
  ///
  /// - Returns: false if what is kept is as large as the limit: nothing was read.
  /// - Throws: `TabularError` if the source cannot be read.
  mutating func readMore(keepingFrom start: Int) throws(TabularError) -> Bool {
    if start > 0 { slide(by: start) }
    if end == capacity {
      guard capacity < limit else { return false }
      grow()
    }
    let free = UnsafeMutableRawBufferPointer(start: base + end, count: capacity - end)
    let count: Int
    do {
      count = try source.read(into: free)
    } catch {
      sourceHasFailed = true
      throw error
    }
    end += count
    isAtEnd = count == 0
    if defect == nil { check() }
    return true
  }

  /// Goes on looking for bytes that are no text from `start`, after a defect before it was reported.
  mutating func resumeCheck(from start: Int) {
    checked = start
    defect = nil
    check()
  }

  /// Offset in the file of what stands at `offset`, from 0.
  func fileOffset(of offset: Int) -> Int64 { fileOffset + Int64(offset) }

  /// Whether the bytes from `offset` begin with `prefix`.
  func hasPrefix(_ prefix: [UInt8], at offset: Int = 0) -> Bool {
    end - offset >= prefix.count
      && UnsafeBufferPointer(start: base + offset, count: prefix.count).elementsEqual(prefix)
  }

  private mutating func check() {
    switch UTF8Check.check(base, from: checked, to: end, isFinal: isAtEnd) {
    case .wellFormed(let upTo): checked = upTo
    case .defect(let at): (checked, defect) = (at, at)
    }
  }

  private mutating func slide(by start: Int) {
    memmove(base, base + start, end - start)
    end -= start
    checked -= start
    if let at = defect { defect = at - start }
    fileOffset += Int64(start)
  }

  private mutating func grow() {
    let larger = min(capacity * 2, limit)
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + ByteWord.size)
    bytes.initialize(repeating: 0, count: larger + ByteWord.size)
    bytes.update(from: base, count: end)
    base.deallocate()
    base = bytes
    capacity = larger
  }
}
