/// UTF-16 with either byte order, The Unicode Standard, section 3.9
/// <https://www.unicode.org/versions/Unicode15.0.0/ch03.pdf>.
enum UTF16Text {
  /// See `TextDecoder.decode`. A surrogate without its other half is no text.
  static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, bigEndian: Bool, isFinal: Bool,
    into output: inout ByteQueue
  ) -> Int {
    func unit(_ at: Int) -> UInt32 {
      bigEndian
        ? UInt32(bytes[at]) << 8 | UInt32(bytes[at + 1])
        : UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at])
    }

    var at = 0
    while at + 1 < bytes.count {
      let first = unit(at)
      guard 0xD800...0xDFFF ~= first else {
        append(first, to: &output)
        at += 2
        continue
      }
      if first < 0xDC00, at + 3 < bytes.count {
        let second = unit(at + 2)
        if 0xDC00...0xDFFF ~= second {
          append(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00), to: &output)
          at += 4
          continue
        }
      } else if first < 0xDC00, !isFinal {
        return at
      }
      output.append(TextDecoder.undecodable)
      at += 2
    }
    if isFinal, at < bytes.count {
      output.append(TextDecoder.undecodable)
      at += 1
    }
    return at
  }

  /// - Parameter codepoint: one that is no surrogate.
  private static func append(_ codepoint: UInt32, to output: inout ByteQueue) {
    if codepoint < 0x80 { return output.append(UInt8(codepoint)) }
    guard let scalar = Unicode.Scalar(codepoint) else {
      return output.append(TextDecoder.undecodable)
    }
    output.append(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }
}
