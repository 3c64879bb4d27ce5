internal import SQLite

/// What an answer could not see, and what its words mean.
public struct Coverage: Sendable {
  /// Plural of the kind, in both languages.
  public let kind: Label
  /// Current entities of the kind.
  public let total: Int
  /// How many the filter lets through.
  public let selected: Int
  /// How many could not be decided because a value is not on record.
  public let undecided: Int
  /// Which value is not on record for how many of those; one entity may lack several.
  public let missing: [(word: String, what: Label, count: Int)]
  /// What the words of the filter mean.
  public let definitions: [Label]
  /// How many of the selected have which value: "weights-restricted" 5.
  public let breakdown: [(value: String, count: Int)]
  /// What sources say of how sure they are of the selected, each in its own word.
  public let confidences: [(word: String, count: Int)]
  /// Selected entities of which some value is an estimate.
  public let estimates: Int
  /// Sources behind the selected, and when the oldest and the newest of them were published.
  public let sources: (count: Int, oldest: String?, newest: String?)

  /// For a person, one statement to a line.
  public func lines(_ isChinese: Bool) -> [String] {
    var lines: [String] = []
    func say(_ en: String, _ zh: String) { lines.append(isChinese ? zh : en) }
    func list(_ items: [String]) -> String { items.joined(separator: isChinese ? "、" : ", ") }
    let name = isChinese ? kind.zh : kind.en
    if undecided == 0 {
      say("\(selected) of \(total) \(name)", "共 \(total) 个\(name)，选出 \(selected) 个")
    } else {
      let causes = missing.filter { $0.count > 0 }.map {
        isChinese ? "\($0.count) 个缺\($0.what.zh)" : "\($0.count) have no \($0.what.en) on record"
      }
      say(
        "\(selected) of \(total) \(name); \(undecided) could not be decided: \(list(causes))",
        "共 \(total) 个\(name)，选出 \(selected) 个；另有 \(undecided) 个无法判定：\(list(causes))")
    }
    lines += definitions.map { isChinese ? $0.zh : $0.en }
    if breakdown.count > 1 {
      let parts = list(breakdown.map { "\($0.count) \($0.value)" })
      say("of these: \(parts)", "其中：\(parts)")
    }
    if !confidences.isEmpty {
      let parts = list(confidences.map { "\($0.count) \($0.word)" })
      say("confidence in the sources' own words: \(parts)", "来源自述的置信度：\(parts)")
    }
    if estimates > 0 {
      say("\(estimates) have values that are estimates", "\(estimates) 个含估计值")
    }
    if sources.count > 0 {
      let dates = [sources.oldest, sources.newest].compactMap(\.self)
      let span =
        dates.isEmpty ? "" : dates.first == dates.last ? dates[0] : "\(dates[0]) – \(dates[1])"
      say(
        "\(sources.count) sources" + (span.isEmpty ? "" : ", published \(span)"),
        "来源 \(sources.count) 个" + (span.isEmpty ? "" : "，发布于 \(span)"))
    }
    return lines
  }
}

extension Store {
  /// What a filter could not see.
  public func coverage(of filter: Filter) throws -> Coverage {
    try reading {
      let from = """
        FROM entity e JOIN \(filter.kind.name.quoted) t ON t.id = e.id
         WHERE e.kind = \(filter.kind.name.quotedText) AND e.retired IS NULL
        """
      func count(_ condition: String) throws -> Int {
        Int(try db.integer("SELECT count(*) \(from) AND \(condition)"))
      }
      let selected = "e.id IN (\(filter.entities))"
      var missing: [(word: String, what: Label, count: Int)] = []
      let undecided = try count("(\(filter.sql)) IS NULL")
      if undecided > 0 {
        for condition in filter.conditions where !condition.missing.en.isEmpty {
          let open = try count("(\(filter.sql)) IS NULL AND \(condition.sql) IS NULL")
          missing.append((condition.text, condition.missing, open))
        }
      }
      var breakdown: [(value: String, count: Int)] = []
      for column in filter.conditions.compactMap(\.breakdown) {
        try db.query(
          "SELECT \(column), count(*) AS n \(from) AND \(selected) GROUP BY 1 ORDER BY n DESC, 1"
        ) { breakdown.append(($0.text(0), Int($0.int64(at: 1)))) }
      }
      var confidences: [(word: String, count: Int)] = []
      try db.query(
        """
        SELECT c.confidence, count(DISTINCT c.entity) AS n FROM citation c
         WHERE c.entity IN (\(filter.entities)) AND c.confidence IS NOT NULL AND c.rank >= 0
         GROUP BY 1 ORDER BY n DESC, 1
        """
      ) { confidences.append(($0.text(0), Int($0.int64(at: 1)))) }
      let estimates = try db.integer(
        """
        SELECT count(DISTINCT c.entity) FROM citation c
         WHERE c.entity IN (\(filter.entities)) AND c.basis = 'estimated' AND c.rank >= 0
        """)
      let sources = try db.first(
        """
        SELECT count(*), min(published), max(published) FROM source WHERE id IN (
          SELECT c.source FROM citation c WHERE c.entity IN (\(filter.entities)))
        """
      ) { (Int($0.int64(at: 0)), $0.string(at: 1), $0.string(at: 2)) }
      let plural = Label(en: filter.kind.plural, zh: filter.kind.label.zh)
      return Coverage(
        kind: plural, total: try count("1"), selected: try count(selected), undecided: undecided,
        missing: missing, definitions: filter.conditions.compactMap(\.definition),
        breakdown: breakdown, confidences: confidences, estimates: Int(estimates),
        sources: sources ?? (0, nil, nil))
    }
  }
}
