/// Spellings of a date that say more than day, month and year, or say them in other numerals.
enum DateSpelling {
  /// The same date in Arabic digits of the Common Era, without time of day and spaces; nil where the text
  /// is none of these spellings.
  static func simplified(_ text: String) -> String? {
    withoutTime(text) ?? withoutSpaces(text) ?? ofTheRepublic(text) ?? inDigits(text)
      ?? separated(text)
  }

  /// 2025-07-23 00:00:00, 2025-07-23T10:30:00Z, 7/23/2025 10:30 AM: the day its writer meant.
  private static func withoutTime(_ text: String) -> String? {
    guard text.contains(":") else { return nil }
    let time =
      /(.*\d[日号]?)[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AaPp][Mm])?(?: ?(?:Z|UTC|[+\-]\d{2}:?\d{2}))?/
    return text.wholeMatch(of: time).map { String($0.1) }
  }

  /// 2025 年 7 月 23 号.
  private static func withoutSpaces(_ text: String) -> String? {
    guard text.contains("年"), text.contains(where: { " 号號\u{A0}\u{3000}".contains($0) }) else {
      return nil
    }
    let joined = text.filter { !" \u{A0}\u{3000}".contains($0) }
    return String(joined.map { "号號".contains($0) ? "日" : $0 })
  }

  /// 民國114年7月: the years of the Republic count from 1912.
  private static func ofTheRepublic(_ text: String) -> String? {
    let eras = ["中華民國", "中华民国", "民國", "民国"]
    guard let era = eras.first(where: text.hasPrefix) else { return nil }
    let rest = text.dropFirst(era.count)
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard let year = Int(digits), (1...200).contains(year) else { return nil }
    return "\(year + 1911)" + rest.dropFirst(digits.count)
  }

  private static let numerals: [Character: Int] = [
    "〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
    "九": 9,
  ]

  /// 二〇二五年四月二十三日.
  private static func inDigits(_ text: String) -> String? {
    guard let end = text.firstIndex(of: "年"), text[..<end].allSatisfy({ numerals[$0] != nil })
    else { return nil }
    var digits = text[..<end].compactMap { numerals[$0] }.map(String.init).joined() + "年"
    var rest = text[text.index(after: end)...]
    for mark in "月日" where !rest.isEmpty {
      guard let end = rest.firstIndex(of: mark), let number = below100(rest[..<end]) else {
        return nil
      }
      digits += "\(number)\(mark)"
      rest = rest[rest.index(after: end)...]
    }
    return rest.isEmpty ? digits : nil
  }

  /// 四, 十, 十二, 二十三.
  private static func below100(_ text: Substring) -> Int? {
    let parts = text.split(separator: "十", omittingEmptySubsequences: false)
    func digit(_ part: Substring, orElse empty: Int) -> Int? {
      part.isEmpty ? empty : part.count == 1 ? part.first.flatMap { numerals[$0] } : nil
    }
    switch parts.count {
    case 1: return text.isEmpty ? nil : digit(text, orElse: 0)
    case 2:
      guard let tens = digit(parts[0], orElse: 1), let ones = digit(parts[1], orElse: 0) else {
        return nil
      }
      return tens * 10 + ones
    default: return nil
    }
  }

  /// 20250723, where the first digits can be a year of our time.
  private static func separated(_ text: String) -> String? {
    guard text.utf8.count == 8, text.hasPrefix("19") || text.hasPrefix("20"),
      text.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))"
  }
}
