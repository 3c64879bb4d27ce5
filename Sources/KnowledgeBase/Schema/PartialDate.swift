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

  /// The text it was read from: `2025-07`.
  public var text: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let start = String(repeating: "0", count: max(0, 4 - String(year).count)) + String(year)
    return ([start] + [month, day].compactMap { $0.map(two) }).joined(separator: "-")
  }

  /// How much of the date is known.
  public enum Precision: String, Sendable, Comparable {
    case year, month, day

    private var place: Int { [.year, .month, .day].firstIndex(of: self) ?? 0 }

    /// Whether `a` is the coarser one.
    public static func < (a: Precision, b: Precision) -> Bool { a.place < b.place }
  }

  /// How much of the date is known.
  public var precision: Precision { day != nil ? .day : month != nil ? .month : .year }

  /// The first day it can mean, as a number that grows with the calendar (20250701).
  public var firstDay: Int { year * 10_000 + (month ?? 1) * 100 + (day ?? 1) }

  /// The last day it can mean, as ``firstDay`` counts.
  public var lastDay: Int {
    year * 10_000 + (month ?? 12) * 100 + (day ?? Self.days(year, month ?? 12))
  }

  /// Whether it lies before the other one for certain: 2024 is before 2025-03, 2025 is not.
  public func isBefore(_ other: PartialDate) -> Bool { lastDay < other.firstDay }

  /// Whether both can be the same day: 2025 and 2025-03 can.
  public func canBe(_ other: PartialDate) -> Bool {
    firstDay <= other.lastDay && other.firstDay <= lastDay
  }

  private static func days(_ year: Int, _ month: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// From one date to another, both inclusive and each as precise as it is known; nil is open.
public struct PartialDateRange: Sendable, Hashable {
  /// When it begins; nil: nobody says, or it always did.
  public let from: PartialDate?
  /// When it ends, inclusive; nil: nobody says, or it goes on.
  public let to: PartialDate?

  /// A range between two dates.
  public init(from: PartialDate?, to: PartialDate?) {
    self.from = from
    self.to = to
  }

  /// What a range says about a date.
  public enum Verdict: String, Sendable {
    /// The date lies within it.
    case certain
    /// It may: what is valid from 2023 is possible on 2023-05-01.
    case possible
    /// Nobody says from when to when; it is taken to hold.
    case undated
    /// The date lies outside.
    case no
  }

  /// Whether `date` lies in the range.
  public func contains(_ date: PartialDate) -> Verdict {
    if from == nil, to == nil { return .undated }
    if let from, date.isBefore(from) { return .no }
    if let to, to.isBefore(date) { return .no }
    let hasBegun = from.map { $0.lastDay <= date.firstDay } ?? true
    let goesOn = to.map { date.lastDay <= $0.firstDay } ?? true
    return hasBegun && goesOn ? .certain : .possible
  }
}
