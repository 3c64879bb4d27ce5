internal import SQLite

/// How what a query finds is distributed.
public struct SearchFacets: Sendable, Hashable {
  /// One value, and how many of the hits have it.
  public struct Count: Sendable, Hashable {
    /// Name of a kind, key of a country, or a year.
    public let value: String
    /// What people call it, in both languages.
    public let label: Label
    /// How many.
    public let count: Int
  }

  /// By kind of entity, `claim`, `source`, `passage`; the most frequent first.
  public let kinds: [Count]
  /// By country, the most frequent first: those with a source for it. One entity may have several.
  public let countries: [Count]
  /// By the year in which things began, were said or published; the newest first.
  public let years: [Count]
  /// As in ``SearchResult``.
  public let isRelaxed: Bool
  /// As in ``SearchResult``.
  public let respelled: String?
}

extension Store {
  /// Counts everything a query finds (not just the best hits) by kind, country and year.
  ///
  /// - Throws: as ``search(_:_:)``.
  public func facets(_ text: String, _ options: SearchOptions = SearchOptions()) throws
    -> SearchFacets
  {
    try searching(text, options) { run in
      SearchFacets(
        kinds: try run.kindCounts(), countries: try run.countryCounts(),
        years: try run.yearCounts(), isRelaxed: run.isRelaxed, respelled: run.respelled)
    }
  }
}

extension SearchRun {
  /// The ids of all that is found, as a common table `hit(id)`; its one parameter is the expression.
  private var hits: String {
    let expression = needleGroups.expression(excluding: query.excluded)
    let texts =
      expression.isEmpty
      ? "SELECT s.id FROM search_text s WHERE ?1 IS NOT NULL\(conditions.andCurrent(on: "s.id"))"
      : """
      SELECT search_index.rowid FROM search_index
       WHERE search_index MATCH ?1\(conditions.andCurrent(on: "search_index.rowid"))
      """
    let named = found.keys.filter { $0 & 3 == 0 }.map(String.init).joined(separator: ", ")
    let names = """
      SELECT id << 2 FROM entity WHERE retired IS NULL AND id << 2 IN (\(named))
      """
    return "WITH hit(id) AS MATERIALIZED (\(texts) UNION \(names))"
  }

  private var parameter: [Value] {
    [.text(needleGroups.expression(excluding: query.excluded))]
  }

  fileprivate func kindCounts() throws -> [SearchFacets.Count] {
    let kinds = try store.registry.kinds
    var counts: [SearchFacets.Count] = []
    try store.db.query(
      """
      \(hits)
      SELECT CASE id & 3 WHEN 0 THEN (SELECT kind FROM entity WHERE id = hit.id >> 2)
        WHEN 1 THEN 'claim' WHEN 2 THEN 'source' ELSE 'passage' END AS kind, count(*) AS n
        FROM hit GROUP BY 1 ORDER BY n DESC, 1
      """, parameter
    ) { row in
      let name = row.text(0)
      let known = kinds.first { $0.name == name }?.label
      let other = ["claim": "主张", "source": "来源", "passage": "段落"][name] ?? name
      counts.append(
        SearchFacets.Count(
          value: name, label: known ?? Label(en: name, zh: other), count: Int(row.int64(at: 1))))
    }
    return counts
  }

  fileprivate func countryCounts() throws -> [SearchFacets.Count] {
    var tally: [Int64: Int] = [:]
    for kind in try store.registry.kinds {
      guard let (rows, _) = Countries(basis: FilterBasis()).of(kind) else { continue }
      try store.db.query(
        """
        \(hits)
        SELECT (SELECT group_concat(DISTINCT country) FROM (\(rows)))
          FROM hit JOIN entity e ON e.id = hit.id >> 2
         WHERE hit.id & 3 = 0 AND e.kind = \(kind.name.quotedText)
        """, parameter
      ) { row in
        for id in (row.string(at: 0) ?? "").split(separator: ",") {
          if let id = Int64(id) { tally[id, default: 0] += 1 }
        }
      }
    }
    var counts: [SearchFacets.Count] = []
    for (id, count) in tally {
      let country = try store.db.first(
        "SELECT e.id, e.key, e.kind, e.name, e.name_zh FROM entity e WHERE e.id = ?",
        [.integer(id)], EntityReference.init(row:))
      guard let country else { continue }
      counts.append(
        SearchFacets.Count(
          value: country.key, label: Label(en: country.name, zh: country.nameZH ?? country.name),
          count: count))
    }
    return counts.sorted { (-$0.count, $0.value) < (-$1.count, $1.value) }
  }

  fileprivate func yearCounts() throws -> [SearchFacets.Count] {
    var counts: [SearchFacets.Count] = []
    try store.db.query(
      """
      \(hits)
      SELECT substr(\(conditions.dates.date(of: "hit.id")), 1, 4) AS year, count(*)
        FROM hit GROUP BY 1 HAVING year IS NOT NULL ORDER BY 1 DESC
      """, parameter
    ) { row in
      let year = row.text(0)
      counts.append(
        SearchFacets.Count(
          value: year, label: Label(en: year, zh: year), count: Int(row.int64(at: 1))))
    }
    return counts
  }
}
