/// What a number format of a spreadsheet shows of a date: ECMA-376 Part 1, section 18.8.30
/// <https://ecma-international.org/publications-and-standards/standards/ecma-376/>.
enum DateFormat: Equatable {
  case year
  case month
  case day
  case time
  case dayAndTime

  /// The format of a built-in number; nil where it is no date. What a Chinese, Japanese or Korean
  /// Excel has from 27 to 58 differs between them, but is always a date or a time.
  init?(builtIn number: Int) {
    switch number {
    case 14, 15, 16, 27...31, 36, 50...54, 57, 58: self = .day
    case 17: self = .month
    case 18...21, 32...35, 45, 47, 55, 56: self = .time
    case 22: self = .dayAndTime
    default: return nil
    }
  }

  /// The format that a code such as `yyyy-mm-dd` describes; nil where it is no date, or a duration
  /// (`[h]:mm`), which is a number.
  init?(code: String) {
    let letters = Self.letters(of: code.lowercased())
    guard !letters.contains("[") else { return nil }
    let hasDay = letters.contains("d")
    let hasYear = letters.contains("y") || letters.contains("e")
    let hasTime = letters.contains("h") || letters.contains("s")
    switch (hasDay, hasYear, hasTime) {
    case (true, _, true), (_, true, true): self = .dayAndTime
    case (true, _, false): self = .day
    case (false, true, false): self = letters.contains("m") ? .month : .year
    case (false, false, true): self = .time
    case (false, false, false):
      guard letters.contains("m") else { return nil }
      self = .day
    }
  }

  /// An ISO 8601 date as a cell may hold it, `2025-07-01T00:00:00`, as precisely as it is shown.
  func shortened(_ written: String) -> String {
    let midnight = ["T00:00:00", "T00:00:00.000", "T00:00:00Z"].first(where: written.hasSuffix)
    let date = String(written.dropLast(midnight?.count ?? 0))
    switch self {
    case .month where date.hasSuffix("-01"): return String(date.dropLast(3))
    case .year where date.hasSuffix("-01-01"): return String(date.dropLast(6))
    default: return date
    }
  }

  /// What is left of the first section of a code without quoted text, escapes, conditions, colours
  /// and locales; `[` for a duration.
  private static func letters(of code: String) -> String {
    var letters = ""
    var rest = code.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case ";": return letters
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      case "[":
        let inner = rest.prefix { $0 != "]" }
        if let first = inner.first, "hms".unicodeScalars.contains(first),
          inner.allSatisfy({ $0 == first })
        {
          letters += "["
        }
        rest = rest.dropFirst(inner.count + 1)
      // An exponent, not a year of an era.
      case "e" where rest.first == "+" || rest.first == "-": rest = rest.dropFirst()
      case "g" where rest.starts(with: "eneral".unicodeScalars): return ""
      case "a" where rest.starts(with: "m/pm".unicodeScalars):
        letters += "h"
        rest = rest.dropFirst(4)
      default: letters.unicodeScalars.append(scalar)
      }
    }
    return letters
  }
}
