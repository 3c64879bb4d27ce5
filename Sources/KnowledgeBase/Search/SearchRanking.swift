internal import SQLite

/// The last stage of a search: the best candidates are looked at in full and put in order.
extension SearchRun {
  /// How many candidates are looked at in full, for each hit that is wanted; of names at least
  /// ``looksAtNames``, since their length counts.
  private static let looksPerHit = 2
  private static let looksAtNames = 32

  /// The hits and what is to be said of them.
  ///
  /// - Parameter raw: the FTS5 expression where the query was one.
  func result(_ raw: String? = nil) throws -> SearchResult {
    let expression = raw ?? needleGroups.expression(excluding: query.excluded)
    let (ranked, count) = try ranked()
    let needles = needleGroups.flatMap(\.self)
    var hits: [SearchHit] = []
    for item in ranked.prefix(options.limit) {
      let texts = try SearchTexts(of: item.id, in: store)
      hits.append(
        SearchHit(
          key: texts.key, kind: texts.kind, name: texts.name, nameZH: texts.nameZH,
          match: item.match, score: item.score, parts: parts(of: item),
          snippet: options.hasSnippets ? texts.snippet(needles, item.match) : nil))
    }
    return SearchResult(
      hits: hits, total: try total(expression, count), isRelaxed: isRelaxed,
      respelled: respelled, expression: expression,
      sql: Self.sql(
        "search_index", "3.0, 2.0, 1.0", conditions.and(on: "search_index.rowid"), textLimit))
  }

  private func total(_ expression: String, _ seen: Int) throws -> Int {
    guard options.countsAll, !expression.isEmpty else { return seen }
    let matches = try store.db.integer(
      """
      SELECT count(*) FROM search_index WHERE search_index MATCH ?1\
      \(conditions.andCurrent(on: "search_index.rowid"))
      """, [.text(expression)])
    return max(seen, Int(matches))
  }

  /// A candidate that was looked at in full.
  private struct Ranked {
    let id: Int64
    let match: SearchHit.Match
    let key: String
    let kind: String
    let weight: Double
    let coverage: Double
    let relevance: Double
    let relations: Int
    var score = 0.0

    func isBefore(_ other: Ranked) -> Bool {
      (id & 3 == 0 ? 0 : 1, -score, key, id)
        < (other.id & 3 == 0 ? 0 : 1, -other.score, other.key, other.id)
    }
  }

  /// The best candidates, best first: entities, then what is said about them; and how many there are
  /// in all.
  private func ranked() throws -> (best: [Ranked], count: Int) {
    // Without text to look for, only their relations put them in order.
    let looks = query.isEmpty ? found.count : min(options.limit, 1_000_000) * Self.looksPerHit
    var candidates = found.map { id, candidate in
      (id: id, rank: (id & 3 == 0 ? 100 : 0) + provisional(candidate))
    }
    candidates.sort { ($0.rank, $1.id) > ($1.rank, $0.id) }
    var ranked: [Ranked] = []
    var gone = 0
    try store.db.withStatement(SearchTraits.sql) { statement in
      for (index, item) in candidates.enumerated() where index < looks || index < Self.looksAtNames
      {
        let id = item.id
        guard let candidate = found[id] else { continue }
        if index >= looks, candidate.weight < weights.otherWords { break }
        if let item = try self.ranked(id, candidate, statement) {
          ranked.append(item)
        } else {
          gone += 1
        }
      }
    }
    ranked.sort { $0.isBefore($1) }
    return (ranked, candidates.count + passed - gone)
  }

  /// What a candidate ranks by before it is looked at.
  private func provisional(_ candidate: SearchCandidate) -> Double {
    candidate.weight + weights.relevance * candidate.relevance
      + weights.length * (candidate.coverage ?? 0)
  }

  /// Looks at a candidate; nil for one that is retired.
  private func ranked(
    _ id: Int64, _ candidate: SearchCandidate, _ statement: borrowing Statement
  ) throws -> Ranked? {
    var item: Ranked
    switch SearchOwner(identifier: id) {
    case .entity:
      guard let traits = try SearchTraits(id >> 2, statement), !traits.isRetired else { return nil }
      var weight = candidate.weight
      var coverage = candidate.coverage
      if candidate.match == .words {
        let isOwn = traits.nameHolds(needleGroups)
        if isOwn { weight = max(weight, weights.words) }
        coverage = traits.coverage(needleGroups, inAlias: !isOwn)
      }
      item = Ranked(
        id: id, match: candidate.match, key: traits.key, kind: traits.kind, weight: weight,
        coverage: coverage ?? 0, relevance: candidate.relevance, relations: traits.relations)
    case .claim where try !isCurrent(id): return nil
    case let owner:
      item = Ranked(
        id: id, match: .text, key: "", kind: owner.name, weight: candidate.weight, coverage: 0,
        relevance: candidate.relevance, relations: 0)
    }
    item.score = parts(of: item).reduce(0) { $0 + $1.value }
    return item
  }

  /// A claim can be withdrawn; where a scope is given it has been asked.
  private func isCurrent(_ claim: Int64) throws -> Bool {
    try store.db.scalar(
      "SELECT 1 FROM claim WHERE id = ? AND retired IS NULL", [.integer(claim >> 2)]) != nil
  }

  private func parts(of item: Ranked) -> [SearchHit.ScorePart] {
    [
      .init(name: "match", value: item.weight),
      .init(name: "length", value: weights.length * item.coverage),
      .init(name: "text", value: weights.relevance * item.relevance),
      .init(name: "kind", value: weights.kind * weights.prior(item.kind)),
      .init(
        name: "relations", value: weights.relations * weights.connectedness(item.relations)),
    ]
  }
}
