internal import SQLite

/// Reads what an answer says about the steps of a chain.
final class ChainReader {
  private let asOf: PartialDate?
  private let accordingTo: String?
  private let predicates: [Int64: Predicate]
  private let entities: EntityReader
  private let relations: Statement
  private let sources: Statement

  /// - Parameters:
  ///   - asOf: leaves out relations that do not hold on this date.
  ///   - accordingTo: leaves out relations that this source does not give, and what others say.
  init(
    _ store: Store, entities: EntityReader, asOf: PartialDate?, accordingTo: String? = nil
  ) throws {
    self.entities = entities
    self.asOf = asOf
    self.accordingTo = accordingTo
    var predicates: [Int64: Predicate] = [:]
    for predicate in try store.registry.predicates { predicates[predicate.id] = predicate }
    self.predicates = predicates
    relations = try store.db.prepare(
      """
      SELECT id, nullif(qualifier, ''), valid_from, valid_to FROM relation
       WHERE subject = ? AND predicate = ? AND object = ? AND retired IS NULL
       ORDER BY qualifier, valid_from
      """, persistent: true)
    sources = try store.db.prepare(
      """
      SELECT DISTINCT s.key FROM citation c JOIN source s ON s.id = c.source
       WHERE c.relation = ? AND c.retired IS NULL AND c.rank >= 0 AND c.state = 'value'
       ORDER BY s.key
      """, persistent: true)
  }

  /// The chain with names, dates and sources.
  func chain(_ ranked: RankedChain) throws -> Chain {
    var steps: [ChainStep] = []
    for (index, group) in ranked.groups.enumerated() {
      let ends = (ranked.entities[index], ranked.entities[index + 1])
      guard let predicate = predicates[group.predicate] else { continue }
      let found = try relations(ends.0, group, ends.1)
      steps.append(
        ChainStep(
          from: try entities.entity(ends.0), predicate: predicate, direction: group.direction,
          to: try entities.entity(ends.1), relations: found,
          validity: asOf.map { _ in found.compactMap(\.validity).surest }))
    }
    let found = Set(steps.compactMap(\.validity))
    let weakest: PartialDateRange.Verdict =
      found.contains(.possible) ? .possible : found.contains(.undated) ? .undated : .certain
    return Chain(
      steps: steps, cost: Double(ranked.cost) / 1000,
      validity: asOf.map { _ in weakest })
  }

  private func relations(
    _ from: Int64, _ group: RelationGraph.Group, _ to: Int64
  ) throws -> [ChainRelation] {
    var rows: [(id: Int64, qualifier: String?, from: String?, to: String?)] = []
    for direction in [Direction.outward, .inward]
    where group.direction == direction || group.direction == .either {
      try relations.bind(direction == .outward ? from : to, at: 1)
      try relations.bind(group.predicate, at: 2)
      try relations.bind(direction == .outward ? to : from, at: 3)
      try relations.forEach {
        rows.append(($0.int64(at: 0), $0.string(at: 1), $0.string(at: 2), $0.string(at: 3)))
      }
    }
    return try rows.compactMap { row in
      let validity = asOf.map { PartialDateRange(from: row.from, to: row.to).contains($0) }
      guard validity != .no else { return nil }
      var keys: [String] = []
      try sources.bind(row.id, at: 1)
      try sources.forEach { keys.append($0.string(at: 0) ?? "") }
      if let accordingTo {
        guard keys.contains(accordingTo) else { return nil }
        keys = [accordingTo]
      }
      return ChainRelation(
        qualifier: row.qualifier, validFrom: row.from, validTo: row.to, validity: validity,
        sources: keys)
    }
  }
}
