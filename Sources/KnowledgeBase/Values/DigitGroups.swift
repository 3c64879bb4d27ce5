/// Groups of three digits with spaces or apostrophes between them: 1 495 000 (ISO 80000-1), 1'495'000.
enum DigitGroups {
  private static let marks: Set<Character> = [" ", "\u{A0}", "\u{2009}", "\u{202F}", "'", "’"]

  /// The text with the groups of its number as one; itself where it has none, or what stands between
  /// digits does not make groups of three.
  static func joined(_ text: String) -> String {
    guard let mark = text.first(where: marks.contains),
      let start = text.firstIndex(where: \.isASCIIDigit),
      text[start...].prefix(while: \.isASCIIDigit).endIndex == text.firstIndex(of: mark)
    else { return text }
    let number = text[start...].prefix { $0.isASCIIDigit || $0 == mark }
    var groups = number.split(separator: mark, omittingEmptySubsequences: false)
    // What follows is a word: 80 GB
    if groups.last?.isEmpty ?? false { groups.removeLast() }
    guard groups.count > 1, (1...3).contains(groups[0].count), groups[0].first != "0",
      groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return text }
    let end = groups[groups.count - 1].endIndex
    return text[..<start] + groups.joined() + text[end...]
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
