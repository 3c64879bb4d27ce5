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
  /// Which value is not on record, or too vague, for how many of those; one entity may lack several.
  public let missing: [(what: Label, isVague: Bool, count: Int)]
  /// What else could not be seen: of so many entities of another kind, how many lack what would tell
  /// whom they belong to.
  public let blind: [(kind: Label, lacking: Label, count: Int, total: Int)]
  /// What the words of the filter mean.
  public let definitions: [Label]
  /// How many of the selected have which value: "weights-restricted" 5.
  public let breakdown: [(value: String, count: Int)]
  /// What sources say of how sure they are of the selected, each in its own word.
  public let confidences: [(word: String, count: Int)]
  /// Selected entities of which some value is an estimate.
  public let estimates: Int
  /// Which values these are: "training_flop" 79.
  public let estimated: [(column: String, count: Int)]
  /// Sources behind the selected, and when the oldest and the newest of them were published.
  public let sources: (count: Int, oldest: String?, newest: String?)

  /// For a person, one statement to a line.
  public var lines: [Message] {
    var lines = [selection]
    lines += blind.map {
      Message(
        "not seen: \($0.count) of \($0.total) \($0.kind.en) have no \($0.lacking.en) on record",
        "未能计入：\($0.total) 个\($0.kind.zh)中有 \($0.count) 个缺“\($0.lacking.zh)”记录")
    }
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
        Message(
          estimates == 1
            ? "1 has values that are estimates" : "\(estimates) have values that are estimates",
          "\(estimates) 个含估计值")
          + Message(": ", "：") + Self.list(estimated.map { "\($0.count) \($0.column)" }))
    }
    if sources.count > 0 {
      lines.append(
        Message(
          sources.count.of("source"), "来源 \(sources.count) 个")
          + span.map { Message(", published \($0)", "，发布于 \($0)") })
    }
    return lines
  }

  /// How many are selected, and why others could not be decided.
  private var selection: Message {
    let selection = Message(
      "\(selected) of \(total) \(kind.en)", "共 \(total) 个\(kind.zh)，选出 \(selected) 个")
    guard undecided > 0 else { return selection }
    let en = missing.map { cause in
      let have = cause.count == 1 ? "has" : "have"
      return cause.isVague
        ? "of \(cause.count) the \(cause.what.en) on record is too vague"
        : "\(cause.count) \(have) no \(cause.what.en) on record"
    }
    let zh = missing.map { cause in
      cause.isVague ? "\(cause.count) 个的\(cause.what.zh)过于笼统" : "\(cause.count) 个缺\(cause.what.zh)"
    }
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
      var estimated: [String: Set<Int64>] = [:]
      try db.query(
        "SELECT c.entity, c.fields \(cited) AND c.basis = 'estimated' AND c.rank >= 0", selected
      ) { row in
        for field in row.text(1).split(separator: ",") {
          estimated[String(field), default: []].insert(row.int64(at: 0))
        }
      }
      let estimates = estimated.values.reduce(into: Set<Int64>()) { $0.formUnion($1) }.count
      let sources = try db.first(
        """
        SELECT count(*), min(published), max(published) FROM source s
         WHERE s.key <> \(Source.byHand.key.quotedText) AND \(filter.sources(of: "SELECT value FROM json_each(?1)"))
        """, selected
      ) { (Int($0.int64(at: 0)), $0.string(at: 1), $0.string(at: 2)) }
      return Coverage(
        kind: Label(en: filter.kind.plural, zh: filter.kind.label.zh), total: tally.total,
        selected: tally.selected.count, undecided: tally.undecided, missing: tally.missing,
        blind: try filter.conditions.compactMap(\.blind).map { try count($0) },
        definitions: filter.conditions.compactMap(\.definition), breakdown: tally.breakdown,
        confidences: confidences, estimates: estimates,
        estimated: estimated.map { ($0.key, $0.value.count) }
          .sorted { ($1.1, $0.0) < ($0.1, $1.0) },
        sources: sources ?? (0, nil, nil))
    }
  }
}

extension Store {
  /// How many entities of a kind lack what a condition would need.
  private func count(
    _ blind: Filter.Blind
  ) throws -> (kind: Label, lacking: Label, count: Int, total: Int) {
    let (lacking, total) =
      try db.first(
        """
        SELECT count(nullif(x, 0)), count(*) FROM (SELECT \(blind.sql) AS x FROM entity o
         WHERE o.kind = \(blind.kind.name.quotedText) AND o.retired IS NULL)
        """
      ) { (Int($0.int64(at: 0)), Int($0.int64(at: 1))) } ?? (0, 0)
    return (
      Label(en: blind.kind.plural, zh: blind.kind.label.zh), blind.lacking, lacking, total
    )
  }
}

/// What each condition of a filter says of each entity of the kind, counted in one pass.
private struct FilterTally {
  private(set) var total = 0
  /// Row ids of the selected.
  private(set) var selected: [Int64] = []
  private(set) var undecided = 0
  private(set) var missing: [(what: Label, isVague: Bool, count: Int)] = []
  private(set) var breakdown: [(value: String, count: Int)] = []

  init(of filter: Filter, in store: Store) throws {
    let named = filter.conditions.filter { !$0.missing.en.isEmpty }
    let broken = filter.conditions.compactMap(\.breakdown)
    var causes: [Cause: Int] = [:]
    var values: [String: Int] = [:]
    let columns = [filter.sql] + named.flatMap { [$0.sql, $0.blank ?? "1"] } + broken
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
        // Two conditions on one property have one cause in common.
        var found: Set<Cause> = []
        for (index, condition) in named.enumerated() where row.isNull(at: 2 * index + 2) {
          found.insert(
            Cause(what: condition.missing, isVague: row.int64(at: 2 * index + 3) == 0))
        }
        for cause in found { causes[cause, default: 0] += 1 }
      } else if row.int64(at: 1) != 0 {
        selected.append(row.int64(at: 0))
        for index in broken.indices {
          if let value = row.string(at: index + 2 + 2 * named.count) {
            values[value, default: 0] += 1
          }
        }
      }
    }
    missing = causes.map { ($0.key.what, $0.key.isVague, $0.value) }
      .sorted { ($1.count, $0.what.en) < ($0.count, $1.what.en) }
    breakdown = values.map { ($0.key, $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }

  private struct Cause: Hashable {
    let what: Label
    let isVague: Bool
  }
}
