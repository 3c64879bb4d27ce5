/// Neighbouring Chinese characters of a folded text as words of two: "芯 片 出 口" as "芯片 片出 出口".
///
/// FTS5 finds a phrase by walking through the rows of each of its words. 出 and 口 stand in many rows, 出口
/// in few, so that a phrase of pairs is found in a fraction of the time and is the same phrase: where
/// characters are not neighbours a sentinel stands between the pairs.
enum HanPairs {
  /// Whether a token of this one code point is paired: Han characters, radicals and kana, each of
  /// which ``Fold`` makes a token of its own.
  @inline(__always)
  private static func isPaired(_ scalar: UInt32) -> Bool {
    0x2E80...0x9FFF ~= scalar || 0xF900...0xFAFF ~= scalar || 0x2_0000...0x3_FFFF ~= scalar
  }

  /// Appends the pairs of `folded` (``Fold/append(_:to:)``), apart from what `out` holds already.
  static func append(_ folded: UnsafeBufferPointer<UInt8>, to out: inout ByteBuffer) {
    let space = UInt8(ascii: " ")
    var previous: Range<Int>?
    var isApart = true
    var at = 0
    while at < folded.count {
      let scalar = DecodedScalar(folded, at: at)
      let end = at + scalar.length
      let isToken = end == folded.count || folded[end] == space
      if isToken, isPaired(scalar.value) {
        if let previous {
          // Two characters of at most four bytes, a space and a sentinel before them.
          out.reserve(16)
          if out.count > 0 {
            out.append(space)
            if isApart {
              out.append(scalar: Fold.sentinel.value)
              out.append(space)
            }
          }
          isApart = false
          for byte in folded[previous] { out.append(byte) }
          for byte in folded[at..<end] { out.append(byte) }
        }
        previous = at..<end
        at = end + 1
      } else {
        previous = nil
        isApart = true
        at = end
        while at < folded.count, folded[at] != space { at += 1 }
        at += 1
      }
    }
  }

  /// Tokens of a query as a phrase of pairs; nil unless they are two characters or more, and nothing
  /// else.
  static func phrase(of tokens: [String]) -> String? {
    guard tokens.count > 1,
      tokens.allSatisfy({ token in
        let scalars = token.unicodeScalars
        return scalars.first.map { isPaired($0.value) } == true && scalars.count == 1
      })
    else { return nil }
    return zip(tokens, tokens.dropFirst()).map { $0 + $1 }.joined(separator: " ")
  }
}
