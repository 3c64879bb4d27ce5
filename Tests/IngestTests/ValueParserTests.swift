import SQLite
import Testing

@testable import Ingest
@testable import KnowledgeBase

@Suite struct ValueParserTests {
  private func property(_ type: Property.ValueType, choices: [String] = []) -> Property {
    Property(
      name: "x", type: type, unit: nil, choices: choices, definition: nil,
      label: Label(en: "x", zh: "x"), synonyms: [])
  }

  @Test(arguments: [
    ("256999999.99999997", 257_000_000 as Int64, "256999999.99999997" as String?),
    ("13000000000.0", 13_000_000_000, nil), ("7", 7, nil), ("-3", -3, nil),
    ("9007199254740993", 9_007_199_254_740_993, nil), ("1e3", 1000, nil),
  ])
  func wholeNumbersAreReadExactlyAndKeepAnUnusualWording(
    text: String, number: Int64, wording: String?
  ) throws {
    #expect(
      try ValueParser.parse(text, as: property(.integer))
        == .value(.integer(number), wording: wording))
  }

  @Test(arguments: ["1.5", "abc", "1,000", "0x10", "9223372036854775808", "1e19"])
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
    #expect(throws: ValueParser.Problem(reason: "'open' is not one of api, hosted")) {
      try ValueParser.parse("open", as: property(.choice, choices: ["api", "hosted"]))
    }
  }

  @Test func namesAreOneLineInNormalForm() {
    #expect(ValueParser.name("  Gemini\n 2.5 \r\n Pro\n") == "Gemini 2.5 Pro")
    #expect(Array(ValueParser.name("Cafe\u{301}").unicodeScalars) == Array("Café".unicodeScalars))
  }

  @Test(arguments: [
    ("2025/7/23", "2025-07-23"), ("2025年7月23日", "2025-07-23"), ("2025年7月", "2025-07"),
    ("2025年", "2025"), ("2025-07-23", "2025-07-23"),
  ])
  func aDateThatBeginsWithTheYearIsReadInAnyForm(text: String, date: String) throws {
    #expect(try ValueParser.parse(text, as: property(.date)) == .value(.text(date), wording: nil))
  }

  @Test(arguments: ["7/23/2025", "23.07.2025", "2025/13/1", "2025/2/30", "25/7/23", "2025//7"])
  func aDateThatLeavesDoubtIsRefused(text: String) {
    #expect(throws: ValueParser.Problem.self) {
      try ValueParser.parse(text, as: property(.date))
    }
  }
}
