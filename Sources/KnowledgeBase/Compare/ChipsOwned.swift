internal import SQLite

/// How many chips each country has: the newest figure of the country itself where a source gives
/// one, else the sum over its firms. Only figures without a breakdown by chip are taken, so that
/// none counts twice.
struct ChipsOwned {
  let store: Store
  /// Key of the one source that counts.
  let source: String?
  /// Only figures that may have been known by then; nil: the newest of all.
  let asOf: PartialDate?

  static let definition = Label(
    en: "chips owned: the newest figure of the country itself where there is one, else the sum "
      + "over its firms; undecided: firms without a figure",
    zh: "拥有芯片：取该国/地区自身的最新数据；没有时取其企业最新数据之和；无法判定者为没有数据的企业")

  private struct Holding {
    let figure: Int64
    let subject: EntityReference
    let condition: String
    let unit: String
    let value: Double?
    let date: String
  }

  /// One row for each unit (chips; H100 equivalents).
  ///
  /// - Parameter firms: the filter that selects the firms of a country.
  func rows(
    of countries: [EntityReference], _ numbers: inout SourceNumbers,
    firms: (EntityReference) throws -> Filter
  ) throws -> [Comparison.Row] {
    let filters = try countries.map(firms)
    let holdings = try zip(countries, filters).map(holdings)
    let units = Set(holdings.joined().map(\.unit)).sorted()
    var rows: [Comparison.Row] = []
    for unit in units {
      var cells: [Comparison.Cell] = []
      for (index, country) in countries.enumerated() {
        let all = holdings[index].filter { $0.unit == unit }
        let own = all.filter { $0.subject == country }
        cells.append(
          try own.isEmpty
            ? cell(all, &numbers, firms: filters[index]) : cell(own, &numbers, firms: nil))
      }
      rows.append(
        Comparison.Row(
          section: .scoreboard, name: "chips owned (\(unit))",
          label: Label(en: "chips owned (\(unit))", zh: "拥有芯片（\(unit)）"), unit: unit,
          definition: Self.definition, cells: cells))
    }
    return rows
  }

  /// The newest figures of a country and of its firms.
  private func holdings(of country: EntityReference, _ firms: Filter) throws -> [Holding] {
    let cited = try source.map { key in
      """
      AND EXISTS (SELECT 1 FROM citation c WHERE c.figure = f.id AND c.rank >= 0
        AND c.retired IS NULL AND c.source = \(try store.source(key).id))
      """
    }
    var newest: [Holding] = []
    try store.db.query(
      """
      SELECT s.id, s.key, s.kind, s.name, s.name_zh, f.id, f.condition, ifnull(f.unit, 'chip'),
             f.value, ifnull(f.until, f.date)
        FROM figure f JOIN entity s ON s.id = f.subject
       WHERE f.measure = 'chips-owned' AND f.object IS NULL AND f.retired IS NULL
         AND (s.id = ? OR s.id IN (\(firms.entities))) \(cited ?? "")
       ORDER BY s.key, f.condition, 10 DESC, f.date DESC
      """, [.integer(country.id)]
    ) { row in
      if let asOf, let date = PartialDate(row.text(9)), asOf.isBefore(date) { return }
      let holding = Holding(
        figure: row.int64(at: 5), subject: EntityReference(row: row), condition: row.text(6),
        unit: row.text(7), value: row.isNull(at: 8) ? nil : row.double(at: 8), date: row.text(9))
      if !newest.contains(where: {
        $0.subject == holding.subject && $0.condition == holding.condition
          && $0.unit == holding.unit
      }) {
        newest.append(holding)
      }
    }
    return newest
  }

  /// - Parameter firms: who else could have a figure; nil where it is the country's own.
  private func cell(
    _ holdings: [Holding], _ numbers: inout SourceNumbers, firms: Filter?
  ) throws -> Comparison.Cell {
    var cell = Comparison.Cell()
    let known = holdings.filter { $0.value != nil }
    if !known.isEmpty {
      let dates = Set(known.map(\.date)).sorted()
      let owners = Set(known.map(\.subject.key)).sorted()
      let span = dates.first == dates.last ? dates[0] : "\(dates[0]) – \(dates[dates.count - 1])"
      cell.entry = Comparison.Entry(
        value: .field(.real(known.reduce(0) { $0 + ($1.value ?? 0) })),
        sources: try sources(of: known, &numbers),
        note: firms == nil ? span : "\(span): \(owners.joined(separator: ", "))")
    }
    if let firms {
      let owners = Set(known.map { String($0.subject.id) }).joined(separator: ", ")
      cell.undecided = Int(
        try store.db.integer(
          "SELECT count(*) FROM (\(firms.entities)) WHERE id NOT IN (\(owners))"))
    } else {
      cell.undecided = holdings.count - known.count
    }
    return cell
  }

  private func sources(
    of holdings: [Holding], _ numbers: inout SourceNumbers
  ) throws -> [Int] {
    guard source == nil else { return [1] }
    var keys: Set<String> = []
    for holding in holdings {
      try store.db.query(
        """
        SELECT s.key FROM citation c JOIN source s ON s.id = c.source
         WHERE c.figure = ? AND c.rank >= 0 AND c.retired IS NULL
        """, [.integer(holding.figure)]
      ) { keys.insert($0.text(0)) }
    }
    var found: [Int] = []
    for key in keys.sorted() {
      guard let source = try store.sources(key: key).first?.source else { continue }
      found.append(numbers.number(of: source))
    }
    return found.sorted()
  }
}
