/// Tells text from anything else: strict UTF-8 without NUL.
///
/// Well-formed sequences are those of the Unicode Standard, Table 3-7
/// <https://www.unicode.org/versions/Unicode15.0.0/ch03.pdf>: no overlong forms, no surrogates,
/// nothing above U+10FFFF.
enum UTF8Check {
  /// How far a check got.
  enum Outcome: Equatable {
    /// Well-formed up to here; what follows, if anything, is the beginning of a longer sequence.
    case wellFormed(upTo: Int)
    /// The byte at this offset is NUL or begins an ill-formed sequence.
    case defect(at: Int)
  }

  /// Checks the bytes from `start` to `end`, both offsets from `base`.
  ///
  /// - Parameter isFinal: nothing follows, so that a sequence cut off at `end` is a defect.
  static func check(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int, isFinal: Bool
  ) -> Outcome {
    var at = start
    while at < end {
      if end - at >= ByteWord.size {
        let marks = ByteWord.nulOrNotASCII(ByteWord.load(base + at))
        if marks == 0 {
          at += ByteWord.size
          continue
        }
        at += marks.trailingZeroBitCount >> 3
      }
      let lead = base[at]
      if lead < 0x80 {
        if lead == 0 { return .defect(at: at) }
        at += 1
        continue
      }
      switch sequenceLength(base + at, available: end - at) {
      case .some(let length) where at + length <= end: at += length
      case .some where !isFinal: return .wellFormed(upTo: at)
      default: return .defect(at: at)
      }
    }
    return .wellFormed(upTo: at)
  }

  /// The text of these bytes, NUL included; nil where they are none.
  static func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard let base = bytes.baseAddress,
      check(base, from: 0, to: bytes.count, isFinal: true) == .wellFormed(upTo: bytes.count)
    else { return String(validating: bytes, as: UTF8.self) }
    // Does not go through a generic function, which takes longer than the check for most strings.
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Length of the multi-byte sequence at `bytes` as far as it can be seen, nil if it is ill-formed.
  @inline(__always)
  private static func sequenceLength(
    _ bytes: UnsafePointer<UInt8>, available: Int
  ) -> Int? {
    let length: Int
    // The second byte carries the limits that rule out overlong forms and surrogates.
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch bytes[0] {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return nil
    }
    if available > 1, !(second ~= bytes[1]) { return nil }
    if length > 2, available > 2, bytes[2] & 0xC0 != 0x80 { return nil }
    if length > 3, available > 3, bytes[3] & 0xC0 != 0x80 { return nil }
    return length
  }
}
