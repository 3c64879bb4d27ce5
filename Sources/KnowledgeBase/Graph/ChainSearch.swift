/// Finds the cheapest chains between two entities without reading more of the graph than it must.
///
/// Breadth-first from both ends: the first half of the steps of any chain is read from the one, the
/// rest from the other. What is read is bounded by a budget as well: if as many chains as are wanted
/// stay within it, none that was not read can be cheaper; otherwise the budget grows. A country's
/// thousands of relations are opened only when nothing else is left, because to leave a country is
/// dear (``ChainCost``).
struct ChainSearch {
  /// Budgets in thousandths; after the last everything within the longest length is read.
  private static let budgets: [Int?] = [6_000, 12_000, nil]

  /// Most chains as good as the last one wanted, for a choice by other things than cost.
  private static let ties = 100

  let graph: RelationGraph
  let cost: ChainCost
  let start: Int64
  let goal: Int64
  /// Most steps.
  let maximumLength: Int
  /// So many chains are wanted; more come back where they cost as much as the last.
  let limit: Int

  /// The chains of two steps or more, in order of cost; equal ones by the keys along them.
  ///
  /// - Parameter key: the key of an entity.
  func run(key: (Int64) throws -> String) throws -> [RankedChain] {
    var found: [RankedChain] = []
    let half = (maximumLength + 1) / 2
    for budget in Self.budgets {
      let isWhole = try explore(from: start, steps: half, budget)
      let isWholeToo = try explore(from: goal, steps: maximumLength - half, budget)
      found = try ChainRanking(search: self, key: key).cheapest(limit, ties: Self.ties)
      if isWhole, isWholeToo { return found }
      if let budget, found.count >= limit, found[limit - 1].cost <= budget {
        return found
      }
    }
    return found
  }

  /// Reads what lies within `steps` of one end and within the budget.
  ///
  /// - Returns: whether the budget left nothing out.
  private func explore(from end: Int64, steps: Int, _ budget: Int?) throws -> Bool {
    let most = budget ?? .max
    var isWhole = true
    var costs: [Int64: Int] = [end: 0]
    var frontier: Set<Int64> = [end]
    for _ in 0..<steps {
      var next: Set<Int64> = []
      for entity in frontier {
        guard let reached = costs[entity] else { continue }
        for (group, count) in try graph.groups(of: entity) {
          let left = reached + (entity == end ? 0 : cost.fan(count))
          guard left <= most else {
            isWhole = false
            continue
          }
          let arrived = left + cost.step(group.predicate)
          for other in try graph.others(of: entity, group) {
            // A chain neither comes back nor leads on through its other end.
            guard other != start, other != goal, arrived < costs[other] ?? .max else { continue }
            costs[other] = arrived
            next.insert(other)
          }
        }
      }
      frontier = next
    }
    return isWhole
  }
}

/// A chain by row ids.
struct RankedChain {
  /// The entities along it, both ends included.
  let entities: [Int64]
  /// The group each step takes, as its first end reads it.
  let groups: [RelationGraph.Group]
  /// In thousandths.
  let cost: Int
}
