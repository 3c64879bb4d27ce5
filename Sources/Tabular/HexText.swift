/// Bytes as lower-case hexadecimal digits, which is how a BLOB is written in every format.
func hexText(_ bytes: some Sequence<UInt8>) -> String {
  String(
    decoding: bytes.flatMap { [hexDigit($0 >> 4), hexDigit($0 & 0x0F)] }, as: UTF8.self)
}

/// The digit, in ASCII, of a value below 16.
func hexDigit(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
}
