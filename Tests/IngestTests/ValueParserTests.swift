import Messages
import SQLite
import Testing

@testable import Ingest
@testable import KnowledgeBase

@Suite struct ValueParserTests {
  private func property(
    _ type: Property.ValueType, choices: [String] = [], unit: String? = nil
  ) -> Property {
    Property(
      name: "x", type: type, unit: unit, choices: choices, definition: nil,
      label: Label(en: "x", zh: "x"), synonyms: [])
  }

  @Test(arguments: [
    ("256999999.99999997", 257_000_000 as Int64, "256999999.99999997" as String?),
    ("13000000000.0", 13_000_000_000, nil), ("7", 7, nil), ("-3", -3, nil),
    ("9007199254740993", 9_007_199_254_740_993, nil), ("1e3", 1000, "1e3"),
  ])
  func wholeNumbersAreReadExactlyAndKeepAnUnusualWording(
    text: String, number: Int64, wording: String?
  ) throws {
    #expect(
      try ValueParser.parse(text, as: property(.integer))
        == .value(.integer(number), wording: wording))
  }

  @Test(arguments: [
    "1.5", "abc", "0x10", "9223372036854775808", "1e19", "1,00", "1,0000", "12,34,567", ",100",
    "1000,", "1,000_000", "1__000", "_1", "1_", "0.5万亿分", "80GB", "671 B params", "7m", "1.0005K",
    "1兆", "9.3e18K", "--5", "1.2.3", "B", "50%", "5e3M",
  ])
  func whatIsNoWholeNumberIsRefused(text: String) {
    #expect(throws: ValueParser.Problem.self) {
      try ValueParser.parse(text, as: property(.integer))
    }
  }

  @Test(arguments: ["inf", "-inf", "NaN", "1e999"])
  func whatIsInfiniteIsUnknown(text: String) throws {
    #expect(try ValueParser.parse(text, as: property(.number)) == .unknown(text))
  }

  @Test(arguments: [
    ("4.020010000000001e+24", 4.02001e24, "4.020010000000001e+24" as String?),
    ("4.02001e+24", 4.02001e24, nil), ("387830439.15113616", 387830439.15113616, nil),
    ("0.1", 0.1, nil), ("0.30000000000000004", 0.3, "0.30000000000000004"),
  ])
  func roundingNoiseIsRemovedAndItsWordingKept(
    text: String, number: Double, wording: String?
  ) throws {
    #expect(
      try ValueParser.parse(text, as: property(.number)) == .value(.real(number), wording: wording))
  }

  @Test func blankIsUnknownAndNeverAnEmptyText() throws {
    for type in [Property.ValueType.text, .integer, .number, .date, .choice, .url, .boolean] {
      #expect(try ValueParser.parse(" \t\n", as: property(type)) == .blank)
    }
  }

  @Test func aChoiceOutsideTheListNamesTheList() {
    let reason = Message("'open' is not one of api, hosted", "'open' 不在以下之列：api、hosted")
    #expect(throws: ValueParser.Problem(reason: reason)) {
      try ValueParser.parse("open", as: property(.choice, choices: ["api", "hosted"]))
    }
  }

  @Test func namesAreOneLineInNormalForm() {
    #expect(ValueParser.name("  Gemini\n 2.5 \r\n Pro\n") == "Gemini 2.5 Pro")
    #expect(Array(ValueParser.name("Cafe\u{301}").unicodeScalars) == Array("Café".unicodeScalars))
  }

  @Test(arguments: [
    ("2025/7/23", "2025-07-23"), ("2025年7月23日", "2025-07-23"), ("2025年7月", "2025-07"),
    ("2025年", "2025"), ("2025-07-23", "2025-07-23"), ("2025.7.23", "2025-07-23"),
    ("2025.07", "2025-07"), ("２０２５", "2025"), ("２０２５－０７－２３", "2025-07-23"),
    ("2025-7-3", "2025-07-03"), ("20250723", "2025-07-23"), ("2025 年 7 月 23 号", "2025-07-23"),
    ("二〇二五年四月", "2025-04"), ("二零二五年十二月二十三日", "2025-12-23"), ("民國114年7月", "2025-07"),
    ("民国114年", "2025"), ("2025-07-23 00:00:00", "2025-07-23"),
    ("2025-07-23T10:30:00.5Z", "2025-07-23"), ("2025年7月23日 10:30", "2025-07-23"),
  ])
  func aDateThatBeginsWithTheYearIsReadInAnyForm(text: String, date: String) throws {
    #expect(try ValueParser.parse(text, as: property(.date)) == .value(.text(date), wording: nil))
  }

  @Test(arguments: [
    "7/23/2025", "23.07.2025", "2025/13/1", "2025/2/30", "25/7/23", "2025//7",
    "20251301", "202507", "114年7月", "2025-07-23 to 10:30", "二五年四月",
  ])
  func aDateThatLeavesDoubtIsRefused(text: String) {
    #expect(throws: ValueParser.Problem.self) {
      try ValueParser.parse(text, as: property(.date))
    }
  }

  // MARK: Numbers as people write them

  @Test(arguments: [
    "671B", "671b", "671 B", "0.671T", "671 billion", "671_000_000_000", "671,000,000,000", "6710亿",
    "6710 亿", "6710億", "0.671万亿", "≈671B", "约6710亿", "671000M",
  ])
  func oneNumberWrittenInManyWaysIsOneValueThatKeepsItsWording(text: String) throws {
    let value = Value.integer(671_000_000_000)
    #expect(try ValueParser.parse(text, as: property(.integer)) == .value(value, wording: text))
    #expect(
      try ValueParser.parse(text, as: property(.number)) == .value(.real(6.71e11), wording: text))
  }

  @Test(arguments: [
    ("1.04T", 1_040_000_000_000 as Int64), ("3万", 30_000), ("1_048_576", 1_048_576),
    ("1,495", 1495), ("-1,495", -1495), ("1,495.0", 1495), ("≈ 128K", 128_000), ("2千万", 20_000_000),
  ])
  func suffixesAndGroupsAreExact(text: String, number: Int64) throws {
    #expect(
      try ValueParser.parse(text, as: property(.integer)) == .value(.integer(number), wording: text)
    )
  }

  @Test(arguments: ["80B", "80 b", "80 B", "80K", "80T"])
  func aLetterThatCouldBeAUnitIsRefused(text: String) {
    for unit in ["B", "B/s"] {
      #expect(throws: ValueParser.Problem.self) {
        try ValueParser.parse(text, as: property(.integer, unit: unit))
      }
    }
  }

  @Test(
    "A unit behind a number is converted to the column's, and the wording is kept",
    arguments: [
      ("80 GB", "B", 80e9), ("80GB", "B", 80e9), ("64 GiB", "B", 68_719_476_736),
      ("3.35 TB/s", "B/s", 3.35e12), ("700 W", "W", 700), ("1.2 kW", "W", 1200), ("4 nm", "nm", 4),
      ("7纳米", "nm", 7), ("1.98 PFLOP/s", "FLOP/s", 1.98e15), ("989 TFLOPS", "FLOP/s", 989e12),
      ("2e25 FLOP", "FLOP", 2e25), ("1,000 TOPS", "OP/s", 1e15), ("128K tokens", "token", 128_000),
      ("2 million tokens", "token", 2e6), ("814 mm²", "mm²", 814), ("约2千瓦", "W", 2000),
    ])
  func units(text: String, unit: String, number: Double) throws {
    #expect(
      try ValueParser.parse(text, as: property(.number, unit: unit))
        == .value(.real(number), wording: text))
  }

  @Test(
    "A unit of something else is refused",
    arguments: [("80 GB", "W"), ("700 W", "B"), ("4 nm", nil)])
  func wrongUnit(text: String, unit: String?) {
    #expect(throws: ValueParser.Problem.self) {
      try ValueParser.parse(text, as: property(.number, unit: unit))
    }
  }

  @Test(
    "A range is no number, and the message says what to do",
    arguments: ["12–15", "12-15", "10亿~20亿"])
  func range(text: String) {
    let problem = #expect(throws: ValueParser.Problem.self) {
      try ValueParser.parse(text, as: property(.integer))
    }
    #expect(problem?.reason.en.contains("is a range") == true)
  }

  @Test(
    "A date is read in the order said; letters and years that come first need none",
    arguments: [
      ("March 12, 2021", DateOrder.ymd, "2021-03-12"), ("12 Mar 2021", .ymd, "2021-03-12"),
      ("Sept 2024", .ymd, "2024-09"), ("July 1st, 2024", .ymd, "2024-07-01"),
      ("7/22/2025", .mdy, "2025-07-22"), ("29.06.2026", .dmy, "2026-06-29"),
      ("13.07.20", .dmy, "2020-07-13"), ("45930", .excel, "2025-09-30"),
      ("45930.75", .excel, "2025-09-30"), ("2025年7月23日", .excel, "2025-07-23"),
    ])
  func dates(text: String, order: DateOrder, date: String) {
    #expect(order.date(text) == date)
  }

  @Test(arguments: [
    ("66.0", 0.66), ("47.9", 0.479), ("5.9", 0.059), ("0.0", 0), ("100", 1), ("66%", 0.66),
    ("5.9 ％", 0.059),
  ])
  func percentBecomesAShareWithoutRoundingNoise(text: String, share: Double) throws {
    let percent = try #require(DecimalNumber("0.01"))
    guard
      case .value(let value, _) = try ValueParser.parse(text, as: property(.number), times: percent)
    else {
      Issue.record("no value")
      return
    }
    #expect(value == .real(share))
  }

  @Test func aFactorMakesACountOfMillions() throws {
    let million = DecimalNumber("1e6")
    #expect(
      try ValueParser.parse("21100.0", as: property(.integer), times: million)
        == .value(.integer(21_100_000_000), wording: nil))
    #expect(
      try ValueParser.parse("0.1", as: property(.number), times: DecimalNumber("3"))
        == .value(.real(0.3), wording: nil))
    #expect(throws: ValueParser.Problem.self) {
      try ValueParser.parse("5%", as: property(.number), times: million)
    }
  }

  @Test(arguments: [
    "1 495", "1\u{A0}495", "1\u{202F}495", "1'495", "1’495", "１４９５", "１，４９５", "1.495K",
  ])
  func groupsAndFullWidthDigitsAreReadAndTheWordingIsKept(text: String) throws {
    #expect(
      try ValueParser.parse(text, as: property(.integer)) == .value(.integer(1495), wording: text))
  }

  @Test(arguments: ["1 49", "1 4955", "12 3", "0 495", "1495 000", "0,125"])
  func digitsThatMakeNoGroupsOfThreeAreRefused(text: String) {
    #expect(throws: ValueParser.Problem.self) {
      try ValueParser.parse(text, as: property(.number))
    }
  }

  @Test(arguments: [
    ("12,5", 12.5), ("1.495,5", 1495.5), ("1.495", 1495), ("1 495,5", 1495.5), ("0,125", 0.125),
    ("4,02E+24", 4.02e24), ("≈1,5 Mrd", 1.5e9), ("7", 7),
  ])
  func aDecimalCommaIsReadWhereTheColumnHasOne(text: String, number: Double) throws {
    guard
      case .value(let value, _) = try ValueParser.parse(
        text, as: property(.number), decimal: .comma)
    else {
      Issue.record("no value")
      return
    }
    #expect(value == .real(number))
  }

  @Test(
    arguments: [
      ("12,5", [DecimalMark.comma]), ("12.5", [.point]), ("1,495", [.comma, .point]),
      ("1.495", [.comma, .point]), ("0,125", [.comma]), ("1.495.000", [.comma]),
      ("1,495,000", [.point]), ("12", []), ("abc", []),
    ] as [(String, Set<DecimalMark>)])
  func whatANumberShowsOfItsDecimalMark(text: String, marks: Set<DecimalMark>) {
    #expect(DecimalMark.possible(in: text) == marks)
  }

  @Test(arguments: [("✓", 1 as Int64), ("√", 1), ("Y", 1), ("是", 1), ("✗", 0), ("×", 0), ("N", 0)])
  func checkMarksAreTrueOrFalse(text: String, value: Int64) throws {
    #expect(
      try ValueParser.parse(text, as: property(.boolean)) == .value(.integer(value), wording: nil))
  }

  // MARK: Dates in another order

  @Test(arguments: [
    (DateOrder.mdy, "9/30/2025", "2025-09-30"), (.mdy, "04-15-2026", "2026-04-15"),
    (.mdy, "9/2025", "2025-09"), (.mdy, "2025-09-30", "2025-09-30"), (.mdy, "2025", "2025"),
    (.dmy, "30.9.2025", "2025-09-30"), (.dmy, "30/9/2025", "2025-09-30"),
    (.dmy, "2025年9月", "2025-09"),
  ])
  func aDateIsReadInTheOrderOfItsDataSet(order: DateOrder, text: String, date: String) throws {
    #expect(
      try ValueParser.parse(text, as: property(.date), dates: order)
        == .value(.text(date), wording: nil))
  }

  @Test(arguments: [
    (DateOrder.mdy, "30/9/2025"), (.dmy, "9/30/2025"), (.mdy, "9/30/5"), (.mdy, "2/30/2025"),
    (.mdy, "9/30-2025"), (.dmy, "1.2.3.2025"), (.ymd, "9/30/2025"), (.mdy, "/30/2025"),
  ])
  func aDateOfAnotherOrderIsRefused(order: DateOrder, text: String) {
    #expect(throws: ValueParser.Problem.self) {
      try ValueParser.parse(text, as: property(.date), dates: order)
    }
  }
}
