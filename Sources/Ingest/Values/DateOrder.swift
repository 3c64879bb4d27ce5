internal import KnowledgeBase

/// The order in which a data set writes day, month and year: 9/30/2025 does not say it itself.
package enum DateOrder: String, Sendable, CaseIterable {
  /// Year, month, day: 2025/9/30, 2025年9月30日. What begins with the year is read under every order, and
  /// so is a month in letters: March 12, 2021.
  case ymd
  /// Month, day, year, as written in the United States: 9/30/2025.
  case mdy
  /// Day, month, year, as in most of Europe: 30.9.2025.
  case dmy
  /// Days since 1899-12-30, as a spreadsheet stores dates: 45930.
  case excel

  /// The date in ISO 8601; nil when the text is no date of this order, or no day of the calendar.
  ///
  /// A year of two digits, 30.9.25, is one of 1980 to 2079.
  package func date(_ text: String) -> String? {
    if PartialDate(text) != nil { return text }
    if let plain = FullWidth.narrowed(text) ?? DateSpelling.simplified(text) { return date(plain) }
    if let iso = Self.beginningWithYear(text) ?? Self.withMonthInLetters(text) { return iso }
    if self == .excel { return Self.serial(text) }
    guard self != .ymd, let parts = Self.parts(text), let last = parts.last,
      let year = Self.year(last, isAlone: parts.count == 2)
    else { return nil }
    switch (parts.count, self) {
    case (2, _): return Self.iso([year, parts[0]])
    case (3, .mdy): return Self.iso([year, parts[0], parts[1]])
    case (3, .dmy): return Self.iso([year, parts[1], parts[0]])
    default: return nil
    }
  }

  /// Whether a text has the form in which day and month could be either: 9/30/2025.
  static func isOpen(_ text: String) -> Bool {
    DateOrder.ymd.date(text) == nil
      && (DateOrder.mdy.date(text) != nil || DateOrder.dmy.date(text) != nil)
  }

  /// 2025/9/30, 2025.9.30, 2025-9-30, 2025年9月30日, 2025年9月.
  private static func beginningWithYear(_ text: String) -> String? {
    var parts: [Substring] = []
    if let mark = text.first(where: { "/.-".contains($0) }) {
      parts = text.split(separator: mark, omittingEmptySubsequences: false)
    } else {
      var rest = text[...]
      for mark in "年月日" {
        guard !rest.isEmpty, let end = rest.firstIndex(of: mark) else { break }
        parts.append(rest[..<end])
        rest = rest[rest.index(after: end)...]
      }
      guard rest.isEmpty else { return nil }
    }
    guard (1...3).contains(parts.count), parts[0].count == 4 else { return nil }
    return iso(parts)
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  /// March 12, 2021; 12 March 2021; Mar 2021; 12-Mar-2021.
  private static func withMonthInLetters(_ text: String) -> String? {
    let words = text.lowercased().split { " ,.-".contains($0) }
    guard (2...3).contains(words.count), let year = words.last, year.count == 4,
      let place = words.firstIndex(where: { word in
        word.count >= 3 && word.allSatisfy(\.isLetter)
          && months.contains { $0.hasPrefix(word) || word == "sept" }
      }),
      let month = months.firstIndex(where: { $0.hasPrefix(words[place].prefix(3)) })
    else { return nil }
    let day = words.indices.dropLast().filter { $0 != place }.map { index in
      // 12th, 1st
      words[index].prefix { $0.isNumber }
    }
    return iso([year, Substring(String(month + 1))] + day)
  }

  /// The numbers between one kind of separator: 9/30/2025, 30.9.2025, 09-30-2025.
  private static func parts(_ text: String) -> [Substring]? {
    guard let separator = text.first(where: { "/.-".contains($0) }) else { return nil }
    return text.split(separator: separator, omittingEmptySubsequences: false)
  }

  /// Four digits; of two the century is the one that lies around today.
  private static func year(_ text: Substring, isAlone: Bool) -> Substring? {
    if text.count == 4 { return text }
    guard text.count == 2, !isAlone, let short = Int(text) else { return nil }
    return Substring(String(short < 80 ? 2000 + short : 1900 + short))
  }

  /// The day of a spreadsheet's number, time of day left out. The numbers up to 60 are a day off in
  /// Excel, which takes 1900 for a leap year; they are no dates here.
  private static func serial(_ text: String) -> String? {
    guard let number = Double(text), (61..<2_958_466).contains(number) else { return nil }
    // Days from the civil calendar: howardhinnant.github.io/date_algorithms.html
    let days = Int(number) - 25_569 + 719_468
    let era = days / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return iso([Substring(String(year)), Substring(String(month)), Substring(String(day))])
  }

  /// Year, month and day in ISO 8601; nil where they are no date.
  private static func iso(_ parts: [Substring]) -> String? {
    guard parts.dropFirst().allSatisfy({ (1...2).contains($0.count) }) else { return nil }
    let iso = parts.map { $0.count == 1 ? "0\($0)" : String($0) }.joined(separator: "-")
    return PartialDate(iso) == nil ? nil : iso
  }
}
