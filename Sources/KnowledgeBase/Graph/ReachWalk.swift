internal import SQLite

/// Everything that can be reached from an entity along relations, nearest first: a breadth-first
/// walk that reads one distance at a time. Retired relations and entities are left out.
final class ReachWalk {
  /// An entity that was reached.
  struct Arrival {
    /// Its row id.
    let id: Int64
    /// Its key.
    let key: String
    /// Key of the entity before it on a shortest way: the smallest where there are several.
    let via: String
  }

  private let ends: [Ends]
  private let name: Statement
  private var seen: Set<Int64>
  private var frontier: [(id: Int64, key: String)]

  /// - Parameter along: only these predicates, each read in these directions; nil: all of them.
  /// - Throws: ``KnowledgeBaseError``.
  init(
    _ store: Store, from start: EntityReference, along: [(predicate: Predicate, Direction)]? = nil
  ) throws {
    var ends: [Ends] = []
    for (side, other, unwanted) in [
      ("subject", "object", Direction.inward), ("object", "subject", Direction.outward),
    ] {
      let wanted = along?.filter { $0.1 != unwanted }.map(\.predicate.id)
      if wanted?.isEmpty != true { ends.append(try Ends(store, side, other, wanted)) }
    }
    self.ends = ends
    name = try store.db.prepare(
      "SELECT key FROM entity WHERE id = ? AND retired IS NULL", persistent: true)
    seen = [start.id]
    frontier = [(start.id, start.key)]
  }

  /// Goes one step further.
  ///
  /// - Returns: the entities at the next distance, by key; none when everything has been reached.
  func next() throws -> [Arrival] {
    var arrivals: [Arrival] = []
    for via in frontier {
      for end in ends {
        try end.read(via.id) { other in
          guard seen.insert(other).inserted, let key = try key(of: other) else { return }
          arrivals.append(Arrival(id: other, key: key, via: via.key))
        }
      }
    }
    arrivals.sort { $0.key < $1.key }
    frontier = arrivals.map { ($0.id, $0.key) }
    return arrivals
  }

  /// The key of an entity; nil when it is retired.
  private func key(of entity: Int64) throws -> String? {
    try name.bind(entity, at: 1)
    defer { name.reset() }
    return try name.step() ? name.string(at: 0) : nil
  }

  /// The other ends of an entity's relations on one side.
  private final class Ends {
    private let statement: Statement

    init(_ store: Store, _ side: String, _ other: String, _ predicates: [Int64]?) throws {
      let only = predicates.map { ids in
        " AND predicate IN (\(ids.map(String.init).joined(separator: ", ")))"
      }
      statement = try store.db.prepare(
        "SELECT \(other) FROM relation WHERE \(side) = ?\(only ?? "") AND retired IS NULL",
        persistent: true)
    }

    func read(_ entity: Int64, _ body: (Int64) throws -> Void) throws {
      try statement.bind(entity, at: 1)
      try statement.forEach { try body($0.int64(at: 0)) }
    }
  }
}
