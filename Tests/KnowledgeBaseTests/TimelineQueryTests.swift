import Testing

@testable import KnowledgeBase

@Suite("The span of a timeline")
struct TimelineQueryTests {
  private func verdict(_ date: String, _ from: String?, _ to: String?) throws -> String {
    var query = TimelineQuery(lanes: [])
    query.from = from.flatMap { PartialDate($0) }
    query.to = to.flatMap { PartialDate($0) }
    return query.contains(try #require(PartialDate(date))).rawValue
  }

  @Test func aYearAsBoundIsTheWholeYear() throws {
    #expect(try verdict("2025-12-31", "2025", "2025") == "certain")
    #expect(try verdict("2025", "2025", "2025") == "certain")
    #expect(try verdict("2026-01-01", "2025", "2025") == "no")
  }

  @Test func aCoarseDateMayLieWithin() throws {
    #expect(try verdict("2025", "2025-06", nil) == "possible")
    #expect(try verdict("2025-06", "2025-06-15", "2025-06-20") == "possible")
    #expect(try verdict("2024", "2025-06", nil) == "no")
  }

  @Test func withoutBoundsEverythingLiesWithin() throws {
    #expect(try verdict("2025", nil, nil) == "certain")
  }
}
