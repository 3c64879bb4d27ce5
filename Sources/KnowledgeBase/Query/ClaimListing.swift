internal import Messages
internal import SQLite

/// A claim with what stands for and against it.
public struct ClaimEntry: Sendable {
  /// Its key.
  public let key: String
  /// In English.
  public let text: String?
  /// In Chinese.
  public let textZH: String?
  /// fact, assessment, prediction, recommendation, warning or conditional.
  public let modality: String
  /// Key of the entity that says it; nil: the source itself.
  public let speaker: String?
  /// Key of the source that holds it.
  public let source: String
  /// When it was said; ISO 8601.
  public let made: String?
  /// Where in the source.
  public let locator: String?
  /// A few words of the source.
  public let quote: String?
  /// What it is about.
  public let about: [EntityReference]
  /// What supports it, contradicts it or is a premise of it.
  public let evidence: [Evidence]

  /// One thing that speaks for or against a claim.
  public struct Evidence: Sendable, Hashable {
    /// supports, contradicts or premise.
    public let stance: String
    /// What it points at, in words: another claim's key, `glm-4-5 released = 2025-07-28`,
    /// `huawei develops cloudmatrix-384` …
    public let target: String
    /// Key of the claim it points at, if it is one.
    public let claim: String?
    /// Key of the source meant; nil: the accepted value.
    public let source: String?
    /// A remark.
    public let note: String?
  }
}

/// Which claims are wanted.
public struct ClaimFilter: Sendable {
  /// Only this claim, by key.
  public var key: String?
  /// Only claims about this entity, or said by it.
  public var about: EntityReference?
  /// Words of a filter, joined by AND: `modality:warning`, `about:huawei`, `source:KEY`, `speaker:X`,
  /// `made:2025`, `evidence:none`, text; `-` before a word negates it, OR stands between two.
  public var words: [String] = []
  /// With the claims that are premises of those found, and the premises of these.
  public var hasPremises = false

  /// All claims.
  public init() {}
}

/// How many claims a filter lets through, and on how many it cannot decide.
public struct ClaimCoverage: Sendable, Hashable {
  /// Current claims.
  public let total: Int
  /// Those the filter lets through.
  public let selected: Int
  /// Those without the date that the filter asks for, or with a vaguer one.
  public let undecided: Int
}

