@testable import KnowledgeBase

/// A graph drawn at random, with every chain of it found the slow way.
struct RandomGraph {
  private static let predicates = ["supplies", "invests_in", "competes_with", "headquartered_in"]

  let relations: [(subject: String, predicate: String, object: String)]
  let names: Set<String>

  /// Entities with small numbers have most of the relations.
  init(entities: Int, relations count: Int, seed: UInt64) {
    var numbers = Numbers(seed: seed)
    var drawn: Set<[String]> = []
    while drawn.count < count {
      let a = Int(numbers.next() % UInt64(entities))
      let b = Int(numbers.next() % (numbers.next() % 3 == 0 ? 4 : UInt64(entities)))
      let predicate = Self.predicates[Int(numbers.next() % 4)]
      // A symmetric relation is stored once.
      let ends = predicate == "competes_with" ? [max(a, b), min(a, b)] : [a, b]
      if a != b { drawn.insert(["n\(ends[0])", predicate, "n\(ends[1])"]) }
    }
    relations = drawn.map { ($0[0], $0[1], $0[2]) }.sorted { $0 < $1 }
    names = Set(relations.flatMap { [$0.subject, $0.object] })
  }

  var text: String {
    relations.map { "\($0.subject) \($0.predicate) \($0.object)" }.joined(separator: "\n")
  }

  /// The cost of every chain of two steps or more, in thousandths, in order.
  func costs(_ from: String, _ to: String, upTo longest: Int) -> [Int] {
    var costs: [Int] = []
    var way: [(end: String, arrow: String)] = []
    func walk(_ here: String, _ cost: Int) {
      for step in steps(from: here) where step.end != from {
        let isDirect = way.isEmpty && step.end == to
        guard !isDirect, !way.contains(where: { $0.end == step.end }) else { continue }
        var next = cost + (step.arrow.contains("headquartered") ? 3000 : 1000)
        if here != from { next += fan(here, step.arrow) }
        if step.end == to {
          costs.append(next)
        } else if way.count + 1 < longest {
          way.append(step)
          walk(step.end, next + fan(step.end, Self.reversed(step.arrow)))
          way.removeLast()
        }
      }
    }
    walk(from, 0)
    return costs.sorted()
  }

  /// Whether the chain is made of relations of this graph.
  func holds(_ chain: Chain) -> Bool {
    chain.steps.allSatisfy { step in
      steps(from: step.from.key).contains { $0.end == step.to.key }
    }
  }

  private func steps(from entity: String) -> [(end: String, arrow: String)] {
    relations.compactMap { subject, predicate, object in
      let isSymmetric = predicate == "competes_with"
      if subject == entity { return (object, isSymmetric ? predicate : predicate + ">") }
      return object == entity ? (subject, isSymmetric ? predicate : predicate + "<") : nil
    }
  }

  private func fan(_ entity: String, _ arrow: String) -> Int {
    ChainFan.cost(steps(from: entity).count { $0.arrow == arrow })
  }

  private static func reversed(_ arrow: String) -> String {
    switch arrow.last {
    case ">": arrow.dropLast() + "<"
    case "<": arrow.dropLast() + ">"
    default: arrow
    }
  }
}

/// Half the binary logarithm in thousandths, without the code under test.
private enum ChainFan {
  static func cost(_ count: Int) -> Int {
    // 500 · log2(n), by squaring: bit after bit of the logarithm.
    var (value, cost, weight) = (Double(count), 0.0, 500.0)
    while value >= 2 {
      value /= 2
      cost += weight
    }
    for _ in 0..<40 {
      weight /= 2
      value *= value
      if value >= 2 {
        value /= 2
        cost += weight
      }
    }
    return Int(cost.rounded())
  }
}

/// Numbers that are the same in every run (SplitMix64, https://prng.di.unimi.it/splitmix64.c).
struct Numbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
