internal import SQLite

/// One thing that a search found: an entity, a claim, a source or a passage of a document.
public struct SearchHit: Sendable, Hashable {
  /// Why it stands where it stands; the smaller, the better.
  public enum Match: Int, Sendable, Comparable {
    /// Its name in either language is the query.
    case name
    /// Its name begins with the query.
    case prefix
    /// Another of its names is the query.
    case alias
    /// The query stands in its names or description.
    case text

    /// Whether `a` is the better match.
    public static func < (a: Match, b: Match) -> Bool { a.rawValue < b.rawValue }
  }

  /// Its key; of a passage, the document's key and the passage's number: `essay#12`.
  public let key: String
  /// Name of the entity's kind, else `claim`, `source` or `passage`.
  public let kind: String
  /// Its name; of a claim its text, of a source its title, of a passage the heading above it.
  public let name: String
  /// The same in simplified Chinese.
  public let nameZH: String?
  /// Why it was found.
  public let match: Match
  /// Relevance in the text (negative bm25 of FTS5: higher is better); 0 for matches by name alone.
  public let score: Double
  /// The original text with the matches marked.
  public let snippet: Snippet?
}

/// What a search found.
public struct SearchResult: Sendable {
  /// The best hits, best first.
  public let hits: [SearchHit]
  /// How many match in all.
  public let total: Int
  /// Nothing holds the query as it was typed; these hold its words and characters apart.
  public let isRelaxed: Bool
}

/// What a search looks through.
public enum SearchScope: Sendable {
  case everything, claims, sources, passages
  /// The entities of one kind.
  case kind(Kind)
  /// The entities that a filter lets through.
  case filtered(Filter)

  /// An SQL condition on the row id of `search_index`.
  fileprivate var filter: String {
    let id = "search_index.rowid"
    func current(_ table: String, _ more: String = "") -> String {
      "EXISTS (SELECT 1 FROM \(table) x WHERE x.id = \(id) >> 2 AND x.retired IS NULL\(more))"
    }
    return switch self {
    case .everything:
      "CASE \(id) & 3 WHEN 0 THEN \(current("entity")) WHEN 1 THEN \(current("claim")) ELSE 1 END"
    case .kind(let kind):
      "\(id) & 3 = 0 AND \(current("entity", " AND x.kind = \(kind.name.quotedText)"))"
    case .filtered(let filter): "\(id) & 3 = 0 AND \(id) >> 2 IN (\(filter.entities))"
    case .claims: "\(id) & 3 = 1 AND \(current("claim"))"
    case .sources: "\(id) & 3 = 2"
    case .passages: "\(id) & 3 = 3"
    }
  }
}

extension Registry {
  /// What the word stands for: a kind, or claims, sources, passages.
  ///
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:)``.
  public func searchScope(_ word: String) throws -> SearchScope {
    switch word {
    case "claim", "claims", "主张": .claims
    case "source", "sources", "来源": .sources
    case "passage", "passages", "段落": .passages
    default: .kind(try kind(word))
    }
  }
}

extension Store {
  /// Full-text search over names and descriptions of entities, claims, sources and passages, in both
  /// languages.
  ///
  /// Where nothing holds the query as typed, its words are looked for as beginnings of longer words
  /// and its Chinese characters one by one.
  ///
  /// Ranked: exact name, then names that begin with the query, then aliases, then text by bm25
  /// (https://sqlite.org/fts5.html#the_bm25_function) with names over aliases over descriptions;
  /// entities before what is said about them.
  ///
  /// - Parameter limit: at most so many hits.
  public func search(
    _ text: String, in scope: SearchScope = .everything, limit: Int = 20
  ) throws -> SearchResult {
    let query = SearchQuery(text)
    return try reading {
      var candidates = try byName(query, scope)
      var total = 0
      var isRelaxed = false
      var needles = query.needles
      if !query.isEmpty {
        total = try count(needles.expression, scope)
        candidates += try byText(needles.expression, scope, limit)
        if candidates.isEmpty {
          isRelaxed = true
          needles = query.relaxedNeedles
          total = try count(needles.expression, scope)
          candidates = try byText(needles.expression, scope, limit)
        }
      }
      let hits = try rank(candidates, query, needles, limit)
      return SearchResult(
        hits: hits, total: max(total, Set(candidates.map(\.id)).count), isRelaxed: isRelaxed)
    }
  }