extension Store {
  /// The current claims that a filter lets through, by source and key; behind them, where wanted, their
  /// premises.
  ///
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)`` for a key, a word or a value that is
  ///   not there; ``KnowledgeBaseError/invalid(_:)`` for a value that cannot be read.
  public func claims(_ filter: ClaimFilter = ClaimFilter()) throws -> [ClaimEntry] {
    try reading {
      if let key = filter.key {
        _ = try ClaimWriter(store: self, sources: SourceWriter(store: self)).existing(key)
      }
      var condition = try ClaimConditions(store: self).compile(filter.words)
      if let key = filter.key { condition += " AND c.key = \(key.quotedText)" }
      if let about = filter.about {
        condition += """
           AND (c.speaker = \(about.id)
             OR EXISTS (SELECT 1 FROM claim_about a WHERE a.claim = c.id AND a.entity = \(about.id)))
          """
      }
      var found = try claims(where: condition)
      guard filter.hasPremises else { return found }
      var known = Set(found.map(\.key))
      var next = 0
      while next < found.count {
        let premises = found[next].evidence.filter { $0.stance == "premise" }.compactMap(\.claim)
        for key in premises where known.insert(key).inserted {
          found += try claims(where: "c.key = \(key.quotedText)")
        }
        next += 1
      }
      return found
    }
  }

  /// What the words of a filter could not decide.
  public func coverage(of filter: ClaimFilter) throws -> ClaimCoverage {
    try reading {
      let condition = try ClaimConditions(store: self).compile(filter.words)
      return try db.first(
        """
        SELECT count(*), count(nullif(x, 0)), count(*) - count(x)
          FROM (SELECT \(condition) AS x FROM claim c WHERE c.retired IS NULL)
        """
      ) {
        ClaimCoverage(
          total: Int($0.int64(at: 0)), selected: Int($0.int64(at: 1)),
          undecided: Int($0.int64(at: 2)))
      } ?? ClaimCoverage(total: 0, selected: 0, undecided: 0)
    }
  }

  /// Current claims that a condition on `c` selects.
  private func claims(where condition: String) throws -> [ClaimEntry] {
    var claims: [ClaimEntry] = []
    try db.query(
      """
      SELECT c.id, c.key, c.text, c.text_zh, c.modality, p.key, s.key, c.made, c.locator, c.quote
        FROM claim c JOIN source s ON s.id = c.source LEFT JOIN entity p ON p.id = c.speaker
       WHERE c.retired IS NULL AND \(condition)
       ORDER BY s.key, c.key
      """
    ) { row in
      let id = row.int64(at: 0)
      claims.append(
        ClaimEntry(
          key: row.text(1), text: row.string(at: 2), textZH: row.string(at: 3),
          modality: row.text(4), speaker: row.string(at: 5), source: row.text(6),
          made: row.string(at: 7), locator: row.string(at: 8), quote: row.string(at: 9),
          about: try about(claim: id), evidence: try evidence(for: id)))
    }
    return claims
  }

  private func about(claim: Int64) throws -> [EntityReference] {
    var found: [EntityReference] = []
    try db.query(
      """
      SELECT e.id, e.key, e.kind, e.name, e.name_zh FROM claim_about a JOIN entity e ON e.id = a.entity
       WHERE a.claim = ? ORDER BY e.key
      """, [.integer(claim)]
    ) { found.append(EntityReference(row: $0)) }
    return found
  }

  private func evidence(for claim: Int64) throws -> [ClaimEntry.Evidence] {
    var found: [ClaimEntry.Evidence] = []
    try db.query(
      """
      SELECT v.stance, s.key, v.note, v.entity, v.property,
             coalesce(q.key, e.key || ' ' || v.property,
               rs.key || ' ' || p.name || ' ' || ro.key,
               fs.key || ' ' || f.measure || ifnull(' ' || fo.key, '') || ' ' || f.date
                 || ifnull(' = ' || f.value, '') || ifnull(' ' || f.unit, ''),
               te.key || ' ' || t.type || ' ' || t.date), q.key
        FROM evidence v LEFT JOIN source s ON s.id = v.source
        LEFT JOIN claim q ON q.id = v.other LEFT JOIN entity e ON e.id = v.entity
        LEFT JOIN relation r ON r.id = v.relation LEFT JOIN predicate p ON p.id = r.predicate
        LEFT JOIN entity rs ON rs.id = r.subject LEFT JOIN entity ro ON ro.id = r.object
        LEFT JOIN figure f ON f.id = v.figure LEFT JOIN entity fs ON fs.id = f.subject
        LEFT JOIN entity fo ON fo.id = f.object
        LEFT JOIN event t ON t.id = v.event LEFT JOIN entity te ON te.id = t.entity
       WHERE v.claim = ? ORDER BY v.stance, 6, s.key
      """, [.integer(claim)]
    ) { row in
      let held = try row.string(at: 4).flatMap {
        try value(of: row.int64(at: 3), $0, from: row.string(at: 1))
      }
      found.append(
        ClaimEntry.Evidence(
          stance: row.text(0), target: row.text(5) + (held.map { " = " + $0 } ?? ""),
          claim: row.string(at: 6),
          source: row.string(at: 1), note: row.string(at: 2)))
    }
    return found
  }

  /// The value of an entity's property as a source gives it, or the accepted one, as text.
  private func value(of entity: Int64, _ property: String, from source: String?) throws -> String? {
    if let source {
      let said = try db.first(
        """
        SELECT c.value FROM citation c JOIN source s ON s.id = c.source
         WHERE c.entity = ? AND s.key = ? AND c.fields = ? AND c.value IS NOT NULL AND c.rank >= 0
        """, [.integer(entity), .text(source), .text(property)]
      ) { $0.text(0) }
      if let said { return said }
    }
    guard
      let kindName = try db.first(
        "SELECT kind FROM entity WHERE id = ?", [.integer(entity)], { $0.text(0) })
    else { return nil }
    let kind = try registry.kind(kindName)
    guard let known = kind.property(named: property) else { return nil }
    let table = known.isCommon ? "entity" : kind.name
    return try db.scalar(
      "SELECT \(known.name.quoted) FROM \(table.quoted) WHERE id = ?", [.integer(entity)]
    )?.canonical
  }
}
