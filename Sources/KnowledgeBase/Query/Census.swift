internal import SQLite

/// One number of a count of everything a knowledge base holds.
public struct CensusRow: Sendable {
  /// What is counted.
  public enum Group: String, Sendable {
    /// Current entities, by kind.
    case entities
    /// Current relations, by predicate.
    case relations
    /// Current records of the other sorts.
    case records
    /// How much of what there could be there is.
    case shares
  }

  /// What is counted.
  public let group: Group
  /// Kind, predicate or sort, e.g. "models", "develops", "values-cited".
  public let name: String
  /// The same in words.
  public let label: Label
  /// How many there are.
  public let count: Int
  /// How many there could be; nil where that means nothing.
  public var total: Int?

  /// The part of ``total`` that there is, 0 to 1; nil where there is nothing to be part of.
  public var share: Double? {
    guard let total, total > 0 else { return nil }
    return Double(count) / Double(total)
  }
}

extension Store {
  /// Counts everything: current entities by kind, relations by predicate (most first), records of
  /// every other sort, values for which sources disagree; and which share of the values has a source
  /// (those of ``CitableValues``, and the claims), and of the entities a name in both languages.
  public func census() throws -> [CensusRow] {
    try reading {
      try entityCounts() + relationCounts() + recordCounts() + citedShares() + languageShares()
    }
  }

  private func entityCounts() throws -> [CensusRow] {
    try registry.kinds.map { kind in
      CensusRow(
        group: .entities, name: kind.plural, label: kind.label,
        count: try RecordRows.entities(kind).count(where: "1", in: self))
    }
  }

  private func relationCounts() throws -> [CensusRow] {
    let labels = Dictionary(
      uniqueKeysWithValues: try registry.predicates.map { ($0.name, $0.label) })
    var rows: [CensusRow] = []
    try db.query(
      """
      SELECT p.name, count(*) FROM relation r JOIN predicate p ON p.id = r.predicate
       WHERE r.retired IS NULL GROUP BY p.id ORDER BY 2 DESC, 1
      """
    ) { row in
      let name = row.text(0)
      rows.append(
        CensusRow(
          group: .relations, name: name, label: labels[name] ?? Label(en: name, zh: name),
          count: Int(row.int64(at: 1))))
    }
    return rows
  }

  private func recordCounts() throws -> [CensusRow] {
    let sorts: [(name: String, sql: String, label: Label)] = [
      ("relations", "relation WHERE retired IS NULL", Label(en: "relations", zh: "关系")),
      ("events", "event WHERE retired IS NULL", Label(en: "further dates", zh: "事件")),
      ("figures", "figure WHERE retired IS NULL", Label(en: "figures", zh: "数据")),
      ("claims", "claim WHERE retired IS NULL", Label(en: "claims", zh: "主张")),
      ("evidence", "evidence", Label(en: "evidence of claims", zh: "主张的依据")),
      ("documents", "document", Label(en: "texts taken in whole", zh: "全文")),
      ("names", "name", Label(en: "further names", zh: "别名")),
      ("sources", "source", Label(en: "sources", zh: "来源")),
      ("citations", "citation WHERE retired IS NULL", Label(en: "citations", zh: "引证")),
      (
        "conflicts", "conflicts",
        Label(en: "values on which sources differ, all kept", zh: "来源不一而并存的值")
      ),
    ]
    return try sorts.map { sort in
      CensusRow(
        group: .records, name: sort.name, label: sort.label,
        count: Int(try db.integer("SELECT count(*) FROM \(sort.sql)")))
    }
  }

  private func citedShares() throws -> [CensusRow] {
    var sums: [String: (cited: Int, all: Int)] = [:]
    for value in CitableValues.all(try registry) {
      let cited = try value.rows.count(where: "\(value.isPresent) AND \(value.isCited)", in: self)
      let all = try value.rows.count(where: value.isPresent, in: self)
      let sum = sums[value.rows.owner, default: (0, 0)]
      sums[value.rows.owner] = (sum.cited + cited, sum.all + all)
    }
    let claims = try RecordRows.claims.count(where: "t.retired IS NULL", in: self)
    sums["claim"] = (claims, claims)
    let sorts = [
      ("entity", Label(en: "values of entities with a source", zh: "有来源的实体属性值")),
      ("relation", Label(en: "values of relations with a source", zh: "有来源的关系及其值")),
      ("figure", Label(en: "values of figures with a source", zh: "有来源的数据及其值")),
      ("event", Label(en: "further dates with a source", zh: "有来源的事件")),
      ("claim", Label(en: "claims with a source", zh: "有来源的主张")),
    ]
    let whole = sums.values.reduce((0, 0)) { ($0.0 + $1.cited, $0.1 + $1.all) }
    return [
      CensusRow(
        group: .shares, name: "values-cited",
        label: Label(en: "values with a source", zh: "有来源的值"), count: whole.0, total: whole.1)
    ]
      + sorts.map { sort, label in
        CensusRow(
          group: .shares, name: "\(sort)-values-cited", label: label,
          count: sums[sort]?.cited ?? 0, total: sums[sort]?.all ?? 0)
      }
  }

  private func languageShares() throws -> [CensusRow] {
    let sorts = [
      (
        "in-both-languages", "name_zh IS NOT NULL",
        Label(en: "names in both languages", zh: "有中英文名")
      ),
      (
        "one-name-for-both", "name_zh = name",
        Label(en: "one name for both languages", zh: "中英文写法相同")
      ),
    ]
    let all = Int(try db.integer("SELECT count(*) FROM entity WHERE retired IS NULL"))
    return try sorts.map { name, condition, label in
      CensusRow(
        group: .shares, name: name, label: label,
        count: Int(
          try db.integer(
            "SELECT count(*) FROM entity WHERE retired IS NULL AND \(condition)")), total: all)
    }
  }
}
