internal import SQLite

/// Reads a page and numbers its sources as they turn up.
struct EntityPageReader {
  let store: Store
  let registry: Registry
  let asOf: PartialDate?
  private var numbers: [String: Int] = [:]
  private var sources: [Source] = []
  /// Other ends of relations that do not hold on the date.
  private var past: Set<String> = []

  init(store: Store, registry: Registry, asOf: PartialDate? = nil) {
    self.store = store
    self.registry = registry
    self.asOf = asOf
  }

  mutating func read(_ entity: EntityReference) throws -> EntityPage {
    let kind = try registry.kind(entity.kind)
    let common = try store.db.first(
      "SELECT description, description_zh, retired FROM entity WHERE id = ?", [.integer(entity.id)]
    ) { ($0.string(at: 0), $0.string(at: 1), $0.string(at: 2)) }
    var page = EntityPage(
      entity: entity, kind: kind, description: common?.0, descriptionZH: common?.1,
      retired: common?.2, asOf: asOf)
    page.properties = try properties(entity, kind)
    page.unknowns = try unknowns(entity, kind)
    page.derived = try derived(entity, kind)
    page.events = try events(entity)
    page.figures = try figures(entity)
    page.relations = try relations(entity)
    page.leaveOut(past)
    page.names = try names(entity)
    try store.db.query(
      "SELECT scheme, value FROM identifier WHERE entity = ? ORDER BY scheme, value",
      [.integer(entity.id)]
    ) { page.identifiers.append(($0.text(0), $0.text(1))) }
    var filter = ClaimFilter()
    filter.about = entity
    page.claims = try store.claims(filter)
    page.mentions = try store.mentions(of: entity.id)
    page.sources = sources
    return page
  }

  private mutating func properties(
    _ entity: EntityReference, _ kind: Kind
  ) throws -> [EntityPage.PropertyValue] {
    let columns = kind.properties.map { $0.name.quoted }.joined(separator: ", ")
    guard !columns.isEmpty else { return [] }
    var values: [EntityPage.PropertyValue] = []
    try store.db.query(
      "SELECT \(columns) FROM \(kind.name.quoted) WHERE id = ?", [.integer(entity.id)]
    ) { row in
      for (index, property) in kind.properties.enumerated() where !row.isNull(at: index) {
        values.append(.init(property: property, value: Field(row.value(at: index))))
      }
    }
    var citations: [(String, String?, String?, String?, Int64, Int)] = []
    try store.db.query(
      """
      SELECT c.fields, c.value, c.confidence, c.reason, c.rank, \(Self.sourceColumns)
        FROM citation c JOIN source s ON s.id = c.source
       WHERE c.entity = ? AND c.retired IS NULL AND c.state = 'value' AND c.rank >= 0 ORDER BY s.key
      """, [.integer(entity.id)]
    ) { row in
      citations.append(
        (
          row.text(0), row.string(at: 1), row.string(at: 2), row.string(at: 3), row.int64(at: 4),
          number(row, from: 5)
        ))
    }
    for index in values.indices {
      let property = values[index].property
      for (fields, value, confidence, reason, rank, source) in citations
      where fields.split(separator: ",").contains(Substring(property.name)) {
        if let value {
          values[index].others.append((Field(property.value(canonical: value)), source))
        } else {
          if !values[index].sources.contains(source) { values[index].sources.append(source) }
          if let confidence { values[index].confidences.append((source, confidence)) }
          if rank == 1 { values[index].reason = reason }
        }
      }
    }
    return values
  }

  private mutating func unknowns(
    _ entity: EntityReference, _ kind: Kind
  ) throws -> [EntityPage.UnknownValue] {
    var found: [EntityPage.UnknownValue] = []
    try store.db.query(
      """
      SELECT c.fields, c.state, c.wording, \(Self.sourceColumns)
        FROM citation c JOIN source s ON s.id = c.source
       WHERE c.entity = ? AND c.retired IS NULL AND c.state <> 'value' AND c.rank >= 0
       ORDER BY c.fields, s.key
      """, [.integer(entity.id)]
    ) { row in
      let source = number(row, from: 3)
      for field in row.text(0).split(separator: ",") {
        guard let property = kind.property(named: String(field)) else { continue }
        found.append(
          .init(
            property: property, state: row.text(1), wording: row.string(at: 2), source: source))
      }
    }
    return found
  }

