internal import SQLite

/// The last stage of a search: the best candidates are looked at in full and put in order.
extension SearchRun {
  /// How many candidates are looked at in full, for each hit that is wanted.
  private static let looksPerHit = 4

  /// The hits and what is to be said of them.
  ///
  /// - Parameter raw: the FTS5 expression where the query was one.
  func result(_ raw: String? = nil) throws -> SearchResult {
    let expression = raw ?? needleGroups.expression(excluding: query.excluded)
    let ranked = try ranked()
    let needles = needleGroups.flatMap(\.self)
    var hits: [SearchHit] = []
    for item in ranked.prefix(options.limit) {
      let texts = try SearchTexts(of: item.id, in: store)
      hits.append(
        SearchHit(
          key: texts.key, kind: texts.kind, name: texts.name, nameZH: texts.nameZH,
          match: item.match, score: item.score, parts: item.parts,
          snippet: options.hasSnippets ? texts.snippet(needles, item.match) : nil))
    }
    return SearchResult(
      hits: hits, total: try total(expression, ranked.count), isRelaxed: isRelaxed,
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

  private struct Ranked {
    let id: Int64
    let match: SearchHit.Match
    let score: Double
    let parts: [SearchHit.ScorePart]
    let isEntity: Bool
    let key: String
  }

  /// All that is worth a look, best first: entities, then what is said about them.
  private func ranked() throws -> [Ranked] {
    let looks = max(64, min(options.limit, 1_000_000) * Self.looksPerHit)
    let candidates = found.sorted { a, b in
      let (first, second) = (provisional(a.value), provisional(b.value))
      let (firstOwner, secondOwner) = (a.key & 3 == 0 ? 0 : 1, b.key & 3 == 0 ? 0 : 1)
      return (firstOwner, -first, a.key) < (secondOwner, -second, b.key)
    }
    var ranked: [Ranked] = []
    for (id, candidate) in candidates.prefix(looks) {
      if SearchOwner(identifier: id) == .entity {
        guard let traits = try SearchTraits.of(id >> 2, in: store), !traits.isRetired else {
          continue
        }
        ranked.append(scored(id, candidate, traits))
      } else if try isCurrent(id) {
        ranked.append(scored(id, candidate))
      }
    }
    // Beyond what was looked at there may be more, which count.
    let rest = candidates.dropFirst(looks).map { id, candidate in scored(id, candidate) }
    ranked.sort(by: Self.isBefore)
    return ranked + rest
  }

  private static func isBefore(_ a: Ranked, _ b: Ranked) -> Bool {
    (a.isEntity ? 0 : 1, -a.score, a.key, a.id) < (b.isEntity ? 0 : 1, -b.score, b.key, b.id)
  }

  private func provisional(_ candidate: SearchCandidate) -> Double {
    candidate.weight + weights.relevance * candidate.relevance
      + weights.length * (candidate.coverage ?? 0)
  }

  /// Claims can be withdrawn; where a scope is given it has been asked.
  private func isCurrent(_ id: Int64) throws -> Bool {
    guard SearchOwner(identifier: id) == .claim else { return true }
    return try store.db.scalar(
      "SELECT 1 FROM claim WHERE id = ? AND retired IS NULL", [.integer(id >> 2)]) != nil
  }

  private func scored(
    _ id: Int64, _ candidate: SearchCandidate, _ traits: SearchTraits? = nil
  ) -> Ranked {
    var match = candidate.match
    var weight = candidate.weight
    var coverage = candidate.coverage
    if let traits, match == .words {
      let isOwn = traits.nameHolds(needleGroups)
      if isOwn { weight = max(weight, weights.words) }
      coverage = traits.coverage(needleGroups, inAlias: !isOwn)
    }
    if traits == nil { match = .text }
    let kind = traits?.kind ?? "\(SearchOwner(identifier: id))"
    let parts = [
      ("match", weight), ("length", weights.length * (coverage ?? 0)),
      ("text", weights.relevance * candidate.relevance),
      ("kind", weights.kind * weights.prior(kind)),
      ("relations", weights.relations * weights.connectedness(traits?.relations ?? 0)),
    ].map { SearchHit.ScorePart(name: $0.0, value: $0.1) }
    return Ranked(
      id: id, match: match, score: parts.reduce(0) { $0 + $1.value }, parts: parts,
      isEntity: id & 3 == 0, key: traits?.key ?? "")
  }
}
