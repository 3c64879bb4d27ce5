/// Which countries an entity belongs to, by its kind.
struct Countries {
  let basis: FilterBasis

  /// The countries of `e` as a subquery with the column `country`, and what "country" means for the
  /// kind; nil for a kind that has none.
  func of(_ kind: Kind) -> (rows: String, meaning: Label)? {
    let seat = "SELECT r.object AS country FROM relation r WHERE r.subject = e.id"
    let parts: [String]
    let meaning: Label
    switch kind.name {
    case "model":
      parts = [model]
      meaning = Label(
        en: "the countries of origin as a source gives them, else the seats of its developers",
        zh: "来源所给的来源国/地区，来源未给时取开发者的总部所在地")
    case "chip":
      parts = [
        "\(seat) AND r.predicate = \(Self.id("country_of_origin")) AND \(basis.relation)",
        through("designs"),
      ]
      meaning = Label(en: "the seats of its designers", zh: "设计者的总部所在地")
    case "firm", "institution", "person":
      parts = [
        """
        \(seat) AND r.predicate IN (\(Self.id("headquartered_in")), \(Self.id("located_in"))) \
        AND \(basis.relation)
        """
      ]
      meaning = Label(en: "where it has its seat", zh: "总部所在地")
    case "facility":
      parts = ["\(seat) AND r.predicate = \(Self.id("located_in")) AND \(basis.relation)"]
      meaning = Label(en: "where it stands", zh: "所在地")
    case "policy":
      parts = [
        """
        SELECT o.id AS country FROM relation r JOIN entity o ON o.id = r.object
         WHERE r.subject = e.id AND r.predicate IN (\(Self.id("jurisdiction")), \(Self.id("issued_by"))) \
        AND \(basis.relation) AND o.kind = 'country'
        """,
        """
        SELECT h.object AS country FROM relation r JOIN relation h ON h.subject = r.object
         WHERE r.subject = e.id AND r.predicate = \(Self.id("issued_by")) AND \(basis.relation)
           AND h.predicate IN (\(Self.id("headquartered_in")), \(Self.id("located_in"))) AND h.retired IS NULL
        """,
      ]
      meaning = Label(en: "its jurisdiction, or the seat of its issuer", zh: "适用地，或发布机构所在地")
    case "technology", "concept":
      parts = ["\(seat) AND r.predicate = \(Self.id("country_of_origin")) AND \(basis.relation)"]
      meaning = Label(en: "its country of origin", zh: "来源国/地区")
    default: return nil
    }
    return (parts.joined(separator: "\n  UNION ALL "), meaning)
  }

  private var model: String {
    """
    SELECT r.object AS country FROM relation r
     WHERE r.subject = e.id AND r.predicate = \(Self.id("country_of_origin")) AND \(basis.relation)
      UNION ALL \(through("develops")) AND NOT EXISTS (SELECT 1 FROM relation r
       WHERE r.subject = e.id AND r.predicate = \(Self.id("country_of_origin")) AND \(basis.relation))
    """
  }

  /// The seats of those who stand in a relation to `e`.
  private func through(_ predicate: String) -> String {
    """
    SELECT h.object AS country FROM relation r JOIN relation h ON h.subject = r.subject
     WHERE r.object = e.id AND r.predicate = \(Self.id(predicate)) AND \(basis.relation)
       AND h.predicate = \(Self.id("headquartered_in")) AND h.retired IS NULL
    """
  }

  private static func id(_ predicate: String) -> String {
    "(SELECT id FROM predicate WHERE name = \(predicate.quotedText))"
  }
}
