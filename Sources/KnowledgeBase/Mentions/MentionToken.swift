/// A token of a text in which names are looked for.
///
/// The tokens are those of the index (``Fold``), cut once more where digits follow at least three
/// letters, so that "Qwen 3" is written as "Qwen3" is.
struct MentionToken {
  /// What stands between a token and the one before it, from none to something that no name crosses.
  enum Gap: Int, Comparable {
    /// Nothing: the same word in Latin script, the next character in Chinese.
    case none
    /// A hyphen, underscore or apostrophe.
    case hyphen
    /// A full stop or middle dot without spaces: a version, an abbreviation, an address.
    case dot
    case space
    /// Other punctuation: commas, brackets, quotation marks.
    case hard
    /// The end of a sentence.
    case sentence

    static func < (one: Gap, other: Gap) -> Bool { one.rawValue < other.rawValue }
  }

  /// The folded token.
  let text: String
  /// Where it stands in the text, as offsets in its UTF-8.
  let range: Range<Int>
  let gap: Gap

  /// Whether it begins with a Latin, Greek … letter or digit: its neighbours can belong to the word.
  let isAlphabetic: Bool
  let hasDigit: Bool

  init(text: String, range: Range<Int>, gap: Gap) {
    self.text = text
    self.range = range
    self.gap = gap
    isAlphabetic = !(text.unicodeScalars.first.map(\.isLogographic) ?? false)
    hasDigit = isAlphabetic && text.utf8.contains { (48...57).contains($0) }
  }

  /// The tokens of a text. Ends of sentences are told by ``gap`` of the token that follows.
  static func tokens(of text: String, _ utf8: [UInt8]) -> [MentionToken] {
    var tokens: [MentionToken] = []
    var end = 0
    var afterSentence = false
    for token in Fold.tokens(text) {
      if token.isSentinel {
        afterSentence = true
        continue
      }
      // A character that folds to several tokens gives each its whole range.
      let between = utf8[min(end, token.range.lowerBound)..<token.range.lowerBound]
      let gap = afterSentence ? .sentence : gap(between)
      afterSentence = false
      end = token.range.upperBound
      let letters = token.text.utf8.prefix { (97...122).contains($0) }.count
      let isPlain = token.text.utf8.count == token.range.count
      if letters >= 3, letters < token.text.utf8.count, isPlain,
        (48...57).contains(token.text.utf8.dropFirst(letters).first ?? 0)
      {
        let cut = token.range.lowerBound + letters
        tokens.append(
          MentionToken(
            text: String(token.text.prefix(letters)), range: token.range.lowerBound..<cut, gap: gap)
        )
        tokens.append(
          MentionToken(
            text: String(token.text.dropFirst(letters)), range: cut..<end, gap: .none))
      } else {
        tokens.append(MentionToken(text: token.text, range: token.range, gap: gap))
      }
    }
    return tokens
  }

  private static func gap(_ bytes: ArraySlice<UInt8>) -> Gap {
    if bytes.isEmpty { return .none }
    if bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) { return .space }
    switch String(decoding: bytes, as: UTF8.self) {
    case "-", "_", "‐", "‑", "–", "'", "’", "－": return .hyphen
    case ".", "·", "・", "‧", "．": return .dot
    case "\u{A0}", "\u{3000}", "\u{202F}", "\u{2009}": return .space
    default: return .hard
    }
  }
}

extension Unicode.Scalar {
  /// A Chinese character or kana: a token of its own.
  var isLogographic: Bool {
    // The blocks rather than the property, which costs a search in a table for each character.
    value >= 0x3005
      && ((0x3400...0x9FFF).contains(value) || (0x3040...0x30FF).contains(value)
        || value <= 0x3007 || (0xF900...0xFAFF).contains(value)
        || (0x20000...0x3FFFF).contains(value))
  }
}
