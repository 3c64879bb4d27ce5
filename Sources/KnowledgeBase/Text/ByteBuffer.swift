import CUnicode

/// Growing bytes that keep their memory between uses, for text that is made piece by piece.
///
/// An array would check bounds and uniqueness at every byte; folding writes several per character.
package struct ByteBuffer: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// How many bytes have been written.
  package private(set) var count = 0

  package init(capacity: Int = 1024) {
    self.capacity = max(capacity, 16)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  /// Forgets the content and keeps the memory.
  package mutating func removeAll() { count = 0 }

  /// Calls `body` with the bytes written; the pointer is valid during the call only.
  package func withBytes<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeBufferPointer(start: start, count: count))
  }

  /// The bytes written, from `lower` on, as text; what is not UTF-8 becomes U+FFFD.
  package func text(from lower: Int = 0) -> String { text(in: lower..<count) }

  /// A part of the bytes written as text; what is not UTF-8 becomes U+FFFD.
  package func text(in range: Range<Int>) -> String {
    withBytes { String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self) }
  }

  /// Makes room for `count` more bytes, which `append` then writes without asking again.
  @inline(__always)
  mutating func reserve(_ count: Int) {
    if capacity - self.count < count { grow(by: count) }
  }

  /// Writes a byte. There must be room: see `reserve`.
  @inline(__always)
  mutating func append(_ byte: UInt8) {
    assert(count < capacity)
    start[count] = byte
    count &+= 1
  }

  /// Writes the ASCII letters, in lower case, and digits that `source` has from `offset` on, and
  /// after each word, when `spaces` says so, one space for its run of spaces. The first byte must
  /// be a letter or digit. There must be room for all that is left. Returns where they end.
  ///
  /// Without a branch per word: a mispredicted one costs as much as ten letters.
  @inline(__always)
  mutating func appendWords(
    of source: UnsafeBufferPointer<UInt8>, from offset: Int, spaces: Bool
  ) -> Int {
    let separator = UInt8(ascii: " ")
    let last = spaces ? 0 : separator
    var target = start + count
    var offset = offset
    var afterLetter = 1
    while offset < source.count {
      let text = aikb_ascii_text(source[offset])
      if text <= last { break }
      let isLetter = text != separator ? 1 : 0
      target.pointee = text
      target += isLetter | afterLetter
      afterLetter = isLetter
      offset &+= 1
    }
    count = target - start
    return offset
  }

  /// Whether the last byte written is a space.
  @inline(__always)
  var endsInSpace: Bool { count > 0 && start[count - 1] == UInt8(ascii: " ") }

  /// Writes a text known when this was compiled.
  mutating func append(_ text: StaticString) {
    reserve(text.utf8CodeUnitCount)
    text.withUTF8Buffer { bytes in for byte in bytes { append(byte) } }
  }

  /// Writes a code point of any plane as UTF-8. There must be room for four bytes.
  @inline(__always)
  mutating func append(scalar: UInt32) {
    if scalar < 0x80 {
      append(UInt8(truncatingIfNeeded: scalar))
    } else if scalar < 0x800 {
      append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    } else if scalar < 0x1_0000 {
      append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    } else {
      append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    }
  }

  /// The last code point written if it takes three bytes, none of them before `lower`.
  func lastOfThreeBytes(from lower: Int) -> UInt32? {
    guard count - lower >= 3, start[count - 3] & 0xF0 == 0xE0 else { return nil }
    return UInt32(start[count - 3] & 0x0F) << 12 | UInt32(start[count - 2] & 0x3F) << 6
      | UInt32(start[count - 1] & 0x3F)
  }

  /// Takes back the last `count` bytes.
  mutating func removeLast(_ count: Int) { self.count -= count }

  @inline(never)
  private mutating func grow(by count: Int) {
    let larger = max(capacity * 2, self.count + count)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    moved.update(from: start, count: self.count)
    start.deallocate()
    start = moved
    capacity = larger
  }
}
