internal import SQLite

/// One relation found while walking from an entity.
public struct Neighbor: Sendable, Hashable {
  /// Steps from the entity the walk began at; 1 is next to it.
  public let distance: Int
  /// The end the walk came from.
  public let from: EntityReference
  /// What joins them.
  public let predicate: Predicate
  /// Whether `from` is the subject.
  public let isForward: Bool
  /// The end it leads to.
  public let to: EntityReference
  /// What tells it from a relation otherwise the same.
  public let qualifier: String?
  /// First date it holds; ISO 8601.
  public let validFrom: String?
  /// Last date it holds, inclusive; ISO 8601.
  public let validTo: String?
  /// Part of the whole, 0 to 1.
  public let share: Double?
  /// How many or how much, in `unit`.
  public let quantity: Double?
  /// Unit of `quantity`.
  public let unit: String?
  /// Whether it holds on the date that was asked for; nil where none was.
  public let validity: PartialDateRange.Verdict?
}

extension Store {
  /// The relations of an entity and, with `depth` > 1, of its neighbours in turn; every entity is
  /// left once, over the indexes of `relation`.
  ///
  /// - Parameters:
  ///   - predicate: only this one, in this direction (`forward` false reads it from the object).
  ///   - depth: 1 to 3.
  ///   - asOf: only relations that certainly or possibly hold on this date.
  public func neighbors(
    of entity: EntityReference, predicate: (predicate: Predicate, forward: Bool)? = nil,
    depth: Int = 1, asOf: PartialDate? = nil
  ) throws -> [Neighbor] {
    try reading {
      let predicates = try registry.predicates
      var found: [Neighbor] = []
      var left: Set<Int64> = []
      var seen: Set<Int64> = []
      var frontier = [entity]
      for distance in 1...max(1, min(depth, 3)) {
        var next: [EntityReference] = []
        for from in frontier where left.insert(from.id).inserted {
          for forward in [true, false] {
            try relations(of: from, forward: forward, asOf) { id, predicateID, neighbor in
              guard let known = predicates.first(where: { $0.id == predicateID }) else { return }
              let reads = forward || known.isSymmetric
              if let predicate {
                guard predicate.predicate.id == known.id,
                  known.isSymmetric || predicate.forward == forward
                else { return }
              }
              guard seen.insert(id).inserted else { return }
              let result = neighbor(known, reads, distance)
              found.append(result)
              if !left.contains(result.to.id) { next.append(result.to) }
            }
          }
        }
        frontier = next
      }
      return found
    }
  }

  private func relations(
    of from: EntityReference, forward: Bool, _ asOf: PartialDate?,
    _ body: (Int64, Int64, (Predicate, Bool, Int) -> Neighbor) throws -> Void
  ) throws {
    let (here, there) = forward ? ("subject", "object") : ("object", "subject")
    try db.query(
      """
      SELECT e.id, e.key, e.kind, e.name, e.name_zh, r.id, r.predicate, nullif(r.qualifier, ''),
             r.valid_from, r.valid_to, r.share, r.quantity, r.unit
        FROM relation r JOIN entity e ON e.id = r.\(there)
       WHERE r.\(here) = ? AND r.retired IS NULL AND e.retired IS NULL
       ORDER BY r.predicate, e.key, r.qualifier, r.valid_from
      """, [.integer(from.id)]
    ) { row in
      let to = EntityReference(row: row)
      let (qualifier, start, end) = (row.string(at: 7), row.string(at: 8), row.string(at: 9))
      let validity = asOf.map { PartialDateRange(from: start, to: end).contains($0) }
      guard validity != .no else { return }
      let share = row.isNull(at: 10) ? nil : row.double(at: 10)
      let quantity = row.isNull(at: 11) ? nil : row.double(at: 11)
      let unit = row.string(at: 12)
      try body(row.int64(at: 5), row.int64(at: 6)) { predicate, reads, distance in
        Neighbor(
          distance: distance, from: from, predicate: predicate, isForward: reads, to: to,
          qualifier: qualifier, validFrom: start, validTo: end, share: share, quantity: quantity,
          unit: unit, validity: validity)
      }
    }
  }
}
