/// Finds UTF-8 in a text of another encoding: files that were pasted together, a cell copied from
/// elsewhere. Decoded like the rest it would be text, too, of characters nobody wrote (模型 becomes
/// 妯″瀷).
enum StrayUTF8 {
  /// Stretches of UTF-8 in a text of `encoding`, in their order; none for an encoding that is no
  /// superset of ASCII.
  ///
  /// - Parameter bytes: whole lines.
  static func ranges(
    in bytes: UnsafeBufferPointer<UInt8>, of encoding: TextEncoding
  ) -> [Range<Int>] {
    guard [.gb18030, .big5, .windows1252].contains(encoding) else { return [] }
    var found: [Range<Int>] = []
    var runs: [Range<Int>] = []
    var at = 0
    while at < bytes.count {
      if bytes[at] >= 0x80 {
        let start = at
        while at < bytes.count, bytes[at] >= 0x80 { at += 1 }
        runs.append(start..<at)
      } else {
        if bytes[at] == 0x0A || bytes[at] == 0x0D {
          found += stray(runs, bytes, encoding)
          runs.removeAll(keepingCapacity: true)
        }
        at += 1
      }
    }
    return found + stray(runs, bytes, encoding)
  }

  /// - Parameter runs: the bytes of one line that are not ASCII. None of them begins inside a
  ///   character: a first byte of two is never ASCII.
  private static func stray(
    _ runs: [Range<Int>], _ bytes: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding
  ) -> [Range<Int>] {
    let valid = runs.filter { isUTF8($0, bytes) }
    guard let first = valid.first, let last = valid.last else { return [] }
    if encoding == .windows1252 { return valid.filter { isPlausible(bytes[$0]) } }
    let whole = first.lowerBound..<last.upperBound
    // A line that is UTF-8 from end to end need not even look better than in the other encoding.
    if valid.count == runs.count, gain(whole, bytes, encoding) >= 0, whole.count > 5 {
      return [whole]
    }
    return valid.filter { gain($0, bytes, encoding) > 0 }
  }

  private static func isUTF8(
    _ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    return UTF8Check.check(base, from: range.lowerBound, to: range.upperBound, isFinal: true)
      == .wellFormed(upTo: range.upperBound)
  }

  /// How many more characters in common use a stretch has as UTF-8 than in `encoding`; below zero
  /// also where it has no Chinese: two bytes of GB18030 may well be a letter of UTF-8 by chance.
  private static func gain(
    _ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding
  ) -> Int {
    // E3 to EF begin what is written with three bytes, from CJK punctuation to full-width forms.
    guard bytes[range].contains(where: { 0xE3...0xEF ~= $0 }) else { return -1 }
    func common(_ range: Range<Int>, _ encoding: TextEncoding) -> Int {
      EncodingDetector.commonCharacters(in: UnsafeBufferPointer(rebasing: bytes[range]), encoding)
    }
    // Of an odd number of bytes the last one makes a character with what follows.
    let end = min(range.upperBound + range.count % 2, bytes.count)
    return common(range, .utf8) - common(range.lowerBound..<end, encoding)
  }

  /// Whether a stretch is made of letters of Europe, punctuation or Chinese. In Windows-1252 ß and a
  /// closing quote are well-formed UTF-8, too: a letter of N’Ko.
  private static func isPlausible(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy {
      0xA0...0x17F ~= $0.value || 0x2010...0x20BF ~= $0.value || 0x3000...0x9FFF ~= $0.value
        || 0xFF01...0xFF5E ~= $0.value
    }
  }
}
