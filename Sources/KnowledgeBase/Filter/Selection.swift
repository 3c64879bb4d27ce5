internal import Messages
internal import SQLite

/// Which rows and columns of a kind are wanted.
public struct Selection: Sendable {
  /// The language of names in a listing.
  public enum Names: Sendable {
    /// English, or the source's own form.
    case english
    /// Chinese, where there is a Chinese name.
    case chinese
    /// Both: columns of names are doubled.
    case both
  }

  /// Words of a filter: `country:cn`, `-released:2025`.
  public var words: [String] = []
  /// Columns of the kind's view; all when empty.
  public var columns: [String] = []
  /// Columns to sort by; `-released` sorts downwards. By key when empty.
  public var sort: [String] = []
  /// At most so many rows.
  public var limit: Int?
  /// What was there on this date.
  public var asOf: PartialDate?
  /// Key of the one source that counts.
  public var accordingTo: String?
  /// In the filter a firm stands for its subsidiaries, too.
  public var isGrouped = false
  /// The language of names.
  public var names = Names.english

  /// Everything.
  public init() {}
}

extension Store {
  /// Reads the words of a filter for a kind.
  ///
  /// - Parameters:
  ///   - asOf: what was there, and which relations held, on this date.
  ///   - accordingTo: key of the one source that counts.
  ///   - isGrouped: a firm stands for its subsidiaries, too.
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)`` for a property, predicate, value or
  ///   entity that is not there; ``KnowledgeBaseError/syntax(_:query:offset:)`` for a word that cannot be
  ///   read.
  public func filter(
    _ words: [String], of kind: Kind, asOf: PartialDate? = nil, accordingTo: String? = nil,
    isGrouped: Bool = false
  ) throws -> Filter {
    try reading {
      var basis = FilterBasis()
      basis.asOf = asOf
      basis.isGrouped = isGrouped
      basis.source = try accordingTo.map { try source($0).sqlID }
      var words = words
      if let accordingTo { words.append("named_in:\(accordingTo)") }
      return try KnowledgeBaseError.locating(in: words) {
        try FilterCompiler(store: self, registry: try registry, kind: kind, basis: basis)
          .compile(words)
      }
    }
  }

  /// Whether a word is a condition on entities of a kind, and not just text with a colon in it.
  public func isCondition(_ word: String, of kind: Kind) throws -> Bool {
    guard let column = FilterTerm(word).column else { return false }
    return FilterCompiler(
      store: self, registry: try registry, kind: kind, basis: FilterBasis()
    ).knows(column)
  }

  /// The entities a filter lets through, by key, and what it could not see.
  public func select(_ filter: Filter) throws -> (entities: [EntityReference], coverage: Coverage) {
    try reading {
      var found: [EntityReference] = []
      try db.query(
        """
        SELECT id, key, kind, name, name_zh FROM entity WHERE id IN (\(filter.entities)) ORDER BY key
        """
      ) { found.append(EntityReference(row: $0)) }
      return (found, try coverage(of: filter))
    }
  }

  /// The rows of a kind that a selection names, and the SQL they were asked with.
  ///
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)`` for a column that is not there.
  public func list(
    _ kind: Kind, _ selection: Selection = Selection()
  ) throws -> (rows: RowQuery, filter: Filter, sql: String) {
    let filter = try filter(
      selection.words, of: kind, asOf: selection.asOf, accordingTo: selection.accordingTo,
      isGrouped: selection.isGrouped)
    var basis = FilterBasis()
    basis.source = try selection.accordingTo.map { try source($0).sqlID }
    let sql = try SelectionSQL(kind: kind, selection: selection, basis: basis, filter: filter)
      .text()
    return (try rows(sql), filter, sql)
  }
}
