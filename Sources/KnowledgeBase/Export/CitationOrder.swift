/// The rows of `citations.csv`, in three parts that follow one another: of claims, of what has a subject
/// (figures, relations), of entities and their events. Within a part SQLite merges the sorts of records
/// as it reads them (https://sqlite.org/lang_select.html#compound_select_statements).
///
/// A part is sorted by all that names the record, the claim, the source, the columns cited and where
/// they stand; a blank comes first.
enum CitationOrder {
  /// The statements; a last column besides those of the file is the rank, which only sorts.
  static let parts = [[claims], [figures, relations], [entities, events]].map { sorts in
    sorts.map(\.sql).joined(separator: " UNION ALL ") + " ORDER BY " + order(after: sorts)
  }

  private static let claims = Sort(
    ["claim": "l.key"], from: "claim l CROSS JOIN citation c ON c.claim = l.id")

  private static let figures = Sort(
    [
      "subject": "s.key", "measure": "g.measure", "object": "o.key", "date": "g.date",
      "condition": "nullif(g.condition, '')",
    ],
    from: """
      entity s CROSS JOIN figure g ON g.subject = s.id LEFT JOIN entity o ON o.id = g.object
      CROSS JOIN citation c ON c.figure = g.id
      """)

  private static let relations = Sort(
    [
      "subject": "s.key", "predicate": "p.name", "object": "o.key",
      "qualifier": "nullif(r.qualifier, '')", "valid_from": "r.valid_from",
    ],
    from: """
      entity s CROSS JOIN relation r ON r.subject = s.id
      CROSS JOIN predicate p ON p.id = r.predicate CROSS JOIN entity o ON o.id = r.object
      CROSS JOIN citation c ON c.relation = r.id
      """)

  private static let entities = Sort(
    ["entity": "e.key"], from: "entity e CROSS JOIN citation c ON c.entity = e.id")

  private static let events = Sort(
    ["entity": "e.key", "date": "t.date", "event": "t.type", "scope": "nullif(t.scope, '')"],
    from: """
      entity e CROSS JOIN event t ON t.entity = e.id CROSS JOIN citation c ON c.event = t.id
      """)

  /// What the rows are sorted by, as places of columns. A column that is blank in all of them is left
  /// out: before the key it would hide from SQLite that the rows come in that order.
  private static func order(after sorts: [Sort]) -> String {
    let names = (PackageLayout.record + ["claim"]).filter { name in
      sorts.contains { $0.named[name] != nil }
    }
    let places = (names + ["source", "fields", "locator"]).compactMap {
      PackageLayout.citations.firstIndex(of: $0)
    }
    return (places + [PackageLayout.citations.count]).map { String($0 + 1) }
      .joined(separator: ", ")
  }

  /// The citations of one sort of record.
  private struct Sort {
    /// The columns that name the record, each with its expression.
    let named: [String: String]
    let sql: String

    init(_ named: [String: String], from tables: String) {
      self.named = named
      let record = (PackageLayout.record + ["claim"]).map { named[$0] ?? "NULL" }
      sql = """
        SELECT \(record.joined(separator: ", ")), src.key, nullif(c.fields, ''), c.value, c.wording,
               nullif(c.state, 'value'), nullif(c.rank, 0), c.reason, c.basis, c.low, c.high,
               c.confidence, c.as_of, c.locator, c.quote, c.retired, c.rank
          FROM \(tables) CROSS JOIN source src ON src.id = c.source
        """
    }
  }
}
