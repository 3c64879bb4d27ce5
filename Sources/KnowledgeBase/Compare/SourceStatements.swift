internal import SQLite

/// What one source says about one entity.
struct SourceStatements {
  /// A value of a property, in the source's own words.
  struct Said {
    /// As the source gives it; nil: the accepted value.
    let value: Field?
    /// value, unknown or none.
    let state: String
    let wording: String?
    /// Why the value is accepted, or set aside.
    let reason: String?
  }

  /// A relation of the entity, told by what stands on a page.
  struct Link: Hashable {
    let predicate: Int64
    let other: String
    let qualifier: String?
    let validFrom: String?
  }

  /// What is said of a relation.
  struct Linked {
    /// The columns it gives, each with its value where that is not the accepted one.
    var columns: [String: String?] = [:]
    var wording: String?
  }

  private(set) var properties: [String: [Said]] = [:]
  private(set) var relations: [Link: Linked] = [:]
  /// The newest figure it gives of each measure, object and condition.
  private(set) var figures: [EntityPage.PageFigure] = []

  init(
    store: Store, source: Int64, entity: EntityReference, kind: Kind, asOf: PartialDate? = nil
  ) throws {
    let ids: [Value] = [.integer(entity.id), .integer(source)]
    try store.db.query(
      """
      SELECT fields, value, state, wording, reason FROM citation
       WHERE entity = ? AND source = ? AND retired IS NULL ORDER BY rank DESC, fields, locator
      """, ids
    ) { row in
      for field in row.text(0).split(separator: ",") {
        guard let property = kind.property(named: String(field)) else { continue }
        properties[property.name, default: []].append(
          Said(
            value: row.string(at: 1).map { Field(property.value(canonical: $0)) },
            state: row.text(2), wording: row.string(at: 3), reason: row.string(at: 4)))
      }
    }
    try readRelations(store, ids)
    try readFigures(store, ids, asOf)
  }

  private mutating func readRelations(_ store: Store, _ ids: [Value]) throws {
    for (here, there) in [("subject", "object"), ("object", "subject")] {
      try store.db.query(
        """
        SELECT r.predicate, o.key, nullif(r.qualifier, ''), r.valid_from, c.fields, c.value,
               c.wording
          FROM relation r JOIN citation c ON c.relation = r.id JOIN entity o ON o.id = r.\(there)
         WHERE r.\(here) = ? AND c.source = ? AND c.state = 'value' AND c.rank >= 0
           AND c.retired IS NULL AND r.retired IS NULL
        """, ids
      ) { row in
        let link = Link(
          predicate: row.int64(at: 0), other: row.text(1), qualifier: row.string(at: 2),
          validFrom: row.string(at: 3))
        for field in row.text(4).split(separator: ",") {
          relations[link, default: Linked()].columns[String(field)] = .some(row.string(at: 5))
        }
        if let wording = row.string(at: 6) { relations[link, default: Linked()].wording = wording }
        // A source may say no more than that the relation exists.
        if relations[link] == nil { relations[link] = Linked() }
      }
    }
  }

  private mutating func readFigures(_ store: Store, _ ids: [Value], _ asOf: PartialDate?) throws {
    var rows: [EntityPage.PageFigure] = []
    try store.db.query(
      """
      SELECT o.id, o.key, o.kind, o.name, o.name_zh, f.measure, f.date, f.until,
             nullif(f.condition, ''), f.basis,
             coalesce((SELECT CAST(v.value AS REAL) FROM citation v WHERE v.figure = f.id
               AND v.source = ?2 AND v.fields = 'value' AND v.rank >= 0 AND v.retired IS NULL),
               f.value), f.low, f.high, f.unit, f.currency
        FROM figure f LEFT JOIN entity o ON o.id = f.object
       WHERE f.subject = ?1 AND f.retired IS NULL AND EXISTS (
         SELECT 1 FROM citation c WHERE c.figure = f.id AND c.source = ?2 AND c.state = 'value'
            AND c.rank >= 0 AND c.retired IS NULL)
       ORDER BY f.measure, o.key, f.condition, ifnull(f.until, f.date) DESC, f.date DESC
      """, ids
    ) { row in
      rows.append(
        EntityPage.PageFigure(
          measure: row.text(5), object: row.isNull(at: 0) ? nil : EntityReference(row: row),
          date: row.text(6), until: row.string(at: 7), condition: row.string(at: 8),
          basis: row.text(9), value: row.isNull(at: 10) ? nil : row.double(at: 10),
          low: row.isNull(at: 11) ? nil : row.double(at: 11),
          high: row.isNull(at: 12) ? nil : row.double(at: 12), unit: row.string(at: 13),
          currency: row.string(at: 14)))
    }
    for figure in rows where !figures.contains(where: { $0.isSameSeries(as: figure) }) {
      if let asOf, let date = PartialDate(figure.date), asOf.isBefore(date) { continue }
      figures.append(figure)
    }
  }

  /// What is said of a relation on a page; nil when the source does not mention it.
  func relation(_ relation: EntityPage.PageRelation, _ predicate: Predicate) -> Linked? {
    relations[
      Link(
        predicate: predicate.id, other: relation.other.key, qualifier: relation.qualifier,
        validFrom: relation.validFrom)]
  }
}
