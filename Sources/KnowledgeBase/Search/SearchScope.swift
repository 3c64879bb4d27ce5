/// What a search looks through.
public enum SearchScope: Sendable {
  case everything, claims, sources, passages
  /// The entities of one kind.
  case kind(Kind)
  /// The entities that a filter lets through.
  case filtered(Filter)

  /// An SQL condition on an id of `search_text`.
  func condition(on id: String) -> String {
    switch self {
    case .everything:
      "CASE \(id) & 3 WHEN 0 THEN \(Self.current("entity", id)) WHEN 1 THEN \(Self.current("claim", id)) ELSE 1 END"
    case .kind(let kind):
      "\(id) & 3 = 0 AND \(Self.current("entity", id, " AND x.kind = \(kind.name.quotedText)"))"
    case .filtered(let filter): "\(id) & 3 = 0 AND \(id) >> 2 IN (\(filter.entities))"
    case .claims: "\(id) & 3 = 1 AND \(Self.current("claim", id))"
    case .sources: "\(id) & 3 = 2"
    case .passages: "\(id) & 3 = 3"
    }
  }

  private static func current(_ table: String, _ id: String, _ more: String = "") -> String {
    "EXISTS (SELECT 1 FROM \(table) x WHERE x.id = \(id) >> 2 AND x.retired IS NULL\(more))"
  }

  var isEverything: Bool {
    if case .everything = self { true } else { false }
  }

  /// Whether entities are among what it looks through.
  var hasEntities: Bool {
    switch self {
    case .everything, .kind, .filtered: true
    case .claims, .sources, .passages: false
    }
  }

  /// The only kind whose entities it looks through; nil where there are several, or none.
  var kind: Kind? {
    switch self {
    case .kind(let kind): kind
    case .filtered(let filter): filter.kind
    default: nil
    }
  }
}

extension Registry {
  /// What the word stands for: a kind, or claims, sources, passages.
  ///
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)``.
  public func searchScope(_ word: String) throws -> SearchScope {
    switch word {
    case "claim", "claims", "主张": .claims
    case "source", "sources", "来源": .sources
    case "passage", "passages", "段落": .passages
    default: .kind(try kind(meantBy: word))
    }
  }
}
