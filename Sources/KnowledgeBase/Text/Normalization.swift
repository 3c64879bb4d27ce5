import CUnicode
@_spi(_Unicode) import Swift

/// Unicode normalisation of names and keys: Swift compares strings by canonical equivalence, SQLite
/// by bytes, so both have to see the same bytes.
///
/// The standard library normalises but offers it as SPI only, and Foundation's API would bring in
/// all of Foundation. That dependence lives in this file alone.
public enum Normalization {
  /// `text` in Normalization Form C (https://www.unicode.org/reports/tr15/).
  public static func nfc(_ text: String) -> String {
    var text = text
    if text.withUTF8(isNFC) { return text }
    var normalized = ByteBuffer(capacity: text.utf8.count + 16)
    for scalar in text._nfc {
      normalized.reserve(4)
      normalized.append(scalar: scalar.value)
    }
    return normalized.text()
  }

  /// Whether `utf8` is in NFC for certain: nothing in it decomposes, combines or moves. Below
  /// U+0300, whose first byte is 0xCC, nothing does; Chinese and Korean pass by the table.
  private static func isNFC(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    var offset = 0
    while offset < utf8.count {
      if utf8[offset] < 0xCC {
        offset &+= 1
        continue
      }
      let scalar = DecodedScalar(utf8, at: offset)
      if aikb_may_change_in_nfc(scalar.value) { return false }
      offset &+= scalar.length
    }
    return true
  }
}
