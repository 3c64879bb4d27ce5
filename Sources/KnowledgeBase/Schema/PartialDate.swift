/// A date of honest precision: a year, a month or a day (ISO 8601: `2025`, `2025-07`, `2025-07-23`).
public struct PartialDate: Sendable, Hashable {
  /// Four digits.
  public let year: Int
  /// 1 to 12; nil where only the year is known.
  public let month: Int?
  /// 1 to 31; nil where it is not known.
  public let day: Int?

  /// Nil when `text` is not such a date, or no day of the calendar.
  public init?(_ text: String) {
    var text = text
    guard let numbers = text.withUTF8(Self.numbers) else { return nil }
    (year, month, day) = numbers
    if let month {
      guard (1...12).contains(month) else { return nil }
      if let day { guard day >= 1, day <= Self.days(year, month) else { return nil } }
    }
  }

  /// Year, month and day of `dddd[-dd[-dd]]`.
  private static func numbers(_ text: UnsafeBufferPointer<UInt8>) -> (Int, Int?, Int?)? {
    guard [4, 7, 10].contains(text.count) else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in text[range] {
        guard (48...57).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 48)
      }
      return value
    }
    guard let year = number(0..<4), year > 0 else { return nil }
    if text.count == 4 { return (year, nil, nil) }
    guard text[4] == UInt8(ascii: "-"), let month = number(5..<7) else { return nil }
    if text.count == 7 { return (year, month, nil) }
    guard text[7] == UInt8(ascii: "-"), let day = number(8..<10) else { return nil }
    return (year, month, day)
  }

  private static func days(_ year: Int, _ month: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
