/// The rows of `citations.csv`, in three parts that follow one another: of claims, of what has a subject
/// (figures, relations), of entities and their events.
///
/// A part is sorted by all that names the record, the claim, the source, the columns cited and where
/// they stand; a blank comes first.
enum CitationOrder {
  /// The statements; a last column besides those of the file is the rank, which only sorts.
  static let parts = [
    ExportStatement(
      sql([claims]) + " ORDER BY "
        + places(after: [claims]).map { "\($0 + 1)" }
        .joined(separator: ", ")),
    sorted([figures, relations], by: ["subject", "object"]),
    sorted([entities, events], by: ["entity"]),
  ]

  private static let claims = Sort(
    ["claim": "l.key"], from: "claim l CROSS JOIN citation c ON c.claim = l.id")

  private static let figures = Sort(
    [
      "subject": "g.subject", "measure": "g.measure", "object": "g.object", "date": "g.date",
      "condition": "nullif(g.condition, '')",
    ],
    from: "citation c CROSS JOIN figure g ON g.id = c.figure")

  private static let relations = Sort(
    [
      "subject": "r.subject", "predicate": "p.name", "object": "r.object",
      "qualifier": "nullif(r.qualifier, '')", "valid_from": "r.valid_from",
    ],
    from: """
      citation c CROSS JOIN relation r ON r.id = c.relation
      CROSS JOIN predicate p ON p.id = r.predicate
      """)

  private static let entities = Sort(
    ["entity": "c.entity"], from: "(SELECT * FROM citation NOT INDEXED WHERE entity IS NOT NULL) c")

  private static let events = Sort(
    ["entity": "t.entity", "date": "t.date", "event": "t.type", "scope": "nullif(t.scope, '')"],
    from: "citation c CROSS JOIN event t ON t.id = c.event")

  private static func sorted(_ sorts: [Sort], by entities: [String]) -> ExportStatement {
    let places = entities.compactMap(PackageLayout.citations.firstIndex(of:))
    return ExportStatement(
      sql(sorts), entities: Set(places),
      order: self.places(after: sorts))
  }

  private static func sql(_ sorts: [Sort]) -> String {
    sorts.map(\.sql).joined(separator: " UNION ALL ")
  }

  /// The columns that the rows are sorted by, without those that are blank in all of them.
  private static func places(after sorts: [Sort]) -> [Int] {
    let names = (PackageLayout.record + ["claim"]).filter { name in
      sorts.contains { $0.named[name] != nil }
    }
    return (names + ["source", "fields", "locator"]).compactMap {
      PackageLayout.citations.firstIndex(of: $0)
    } + [PackageLayout.citations.count]
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
