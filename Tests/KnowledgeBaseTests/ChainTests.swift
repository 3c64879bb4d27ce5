import SQLite
import Testing

@testable import KnowledgeBase

@Suite struct ChainTests {
  @Test func aChainRunsAlongRelationsInEitherDirection() throws {
    let graph = try GraphFixture(
      """
      huawei designs cloud
      cloud competes_with nvl
      nvidia designs nvl
      """, kinds: ["cloud": "chip", "nvl": "chip"])
    #expect(
      try graph.chains("huawei", "nvidia") == [
        "huawei designs> cloud -competes_with- nvl <designs nvidia"
      ])
    #expect(
      try graph.chains("nvidia", "huawei") == [
        "nvidia designs> nvl -competes_with- cloud <designs huawei"
      ])
  }

  @Test func aChainThroughACountryComesAfterALongerOneThatSaysMore() throws {
    let firms = (1...30).map { "firm\($0) headquartered_in land" }.joined(separator: "\n")
    let graph = try GraphFixture(
      firms + """

        firm1 designs one
        one competes_with two
        firm2 designs two
        """, kinds: ["land": "country", "one": "chip", "two": "chip"])
    #expect(
      try graph.chains("firm1", "firm2") == [
        "firm1 designs> one -competes_with- two <designs firm2",
        "firm1 headquartered_in> land <headquartered_in firm2",
      ])
  }

  @Test func whatJoinsTheTwoDirectlyStandsApart() throws {
    let graph = try GraphFixture(
      "a supplies b\na competes_with b\nb supplies a\nc designs d\nb designs d")
    #expect(
      try graph.chains("a", "b") == [
        "= a -competes_with- b", "= a supplies> b", "= a <supplies b",
      ])
    #expect(
      try graph.chains("a", "c") == [
        "a -competes_with- b designs> d <designs c", "a supplies> b designs> d <designs c",
        "a <supplies b designs> d <designs c",
      ])
  }

  @Test func ofEqualChainsTheOneWhoseWeakestStepHasMoreSourcesComesFirst() throws {
    let graph = try GraphFixture(
      """
      a designs b - - s1 s2 s3
      c designs b - - s1
      a designs d - - s1 s2
      c designs d - - s1 s2
      a designs e
      c designs e - - s1 s2 s3
      """)
    #expect(
      try graph.chains("a", "c") == [
        "a designs> d <designs c", "a designs> b <designs c", "a designs> e <designs c",
      ])
    let steps = try graph.store.paths(from: graph.store.entity("a"), to: graph.store.entity("c"))
      .chains[1].steps
    #expect(steps.map { $0.relations.map(\.sources) } == [[["s1", "s2", "s3"]], [["s1"]]])
  }

  @Test func predicatesAndEntitiesCanBeChosenAndAvoided() throws {
    let graph = try GraphFixture(
      "a designs b\nc designs b\na supplies d\nc supplies d\na supplies e\nc supplies e")
    var query = PathQuery()
    query.predicates = [try graph.store.registry.predicate("supplies")]
    query.avoidedEntities = [try graph.store.entity("d"), try graph.store.entity("a")]
    #expect(try graph.chains("a", "c", query) == ["a supplies> e <supplies c"])
    query = PathQuery()
    query.avoidedPredicates = [try graph.store.registry.predicate("supplies")]
    #expect(try graph.chains("a", "c", query) == ["a designs> b <designs c"])
  }

  @Test func aChainHasAtMostSoManySteps() throws {
    let graph = try GraphFixture(
      (1...8).map { "n\($0) supplies n\($0 + 1)" }.joined(separator: "\n"))
    var query = PathQuery()
    for length in 1...8 {
      query.maximumLength = length
      #expect(try graph.chains("n1", "n\(length + 1)", query).count == 1)
      if length < 8 { #expect(try graph.chains("n1", "n\(length + 2)", query).isEmpty) }
    }
  }

  @Test func onADateOnlyWhatHoldsOrMayHoldJoins() throws {
    let graph = try GraphFixture(
      """
      a supplies b 2023 -
      b supplies c
      a supplies d - 2022
      d supplies c
      a supplies c 2024-02 2024-02
      """)
    func chains(_ date: String) throws -> [String] {
      var query = PathQuery()
      query.asOf = PartialDate(date)
      return try graph.chains("a", "c", query)
    }
    #expect(try chains("2022-06-01") == ["a supplies?> d supplies> c"])
    #expect(try chains("2023-05-01") == ["a supplies?> b supplies> c"])
    #expect(
      try chains("2024-02-10") == ["= a supplies?> c", "a supplies> b supplies> c"])
    #expect(try chains("2026") == ["a supplies> b supplies> c"])
  }

  @Test func relationsThatDifferInDatesOnlyAreOneStep() throws {
    let graph = try GraphFixture(
      "a supplies b 2022 2022 s1\na supplies b 2023 2023 s2\nb supplies c")
    let steps = try graph.store.paths(from: graph.store.entity("a"), to: graph.store.entity("c"))
      .chains.map(\.steps)
    #expect(steps.count == 1)
    #expect(steps[0][0].relations.map(\.validFrom) == ["2022", "2023"])
    #expect(steps[0][0].relations.map(\.sources) == [["s1"], ["s2"]])
  }

  @Test func whatIsRetiredJoinsNothing() throws {
    let graph = try GraphFixture("a supplies b\nb supplies c\na designs d\nc designs d")
    try graph.store.db.run("UPDATE entity SET retired = '2026-01-01' WHERE key = 'b'")
    #expect(try graph.chains("a", "c") == ["a designs> d <designs c"])
    try graph.store.db.run("UPDATE relation SET retired = '2026-01-01'")
    #expect(try graph.chains("a", "c").isEmpty)
  }

  @Test func anEntityHasNoPathToItself() throws {
    let graph = try GraphFixture("a supplies b")
    let a = try graph.store.entity("a")
    #expect(throws: KnowledgeBaseError.self) { _ = try graph.store.paths(from: a, to: a) }
  }

  @Test(arguments: [2, 3, 4, 5])
  func theCheapestOfAllChainsAreFound(longest: Int) throws {
    let random = RandomGraph(entities: 26, relations: 60, seed: UInt64(longest))
    let graph = try GraphFixture(random.text)
    var query = PathQuery()
    query.maximumLength = longest
    query.limit = 7
    var count = 0
    for (from, to) in [("n1", "n2"), ("n3", "n17"), ("n0", "n9"), ("n25", "n11"), ("n4", "n8")] {
      guard random.names.isSuperset(of: [from, to]) else { continue }
      let expected = random.costs(from, to, upTo: longest).prefix(7)
      let found = try graph.store.paths(
        from: graph.store.entity(from), to: graph.store.entity(to), query
      ).chains
      #expect(found.map(\.cost) == expected.map { Double($0) / 1000 }, "\(from) \(to)")
      #expect(found.allSatisfy { chain in random.holds(chain) })
      count += found.count
    }
    #expect(count > 0)
  }
}

@Suite struct HeapTests {
  @Test func elementsComeOutInOrder() {
    var heap = Heap<Int>()
    var numbers = Numbers(seed: 7)
    let values = (0..<500).map { _ in Int(numbers.next() % 100) }
    for value in values { heap.insert(value) }
    var sorted: [Int] = []
    while let value = heap.popMin() { sorted.append(value) }
    #expect(sorted == values.sorted())
    #expect(heap.popMin() == nil)
  }
}
