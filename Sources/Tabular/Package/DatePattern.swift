/// A pattern of strptime(3) <https://man7.org/linux/man-pages/man3/strptime.3.html>, as far as dates
/// are written by it: `%d/%m/%Y`. Times are read and left out.
struct DatePattern {
  private enum Part {
    case year, shortYear, month, monthName, day
    /// A number of so many digits at most that says nothing about the day.
    case other(Int)
    case character(Character)
  }

  private let parts: [Part]

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  /// Nil for a pattern with something else in it.
  init?(_ pattern: String) {
    var parts: [Part] = []
    var rest = pattern[...]
    while let character = rest.popFirst() {
      guard character == "%" else {
        parts.append(.character(character))
        continue
      }
      switch rest.popFirst() {
      case "Y": parts.append(.year)
      case "y": parts.append(.shortYear)
      case "m": parts.append(.month)
      case "b", "B", "h": parts.append(.monthName)
      case "d", "e": parts.append(.day)
      case "H", "I", "M", "S": parts.append(.other(2))
      case "f": parts.append(.other(6))
      case "%": parts.append(.character("%"))
      case "F":
        parts += [.year, .character("-"), .month, .character("-"), .day]
      case "D":
        parts += [.month, .character("/"), .day, .character("/"), .shortYear]
      default: return nil
      }
    }
    self.parts = parts
  }

  /// The date in ISO 8601, as precise as the pattern is; nil for a text that is not written so.
  func date(_ text: String) -> String? {
    var rest = text[...]
    var year: Int?
    var month: Int?
    var day: Int?
    for part in parts {
      switch part {
      case .character(let character):
        guard rest.first == character else { return nil }
        rest.removeFirst()
      case .year: year = Self.number(&rest, digits: 4)
      // POSIX: 69 to 99 are of the last century.
      case .shortYear: year = Self.number(&rest, digits: 2).map { $0 + ($0 < 69 ? 2000 : 1900) }
      case .month: month = Self.number(&rest, digits: 2)
      case .monthName: month = Self.month(&rest)
      case .day: day = Self.number(&rest, digits: 2)
      case .other(let digits): guard Self.number(&rest, digits: digits) != nil else { return nil }
      }
    }
    guard rest.isEmpty, let year else { return nil }
    var date = Self.digits(year, 4)
    guard let month else { return date }
    date += "-" + Self.digits(month, 2)
    return day.map { "\(date)-\(Self.digits($0, 2))" } ?? date
  }

  private static func number(_ text: inout Substring, digits: Int) -> Int? {
    let digits = text.prefix(digits).prefix { $0.isASCII && $0.isNumber }
    text = text[digits.endIndex...]
    return Int(digits)
  }

  /// The number of a month by its English name, whole or its first three letters.
  private static func month(_ text: inout Substring) -> Int? {
    let word = text.prefix { $0.isLetter }.lowercased()
    guard let place = months.firstIndex(where: { $0 == word || $0.prefix(3) == word }) else {
      return nil
    }
    text = text.dropFirst(word.count)
    return place + 1
  }

  private static func digits(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
  }
}
