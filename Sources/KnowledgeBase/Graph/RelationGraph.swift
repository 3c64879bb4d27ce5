internal import SQLite

/// Entities and the relations between them, read from the relation indexes as they are asked for and
/// kept from then on.
///
/// Relations that are the same but for qualifier and dates are one link. Retired relations and
/// entities are left out.
final class RelationGraph {
  /// The relations of an entity that have a predicate in common and are read the same way.
  struct Group: Hashable {
    let predicate: Int64
    let direction: Direction

    /// The group in which the other end has the same relation.
    var reversed: Group { Group(predicate: predicate, direction: direction.reversed) }
  }

  /// What may be walked along.
  struct Scope {
    /// Only these groups; nil: all of them.
    var groups: Set<Group>?
    /// Predicates that may not be used.
    var avoidedPredicates: Set<Int64> = []
    /// Entities that may not be entered.
    var avoidedEntities: Set<Int64> = []
    /// Only relations that certainly or possibly hold on this date.
    var asOf: PartialDate?
    /// Row id of the one source that counts: only relations that it gives.
    var source: Int64?

    func allows(_ group: Group) -> Bool {
      !avoidedPredicates.contains(group.predicate) && (groups?.contains(group) ?? true)
    }
  }

  private let scope: Scope
  private let symmetric: Set<Int64>
  private let retired: Statement
  private let counts: [Direction: CountedGroups]
  private let ends: [Direction: Ends]
  private var knownGroups: [Int64: [Group: Int]] = [:]
  /// What has been read so far: the other ends, by entity and group.
  private(set) var links: [Int64: [Group: [Int64]]] = [:]

  /// - Throws: ``KnowledgeBaseError``.
  init(_ store: Store, scope: Scope = Scope()) throws {
    self.scope = scope
    symmetric = Set(try store.registry.predicates.filter(\.isSymmetric).map(\.id))
    retired = try store.db.prepare(
      "SELECT retired IS NOT NULL FROM entity WHERE id = ?", persistent: true)
    counts = [
      .outward: try CountedGroups(store, "subject"), .inward: try CountedGroups(store, "object"),
    ]
    ends = [
      .outward: try Ends(store, of: "subject", "object", from: scope.source),
      .inward: try Ends(store, of: "object", "subject", from: scope.source),
    ]
  }

  /// The groups of an entity that the scope allows, with how many relations each has; none for an
  /// entity that is retired.
  ///
  /// The counts come from the index alone: they include retired relations, and those of every date.
  func groups(of entity: Int64) throws -> [Group: Int] {
    if let known = knownGroups[entity] { return known }
    var groups: [Group: Int] = [:]
    if try !isRetired(entity) {
      for direction in [Direction.outward, .inward] {
        try counts[direction]?.read(entity) { predicate, count in
          let group = Group(
            predicate: predicate, direction: symmetric.contains(predicate) ? .either : direction)
          if scope.allows(group) { groups[group, default: 0] += count }
        }
      }
    }
    knownGroups[entity] = groups
    return groups
  }

  /// The other ends of a group's relations, each once.
  func others(of entity: Int64, _ group: Group) throws -> [Int64] {
    if let known = links[entity]?[group] { return known }
    var others: [Int64] = []
    for direction in [Direction.outward, .inward]
    where group.direction == direction || group.direction == .either {
      try ends[direction]?.read(entity, group.predicate) { other, from, to in
        // The index gives equal ends one after the other.
        guard others.last != other, !scope.avoidedEntities.contains(other) else { return }
        if let date = scope.asOf,
          PartialDateRange(from: from, to: to).contains(date) == .no
        {
          return
        }
        others.append(other)
      }
    }
    links[entity, default: [:]][group] = others
    return others
  }

  private func isRetired(_ entity: Int64) throws -> Bool {
    try retired.bind(entity, at: 1)
    defer { retired.reset() }
    return try retired.step() && retired.int64(at: 0) == 1
  }

  /// How many relations an entity has on one side, by predicate.
  private final class CountedGroups {
    private let statement: Statement

    init(_ store: Store, _ side: String) throws {
      statement = try store.db.prepare(
        "SELECT predicate, count(*) FROM relation WHERE \(side) = ? GROUP BY predicate",
        persistent: true)
    }

    func read(_ entity: Int64, _ body: (Int64, Int) -> Void) throws {
      try statement.bind(entity, at: 1)
      try statement.forEach { body($0.int64(at: 0), Int($0.int64(at: 1))) }
    }
  }

  /// The other ends of an entity's relations of one predicate, with the dates of each.
  private final class Ends {
    private let statement: Statement

    init(_ store: Store, of side: String, _ other: String, from source: Int64?) throws {
      let stated = source.map { source in
        """
         AND EXISTS (SELECT 1 FROM citation c WHERE c.relation = relation.id
               AND c.source = \(source) AND c.retired IS NULL AND c.rank >= 0)
        """
      }
      statement = try store.db.prepare(
        """
        SELECT \(other), valid_from, valid_to FROM relation
         WHERE \(side) = ? AND predicate = ? AND retired IS NULL\(stated ?? "") ORDER BY \(other)
        """, persistent: true)
    }

    func read(
      _ entity: Int64, _ predicate: Int64, _ body: (Int64, String?, String?) -> Void
    ) throws {
      try statement.bind(entity, at: 1)
      try statement.bind(predicate, at: 2)
      try statement.forEach { body($0.int64(at: 0), $0.string(at: 1), $0.string(at: 2)) }
    }
  }
}
