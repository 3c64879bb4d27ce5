internal import Messages
internal import SQLite

/// What a search is narrowed to: its scope and the conditions of the query, as SQL on the id of a row
/// of `search_text`.
struct SearchConditions {
  /// What dates are compared by.
  let dates: SearchDates
  private let scope: SearchScope
  /// With `{id}` in place of the id.
  private var compiled: [String] = []
  /// Kinds named by the query; nil for all.
  private var kinds: [Kind]?
  private(set) var hasEntities: Bool

  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)`` for a kind, predicate, source,
  ///   country or entity that is not there; ``KnowledgeBaseError/syntax(_:query:offset:)`` for a value
  ///   that cannot be read.
  init(_ query: SearchQuery, _ options: SearchOptions, _ store: Store) throws {
    let groups = query.conditions
    dates = SearchDates(try store.registry)
    scope = options.scope
    hasEntities = scope.hasEntities
    if let asOf = options.asOf { compiled.append(dates.isNotAfter(asOf, id: "{id}")) }
    // With words to look for, the text index leaves these out by itself.
    if query.isEmpty, !query.excluded.isEmpty {
      compiled.append(
        """
        {id} NOT IN (SELECT rowid FROM search_index
          WHERE search_index MATCH \(query.excluded.expression.quotedText))
        """)
    }
    guard !groups.isEmpty || options.accordingTo != nil else { return }
    let compiler = try SearchConditionCompiler(
      store: store, dates: dates, options: options, groups)
    if let source = options.accordingTo {
      compiled.append(try compiler.sql(FilterTerm("source:\(source)")))
    }
    compiled += try groups.map { group in
      "(" + (try group.map(compiler.sql).joined(separator: "\n    OR ")) + ")"
    }
  }

  /// " AND " and the whole condition; empty where everything is looked through. Retired entities are
  /// then left out when hits are ranked, which costs less than asking of every match.
  func and(on id: String) -> String {
    if scope.isEverything, compiled.isEmpty { return "" }
    var all = scope.isEverything ? [] : [scope.condition(on: id)]
    all += compiled.map { $0.replacing("{id}", with: id) }
    return all.map { "\n   AND \($0)" }.joined()
  }

  /// As ``and(on:)``, with what is retired left out.
  func andCurrent(on id: String) -> String {
    (scope.isEverything ? "\n   AND \(scope.condition(on: id))" : "") + and(on: id)
  }
}

/// Turns the conditions of a query into SQL.
struct SearchConditionCompiler {
  let store: Store
  let registry: Registry
  let dates: SearchDates
  /// The kinds a word of a filter is tried on.
  let kinds: [Kind]
  private let options: SearchOptions

  init(
    store: Store, dates: SearchDates, options: SearchOptions, _ groups: [[FilterTerm]]
  ) throws {
    self.store = store
    self.dates = dates
    self.options = options
    registry = try store.registry
    if let kind = options.scope.kind {
      kinds = [kind]
      return
    }
    let registry = registry
    let named = groups.flatMap(\.self)
      .filter { !$0.isNegated && Self.word($0) == .kind }
      .compactMap { try? registry.kind(meantBy: $0.value) }
    kinds = named.isEmpty ? registry.kinds : named
  }

  /// The conditions that are not words of a filter.
  private enum Word: Sendable { case kind, after, before, predicate, about, source, document }

  private static let words: [String: Word] = [
    "kind": .kind, "类别": .kind, "after": .after, "since": .after, "晚于": .after, "before": .before,
    "早于": .before, "predicate": .predicate, "关系": .predicate, "about": .about, "关于": .about,
    "source": .source, "来源": .source, "mentioned_in": .document, "提及于": .document,
    "document": .document, "文档": .document,
  ]

  private static func word(_ term: FilterTerm) -> Word? {
    term.column.flatMap { words[$0.lowercased()] }
  }

  /// Whether a word with a colon is a condition at all, and not just text with a colon in it.
  func isCondition(_ term: FilterTerm) throws -> Bool {
    if Self.word(term) != nil { return true }
    return try kinds.contains { kind in
      do {
        return try store.isCondition(term.text, of: kind)
      } catch is KnowledgeBaseError {
        return true  // the kind knows the column, but not with this value
      }
    }
  }

  /// The condition on `{id}`; what cannot be decided is not found.
  func sql(_ term: FilterTerm) throws -> String {
    let positive: String
    switch Self.word(term) {
    case .kind: positive = try registry.searchScope(term.value).condition(on: "{id}")
    case .after: positive = dates.isFrom(try date(term), id: "{id}")
    case .before: positive = dates.isBefore(try date(term), id: "{id}")
    case .predicate: positive = try predicate(term)
    case .about: positive = try about(term)
    case .source: positive = try source(term)
    case .document: positive = try document(term)
    case nil: return try filter(term)
    }
    return term.isNegated ? "NOT \(positive)" : "(\(positive))"
  }

