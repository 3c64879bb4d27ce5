internal import SQLite

/// Counts over what belongs to each of some countries. Every line says what is counted, in the
/// words of a filter that lists it, and how many entities it could not decide on because a value is
/// blank.
struct Scoreboard {
  let store: Store
  let countries: [EntityReference]
  /// Key of the one source that counts.
  let source: String?
  /// What was there by this date counts; nil: everything.
  let asOf: PartialDate?
  /// What the words of the filters mean.
  private(set) var definitions: [Label] = []

  init(store: Store, countries: [EntityReference], source: String?, asOf: PartialDate? = nil) {
    self.store = store
    self.countries = countries
    self.source = source
    self.asOf = asOf
  }

  /// Families stand for their members, which are counted themselves.
  private static let models = ["form:model", "OR", "form:none"]
  private static let chips = ["form:chip", "OR", "form:none"]

  /// The lines, with the sources of those that cite any.
  mutating func read(_ numbers: inout SourceNumbers) throws -> [Comparison.Row] {
    var lines: [Comparison.Row] = []
    try noteGroupsWithoutMembers()
    let released = try definition(
      Label(en: "models released in a year, families left out", zh: "当年发布的模型，不含系列"), "model",
      Self.models + ["released:YEAR"])
    lines += try rows(
      by: "released", of: "model", Self.models, released, parts: { [String($0.prefix(4))] },
      label: { year in
        ("models released \(year)", Label(en: "models released \(year)", zh: "\(year)年发布的模型"))
      })
    let open = Self.models + ["weights:open"]
    lines.append(
      try row(
        "open-weight models", Label(en: "open-weight models", zh: "开放权重模型"), "model", open,
        definition(
          Label(en: "open-weight models, families left out", zh: "开放权重模型，不含系列"), "model", open)))
    lines.append(try largestTraining(&numbers))
    lines.append(
      try row(
        "chips designed", Label(en: "chips designed", zh: "设计的芯片"), "chip", Self.chips,
        definition(
          Label(en: "chips designed, boards and systems left out", zh: "设计的芯片，不含板卡与系统"), "chip",
          Self.chips)))
    lines.append(
      try row(
        "firms", Label(en: "firms", zh: "企业"), "firm", [],
        definition(Label(en: "firms", zh: "企业"), "firm", [])))
    let firms = try definition(
      Label(en: "firms by role; one firm may have several", zh: "按角色统计的企业；一家可有多个角色"), "firm",
      ["role:ROLE"])
    lines += try rows(
      by: "role", of: "firm", [], firms, parts: Self.roles,
      label: { role in
        let label = RoleLabel.of(role)
        return ("firms: \(role)", Label(en: "firms: \(label.en)", zh: "企业：\(label.zh)"))
      })
    lines.append(
      try row(
        "policies issued", Label(en: "policies issued", zh: "发布的政策"), "policy", [],
        definition(Label(en: "policies issued", zh: "发布的政策"), "policy", [])))
    lines += try ChipsOwned(store: store, source: source, asOf: asOf).rows(of: countries, &numbers)
    {
      try filter($0, "firm", [])
    }
    return lines
  }

  /// A group without members on record would seem to have nothing.
  private mutating func noteGroupsWithoutMembers() throws {
    let members = try store.registry.predicate("member_of").id
    for country in countries {
      let isEmptyGroup = try store.db.integer(
        """
        SELECT EXISTS (SELECT 1 FROM country WHERE id = ?1 AND form = 'group')
           AND NOT EXISTS (SELECT 1 FROM relation
                WHERE object = ?1 AND predicate = ?2 AND retired IS NULL)
        """, [.integer(country.id), .integer(members)])
      guard isEmptyGroup == 1 else { continue }
      definitions.append(
        Label(
          en: "\(country.name): no members on record; only what is its own is counted",
          zh: "\(country.nameZH ?? country.name)：无成员记录，仅统计其自身"))
    }
  }

  // MARK: Counts

  /// On what the filters look, for columns of our own.
  private var basis: FilterBasis {
    get throws {
      var basis = FilterBasis()
      basis.source = try source.map { try store.source($0).sqlID }
      return basis
    }
  }

  private mutating func filter(
    _ country: EntityReference, _ kind: String, _ words: [String]
  ) throws -> Filter {
    let filter = try store.filter(
      ["country:\(country.key)"] + words, of: store.registry.kind(kind), asOf: asOf,
      accordingTo: source)
    for definition in filter.conditions.compactMap(\.definition)
    where !definitions.contains(definition) {
      definitions.append(definition)
    }
    return filter
  }

  private mutating func row(
    _ name: String, _ label: Label, _ kind: String, _ words: [String], _ definition: Label
  ) throws -> Comparison.Row {
    let cells = try countries.map { country in
      let (selected, undecided) = try count(try filter(country, kind, words))
      return Comparison.Cell(
        entry: Comparison.Entry(value: .field(.integer(selected))), undecided: undecided)
    }
    return Comparison.Row(
      section: .scoreboard, name: name, label: label, definition: definition, cells: cells)
  }

