extension ComparisonReader {
  /// What is measured, whoever is.
  private struct Measure: Hashable {
    let measure: String
    let object: EntityReference?
  }

  /// What tells the rows of one measure apart.
  private struct Setting: Hashable {
    let condition: String?
    let basis: String
    let unit: String?
    let currency: String?

    init(_ figure: EntityPage.PageFigure) {
      condition = figure.condition
      basis = figure.basis
      unit = figure.unit
      currency = figure.currency
    }

    /// "USD / rack / stock".
    var unitText: String {
      [currency, unit, basis].compactMap(\.self).joined(separator: " / ")
    }
  }

  /// The newest figures: one row for each measure and object where no entity has several of them
  /// (prices of a system and of a rack stand side by side), else one for each setting.
  mutating func figures() -> [Comparison.Row] {
    var measures: [Measure] = []
    let lists = sides.map { $0.page.figures + ($0.said?.figures ?? []) }
    for figure in lists.joined() {
      let measure = Measure(measure: figure.measure, object: figure.object)
      if !measures.contains(measure) { measures.append(measure) }
    }
    measures.sort { ($0.measure, $0.object?.key ?? "") < ($1.measure, $1.object?.key ?? "") }
    return measures.flatMap { measure in
      let settings = lists.map { list in
        list.filter { $0.measure == measure.measure && $0.object == measure.object }
          .map(Setting.init)
      }
      if settings.allSatisfy({ Set($0).count < 2 }) { return [row(measure, nil)] }
      var seen: Set<Setting> = []
      let distinct = settings.joined().filter { seen.insert($0).inserted }
      return distinct.map { setting in
        let isAlone = distinct.filter { $0.condition == setting.condition }.count == 1
        return row(measure, setting, namesUnit: !isAlone)
      }
    }
  }

  /// - Parameters:
  ///   - setting: the one setting that belongs to the row; nil: whichever there is.
  ///   - namesUnit: another row differs in nothing but the unit.
  private mutating func row(
    _ measure: Measure, _ setting: Setting?, namesUnit: Bool = false
  ) -> Comparison.Row {
    func belongs(_ figure: EntityPage.PageFigure) -> Bool {
      figure.measure == measure.measure && figure.object == measure.object
        && (setting == nil || Setting(figure) == setting)
    }
    var cells: [Comparison.Cell] = []
    var amounts: [Comparison.Amount] = []
    for side in sides {
      let accepted = side.page.figures.first(where: belongs).map { figure in
        Comparison.Entry(
          value: .figure(Self.amount(figure, in: setting)),
          sources: numbers.numbers(of: figure.sources, on: side.page))
      }
      var cell = Comparison.Cell(entry: accepted)
      if let said = side.said {
        let own = said.figures.first(where: belongs).map {
          Comparison.Entry(value: .figure(Self.amount($0, in: setting)), sources: [1])
        }
        let other = accepted.flatMap { others($0, besides: own) }
        cell = Comparison.Cell(entry: own, others: other.map { [$0] } ?? [])
      }
      cells.append(cell)
      for entry in [cell.entry].compactMap(\.self) + cell.others {
        if case .figure(let amount) = entry.value { amounts.append(amount) }
      }
    }
    let units = Set(amounts.map(\.measuredIn))
    let label = MeasureLabel.of(measure.measure)
    let object = measure.object
    let details = [
      setting?.condition,
      namesUnit ? setting?.unitText : nil,
    ].compactMap(\.self)
    let condition = details.isEmpty ? nil : details.joined(separator: "; ")
    return Comparison.Row(
      section: .figure,
      name: [measure.measure, object?.key, condition.map { "(\($0))" }].compactMap(\.self)
        .joined(separator: " "),
      label: Label(
        en: [label.en, object?.name, condition.map { "(\($0))" }].compactMap(\.self)
          .joined(separator: " "),
        zh: [label.zh, object.map { $0.nameZH ?? $0.name }, condition.map { "（\($0)）" }]
          .compactMap(\.self).joined(separator: " ")),
      unit: units.count == 1 ? units.first ?? nil : nil, cells: cells)
  }

  /// A figure's number; the condition is left out where the row is about it.
  private static func amount(
    _ figure: EntityPage.PageFigure, in setting: Setting?
  ) -> Comparison.Amount {
    Comparison.Amount(
      value: figure.value, low: figure.low, high: figure.high, unit: figure.unit,
      currency: figure.currency, date: figure.date, until: figure.until, basis: figure.basis,
      condition: setting == nil ? figure.condition : nil)
  }
}