  private func date(_ term: FilterTerm) throws -> PartialDate {
    guard let date = PartialDate(term.value) else {
      throw term.malformed(
        Message(
          "'\(term.value)' is not a date (2025, 2025-07, 2025-07-23)",
          "'\(term.value)' 不是日期（2025、2025-07、2025-07-23）"))
    }
    return date
  }

  /// The subjects of a predicate, or by its inverse name the objects.
  private func predicate(_ term: FilterTerm) throws -> String {
    let (predicate, forward) = try registry.predicate(reading: term.value)
    let sides = predicate.isSymmetric ? ["subject", "object"] : [forward ? "subject" : "object"]
    let any = sides.map { side in
      """
      {id} >> 2 IN (SELECT \(side) FROM relation WHERE predicate = \(predicate.sqlID) AND retired IS NULL)
      """
    }
    return "({id} & 3 = 0 AND (\(any.joined(separator: " OR "))))"
  }

  /// The entity and what is related to it, claims about it or by it, sources that speak of it and
  /// passages that name it.
  private func about(_ term: FilterTerm) throws -> String {
    let named = try store.entity(term.value)
    let entity = named.sqlID
    return """
      CASE {id} & 3
        WHEN 0 THEN {id} >> 2 IN (SELECT \(entity)
          UNION ALL SELECT object FROM relation WHERE subject = \(entity) AND retired IS NULL
          UNION ALL SELECT subject FROM relation WHERE object = \(entity) AND retired IS NULL)
        WHEN 1 THEN {id} >> 2 IN (SELECT claim FROM claim_about WHERE entity = \(entity)
          UNION ALL SELECT id FROM claim WHERE speaker = \(entity))
        WHEN 2 THEN {id} >> 2 IN (SELECT source FROM citation WHERE entity = \(entity)
          UNION ALL SELECT s.source FROM claim_about a JOIN claim s ON s.id = a.claim
            WHERE a.entity = \(entity))
        ELSE {id} >> 2 IN (SELECT passage FROM mention WHERE entity = \(entity)
          \(try headed(with: named.id))) END
      """
  }

  /// Passages under a heading that names the entity: mentions have their place in the text below it.
  private func headed(with entity: Int64) throws -> String {
    var names: [String] = []
    try store.db.query("SELECT form FROM name_form WHERE entity = ?", [.integer(entity)]) {
      let form = $0.text(0)
      // Codes and initials mean other things as well.
      let letters = form.unicodeScalars.count { $0.properties.isAlphabetic }
      if letters > 2 || letters > 1 && form.utf8.count > letters * 2 { names.append(form.quoted) }
    }
    guard !names.isEmpty else { return "" }
    let expression = "alias : (\(names.joined(separator: " OR ")))"
    return """
      UNION ALL SELECT rowid >> 2 FROM search_index
        WHERE search_index MATCH \(expression.quotedText) AND rowid & 3 = 3
      """
  }

  /// What a source speaks of: entities, its claims, passages of its documents, and itself.
  private func source(_ term: FilterTerm) throws -> String {
    let source = try store.source(term.value).sqlID
    return """
      CASE {id} & 3
        WHEN 0 THEN {id} >> 2 IN (SELECT entity FROM citation WHERE source = \(source) AND entity IS NOT NULL
          UNION ALL SELECT entity FROM name WHERE source = \(source)
          UNION ALL SELECT r.subject FROM citation c JOIN relation r ON r.id = c.relation WHERE c.source = \(source)
          UNION ALL SELECT r.object FROM citation c JOIN relation r ON r.id = c.relation WHERE c.source = \(source))
        WHEN 1 THEN {id} >> 2 IN (SELECT id FROM claim WHERE source = \(source))
        WHEN 2 THEN {id} >> 2 = \(source)
        ELSE {id} >> 2 IN (SELECT p.id FROM passage p JOIN document d ON d.id = p.document
          WHERE d.source = \(source)) END
      """
  }

  /// What a document names, and its own passages.
  private func document(_ term: FilterTerm) throws -> String {
    let document = try store.document(term.value)
    return """
      CASE {id} & 3
        WHEN 0 THEN {id} >> 2 IN (SELECT m.entity FROM mention m JOIN passage p ON p.id = m.passage
          WHERE p.document = \(document))
        WHEN 3 THEN {id} >> 2 IN (SELECT id FROM passage WHERE document = \(document))
        ELSE 0 END
      """
  }

  /// A word of the filter grammar, on every kind that knows it.
  private func filter(_ term: FilterTerm) throws -> String {
    var entities: [String] = []
    var failures: [KnowledgeBaseError] = []
    for kind in kinds {
      do {
        let filter = try store.filter([term.text], of: kind, accordingTo: options.accordingTo)
        entities.append(filter.entities)
      } catch let error as KnowledgeBaseError {
        // Another kind may know the property, or have a country.
        failures.append(error)
      }
    }
    if entities.isEmpty,
      let failure = failures.first(where: { $0.isAbout(term.value) })
        ?? failures.first(where: \.isSyntax) ?? failures.first
    {
      throw failure
    }
    return "({id} & 3 = 0 AND {id} >> 2 IN (\(entities.joined(separator: "\nUNION ALL "))))"
  }
}
