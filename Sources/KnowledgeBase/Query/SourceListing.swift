internal import SQLite

/// A source, and how much it stands behind.
public struct SourceEntry: Sendable {
  /// The source itself.
  public let source: Source
  /// Records (entities, relations, figures, events, claims) it is cited for.
  public let records: Int
  /// Values it gives that differ from the accepted ones.
  public let differing: Int
  /// Claims it makes.
  public let claims: Int
}

extension Store {
  /// The sources, by key, with what stands behind each.
  ///
  /// - Parameter key: only this one.
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)`` with the nearest keys.
  public func sources(key: String? = nil) throws -> [SourceEntry] {
    try reading {
      if let key { _ = try source(key) }
      var found: [SourceEntry] = []
      try db.query(
        """
        SELECT \(Source.columns), o.key,
               (SELECT count(DISTINCT ifnull(c.entity, '') || ' ' || ifnull(c.relation, '') || ' '
                   || ifnull(c.figure, '') || ' ' || ifnull(c.event, '') || ' ' || ifnull(c.claim, ''))
                  FROM citation c WHERE c.source = s.id AND c.retired IS NULL),
               (SELECT count(*) FROM citation c
                 WHERE c.source = s.id AND c.value IS NOT NULL AND c.rank >= 0 AND c.retired IS NULL),
               (SELECT count(*) FROM claim c WHERE c.source = s.id AND c.retired IS NULL)
          FROM source s LEFT JOIN source o ON o.id = s.supersedes
         WHERE ?1 IS NULL OR s.key = ?1 ORDER BY s.key
        """, [key.map(Value.text) ?? .null]
      ) { row in
        var source = Source(row: row)
        source.supersedes = row.string(at: 10)
        found.append(
          SourceEntry(
            source: source, records: Int(row.int64(at: 11)), differing: Int(row.int64(at: 12)),
            claims: Int(row.int64(at: 13))))
      }
      return found
    }
  }

  /// What a source says: rows of the view `citations`, without the column that names it.
  public func statements(of source: String) throws -> RowQuery {
    try rows(
      """
      SELECT trim(coalesce(entity || ifnull(' ' || event || ' ' || date, ''),
               subject || ' ' || coalesce(predicate || ' ' || object,
                 measure || ifnull(' ' || object, '') || ' ' || date), claim)) AS record,
             property, value, wording, nullif(state, 'value') AS state, rank, locator, quote
        FROM citations WHERE source = \(source.quotedText) ORDER BY record, property
      """)
  }
}
