/// One code point decoded from UTF-8, and how many bytes it takes.
struct DecodedScalar {
  /// What invalid bytes decode to: no code point, so that every table says "separator".
  static let invalid: UInt32 = 0x11_0000

  var value: UInt32
  var length: Int

  /// Decodes the code point at `offset`, which must lie within `bytes`. Bytes that are not
  /// well-formed UTF-8 (https://www.unicode.org/versions/Unicode15.0.0/ch03.pdf, table 3-7) give
  /// ``invalid``, one at a time; nothing beyond `bytes` is read.
  @inline(__always)
  init(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
    let left = bytes.count &- offset
    let lead = UInt32(bytes[offset])
    if lead < 0x80 {
      self.init(value: lead, length: 1)
      return
    }
    @inline(__always) func tail(_ distance: Int) -> UInt32 {
      UInt32(bytes[offset &+ distance]) ^ 0x80  // below 0x40 exactly for continuation bytes
    }
    if lead & 0xF0 == 0xE0, left > 2 {
      let second = tail(1)
      let third = tail(2)
      let value = (lead & 0x0F) << 12 | second << 6 | third
      if second | third < 0x40, value >= 0x800, value & 0xF800 != 0xD800 {
        self.init(value: value, length: 3)
        return
      }
    } else if lead & 0xE0 == 0xC0, left > 1 {
      let second = tail(1)
      let value = (lead & 0x1F) << 6 | second
      if second < 0x40, value >= 0x80 {
        self.init(value: value, length: 2)
        return
      }
    } else if lead & 0xF8 == 0xF0, left > 3 {
      let second = tail(1)
      let third = tail(2)
      let fourth = tail(3)
      let value = (lead & 0x07) << 18 | second << 12 | third << 6 | fourth
      if second | third | fourth < 0x40, value >= 0x1_0000, value <= 0x10_FFFF {
        self.init(value: value, length: 4)
        return
      }
    }
    self.init(value: Self.invalid, length: 1)
  }

  @inline(__always)
  private init(value: UInt32, length: Int) {
    self.value = value
    self.length = length
  }
}
