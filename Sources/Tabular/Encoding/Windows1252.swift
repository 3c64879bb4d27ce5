/// Windows-1252, the table of
/// <https://encoding.spec.whatwg.org/index-windows-1252.txt>: Latin-1 but for 0x80 to 0x9F.
enum Windows1252 {
  /// What stands from 0x80 to 0x9F. The five bytes without a character keep their number, as a
  /// browser has it.
  private static let upperControls: [UInt16] = [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
  ]

  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, into output: inout ByteQueue) {
    for byte in bytes {
      if byte < 0x80 {
        output.append(byte)
      } else {
        output.append(UTF8.encode(scalar(byte)) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  private static func scalar(_ byte: UInt8) -> Unicode.Scalar {
    0x80...0x9F ~= byte
      ? Unicode.Scalar(upperControls[Int(byte) - 0x80]) ?? "\u{FFFD}" : Unicode.Scalar(byte)
  }
}
