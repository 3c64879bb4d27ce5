extension ComparisonReader {
  /// A group of relations, told by its predicate and direction.
  struct Group: Hashable {
    let predicate: Int64
    let isForward: Bool
  }

  // MARK: Computed columns

  /// One row for each computed column, and the groups of relations that the rows already show.
  mutating func derived() -> (rows: [Comparison.Row], groups: Set<Group>) {
    var rows: [Comparison.Row] = []
    var shown: Set<Group> = []
    for column in kind.derived {
      var cells: [Comparison.Cell] = []
      for side in sides {
        guard let value = side.page.derived.first(where: { $0.column.name == column.name }) else {
          cells.append(.blank)
          continue
        }
        if let group = Self.group(behind: value, on: side.page) {
          shown.insert(Group(predicate: group.predicate.id, isForward: group.isForward))
          cells.append(cell(group.relations, group.predicate, on: side))
        } else {
          // Taken over several steps (the seats of a model's developers): nobody says it in so many
          // words.
          let entry = Comparison.Entry(
            value: .items(
              value.names.map { Comparison.Item(key: nil, name: $0.name, nameZH: $0.nameZH) }))
          cells.append(
            side.said == nil
              ? Comparison.Cell(entry: entry) : Comparison.Cell(entry: nil, others: [entry]))
        }
      }
      guard cells.contains(where: { $0.entry != nil || !$0.others.isEmpty }) else { continue }
      rows.append(
        Comparison.Row(
          section: .derived, name: column.name, label: column.label, cells: cells))
    }
    return (rows, shown)
  }

  /// The relations that a computed column joins the names of; nil where it looked further.
  private static func group(
    behind value: EntityPage.DerivedValue, on page: EntityPage
  ) -> EntityPage.RelationGroup? {
    let names = Set(value.names.map(\.name))
    return page.relations.first { group in
      value.column.readings.contains(
        group.isForward ? group.predicate.name : group.predicate.inverse)
        && Set(group.relations.map(\.other.name)) == names
    }
  }

  // MARK: Relations

  /// Kinds that the scoreboard of countries counts; listing them all would bury what can be
  /// compared.
  private static let counted: Set<String> = [
    "model", "chip", "firm", "institution", "facility", "policy",
  ]

  /// One row for each predicate and direction. What several entities have a quantity or a share of
  /// gets a row of its own, so that the numbers can be compared.
  ///
  /// - Parameter shown: groups that other rows show.
  mutating func relations(besides shown: Set<Group>) -> [Comparison.Row] {
    var groups: [(group: Group, predicate: Predicate)] = []
    for side in sides {
      for found in side.page.relations {
        let group = Group(predicate: found.predicate.id, isForward: found.isForward)
        if kind.name == "country",
          found.relations.allSatisfy({ Self.counted.contains($0.other.kind) })
        {
          continue
        }
        if !shown.contains(group), !groups.contains(where: { $0.group == group }) {
          groups.append((group, found.predicate))
        }
      }
    }
    groups.sort {
      ($0.group.isForward ? 0 : 1, $0.predicate.id) < ($1.group.isForward ? 0 : 1, $1.predicate.id)
    }
    return groups.flatMap { group, predicate in rows(group, predicate) }
  }

  private mutating func rows(_ group: Group, _ predicate: Predicate) -> [Comparison.Row] {
    let lists = sides.map { side in
      side.page.relations.first {
        $0.predicate.id == group.predicate && $0.isForward == group.isForward
      }?.relations ?? []
    }
    let name = group.isForward ? predicate.name : predicate.inverse
    let label = group.isForward ? predicate.label : predicate.inverseLabel
    let common = Common.among(lists)
    let rest = lists.map { list in
      list.filter { relation in !common.contains { $0.fits(relation) } }
    }
    var rows: [Comparison.Row] = []
    if rest.contains(where: { !$0.isEmpty }) {
      let cells = zip(rest, sides).map { cell($0, predicate, on: $1) }
      rows.append(Comparison.Row(section: .relation, name: name, label: label, cells: cells))
    }
    for common in common {
      let relations = lists.map { list in list.first(where: common.fits) }
      guard let other = relations.compactMap(\.self).first?.other else { continue }
      for number in Number.allCases where relations.count(where: { number.of($0) != nil }) > 1 {
        let cells = zip(relations, sides).map { cell($0, number, predicate, on: $1) }
        let suffix = common.qualifier.map { " (\($0))" } ?? ""
        rows.append(
          Comparison.Row(
            section: .relation,
            name: "\(name) \(common.other)\(suffix)" + (number == .share ? " share" : ""),
            label: Label(
              en: "\(label.en) \(other.name)\(suffix)",
              zh: "\(label.zh)\(other.nameZH ?? other.name)\(suffix)"),
            unit: number == .share ? "share" : relations.compactMap { $0?.unit }.first,
            cells: cells))
      }
    }
    return rows
  }

  /// The numbers of a relation.
  private enum Number: String, CaseIterable {
    case quantity, share

    func of(_ relation: EntityPage.PageRelation?) -> Double? {
      switch self {
      case .quantity: relation?.quantity
      case .share: relation?.share
      }
    }
  }

  /// Relations to the same thing in the same sense (market and basis of a share), which several
  /// entities have one of each, with a number of the same unit.
  private struct Common: Hashable {
    let other: String
    let qualifier: String?
    let unit: String?

    private init(_ relation: EntityPage.PageRelation) {
      other = relation.other.key
      qualifier = relation.qualifier
      unit = relation.unit
    }

    func fits(_ relation: EntityPage.PageRelation) -> Bool { Common(relation) == self }

    static func among(_ lists: [[EntityPage.PageRelation]]) -> [Common] {
      let candidates = lists.flatMap { list in
        Dictionary(grouping: list, by: Common.init).filter { $1.count == 1 }.values.joined()
      }
      let groups = Dictionary(grouping: candidates, by: Common.init).filter { _, relations in
        Number.allCases.contains { number in relations.count(where: { number.of($0) != nil }) > 1 }
      }
      // One that has it several times, e.g. for several years, is listed with all of them.
      return groups.keys.filter { common in
        lists.allSatisfy { list in list.count(where: common.fits) < 2 }
      }.sorted { ($0.other, $0.qualifier ?? "") < ($1.other, $1.qualifier ?? "") }
    }
  }

  // MARK: Cells

  /// The other ends of relations, the biggest quantities first.
  private mutating func cell(
    _ relations: [EntityPage.PageRelation], _ predicate: Predicate, on side: ComparisonSide
  ) -> Comparison.Cell {
    var own: [Comparison.Item] = []
    var others: [Comparison.Item] = []
    for relation in relations {
      let accepted = item(relation, on: side.page)
      guard let said = side.said else {
        own.append(accepted)
        continue
      }
      guard let linked = said.relation(relation, predicate) else {
        others.append(accepted)
        continue
      }
      var item = accepted
      item.sources = [1]
      item.dissent = []
      item.quantity = Self.number(.quantity, linked, else: relation.quantity)
      item.share = Self.number(.share, linked, else: relation.share)
      own.append(item)
      if item.quantity == nil && accepted.quantity != nil {
        var other = accepted
        other.sources.removeAll { $0 == 1 }
        others.append(other)
      }
    }
    return Comparison.Cell(entry: Self.entry(own), others: Self.entry(others).map { [$0] } ?? [])
  }

  /// A number of one relation.
  private mutating func cell(
    _ relation: EntityPage.PageRelation?, _ number: Number, _ predicate: Predicate,
    on side: ComparisonSide
  ) -> Comparison.Cell {
    guard let relation, let value = number.of(relation) else { return .blank }
    let item = item(relation, on: side.page)
    let accepted = Comparison.Entry(value: .field(.real(value)), sources: item.sources)
    let dissent = item.dissent.filter { $0.column == number.rawValue }.compactMap { other in
      Double(other.value).map {
        Comparison.Entry(value: .field(.real($0)), sources: [other.source])
      }
    }
    guard let said = side.said else { return Comparison.Cell(entry: accepted, others: dissent) }
    let linked = said.relation(relation, predicate)
    let own = linked.flatMap { Self.number(number, $0, else: value) }.map {
      Comparison.Entry(value: .field(.real($0)), sources: [1], wording: linked?.wording)
    }
    return Comparison.Cell(
      entry: own, others: ([accepted] + dissent).compactMap { others($0, besides: own) })
  }

  private mutating func item(
    _ relation: EntityPage.PageRelation, on page: EntityPage
  ) -> Comparison.Item {
    Comparison.Item(
      key: relation.other.key, name: relation.other.name, nameZH: relation.other.nameZH,
      quantity: relation.quantity, unit: relation.unit, share: relation.share,
      isCompared: sides.contains { $0.page.entity == relation.other },
      validity: relation.validity,
      qualifier: relation.qualifier, sources: numbers.numbers(of: relation.sources, on: page),
      dissent: relation.others.map {
        Comparison.Dissent(
          column: $0.column, value: $0.value,
          source: numbers.number(of: page.sources[$0.source - 1]))
      })
  }

  private static func entry(_ items: [Comparison.Item]) -> Comparison.Entry? {
    guard !items.isEmpty else { return nil }
    let sorted = items.enumerated().sorted { a, b in
      let (x, y) = (a.element.quantity ?? -1, b.element.quantity ?? -1)
      return x == y ? a.offset < b.offset : x > y
    }
    return Comparison.Entry(
      value: .items(sorted.map(\.element)), sources: Set(items.flatMap(\.sources)).sorted())
  }

  /// A column of a relation as the source gives it; nil when it does not.
  private static func number(
    _ number: Number, _ linked: SourceStatements.Linked, else accepted: Double?
  ) -> Double? {
    guard let own = linked.columns[number.rawValue] else { return nil }
    return own.flatMap(Double.init) ?? accepted
  }
}
