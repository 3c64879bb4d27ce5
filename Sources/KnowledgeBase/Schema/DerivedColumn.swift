/// A read-only column of a kind's view, computed from relations.
public struct DerivedColumn: Sendable {
  /// The column of the view.
  public let name: String
  /// What people call it.
  public let label: Label
  /// What it says.
  public let definition: String?

  /// Further CSV headers that mean this column, in either language.
  public let synonyms: [String]

  /// Whether a CSV header means this column: its name, its label in either language or a synonym.
  public func isMeant(by header: String) -> Bool {
    let wanted = Fold.key(header)
    return ([name, label.en, label.zh] + synonyms).contains { Fold.key($0) == wanted }
  }

  /// A scalar SQL expression over `e`, the entity's row.
  let expression: String

  /// The expression over other relations than the current ones, or with Chinese names where there
  /// are any. In it every relation that names something is `r`, and what is named `f` or `c`.
  ///
  /// - Parameter relation: a condition on `r`.
  func expression(over relation: String? = nil, inChinese: Bool = false) -> String {
    var sql = expression
    if let relation { sql = sql.replacing("r.retired IS NULL", with: relation) }
    guard inChinese else { return sql }
    return sql.replacing("f.name AS n", with: "coalesce(f.name_zh, f.name) AS n")
      .replacing("c.name AS n", with: "coalesce(c.name_zh, c.name) AS n")
  }

  /// The predicates, read from the entity, that join it to what the column names. A column may look
  /// further (the seats of a model's developers, where no source gives a country of origin): those
  /// are relations of something else.
  package let readings: [String]

  init(
    name: String, label: Label, definition: String?, synonyms: [String] = [],
    expression: String, kind: String
  ) {
    self.synonyms = synonyms
    self.name = name
    self.label = label
    self.definition = definition
    self.expression = expression
    readings =
      switch (kind, name) {
      case (_, "developers"): ["developed_by"]
      case (_, "designers"): ["designed_by"]
      case (_, "manufacturers"): ["manufactured_by"]
      case (_, "issuers"): ["issued_by"]
      case ("model", "countries"): ["country_of_origin"]
      case ("firm", "countries"): ["headquartered_in"]
      case ("institution", "countries"): ["headquartered_in", "located_in"]
      case ("facility", "countries"): ["located_in"]
      default: []
      }
  }
}
