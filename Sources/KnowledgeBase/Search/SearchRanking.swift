internal import SQLite

/// The last stage of a search: the best candidates are looked at in full and put in order.
extension SearchRun {
  /// How many candidates are looked at in full, for each hit that is wanted; of names at least
  /// ``looksAtNames``, since their length counts.
  private static let looksPerHit = 2
  private static let looksAtNames = 20

  /// The hits and what is to be said of them.
  ///
  /// - Parameter raw: the FTS5 expression where the query was one.
  mutating func result(_ raw: String? = nil) throws -> SearchResult {
    let expression = raw ?? needleGroups.expression(excluding: query.excluded)
    var (ranked, count) = try ranked()
    if ranked.count < options.limit, passesTexts {
      // Some of the names that seemed enough are retired.
      try texts(query)
      (ranked, count) = try self.ranked()
    }
    let needles = needleGroups.flatMap(\.self)
    let hits = try ranked.prefix(options.limit).map { item in
      let texts =
        options.hasSnippets || item.traits == nil ? try SearchTexts(of: item.id, in: store) : nil
      return SearchHit(
        key: item.traits?.key ?? texts?.key ?? "", kind: item.kind,
        name: item.traits?.name ?? texts?.name ?? "",
        nameZH: item.traits?.nameZH ?? texts?.nameZH,
        match: item.match, score: item.score, parts: parts(of: item),
        snippet: options.hasSnippets
          ? texts?.snippet(needles, item.match, tokens: options.snippetTokens) : nil)
    }
    return SearchResult(
      hits: hits, total: try total(expression, count), isRelaxed: isRelaxed,
      respelled: respelled, expression: expression,
      sql: Self.sql(
        .texts, conditions.and(on: "search_index.rowid"), textLimit))
  }

  private func total(_ expression: String, _ seen: Int) throws -> Int {
    guard options.countsAll else { return seen }
    let matches =
      if !expression.isEmpty {
        try store.db.integer(
          """
          SELECT count(*) FROM search_index WHERE search_index MATCH ?1\
          \(conditions.andCurrent(on: "search_index.rowid"))
          """, [.text(expression)])
      } else if seen > 0, isNarrowed {
        try store.db.integer(
          "SELECT count(*) FROM search_text s WHERE 1\(conditions.andCurrent(on: "s.id"))")
      } else {
        Int64(seen)
      }
    return max(seen, Int(matches))
  }

  /// A candidate that was looked at in full.
  private struct Ranked {
    let id: Int64
    let match: SearchHit.Match
    /// Of an entity.
    var traits: SearchTraits?
    let kind: String
    let weight: Double
    let coverage: Double
    let relevance: Double
    var score = 0.0

    func isBefore(_ other: Ranked) -> Bool {
      if (id & 3 == 0) != (other.id & 3 == 0) { return id & 3 == 0 }
      if score != other.score { return score > other.score }
      return (traits?.key ?? "", id) < (other.traits?.key ?? "", other.id)
    }
  }

  /// The best candidates, best first: entities, then what is said about them; and how many there are
  /// in all.
  private func ranked() throws -> (best: [Ranked], count: Int) {
    // Without text to look for, only their relations put them in order.
    let looks = query.isEmpty ? found.count : min(options.limit, 1_000_000) * Self.looksPerHit
    var candidates = BestMatches(max(looks, Self.looksAtNames))
    for (id, candidate) in found { candidates.add(id, provisional(candidate)) }
    let best = candidates.best().enumerated().compactMap { index, match in
      // Beyond what is to be looked at, names only.
      found[match.id].flatMap { candidate in
        index < looks || candidate.weight >= weights.otherWords ? (match.id, candidate) : nil
      }
    }
    let entities = best.map(\.0).filter { SearchOwner(identifier: $0) == .entity }
    var traits = try SearchTraits.read(entities.map { $0 >> 2 }, in: store)[...]
    let names = try store.db.cachedStatement(FoldedNeedles.namesSQL)
    let needles = FoldedNeedles(needleGroups)
    var ranked: [Ranked] = []
    var gone = 0
    for (id, candidate) in best {
      let known = SearchOwner(identifier: id) == .entity ? traits.removeFirst() : nil
      if let item = try self.ranked(id, candidate, known, needles, names) {
        ranked.append(item)
      } else {
        gone += 1
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

  /// Looks at a candidate, of an entity with its traits; nil for one that is retired.
  private func ranked(
    _ id: Int64, _ candidate: SearchCandidate, _ traits: SearchTraits?, _ needles: FoldedNeedles,
    _ names: borrowing Statement
  ) throws -> Ranked? {
    var item: Ranked
    switch SearchOwner(identifier: id) {
    case .entity:
      guard let traits, !traits.isRetired else { return nil }
      var weight = candidate.weight
      var coverage = candidate.coverage
      if candidate.match == .words, let names = try needles.names(of: id >> 2, names) {
        if names.isOwn { weight = max(weight, weights.words) }
        coverage = names.coverage
      }
      item = Ranked(
        id: id, match: candidate.match, traits: traits, kind: traits.kind, weight: weight,
        coverage: coverage ?? 0, relevance: candidate.relevance)
    case .claim where try !isCurrent(id): return nil
    case let owner:
      item = Ranked(
        id: id, match: .text, kind: owner.name, weight: candidate.weight, coverage: 0,
        relevance: candidate.relevance)
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
        name: "relations",
        value: weights.relations * weights.connectedness(item.traits?.relations ?? 0)),
    ]
  }
}
