/// The cheapest chains within what a search has read so far.
///
/// Best-first search over partial chains: each is judged by its cost so far plus the least cost of
/// the steps that remain, which is known beforehand for every entity and every number of steps. The
/// best complete chain therefore comes out first, then the next best.
struct ChainRanking {
  private struct Link {
    let to: Int
    let group: RelationGraph.Group
    /// Place of the group among those that lead to the same entity.
    let order: Int
    let cost: Int
  }

  private let search: ChainSearch
  /// Row ids of the entities on any chain that is short enough, in the order of their keys.
  private let entities: [Int64]
  private let start: Int?
  private let goal: Int?
  private var links: [[Link]]
  /// `remaining[r][e]`: least cost from entity `e` to the goal in at most `r` steps.
  private var remaining: [[Int]] = []

  init(search: ChainSearch, key: (Int64) throws -> String) throws {
    self.search = search
    let read = Self.incidence(of: search)
    let fromStart = Self.distances(from: search.start, along: read, upTo: search.maximumLength)
    let fromGoal = Self.distances(from: search.goal, along: read, upTo: search.maximumLength)
    var keyed: [(key: String, id: Int64)] = []
    for (id, distance) in fromStart {
      // Of one that is retired only the links that others have to it were read.
      guard let rest = fromGoal[id], distance + rest <= search.maximumLength,
        try !search.graph.groups(of: id).isEmpty
      else { continue }
      keyed.append((try key(id), id))
    }
    entities = keyed.sorted { $0 < $1 }.map(\.id)
    var places: [Int64: Int] = [:]
    for (place, id) in entities.enumerated() { places[id] = place }
    start = places[search.start]
    goal = places[search.goal]
    links = Array(repeating: [], count: entities.count)
    for (place, id) in entities.enumerated() {
      for (group, other) in read[id] ?? [] {
        guard let to = places[other] else { continue }
        let cost = try Self.cost(from: id, group, to: other, search)
        links[place].append(
          Link(to: to, group: group, order: search.cost.order(group), cost: cost))
      }
    }
    remaining = leastCosts()
  }

  /// The `limit` cheapest chains and those that cost as much as the last, at most `ties` of them; in
  /// order of cost, equal ones by the keys along them.
  func cheapest(_ limit: Int, ties: Int) -> [RankedChain] {
    guard let start, let goal, let whole = remaining.last else { return [] }
    var found: [RankedChain] = []
    var queue = Heap<Partial>()
    if whole[start] < .max { queue.insert(Partial(start: start, estimate: whole[start])) }
    while found.count < limit + ties, let partial = queue.popMin() {
      if found.count >= limit, partial.estimate > found[found.count - 1].cost { break }
      if partial.last == goal {
        found.append(
          RankedChain(
            entities: partial.entities.map { entities[$0] }, groups: partial.groups,
            cost: partial.cost))
        continue
      }
      let left = search.maximumLength - partial.groups.count - 1
      guard left >= 0 else { continue }
      for link in links[partial.last] {
        let rest = remaining[left][link.to]
        guard rest < .max, !partial.entities.contains(link.to) else { continue }
        queue.insert(
          partial.extended(
            to: link.to, link.group, order: link.order, cost: link.cost, rest: rest))
      }
    }
    return found
  }

  private func leastCosts() -> [[Int]] {
    var none = Array(repeating: Int.max, count: entities.count)
    if let goal { none[goal] = 0 }
    var costs = [none]
    for _ in 0..<search.maximumLength {
      var next = costs[costs.count - 1]
      for place in next.indices {
        for link in links[place] where costs[costs.count - 1][link.to] < .max {
          next[place] = min(next[place], link.cost + costs[costs.count - 1][link.to])
        }
      }
      costs.append(next)
    }
    return costs
  }

  // MARK: What was read

  private typealias Incidence = [Int64: [(RelationGraph.Group, Int64)]]

  /// Every link that was read, from both its ends, but for those that join start and goal directly.
  private static func incidence(of search: ChainSearch) -> Incidence {
    let read = search.graph.links
    let ends: Set = [search.start, search.goal]
    var incidence: Incidence = [:]
    for (entity, groups) in read {
      for (group, others) in groups {
        for other in others where other != entity && ends != [entity, other] {
          incidence[entity, default: []].append((group, other))
          // What was read from the other end as well comes from there.
          if read[other]?[group.reversed] == nil {
            incidence[other, default: []].append((group.reversed, entity))
          }
        }
      }
    }
    return incidence
  }

  private static func distances(
    from end: Int64, along links: Incidence, upTo most: Int
  ) -> [Int64: Int] {
    var distances = [end: 0]
    var frontier = [end]
    for distance in 1...max(1, most) {
      var next: [Int64] = []
      for entity in frontier {
        for (_, other) in links[entity] ?? [] where distances[other] == nil {
          distances[other] = distance
          next.append(other)
        }
      }
      frontier = next
    }
    return distances
  }

  private static func cost(
    from entity: Int64, _ group: RelationGraph.Group, to other: Int64, _ search: ChainSearch
  ) throws -> Int {
    var cost = search.cost.step(group.predicate)
    for (end, group) in [(entity, group), (other, group.reversed)]
    where end != search.start && end != search.goal {
      cost += search.cost.fan(try search.graph.groups(of: end)[group] ?? 0)
    }
    return cost
  }
}

/// A chain under way.
private struct Partial: Comparable {
  /// Places in the order of keys.
  private(set) var entities: [Int]
  private(set) var groups: [RelationGraph.Group] = []
  private(set) var cost = 0
  /// The places of `groups` among each other.
  private var orders: [Int] = []
  /// Cost so far and the least that remains.
  private(set) var estimate: Int

  init(start: Int, estimate: Int) {
    entities = [start]
    self.estimate = estimate
  }

  var last: Int { entities[entities.count - 1] }

  func extended(
    to entity: Int, _ group: RelationGraph.Group, order: Int, cost: Int, rest: Int
  ) -> Partial {
    var longer = self
    longer.entities.append(entity)
    longer.groups.append(group)
    longer.orders.append(order)
    longer.cost += cost
    longer.estimate = longer.cost + rest
    return longer
  }

  static func < (a: Partial, b: Partial) -> Bool {
    if a.estimate != b.estimate { return a.estimate < b.estimate }
    if a.entities != b.entities { return a.entities.lexicographicallyPrecedes(b.entities) }
    return a.orders.lexicographicallyPrecedes(b.orders)
  }
}
