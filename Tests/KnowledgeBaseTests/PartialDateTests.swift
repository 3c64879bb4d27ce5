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
