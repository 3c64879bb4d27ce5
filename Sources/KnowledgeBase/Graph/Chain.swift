/// Relations that lead from one entity to another, one after the other.
public struct Chain: Sendable {
  /// The steps, in order; each begins where the one before ends.
  public let steps: [ChainStep]
  /// What it costs by the rules of ``Store/paths(from:to:_:)``: the less, the more it says.
  public let cost: Double
  /// On the date that was asked for: certain where every step is; nil where none was asked for.
  public let validity: PartialDateRange.Verdict?
}

extension Chain {
  /// The entities and predicates along it, which tell it from every other.
  var way: [String] {
    steps.flatMap { [$0.from.key, $0.predicate.name, $0.direction.rawValue, $0.to.key] }
  }
}

/// One step of a chain: a predicate between two entities, and the relations that have it.
public struct ChainStep: Sendable {
  /// Where the step begins.
  public let from: EntityReference
  /// What joins them.
  public let predicate: Predicate
  /// How the predicate is read from `from`.
  public let direction: Direction
  /// Where the step ends.
  public let to: EntityReference
  /// The relations; more than one where only qualifier or dates tell them apart.
  public let relations: [ChainRelation]
  /// On the date that was asked for: the surest of the relations'; nil where none was asked for.
  public let validity: PartialDateRange.Verdict?
}

/// One relation of a step.
public struct ChainRelation: Sendable, Hashable {
  /// What tells it from a relation otherwise the same.
  public let qualifier: String?
  /// First date it holds; ISO 8601.
  public let validFrom: String?
  /// Last date it holds, inclusive; ISO 8601.
  public let validTo: String?
  /// On the date that was asked for; nil where none was.
  public let validity: PartialDateRange.Verdict?
  /// Keys of the sources that say so.
  public let sources: [String]
}

extension ChainStep {
  /// Whether a source gives one of the step's relations.
  public func isStated(by source: String) -> Bool {
    relations.contains { $0.sources.contains(source) }
  }
}

/// Which chains are looked for.
public struct PathQuery: Sendable {
  /// Most steps a chain may have that anybody can ask for.
  public static let longest = 8

  /// Only these predicates, in either direction; all when empty.
  public var predicates: [Predicate] = []
  /// Predicates that may not be used.
  public var avoidedPredicates: [Predicate] = []
  /// Entities that no chain may lead through.
  public var avoidedEntities: [EntityReference] = []
  /// Most steps of a chain, 1 to ``longest``; with 1 only direct relations are found.
  public var maximumLength = 4
  /// Only relations that certainly or possibly hold on this date.
  public var asOf: PartialDate?
  /// Key of the one source that counts: only relations that it gives.
  public var accordingTo: String?
  /// At most so many chains.
  public var limit = 5

  /// Every predicate, at most four steps and five chains.
  public init() {}
}

/// What joins two entities.
public struct PathResult: Sendable {
  /// Where the chains begin.
  public let from: EntityReference
  /// Where they end.
  public let to: EntityReference
  /// Relations that join the two directly.
  public let direct: [Chain]
  /// Chains that lead through at least one other entity, the cheapest first.
  public let chains: [Chain]

  /// Chains that need what others than the one source say; empty where all sources count.
  public var others: [Chain] = []

  /// Whether a chain along the same entities and predicates is among those found.
  public func holds(_ chain: Chain) -> Bool {
    numbered.contains { $0.chain.way == chain.way }
  }

  /// All of them, numbered as answers show them: 0 is direct, the others count from 1.
  public var numbered: [(number: Int, chain: Chain)] {
    direct.map { (0, $0) } + chains.enumerated().map { ($0.offset + 1, $0.element) }
  }
}
