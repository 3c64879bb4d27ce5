/// Whether a name that stands in a text ends where a word ends, in either script.
enum NameBoundary {
  /// Words after a hyphen that leave the name before it whole: "H100-based".
  private static let participles: Set<String> = [
    "based", "led", "made", "powered", "style", "like", "trained", "class", "driven", "owned",
    "backed", "level", "related", "designed", "built", "funded", "equipped", "compatible", "era",
    "only", "to", "and", "or",
  ]

  /// Words that make another model or chip of the one named before them: o4 is not o4-mini.
  private static let variants: Set<String> = [
    "mini", "nano", "turbo", "flash", "lite", "pro", "max", "ultra", "plus", "air", "thinking",
    "instruct", "chat", "coder", "vision", "preview", "small", "medium", "large", "ti", "super",
  ]

  /// Whether a name can begin at a token.
  static func begins(_ tokens: [MentionToken], at index: Int) -> Bool {
    let token = tokens[index]
    guard index > 0, token.isAlphabetic, tokens[index - 1].isAlphabetic else { return true }
    switch token.gap {
    case .none, .dot: return false
    case .hyphen: return !token.hasDigit
    case .space, .hard, .sentence: return true
    }
  }

  /// Whether a name of this kind can end before the token at `end`.
  static func ends(_ tokens: [MentionToken], before end: Int, kind: String) -> Bool {
    let last = tokens[end - 1]
    guard end < tokens.count, last.isAlphabetic, tokens[end].isAlphabetic else { return true }
    let next = tokens[end]
    switch next.gap {
    case .none, .dot: return false
    case .hyphen:
      if participles.contains(next.text) { return true }
      return !last.hasDigit && !next.hasDigit && !variants.contains(next.text)
    case .space:
      return
        !(last.hasDigit && (kind == "model" || kind == "chip")
        && variants.contains(next.text))
    case .hard, .sentence: return true
    }
  }

  /// Chinese names that two words can make where they meet, with the characters before and after
  /// that show it: 其中国内 is 其中 + 国内.
  private static let seams: [(name: String, before: Set<String>, after: Set<String>)] = [
    (
      "中 国",
      ["其", "集", "当", "當", "之", "途", "年", "期", "高", "初", "空", "心"],
      ["家", "内", "內", "际", "際", "务", "務", "民", "有", "产", "產", "防", "外", "营", "營", "土"]
    ),
    (
      "日 本", ["近", "今", "昨", "明", "当", "當", "即", "次", "节", "節"],
      ["公", "次", "人", "月", "报", "報", "届", "文", "身", "来", "來"]
    ),
    ("美 国", ["中"], ["家", "际", "際"]),
  ]

  /// Whether the Chinese name in `range` is made by two words that meet.
  static func isSeam(_ tokens: [MentionToken], _ range: Range<Int>) -> Bool {
    guard range.count == 2, range.lowerBound > 0, range.upperBound < tokens.count,
      tokens[range.lowerBound].gap == .none, tokens[range.upperBound].gap == .none
    else { return false }
    let name = tokens[range].map(\.text).joined(separator: " ")
    return seams.contains {
      $0.name == name && $0.before.contains(tokens[range.lowerBound - 1].text)
        && $0.after.contains(tokens[range.upperBound].text)
    }
  }
}
