/// Looks at eight bytes in one go. The first byte is the lowest, so that
/// `trailingZeroBitCount >> 3` of a mark is the index of the first byte marked.
///
/// The arithmetic is from <https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord>.
enum ByteWord {
  static let size = 8
  static let lowBits: UInt64 = 0x7f7f_7f7f_7f7f_7f7f
  static let highBits: UInt64 = 0x8080_8080_8080_8080
  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// The eight bytes at `address`, which need not be aligned.
  @inline(__always)
  static func load(_ address: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(address).loadUnaligned(as: UInt64.self))
  }

  @inline(__always)
  static func repeating(_ byte: UInt8) -> UInt64 { UInt64(byte) &* ones }

  /// The high bit of each byte that is *not* zero, exactly; the other bits are noise.
  @inline(__always)
  static func nonZero(_ word: UInt64) -> UInt64 { ((word & lowBits) &+ lowBits) | word }

  /// The high bit of each byte that is NUL or not ASCII. Exact up to and including the first one
  /// marked, which is all a scan from the front needs.
  @inline(__always)
  static func nulOrNotASCII(_ word: UInt64) -> UInt64 { ((word &- ones) | word) & highBits }

  /// Keeps the marks of the first `count` bytes, where fewer than eight are real.
  @inline(__always)
  static func first(_ count: Int, of marks: UInt64) -> UInt64 {
    count >= size ? marks : marks & ((1 &<< UInt64(count * 8)) &- 1)
  }
}
