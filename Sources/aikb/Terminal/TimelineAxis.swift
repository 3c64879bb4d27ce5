import KnowledgeBase

/// Where dates stand on a drawing: days on a line, with ticks at the starts of years or months.
struct TimelineAxis {
  /// A line across the lanes with a date above it.
  struct Tick {
    let x: Double
    let text: String
  }

  private let first: Int
  private let last: Int
  private let left: Double
  private let right: Double
  /// Months from one tick to the next.
  private let step: Int

  /// An axis that holds all of these dates.
  ///
  /// - Parameters:
  ///   - dates: `yyyymmdd`, as ``PartialDate/firstDay`` and ``PartialDate/lastDay`` count.
  ///   - left: where the first tick stands.
  ///   - right: where the last one does.
  init(dates: [Int], left: Double, right: Double) {
    let (low, high) = (dates.min() ?? 2025_01_01, dates.max() ?? 2025_12_31)
    self.left = left
    self.right = right
    let months = (high / 10_000 * 12 + high / 100 % 100) - (low / 10_000 * 12 + low / 100 % 100) + 1
    step = [1, 3, 6, 12, 24, 60, 120, 240].first { months <= $0 * 12 } ?? 600
    // From the tick before the first date to the tick after the last.
    let start = (low / 10_000 * 12 + low / 100 % 100 - 1) / step * step
    let end = ((high / 10_000 * 12 + high / 100 % 100 - 1) / step + 1) * step
    first = Self.day(month: start)
    last = Self.day(month: end)
  }

  /// Where a day stands; days outside the axis at its ends.
  ///
  /// - Parameter isEnd: the end of the day rather than its start.
  func x(_ date: Int, isEnd: Bool = false) -> Double {
    let day = Self.day(date) + (isEnd ? 1 : 0)
    let share = Double(min(max(day, first), last) - first) / Double(max(1, last - first))
    return left + share * (right - left)
  }

  var ticks: [Tick] {
    var ticks: [Tick] = []
    var month = Self.month(day: first)
    while Self.day(month: month) <= last {
      let (year, number) = (month / 12, month % 12 + 1)
      ticks.append(
        Tick(
          x: x(year * 10_000 + number * 100 + 1),
          text: step % 12 == 0 ? "\(year)" : "\(year)-\(number < 10 ? "0" : "")\(number)"))
      month += step
    }
    return ticks
  }

  // MARK: The calendar

  /// Days since 1970-01-01 of `yyyymmdd`.
  private static func day(_ date: Int) -> Int {
    day(date / 10_000, date / 100 % 100, date % 100)
  }

  /// The first day of a month that counts from the year 0.
  private static func day(month: Int) -> Int { day(month / 12, month % 12 + 1, 1) }

  /// The month, from the year 0, that begins on or around a day.
  private static func month(day wanted: Int) -> Int {
    var month = (wanted / 366 + 1970) * 12
    while day(month: month + 1) <= wanted { month += 1 }
    return month
  }

  /// By <https://howardhinnant.github.io/date_algorithms.html#days_from_civil>: the year begins in
  /// March, so that the leap day comes last.
  private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
