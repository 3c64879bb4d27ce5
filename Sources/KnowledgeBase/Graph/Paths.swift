internal import Messages
internal import SQLite

extension Store {
  /// What joins two entities: the relations between them, and chains through others, in either
  /// direction.
  ///
  /// The chains are those that say most: few steps, through entities that have few such relations.
  /// A step costs 1, or 3 where its predicate only classes the subject (country, type, list), and
  /// passing through an entity costs half the binary logarithm of how many relations of that
  /// predicate and direction it has, on the way in and on the way out. Of chains that cost the same,
  /// the one certain on the date comes first, then the one whose weakest step has more sources, then
  /// the order is that of the keys.
  ///
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` for an entity and itself,
  ///   ``KnowledgeBaseError/unknown(what:name:nearest:listed:)`` for a source that is not there.
  public func paths(
    from start: EntityReference, to goal: EntityReference, _ query: PathQuery = PathQuery()
  ) throws -> PathResult {
    guard start.id != goal.id else {
      throw KnowledgeBaseError.invalid(
        Message("a path needs two entities; both are \(start.key)", "关系链需要两个实体；给出的都是 \(start.key)"))
    }
    return try reading {
      var scope = RelationGraph.Scope()
      if !query.predicates.isEmpty {
        scope.groups = Set(
          query.predicates.flatMap { predicate in
            Direction.allCases.map { .init(predicate: predicate.id, direction: $0) }
          })
      }
      scope.avoidedPredicates = Set(query.avoidedPredicates.map(\.id))
      scope.avoidedEntities = Set(query.avoidedEntities.map(\.id)).subtracting([start.id, goal.id])
      scope.asOf = query.asOf
      scope.source = try query.accordingTo.map { try source($0).id }
      let graph = try RelationGraph(self, scope: scope)
      let entities = try EntityReader(self)
      let reader = try ChainReader(
        self, entities: entities, asOf: query.asOf, accordingTo: query.accordingTo)
      let search = ChainSearch(
        graph: graph, cost: ChainCost(try registry), start: start.id, goal: goal.id,
        maximumLength: min(query.maximumLength, PathQuery.longest),
        limit: max(1, query.limit))
      let ranked =
        query.maximumLength < 2 ? [] : try search.run { try entities.entity($0).key }
      return PathResult(
        from: start, to: goal,
        direct: try direct(graph, search, start.id, goal.id).map(reader.chain),
        chains: Array(try best(ranked.map(reader.chain)).prefix(max(1, query.limit))))
    }
  }

  /// Chains of equal cost by how sure they are; what is equal in that too keeps its order.
  private func best(_ chains: [Chain]) -> [Chain] {
    func rank(_ chain: Chain) -> [Double] {
      let weakest = chain.steps.map { Set($0.relations.flatMap(\.sources)).count }.min() ?? 0
      return [chain.cost, chain.validity == .possible ? 1 : 0, Double(-weakest)]
    }
    return chains.map { (rank: rank($0), chain: $0) }.enumerated().sorted { a, b in
      a.element.rank == b.element.rank
        ? a.offset < b.offset : a.element.rank.lexicographicallyPrecedes(b.element.rank)
    }.map(\.element.chain)
  }

  /// The relations between the two ends, ordered by the predicate's name.
  private func direct(
    _ graph: RelationGraph, _ search: ChainSearch, _ start: Int64, _ goal: Int64
  ) throws -> [RankedChain] {
    let groups = try graph.groups(of: start).keys.sorted {
      search.cost.order($0) < search.cost.order($1)
    }
    return try groups.compactMap { group in
      guard try graph.others(of: start, group).contains(goal) else { return nil }
      return RankedChain(
        entities: [start, goal], groups: [group], cost: search.cost.step(group.predicate))
    }
  }
}
