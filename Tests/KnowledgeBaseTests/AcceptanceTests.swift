import Testing

@testable import KnowledgeBase

@Suite struct AcceptanceTests {
  private static let released = Property.detail("released", .date)
  private static let sources = [
    SourceRank(id: 1, key: "press", reliability: "press", published: "2025-09-01"),
    SourceRank(id: 2, key: "dataset-old", reliability: "dataset", published: "2025-01-01"),
    SourceRank(id: 3, key: "dataset-new", reliability: "dataset", published: "2025-08-01"),
    SourceRank(id: 4, key: "maker", reliability: "official", published: "2024-12-01"),
    SourceRank(id: 5, key: "unknown", reliability: nil, published: nil),
  ]

  /// Lets sources speak in turn about one column; gives the value and who says what in the end.
  private func settle(_ statements: [(SourceRank, String)]) -> (String, Set<String>) {
    var held: String?
    var acceptance = Acceptance([])
    for (source, value) in statements {
      held = acceptance.state(
        Self.released, value: value, current: held, source: source, detail: CitationDetail())
    }
    let said = acceptance.citations.flatMap { citation in
      citation.fields.map { "\(citation.source.key) \($0) \(citation.value ?? held ?? "")" }
    }
    return (held ?? "", Set(said))
  }

  @Test func theMostBelievedSourceIsAcceptedWhateverTheOrderOfArrival() {
    let values = ["2025-08-05", "2025-07-28", "2025-07-28", "2025-07-27", "2025-08-05"]
    let statements = Array(zip(Self.sources, values))
    let expected = Set(statements.map { "\($0.key) released \($1)" })
    for order in permutations(Array(statements.indices)) {
      let (held, said) = settle(order.map { statements[$0] })
      #expect(held == "2025-07-27")
      #expect(said == expected)
    }
  }

  @Test func aSourceThatCorrectsItselfLeavesNoTraceOfItsOldValue() {
    let maker = Self.sources[3]
    let press = Self.sources[0]
    let (held, said) = settle([(maker, "2025-01-01"), (press, "2025-02-02"), (maker, "2025-03-03")])
    #expect(held == "2025-03-03")
    #expect(said == ["maker released 2025-03-03", "press released 2025-02-02"])
  }

  @Test func aValueSetByHandStaysAndOthersAreKeptBesideIt() {
    var acceptance = Acceptance([])
    let held = acceptance.state(
      Self.released, value: "2025-08-05", current: "2025-07-28", source: Self.sources[3],
      detail: CitationDetail())
    #expect(held == "2025-07-28")
    #expect(acceptance.citations.map(\.value) == ["2025-08-05"])
  }

  private func permutations(_ items: [Int]) -> [[Int]] {
    guard items.count > 1 else { return [items] }
    return items.indices.flatMap { index -> [[Int]] in
      var rest = items
      let first = rest.remove(at: index)
      return permutations(rest).map { [first] + $0 }
    }
  }
}
