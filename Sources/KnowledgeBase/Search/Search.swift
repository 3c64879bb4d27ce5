internal import SQLite

/// One entity that a search found.
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

  /// What was found.
  public let entity: EntityReference
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
  /// How many entities match in all.
  public let total: Int
  /// Nothing holds the query as it was typed; these hold its words and characters apart.
  public let isRelaxed: Bool
}

extension Store {
  /// Full-text search over names and descriptions in both languages.
  ///
  /// Where nothing holds the query as typed, its words are looked for as beginnings of longer words
  /// and its Chinese characters one by one.
  ///
  /// Ranked: exact name, then names that begin with the query, then aliases, then text by bm25
  /// (https://sqlite.org/fts5.html#the_bm25_function) with names over aliases over descriptions.
  ///
  /// - Parameters:
  ///   - kind: only this kind.
  ///   - limit: at most so many hits.
  public func search(_ text: String, kind: Kind? = nil, limit: Int = 20) throws -> SearchResult {
    let query = SearchQuery(text)
    return try reading {
      var candidates = try byName(query, kind)
      var total = 0
      var isRelaxed = false
      var needles = query.needles
      if !query.isEmpty {
        total = try count(needles.expression, kind)
        candidates += try byText(needles.expression, kind, limit)
        if candidates.isEmpty {
          isRelaxed = true
          needles = query.relaxedNeedles
          total = try count(needles.expression, kind)
          candidates = try byText(needles.expression, kind, limit)
        }
      }
      let hits = try rank(candidates, query, needles, limit)
      return SearchResult(
        hits: hits, total: max(total, Set(candidates.map(\.id)).count), isRelaxed: isRelaxed)
    }
  }

  /// As ``search(_:kind:limit:)``, with FTS5's own query syntax on the folded columns `name`, `alias`,
  /// `description`.
  ///
  /// - Throws: ``KnowledgeBaseError/sql(message:sql:offset:)`` when the expression is not valid.
  public func search(raw expression: String, kind: Kind? = nil, limit: Int = 20) throws
    -> SearchResult
  {
    do {
      return try db.transaction(.deferred) {
        let query = SearchQuery(expression)
        let candidates = try byText(expression, kind, limit)
        return SearchResult(
          hits: try rank(candidates, query, query.needles, limit),
          total: try count(expression, kind),
          isRelaxed: false)
      }
    } catch let error as SQLiteError where error.code.primary == .error {
      throw KnowledgeBaseError.sql(message: error.message, sql: nil, offset: nil)
    }
  }

  private typealias Candidate = (id: Int64, score: Double)

  private static let kindFilter = "(?2 IS NULL OR e.kind = ?2) AND e.retired IS NULL"

  /// Entities one of whose names is the query or begins with it.
  private func byName(_ query: SearchQuery, _ kind: Kind?) throws -> [Candidate] {
    var found: [Candidate] = []
    guard !query.key.isEmpty else { return [] }
    try db.query(
      """
      SELECT DISTINCT e.id FROM name_form f JOIN entity e ON e.id = f.entity
       WHERE f.form >= ?1 AND f.form < ?1 || char(0x10ffff) AND \(Self.kindFilter)
       ORDER BY length(f.form), e.key LIMIT 200
      """, [.text(query.key), kind.map { .text($0.name) } ?? .null]
    ) { found.append(($0.int64(at: 0), 0)) }
    return found
  }

  private func byText(_ expression: String, _ kind: Kind?, _ limit: Int) throws -> [Candidate] {
    var found: [Candidate] = []
    try db.query(
      """
      SELECT e.id, -bm25(search_index, 10.0, 5.0, 1.0) AS score
        FROM search_index JOIN entity e ON e.id = search_index.rowid
       WHERE search_index MATCH ?1 AND \(Self.kindFilter)
       ORDER BY score DESC, e.key LIMIT ?3
      """,
      [
        .text(expression), kind.map { .text($0.name) } ?? .null,
        .integer(Int64(min(limit, 1_000_000) + 50)),
      ]
    ) { found.append(($0.int64(at: 0), $0.double(at: 1))) }
    return found
  }

  private func count(_ expression: String, _ kind: Kind?) throws -> Int {
    Int(
      try db.integer(
        """
        SELECT count(*) FROM search_index JOIN entity e ON e.id = search_index.rowid
         WHERE search_index MATCH ?1 AND \(Self.kindFilter)
        """, [.text(expression), kind.map { .text($0.name) } ?? .null]))
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
      ($0.match.rawValue, -$0.score, $0.texts.entity.key)
        < ($1.match.rawValue, -$1.score, $1.texts.entity.key)
    }
    return ranked.prefix(limit).map { match, score, texts in
      SearchHit(
        entity: texts.entity, match: match, score: score,
        snippet: texts.snippet(needles, match))
    }
  }

  private func texts(of id: Int64) throws -> Texts {
    var aliases: [String] = []
    try db.query(
      "SELECT text FROM name WHERE entity = ? AND role <> 'pinyin' ORDER BY text", [.integer(id)]
    ) { aliases.append($0.text(0)) }
    let texts = try db.first(
      "SELECT id, key, kind, name, name_zh, description, description_zh FROM entity WHERE id = ?",
      [.integer(id)]
    ) { row in
      Texts(
        entity: EntityReference(row: row), aliases: aliases,
        descriptions: [row.string(at: 5), row.string(at: 6)].compactMap(\.self))
    }
    guard let texts else {
      throw KnowledgeBaseError.invalid("entity \(id) is gone; run aikb reindex")
    }
    return texts
  }
}

/// The original texts of one candidate.
private struct Texts {
  let entity: EntityReference
  let aliases: [String]
  let descriptions: [String]

  private var names: [String] { [entity.name] + [entity.nameZH].compactMap(\.self) }

  func match(_ key: String) -> SearchHit.Match {
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
  fileprivate var expression: String { map(\.expression).joined(separator: " AND ") }
}
