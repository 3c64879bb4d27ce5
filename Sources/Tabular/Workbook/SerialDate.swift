import Glibc

/// The dates of a spreadsheet: numbers of days, with the time as their fraction.
struct SerialDate {
  /// Days are counted from 1904-01-01, as an old Excel for the Mac did, not from 1900.
  var isFrom1904 = false

  /// A date in ISO 8601 as precisely as the format shows it; nil for a number that no spreadsheet
  /// shows as a date.
  ///
  /// Counted from 1900, day 60 is 1900-02-29, which never was: an error of Lotus 1-2-3 that all have
  /// kept. It is handed on as it is shown.
  func text(_ serial: Double, _ format: DateFormat) -> String? {
    guard serial >= 0, serial < 2_958_466 else { return nil }
    // Times are shown to the second, and stored as fractions that are never quite whole seconds.
    let seconds = (serial * 86_400).rounded()
    let day = Int(seconds / 86_400)
    let time = Int(seconds) - day * 86_400
    let clock = "\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60))"
    if format == .time { return day == 0 ? clock : "\(date(day))T\(clock)" }
    let date = date(day)
    if time != 0 { return "\(date)T\(clock)" }
    switch format {
    case .year where date.hasSuffix("-01-01"): return String(date.prefix(4))
    case .month where date.hasSuffix("-01"): return String(date.prefix(7))
    default: return date
    }
  }

  /// The number of a whole date, `2025-07-23`, counted from 1900; nil for any other text, for a date
  /// before March 1900, where spreadsheets disagree, and for one that never was.
  static func serial(of text: String) -> Int? {
    let digits = text.utf8.map { Int($0) - 48 }
    guard digits.count == 10 else { return nil }
    for (place, digit) in digits.enumerated() {
      let isDash = place == 4 || place == 7
      guard isDash ? digit == -3 : 0...9 ~= digit else { return nil }
    }
    let year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]
    let month = digits[5] * 10 + digits[6]
    let day = digits[8] * 10 + digits[9]
    guard 1...12 ~= month, 1...31 ~= day else { return nil }
    // <https://howardhinnant.github.io/date_algorithms.html#days_from_civil>
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468
    let serial = days + 25_569
    guard serial > 60, SerialDate().text(Double(serial), .day) == text else { return nil }
    return serial
  }

  private func date(_ serial: Int) -> String {
    if !isFrom1904, serial == 60 { return "1900-02-29" }
    // Days from 1970-01-01.
    let days =
      isFrom1904 ? serial - 24_107 : serial < 60 ? serial - 25_568 : serial - 25_569
    return Self.date(daysSince1970: days)
  }

  /// <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>, for years from 0.
  private static func date(daysSince1970 days: Int) -> String {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let fromMarch = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * fromMarch + 2) / 5 + 1
    let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let digits = String(year)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return "\(padded)-\(two(month))-\(two(day))"
  }
}

private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
