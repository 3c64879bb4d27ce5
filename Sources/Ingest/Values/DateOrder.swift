internal import KnowledgeBase

/// The order in which a data set writes day, month and year: 9/30/2025 does not say it itself.
package enum DateOrder: String, Sendable, CaseIterable {
  /// Year, month, day: 2025/9/30, 2025年9月30日. What begins with the year is read under every order.
  case ymd
  /// Month, day, year, as written in the United States: 9/30/2025.
  case mdy
  /// Day, month, year, as in most of Europe: 30.9.2025.
  case dmy

  /// The date in ISO 8601; nil when the text is no date of this order, or no day of the calendar. A
  /// year has four digits: 9/30/25 leaves the century open.
  package func date(_ text: String) -> String? {
    if PartialDate(text) != nil { return text }
    if let iso = Self.beginningWithYear(text) { return iso }
    guard self != .ymd, let parts = Self.parts(text), let year = parts.last, year.count == 4 else {
      return nil
    }
    switch (parts.count, self) {
    case (2, _): return Self.iso([year, parts[0]])
    case (3, .mdy): return Self.iso([year, parts[0], parts[1]])
    case (3, .dmy): return Self.iso([year, parts[1], parts[0]])
    default: return nil
    }
  }

  /// 2025/9/30, 2025年9月30日, 2025年9月.
  private static func beginningWithYear(_ text: String) -> String? {
    var parts: [Substring] = []
    if text.contains("/") {
      parts = text.split(separator: "/", omittingEmptySubsequences: false)
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

  /// The numbers between one kind of separator: 9/30/2025, 30.9.2025, 09-30-2025.
  private static func parts(_ text: String) -> [Substring]? {
    guard let separator = text.first(where: { "/.-".contains($0) }) else { return nil }
    return text.split(separator: separator, omittingEmptySubsequences: false)
  }

  /// Year, month and day in ISO 8601; nil where they are no date.
  private static func iso(_ parts: [Substring]) -> String? {
    guard parts.dropFirst().allSatisfy({ (1...2).contains($0.count) }) else { return nil }
    let iso = parts.map { $0.count == 1 ? "0\($0)" : String($0) }.joined(separator: "-")
    return PartialDate(iso) == nil ? nil : iso
  }
}
