/// When things are from, as SQL: what `after:` and `before:` compare.
///
/// Of an entity the date of its kind on which it begins (released, founded, announced …), of a claim
/// when it was made, of a source and of the passages of its documents when it was published.
struct SearchDates {
  private let registry: Registry

  init(_ registry: Registry) { self.registry = registry }

  /// The properties with which things begin, the one that counts first.
  private static let starts = [
    "released", "founded", "effective", "operational", "announced", "published", "born",
  ]

  /// The date of a row of `search_text`, or NULL.
  func date(of id: String) -> String {
    let entities = registry.kinds.compactMap { kind -> String? in
      let columns = Self.starts.filter { kind.property(named: $0) != nil }
        .map { "x.\($0.quoted)" }
      guard !columns.isEmpty else { return nil }
      let date = columns.count == 1 ? columns[0] : "coalesce(\(columns.joined(separator: ", ")))"
      return """
        WHEN \(kind.name.quotedText) THEN
          (SELECT \(date) FROM \(kind.name.quoted) x WHERE x.id = \(id) >> 2)
        """
    }
    return """
      CASE \(id) & 3
        WHEN 0 THEN CASE (SELECT x.kind FROM entity x WHERE x.id = \(id) >> 2)
          \(entities.joined(separator: "\n    ")) END
        WHEN 1 THEN (SELECT x.made FROM claim x WHERE x.id = \(id) >> 2)
        WHEN 2 THEN (SELECT x.published FROM source x WHERE x.id = \(id) >> 2)
        ELSE (SELECT s.published FROM passage p JOIN document d ON d.id = p.document
          JOIN source s ON s.id = d.source WHERE p.id = \(id) >> 2) END
      """
  }

  /// Whether it is from a year.
  func isIn(year: String, id: String) -> String {
    "substr(\(date(of: id)), 1, 4) = \(year.quotedText)"
  }

  /// Whether it is certainly from the first day of a date or later.
  func isFrom(_ date: PartialDate, id: String) -> String {
    compared("\(PartialDate.bounds(of: "d").low) >= \(date.firstText.quotedText)", id)
  }

  /// Whether it is certainly from before the first day of a date.
  func isBefore(_ date: PartialDate, id: String) -> String {
    compared("\(PartialDate.bounds(of: "d").high) < \(date.firstText.quotedText)", id)
  }

  /// Whether it is not certainly from after the last day of a date; so is what has no date.
  func isNotAfter(_ date: PartialDate, id: String) -> String {
    "ifnull(\(compared("\(PartialDate.bounds(of: "d").low) <= \(date.lastText.quotedText)", id)), 1)"
  }

  private func compared(_ condition: String, _ id: String) -> String {
    "(SELECT \(condition) FROM (SELECT \(date(of: id)) AS d))"
  }
}