  private mutating func events(_ entity: EntityReference) throws -> [EntityPage.PageEvent] {
    var rows: [(id: Int64, type: String, date: String, scope: String?, note: String?)] = []
    try store.db.query(
      """
      SELECT id, type, date, nullif(scope, ''), note FROM event
       WHERE entity = ? AND retired IS NULL ORDER BY date, type, scope
      """, [.integer(entity.id)]
    ) {
      rows.append(
        ($0.int64(at: 0), $0.text(1), $0.text(2), $0.string(at: 3), $0.string(at: 4)))
    }
    return try rows.filter { hasBegun($0.date) }.map { row in
      EntityPage.PageEvent(
        type: row.type, date: row.date, scope: row.scope, note: row.note,
        sources: try sources(of: .event(row.id)))
    }
  }

  private mutating func figures(_ entity: EntityReference) throws -> [EntityPage.PageFigure] {
    var rows: [(id: Int64, figure: EntityPage.PageFigure)] = []
    try store.db.query(
      """
      SELECT o.id, o.key, o.kind, o.name, o.name_zh, f.id, f.measure, f.date, f.until,
             nullif(f.condition, ''), f.basis, f.value, f.low, f.high, f.unit, f.currency
        FROM figure f LEFT JOIN entity o ON o.id = f.object
       WHERE f.subject = ? AND f.retired IS NULL
       ORDER BY f.measure, o.key, f.condition, ifnull(f.until, f.date) DESC, f.date DESC
      """, [.integer(entity.id)]
    ) { row in
      rows.append(
        (
          row.int64(at: 5),
          EntityPage.PageFigure(
            measure: row.text(6), object: row.isNull(at: 0) ? nil : EntityReference(row: row),
            date: row.text(7), until: row.string(at: 8), condition: row.string(at: 9),
            basis: row.text(10), value: row.isNull(at: 11) ? nil : row.double(at: 11),
            low: row.isNull(at: 12) ? nil : row.double(at: 12),
            high: row.isNull(at: 13) ? nil : row.double(at: 13), unit: row.string(at: 14),
            currency: row.string(at: 15))
        ))
    }
    var newest: [EntityPage.PageFigure] = []
    for (id, figure) in rows where hasBegun(figure.date) {
      if let index = newest.firstIndex(where: { $0.isSameSeries(as: figure) }) {
        newest[index].older += 1
      } else {
        var figure = figure
        figure.sources = try sources(of: .figure(id))
        newest.append(figure)
      }
    }
    return newest
  }

  /// The numbers of the sources that stand behind a record.
  private mutating func sources(of owner: CitationOwner) throws -> [Int] {
    var numbers: [Int] = []
    try store.db.query(
      """
      SELECT \(Self.sourceColumns) FROM citation c JOIN source s ON s.id = c.source
       WHERE c.\(owner.column) = ? AND c.retired IS NULL AND c.rank >= 0 ORDER BY s.key
      """, [.integer(owner.id)]
    ) { row in
      let number = number(row, from: 0)
      if !numbers.contains(number) { numbers.append(number) }
    }
    return numbers
  }

  private func derived(
    _ entity: EntityReference, _ kind: Kind
  ) throws -> [EntityPage.DerivedValue] {
    guard !kind.derived.isEmpty else { return [] }
    let columns = kind.derived.map(\.expression).joined(separator: ", ")
    var values: [(DerivedColumn, String)] = []
    try store.db.query("SELECT \(columns) FROM entity e WHERE e.id = ?", [.integer(entity.id)]) {
      row in
      for (index, column) in kind.derived.enumerated() {
        if let value = row.string(at: index) { values.append((column, value)) }
      }
    }
    return try values.map { column, value in
      let names = try value.split(separator: "; ").map { name in
        let form = Fold.key(String(name))
        let nameZH = try store.db.first(
          """
          SELECT e.name_zh FROM name_form f JOIN entity e ON e.id = f.entity
           WHERE f.form = ? AND e.name = ? ORDER BY e.key
          """, [.text(form), .text(String(name))]
        ) { $0.string(at: 0) }
        return (name: String(name), nameZH: nameZH ?? nil)
      }
      return EntityPage.DerivedValue(column: column, value: value, names: names)
    }
  }