  /// What a line counts, and the command that lists it.
  private func definition(_ what: Label, _ kind: String, _ words: [String]) throws -> Label {
    let command = (["aikb list", try store.registry.kind(kind).plural, "country:…"] + words)
      .joined(separator: " ")
    return Label(en: "\(what.en): \(command)", zh: "\(what.zh)：\(command)")
  }

  private func count(_ filter: Filter) throws -> (selected: Int64, undecided: Int) {
    try store.db.first(
      """
      SELECT count(nullif(x, 0)), count(*) - count(x) FROM (
        SELECT (\(filter.sql)) AS x FROM entity e JOIN \(filter.kind.name.quoted) t ON t.id = e.id
         WHERE e.kind = \(filter.kind.name.quotedText) AND e.retired IS NULL)
      """
    ) { ($0.int64(at: 0), Int($0.int64(at: 1))) } ?? (0, 0)
  }

  /// Roles of a firm are joined with "; ".
  private static func roles(_ text: String) -> [String] {
    text.split(separator: ";").map { String($0.drop { $0 == " " }) }
  }

  /// One line for each value of a column, in one pass over the entities. A blank value could be
  /// any, and an entity whose country is not known could belong to each.
  ///
  /// - Parameter parts: the values that the text of the column stands for.
  private mutating func rows(
    by column: String, of kind: String, _ words: [String], _ definition: Label,
    parts: (String) -> [String], label: (String) -> (name: String, label: Label)
  ) throws -> [Comparison.Row] {
    var selected: [String: [Int]] = [:]
    var open: [String: [Int]] = [:]
    var blank = Array(repeating: 0, count: countries.count)
    for (index, country) in countries.enumerated() {
      let filter = try filter(country, kind, words)
      guard let property = filter.kind.property(named: column) else { continue }
      try store.db.query(
        """
        SELECT x, value, count(*) FROM (
          SELECT (\(filter.sql)) AS x, \(try basis.column(property)) AS value
            FROM entity e JOIN \(kind.quoted) t ON t.id = e.id
           WHERE e.kind = \(kind.quotedText) AND e.retired IS NULL)
         WHERE x IS NULL OR x GROUP BY x, value
        """
      ) { row in
        let count = Int(row.int64(at: 2))
        guard let text = row.string(at: 1) else {
          blank[index] += count
          return
        }
        for part in Set(parts(text)) {
          if row.isNull(at: 0) {
            open[part, default: Array(repeating: 0, count: countries.count)][index] += count
          } else {
            selected[part, default: Array(repeating: 0, count: countries.count)][index] += count
          }
        }
      }
    }
    return selected.sorted { $0.key < $1.key }.map { part, counts in
      let (name, label) = label(part)
      let cells = counts.enumerated().map { index, count in
        Comparison.Cell(
          entry: Comparison.Entry(value: .field(.integer(Int64(count)))),
          undecided: blank[index] + (open[part]?[index] ?? 0))
      }
      return Comparison.Row(
        section: .scoreboard, name: name, label: label, definition: definition, cells: cells)
    }
  }

  // MARK: Training compute

  private mutating func largestTraining(
    _ numbers: inout SourceNumbers
  ) throws -> Comparison.Row {
    let kind = try store.registry.kind("model")
    let property = kind.property(named: "training_flop")
    let basis = try basis
    var cells: [Comparison.Cell] = []
    for country in countries {
      let filter = try filter(country, "model", Self.models)
      var cell = Comparison.Cell(undecided: try count(filter).undecided)
      guard let value = property.map(basis.column) else { continue }
      var largest: (model: EntityReference, flop: Double)?
      try store.db.query(
        """
        SELECT e.id, e.key, e.kind, e.name, e.name_zh, \(value) AS flop
          FROM entity e JOIN model t ON t.id = e.id WHERE e.id IN (\(filter.entities))
         ORDER BY flop DESC NULLS LAST, e.key
        """
      ) { row in
        if row.isNull(at: 5) {
          cell.undecided += 1
        } else if largest == nil {
          largest = (EntityReference(row: row), row.double(at: 5))
        }
      }
      if let largest {
        let page = try store.page(of: largest.model)
        let cited = page.properties.first { $0.property.name == "training_flop" }?.sources ?? []
        cell.entry = Comparison.Entry(
          value: .field(.real(largest.flop)),
          sources: source == nil ? numbers.numbers(of: cited, on: page) : [1],
          note: largest.model.name)
      }
      cells.append(cell)
    }
    let label = Label(en: "largest training compute", zh: "最大训练算力")
    return Comparison.Row(
      section: .scoreboard, name: label.en, label: label, property: property,
      unit: property?.unit,
      definition: try definition(label, "model", Self.models + ["training_flop:any"]), cells: cells)
  }
}
