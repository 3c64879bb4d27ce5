import Foundation
import StoreFuzzing
import Testing

/// Files and questions made to break what takes them; `make fuzz` tries many more.
@Suite struct StoreFuzzTests {
  private func bench() throws -> Bench {
    try Bench(
      fixtures: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Fixtures/own").path)
  }

  @Test func `whatever is ingested is taken whole, or in part with the rest told, or refused`()
    throws
  {
    let bench = try bench()
    let oracle = IngestOracle(bench)
    var outcomes: Set<IngestOracle.Outcome> = []
    for number in 0..<60 {
      let (outcome, complaint) = try oracle.judge(
        IngestInput(number: number, export: bench.export))
      #expect(complaint == nil, "input \(number)")
      outcomes.insert(outcome)
    }
    #expect(outcomes == [.taken, .partly, .refused])
  }

  @Test func `whatever is asked has an answer or a reason, and changes nothing`() throws {
    let oracle = try QuestionOracle(try bench())
    for number in 0..<300 {
      let input = QuestionInput(number: number)
      #expect(try oracle.complaint(about: input) == nil, "input \(number): \(input)")
    }
    #expect(try oracle.isUnchanged())
  }
}
