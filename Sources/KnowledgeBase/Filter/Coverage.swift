public import Messages
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
  public var lines: [Message] {
    var lines = [selection]
    lines += definitions.map { Message($0.en, $0.zh) }
    if breakdown.count > 1 {
      lines.append(
        Message("of these: ", "其中：") + Self.list(breakdown.map { "\($0.count) \($0.value)" }))
    }
    if !confidences.isEmpty {
      lines.append(
        Message("confidence in the sources' own words: ", "来源自述的置信度：")
          + Self.list(confidences.map { "\($0.count) \($0.word)" }))
    }
    if estimates > 0 {
      lines.append(
        Message("\(estimates) have values that are estimates", "\(estimates) 个含估计值"))
    }
    if sources.count > 0 {
      lines.append(
        Message("\(sources.count) sources", "来源 \(sources.count) 个")
          + span.map { Message(", published \($0)", "，发布于 \($0)") })
    }
    return lines
  }

  /// How many are selected, and why others could not be decided.
  private var selection: Message {
    let selection = Message(
      "\(selected) of \(total) \(kind.en)", "共 \(total) 个\(kind.zh)，选出 \(selected) 个")
    guard undecided > 0 else { return selection }
    let causes = missing.filter { $0.count > 0 }
    let en = causes.map { "\($0.count) have no \($0.what.en) on record" }
    let zh = causes.map { "\($0.count) 个缺\($0.what.zh)" }
    return selection
      + Message(
        "; \(undecided) could not be decided: \(en.joined(separator: ", "))",
        "；另有 \(undecided) 个无法判定：\(zh.joined(separator: "、"))")
  }

  /// When the sources were published: one date or two.
  private var span: String? {
    guard let oldest = sources.oldest, let newest = sources.newest else { return nil }
    return oldest == newest ? oldest : "\(oldest) – \(newest)"
  }

  private static func list(_ items: [String]) -> Message {
    Message(items.joined(separator: ", "), items.joined(separator: "、"))
  }
}

extension Store {
  /// What a filter could not see.
  public func coverage(of filter: Filter) throws -> Coverage {
    try reading {
      let tally = try FilterTally(of: filter, in: self)
      // The selected, as the list of their row ids: the filter is asked once.
      let selected: [Value] = [
        .text("[\(tally.selected.map(String.init).joined(separator: ","))]")
      ]
      let cited = "FROM citation c WHERE c.entity IN (SELECT value FROM json_each(?1))"
      var confidences: [(word: String, count: Int)] = []
      try db.query(
        """
        SELECT c.confidence, count(DISTINCT c.entity) AS n \(cited)
           AND c.confidence IS NOT NULL AND c.rank >= 0 GROUP BY 1 ORDER BY n DESC, 1
        """, selected
      ) { confidences.append(($0.text(0), Int($0.int64(at: 1)))) }
      let estimates = try db.integer(
        """
        SELECT count(DISTINCT c.entity) \(cited) AND c.basis = 'estimated' AND c.rank >= 0
        """, selected)
      let sources = try db.first(
        """
        SELECT count(*), min(published), max(published) FROM source
         WHERE id IN (SELECT c.source \(cited))
        """, selected
      ) { (Int($0.int64(at: 0)), $0.string(at: 1), $0.string(at: 2)) }
      return Coverage(
        kind: Label(en: filter.kind.plural, zh: filter.kind.label.zh), total: tally.total,
        selected: tally.selected.count, undecided: tally.undecided, missing: tally.missing,
        definitions: filter.conditions.compactMap(\.definition), breakdown: tally.breakdown,
        confidences: confidences, estimates: Int(estimates), sources: sources ?? (0, nil, nil))
    }
  }
}

/// What each condition of a filter says of each entity of the kind, counted in one pass.
private struct FilterTally {
  private(set) var total = 0
  /// Row ids of the selected.
  private(set) var selected: [Int64] = []
  private(set) var undecided = 0
  private(set) var missing: [(word: String, what: Label, count: Int)] = []
  private(set) var breakdown: [(value: String, count: Int)] = []

  init(of filter: Filter, in store: Store) throws {
    let named = filter.conditions.filter { !$0.missing.en.isEmpty }
    let broken = filter.conditions.compactMap(\.breakdown)
    missing = named.map { ($0.text, $0.missing, 0) }
    var values: [String: Int] = [:]
    let columns = [filter.sql] + named.map(\.sql) + broken
    try store.db.query(
      """
      SELECT e.id, \(columns.joined(separator: ", "))
        FROM entity e JOIN \(filter.kind.name.quoted) t ON t.id = e.id
       WHERE e.kind = \(filter.kind.name.quotedText) AND e.retired IS NULL
      """
    ) { row in
      total += 1
      if row.isNull(at: 1) {
        undecided += 1
        for index in missing.indices where row.isNull(at: index + 2) { missing[index].count += 1 }
      } else if row.int64(at: 1) != 0 {
        selected.append(row.int64(at: 0))
        for index in broken.indices {
          if let value = row.string(at: index + 2 + named.count) { values[value, default: 0] += 1 }
        }
      }
    }
    breakdown = values.map { ($0.key, $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }
}