  /// As ``search(_:in:limit:)``, with FTS5's own query syntax on the folded columns `name`, `alias`,
  /// `description`.
  ///
  /// - Throws: ``KnowledgeBaseError/sql(message:sql:offset:)`` when the expression is not valid.
  public func search(
    raw expression: String, in scope: SearchScope = .everything, limit: Int = 20
  ) throws -> SearchResult {
    do {
      return try db.transaction(.deferred) {
        let query = SearchQuery(expression)
        let candidates = try byText(expression, scope, limit)
        return SearchResult(
          hits: try rank(candidates, query, query.needles, limit),
          total: try count(expression, scope),
          isRelaxed: false)
      }
    } catch let error as SQLiteError where error.code.primary == .error {
      throw KnowledgeBaseError.sql(message: error.message, sql: nil, offset: nil)
    }
  }

  /// The id in `search_text`, and the score in the text.
  private typealias Candidate = (id: Int64, score: Double)

  /// Entities one of whose names is the query or begins with it.
  private func byName(_ query: SearchQuery, _ scope: SearchScope) throws -> [Candidate] {
    let kind: Value
    var narrowed = ""
    switch scope {
    case .everything: kind = .null
    case .kind(let wanted): kind = .text(wanted.name)
    case .filtered(let filter):
      kind = .text(filter.kind.name)
      narrowed = " AND e.id IN (\(filter.entities))"
    default: return []
    }
    var found: [Candidate] = []
    guard !query.key.isEmpty else { return [] }
    try db.query(
      """
      SELECT DISTINCT e.id FROM name_form f JOIN entity e ON e.id = f.entity
       WHERE f.form >= ?1 AND f.form < ?1 || char(0x10ffff)
         AND (?2 IS NULL OR e.kind = ?2) AND e.retired IS NULL\(narrowed)
       ORDER BY length(f.form), e.key LIMIT 200
      """, [.text(query.key), kind]
    ) { found.append((SearchOwner.entity.identifier($0.int64(at: 0)), 0)) }
    return found
  }

  private func byText(
    _ expression: String, _ scope: SearchScope, _ limit: Int
  ) throws -> [Candidate] {
    var found: [Candidate] = []
    try db.query(
      """
      SELECT rowid, -bm25(search_index, 10.0, 5.0, 1.0) AS score
        FROM search_index WHERE search_index MATCH ?1 AND \(scope.filter)
       ORDER BY rowid & 3 <> 0, score DESC, rowid LIMIT ?2
      """, [.text(expression), .integer(Int64(min(limit, 1_000_000) + 50))]
    ) { found.append(($0.int64(at: 0), $0.double(at: 1))) }
    return found
  }

  private func count(_ expression: String, _ scope: SearchScope) throws -> Int {
    Int(
      try db.integer(
        "SELECT count(*) FROM search_index WHERE search_index MATCH ?1 AND \(scope.filter)",
        [.text(expression)]))
  }

