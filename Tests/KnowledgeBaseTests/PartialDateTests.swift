import KnowledgeBase
import Testing

@Suite struct PartialDateTests {
  @Test(arguments: ["2025", "2025-07", "2025-07-23", "2024-02-29", "1900-12-31"])
  func aYearAMonthOrADayIsADate(text: String) {
    #expect(PartialDate(text) != nil)
  }

  @Test(arguments: [
    "", "25", "2025-7", "2025-13", "2025-02-29", "1900-02-29", "2025-07-32", "2025/07/23",
    "2025-07-23T00:00", "2025-", "-2025", "２０２５", "soon",
  ])
  func anythingElseIsNone(text: String) {
    #expect(PartialDate(text) == nil)
  }
}

@Suite struct PartialDateComparisonTests {
  private func date(_ text: String) throws -> PartialDate { try #require(PartialDate(text)) }

  @Test(arguments: [
    ("2024", "2025", true), ("2024-12-31", "2025", true), ("2025", "2025-03", false),
    ("2025-02", "2025-03", true), ("2025-03", "2025-03-01", false), ("2025", "2025", false),
    ("2024-02-28", "2024-02-29", true),
  ])
  func beforeIsCertainOrNot(a: String, b: String, isBefore: Bool) throws {
    #expect(try date(a).isBefore(date(b)) == isBefore)
    if isBefore { #expect(try !date(b).isBefore(date(a)) && !date(a).canBe(date(b))) }
  }

  @Test(
    arguments: [
      ("2023", nil, "2023-05-01", "possible"), ("2023", nil, "2024-01-01", "certain"),
      ("2023", nil, "2022-12-31", "no"), ("2023-05", "2023-07", "2023-06", "certain"),
      ("2023-05", "2023-07", "2023-07-31", "possible"), ("2023-05", "2023-07", "2023-08", "no"),
      (nil, "2023-07-15", "2023-07-15", "certain"), (nil, "2023-07-15", "2023-07-16", "no"),
      (nil, nil, "1999", "undated"), ("2023-05-01", nil, "2023", "possible"),
    ] as [(String?, String?, String, String)])
  func aRangeHoldsForCertainPossiblyOrNot(
    from: String?, to: String?, day: String, verdict: String
  ) throws {
    let range = PartialDateRange(
      from: from.flatMap { PartialDate($0) }, to: to.flatMap { PartialDate($0) })
    #expect(try range.contains(date(day)).rawValue == verdict)
  }

  @Test(arguments: ["2025", "2025-07", "0987-01-02"])
  func aDateIsWrittenAsItWasRead(text: String) throws {
    #expect(try date(text).text == text)
  }

  @Test func precisionGrowsFromYearToDay() throws {
    #expect(try date("2025").precision < date("2025-07").precision)
    #expect(try date("2025-07").precision < date("2025-07-23").precision)
    #expect(try date("2024-02").lastDay == 20_240_229)
  }
}