  private mutating func relations(_ entity: EntityReference) throws -> [EntityPage.RelationGroup] {
    var groups: [EntityPage.RelationGroup] = []
    for (side, other) in [("subject", "object"), ("object", "subject")] {
      var rows: [(Int64, Int64, EntityPage.PageRelation)] = []
      try store.db.query(
        """
        SELECT e.id, e.key, e.kind, e.name, e.name_zh, r.predicate, r.id, nullif(r.qualifier, ''),
               r.valid_from, r.valid_to, r.share, r.quantity, r.unit, r.note
          FROM relation r JOIN entity e ON e.id = r.\(other)
         WHERE r.\(side) = ? AND r.retired IS NULL
         ORDER BY r.predicate, e.key, r.qualifier, r.valid_from
        """, [.integer(entity.id)]
      ) { row in
        rows.append(
          (
            row.int64(at: 5), row.int64(at: 6),
            EntityPage.PageRelation(
              other: EntityReference(row: row), qualifier: row.string(at: 7),
              validFrom: row.string(at: 8), validTo: row.string(at: 9),
              share: row.isNull(at: 10) ? nil : row.double(at: 10),
              quantity: row.isNull(at: 11) ? nil : row.double(at: 11), unit: row.string(at: 12),
              note: row.string(at: 13))
          ))
      }
      for (predicateID, id, var relation) in rows {
        relation.validity = asOf.map {
          PartialDateRange(from: relation.validFrom, to: relation.validTo).contains($0)
        }
        guard relation.validity != .no else {
          past.insert(relation.other.name)
          continue
        }
        guard let predicate = registry.predicates.first(where: { $0.id == predicateID }) else {
          continue
        }
        try cite(id, &relation)
        let forward = side == "subject" || predicate.isSymmetric
        if let index = groups.firstIndex(where: {
          $0.predicate.id == predicateID && $0.isForward == forward
        }) {
          groups[index].relations.append(relation)
        } else {
          groups.append(.init(predicate: predicate, isForward: forward, relations: [relation]))
        }
      }
    }
    return groups
  }

  /// Whether a date may have come by the one that was asked for.
  private func hasBegun(_ text: String) -> Bool {
    guard let asOf, let date = PartialDate(text) else { return true }
    return !asOf.isBefore(date)
  }

  /// Who says that the relation exists, and who gives other figures.
  private mutating func cite(_ id: Int64, _ relation: inout EntityPage.PageRelation) throws {
    var sources: [Int] = []
    var others: [(column: String, value: String, source: Int)] = []
    try store.db.query(
      """
      SELECT c.fields, c.value, \(Self.sourceColumns)
        FROM citation c JOIN source s ON s.id = c.source
       WHERE c.relation = ? AND c.retired IS NULL AND c.rank >= 0 AND c.state = 'value'
       ORDER BY s.key, c.fields
      """, [.integer(id)]
    ) { row in
      let source = number(row, from: 2)
      if let value = row.string(at: 1) { others.append((row.text(0), value, source)) }
      // Who gives another figure says no less that the relation exists.
      if !sources.contains(source) { sources.append(source) }
    }
    relation.sources = sources
    relation.others = others
  }

  private mutating func names(_ entity: EntityReference) throws -> [EntityPage.OtherName] {
    var names: [EntityPage.OtherName] = []
    try store.db.query(
      """
      SELECT n.text, n.lang, n.role, \(Self.sourceColumns)
        FROM name n LEFT JOIN source s ON s.id = n.source
       WHERE n.entity = ? AND n.role <> 'pinyin' ORDER BY n.role, n.lang, n.text
      """, [.integer(entity.id)]
    ) { row in
      names.append(
        .init(
          text: row.text(0), lang: row.text(1), role: row.text(2),
          source: row.isNull(at: 3) ? nil : number(row, from: 3)))
    }
    return names
  }

  static let sourceColumns = "s.key, s.title, s.publisher, s.url, s.published, s.licence"

  /// The number of the source in these columns; a new one gets the next.
  private mutating func number(_ row: borrowing Row, from first: Int) -> Int {
    let key = row.text(first)
    if let known = numbers[key] { return known }
    var source = Source(key: key, title: row.text(first + 1))
    source.publisher = row.string(at: first + 2)
    source.url = row.string(at: first + 3)
    source.published = row.string(at: first + 4)
    source.licence = row.string(at: first + 5)
    sources.append(source)
    numbers[key] = sources.count
    return sources.count
  }
}

extension EntityPage {
  /// Takes out of the computed columns the names that stand in relations of other times only.
  fileprivate mutating func leaveOut(_ past: Set<String>) {
    guard !past.isEmpty else { return }
    let present = Set(relations.flatMap(\.relations).map(\.other.name))
    derived = derived.compactMap { item in
      let names = item.names.filter { !past.contains($0.name) || present.contains($0.name) }
      if names.isEmpty { return nil }
      return DerivedValue(
        column: item.column, value: names.map(\.name).joined(separator: "; "), names: names)
    }
  }
}
