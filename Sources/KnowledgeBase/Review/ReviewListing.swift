internal import Messages
internal import SQLite

/// Two entities that may be the same.
package struct ReviewPair: Sendable, Hashable {
  /// The one that came later.
  package let entity: EntityReference
  /// The one it may be.
  package let other: EntityReference
  package let likeness: NameLikeness
  /// The user said that they are not the same.
  package let isApart: Bool
}

extension Store {
  /// The pairs to decide about, the likeliest first.
  ///
  /// - Parameters:
  ///   - entity: only pairs with it.
  ///   - apart: also those the user decided are not the same.
  package func reviewPairs(
    of entity: EntityReference? = nil, apart: Bool = false
  ) throws -> [ReviewPair] {
    try reading {
      var pairs: [ReviewPair] = []
      try db.query(
        """
        SELECT e.id, e.key, e.kind, e.name, e.name_zh, o.id, o.key, o.kind, o.name, o.name_zh,
               m.rule, m.detail, m.score, m.state
          FROM match_review m JOIN entity e ON e.id = m.entity JOIN entity o ON o.id = m.other
         WHERE (?1 IS NULL OR ?1 IN (m.entity, m.other)) AND (m.state = 'open' OR ?2)
         ORDER BY m.score DESC, e.key, o.key
        """, [entity.map { .integer($0.id) } ?? .null, .integer(apart ? 1 : 0)]
      ) { row in
        let rule = NameLikeness.Rule(rawValue: row.text(10)) ?? .spelling
        pairs.append(
          ReviewPair(
            entity: EntityReference(row: row),
            other: EntityReference(
              id: row.int64(at: 5), key: row.text(6), kind: row.text(7), name: row.text(8),
              nameZH: row.string(at: 9)),
            likeness: NameLikeness(rule: rule, detail: row.text(11), score: row.double(at: 12)),
            isApart: row.text(13) == "apart"))
      }
      return pairs
    }
  }

  /// The one entity that this one may be.
  ///
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` when there is none, or several to choose from.
  package func reviewPair(of entity: EntityReference) throws -> EntityReference {
    let others = try reviewPairs(of: entity).map {
      $0.entity.id == entity.id ? $0.other : $0.entity
    }
    guard let first = others.first else {
      throw KnowledgeBaseError.invalid(
        Message(
          "\(entity.key): nothing to decide; see 'aikb review'",
          "\(entity.key)：没有待审核的项；参见 'aikb review'"))
    }
    guard others.count == 1 else {
      let keys = others.map(\.key).joined(separator: ", ")
      throw KnowledgeBaseError.invalid(
        Message(
          "\(entity.key) may be several; name the other one: \(keys)",
          "\(entity.key) 可能对应多个；请指明另一个：\(keys)"))
    }
    return first
  }
}

extension Editor {
  /// Remembers that two entities are not the same, whoever proposes it again.
  package func keepApart(_ entity: EntityReference, _ other: EntityReference) throws {
    try changing(summary: "\(entity.key) ≠ \(other.key)") { store in
      try store.db.run(
        """
        INSERT INTO match_review(entity, other, rule, score, state, decided)
        SELECT ?1, ?2, 'namesake', 0, 'apart', ?3
         WHERE NOT EXISTS (SELECT 1 FROM match_review WHERE entity = ?2 AND other = ?1)
        ON CONFLICT DO UPDATE SET state = 'apart', decided = excluded.decided
        """, .integer(entity.id), .integer(other.id), .text(Clock.now()))
      try store.db.run(
        "UPDATE match_review SET state = 'apart', decided = ?3 WHERE entity = ?2 AND other = ?1",
        .integer(entity.id), .integer(other.id), .text(Clock.now()))
    }
  }
}
