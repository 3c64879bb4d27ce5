internal import KnowledgeBase

/// What stands between the whole of a number and its fraction: 12.5 in English and Chinese, 12,5 in
/// most of Europe, where the point groups thousands.
package enum DecimalMark: String, Sendable, CaseIterable {
  case point, comma

  /// The mark of a word on the command line or in a mapping, or of the mark itself; nil for any other.
  package init?(_ word: String) {
    switch word {
    case ".": self = .point
    case ",": self = .comma
    default: self.init(rawValue: word)
    }
  }

  /// A text whose number has this mark, with a point instead: 1,495.5 for 1.495,5.
  func pointed(_ text: String) -> String {
    guard self == .comma else { return text }
    let end = text.firstIndex { $0.isLetter } ?? text.endIndex
    let number = text[..<end].map { $0 == "," ? "." : $0 == "." ? "," : $0 }
    return String(number) + text[end...]
  }

  /// The marks with which the number that a text begins with is well-formed: both for 1,495, only the
  /// comma for 12,5, only the point for 12.5; none for a text that begins with no number, or with one
  /// that has no mark.
  static func possible(in text: String) -> Set<DecimalMark> {
    let start = text.drop { "≈~～约約+- ".contains($0) }
    let digits = start.prefix { $0.isASCII && ($0.isNumber || ",.".contains($0)) }
    guard digits.first?.isNumber ?? false, digits.contains(where: { ",.".contains($0) }) else {
      return []
    }
    return Set(
      allCases.filter { WrittenNumber.isWellFormed($0.pointed(String(digits))) })
  }
}