  private func rank(
    _ candidates: [Candidate], _ query: SearchQuery, _ needles: [SearchQuery.Needle], _ limit: Int
  ) throws -> [SearchHit] {
    var scores: [Int64: Double] = [:]
    for candidate in candidates {
      scores[candidate.id] = max(scores[candidate.id] ?? 0, candidate.score)
    }
    var ranked: [(match: SearchHit.Match, score: Double, texts: Texts)] = []
    for (id, score) in scores {
      let texts = try texts(of: id)
      ranked.append((texts.match(query.key), score, texts))
    }
    ranked.sort {
      ($0.match.rawValue, $0.texts.isEntity ? 0 : 1, -$0.score, $0.texts.key)
        < ($1.match.rawValue, $1.texts.isEntity ? 0 : 1, -$1.score, $1.texts.key)
    }
    return ranked.prefix(limit).map { match, score, texts in
      SearchHit(
        key: texts.key, kind: texts.kind, name: texts.name, nameZH: texts.nameZH, match: match,
        score: score, snippet: texts.snippet(needles, match))
    }
  }

  private func texts(of id: Int64) throws -> Texts {
    let owner = SearchOwner(identifier: id)
    let row: [Value] = [.integer(id >> 2)]
    var aliases: [String] = []
    let texts: Texts?
    switch owner {
    case .entity:
      try db.query(
        "SELECT text FROM name WHERE entity = ? AND role <> 'pinyin' ORDER BY text", row
      ) { aliases.append($0.text(0)) }
      texts = try db.first(
        "SELECT key, kind, name, name_zh, description, description_zh FROM entity WHERE id = ?", row
      ) { row in
        Texts(
          isEntity: true, key: row.text(0), kind: row.text(1), name: row.text(2),
          nameZH: row.string(at: 3), aliases: aliases,
          descriptions: [row.string(at: 4), row.string(at: 5)].compactMap(\.self))
      }
    case .claim:
      texts = try db.first("SELECT key, text, text_zh, quote FROM claim WHERE id = ?", row) { row in
        Texts(
          isEntity: false, key: row.text(0), kind: "claim",
          name: row.string(at: 1) ?? row.text(2), nameZH: row.string(at: 2), aliases: [],
          descriptions: (1...3).compactMap { row.string(at: $0) })
      }
    case .source:
      texts = try db.first("SELECT key, title, publisher FROM source WHERE id = ?", row) { row in
        Texts(
          isEntity: false, key: row.text(0), kind: "source", name: row.text(1), nameZH: nil,
          aliases: [], descriptions: [row.text(1)] + [row.string(at: 2)].compactMap(\.self))
      }
    case .passage:
      texts = try db.first(
        """
        SELECT d.key || '#' || p.ordinal, ifnull(p.heading, d.title), p.text
          FROM passage p JOIN document d ON d.id = p.document WHERE p.id = ?
        """, row
      ) { row in
        Texts(
          isEntity: false, key: row.text(0), kind: "passage", name: row.text(1), nameZH: nil,
          aliases: [], descriptions: [row.text(2), row.text(1)])
      }
    }
    guard let texts else {
      throw KnowledgeBaseError.invalid("\(owner) \(id >> 2) is gone; run aikb reindex")
    }
    return texts
  }
}

/// The original texts of one candidate.
private struct Texts {
  let isEntity: Bool
  let key: String
  let kind: String
  let name: String
  let nameZH: String?
  let aliases: [String]
  let descriptions: [String]

  private var names: [String] { [name] + [nameZH].compactMap(\.self) }

  func match(_ key: String) -> SearchHit.Match {
    guard isEntity else { return .text }
    let folded = names.map(NameForms.form)
    if folded.contains(key) { return .name }
    if folded.contains(where: { $0.hasPrefix(key) }) { return .prefix }
    return aliases.contains { NameForms.form(of: $0) == key } ? .alias : .text
  }

  /// From the name where that is what matched, else from the description, an alias or a name.
  func snippet(_ needles: [SearchQuery.Needle], _ match: SearchHit.Match) -> Snippet? {
    let byName = match == .name || match == .prefix
    for text in byName ? names : descriptions + aliases + names {
      if let snippet = Snippet.of(text, matching: needles) { return snippet }
    }
    return nil
  }
}

extension [SearchQuery.Needle] {
  /// The FTS5 expression: all of them are required.
  var expression: String { map(\.expression).joined(separator: " AND ") }
}
