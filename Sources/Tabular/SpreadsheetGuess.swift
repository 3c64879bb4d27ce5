/// What a spreadsheet makes of a text that begins with a digit or the name of a month: many are taken
/// for a date or a number, and come back as another text.
enum SpreadsheetGuess {
  /// Digits that a spreadsheet keeps of a number.
  private static let precision = 15

  /// Whether a text would come back changed: leading zeros (`007`), more than 15 digits, zeros at
  /// the end (`4.0`), thousands (`32,768`), exponents (`7e3`), percentages, times (`12:30`), what looks
  /// like a date (`2025-07`, `3/4`, `1-2`) but for a whole one (`2025-07-23`), which is one, and dates
  /// in words (`Jul 2025`, `2025年7月`).
  static func changes(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var rest = text
    let first = takeDigits(&rest)
    guard !first.isEmpty else { return isDateInWords(text) }
    guard let mark = rest.popFirst() else { return changesNumber(first, fraction: nil) }
    switch mark {
    case UInt8(ascii: ","): return first.count <= 3 && isThousands(rest)
    case UInt8(ascii: "-"), UInt8(ascii: "/"):
      return looksLikeDate(first, mark, rest) || isDateInWords(text)
    case UInt8(ascii: ":"):
      return !takeDigits(&rest).isEmpty
        && (rest.isEmpty || rest.popFirst() == mark && !takeDigits(&rest).isEmpty && rest.isEmpty)
        || isDateInWords(text)
    case UInt8(ascii: "%"): return rest.isEmpty
    case UInt8(ascii: "e"), UInt8(ascii: "E"): return isExponent(rest)
    case UInt8(ascii: "."):
      let fraction = takeDigits(&rest)
      switch rest.popFirst() {
      case nil: return changesNumber(first, fraction: fraction)
      case UInt8(ascii: "%"): return rest.isEmpty
      case UInt8(ascii: "e"), UInt8(ascii: "E"): return isExponent(rest)
      default: return false
      }
    default: return isDateInWords(text)
    }
  }

  /// Dates and times with words in them, and fractions.
  private static let wordShapes: Set<String> = [
    "M 9", "M-9", "M9", "M/9", "M 9, 9", "M 9 9", "9 M", "9-M", "9M", "9 M 9", "9-M-9", "9/M/9",
    "9 9/9", "9 P", "9:9 P", "9:9:9 P", "9年9月", "9年9月9日", "9月9日",
  ]

  private static func isDateInWords(_ text: Bytes) -> Bool {
    WordShape.of(text).map(wordShapes.contains) ?? false
  }

  private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

  private static func takeDigits(_ text: inout Bytes) -> Bytes {
    let digits = text.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    text = text[digits.endIndex...]
    return digits
  }

  private static func changesNumber(_ whole: Bytes, fraction: Bytes?) -> Bool {
    let zero = UInt8(ascii: "0")
    if whole.count > 1, whole.first == zero { return true }
    if whole.count + (fraction?.count ?? 0) > precision { return true }
    return fraction.map { $0.isEmpty || $0.last == zero } ?? false
  }

  /// `768`, `234,567` or `234.5` behind the first comma.
  private static func isThousands(_ text: Bytes) -> Bool {
    var rest = text
    while takeDigits(&rest).count == 3 {
      guard let mark = rest.popFirst() else { return true }
      if mark == UInt8(ascii: ".") { return !takeDigits(&rest).isEmpty && rest.isEmpty }
      guard mark == UInt8(ascii: ",") else { return false }
    }
    return false
  }

  private static func isExponent(_ text: Bytes) -> Bool {
    var rest = text
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    return !takeDigits(&rest).isEmpty && rest.isEmpty
  }

  private static func looksLikeDate(_ first: Bytes, _ mark: UInt8, _ text: Bytes) -> Bool {
    var rest = text
    let second = takeDigits(&rest)
    guard first.count <= 4, 1...4 ~= second.count else { return false }
    guard let next = rest.popFirst() else { return true }
    let third = takeDigits(&rest)
    guard next == mark, 1...4 ~= third.count, rest.isEmpty else { return false }
    let isWholeDate =
      mark == UInt8(ascii: "-") && first.count == 4 && second.count == 2 && third.count == 2
    return !isWholeDate
  }
}
