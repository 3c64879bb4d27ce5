internal import Messages

extension Store {
  /// Entities of one kind side by side.
  ///
  /// - Parameters:
  ///   - entities: two or more of one kind. Countries also get a scoreboard.
  ///   - accordingTo: key of the one source that counts; what others say stands beside it.
  ///   - asOf: only relations that certainly or possibly hold on this date, and figures of that time;
  ///     a scoreboard counts what was there by then.
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` for entities of different kinds, for one that is
  ///   named twice and for fewer than two; ``KnowledgeBaseError/unknown(what:name:nearest:listed:)`` for a
  ///   source that is not there.
  public func compare(
    _ entities: [EntityReference], accordingTo: String? = nil, asOf: PartialDate? = nil
  ) throws -> Comparison {
    try reading {
      let kind = try Self.commonKind(of: entities, registry)
      let source = try accordingTo.map { try self.source($0) }
      let sides = try entities.map { entity in
        ComparisonSide(
          page: try page(of: entity, asOf: asOf),
          said: try source.map {
            try SourceStatements(
              store: self, source: $0.id, entity: entity, kind: kind, asOf: asOf)
          })
      }
      let asked = try source.flatMap { try sources(key: $0.key).first?.source }
      var reader = ComparisonReader(kind: kind, sides: sides, source: asked)
      var comparison = Comparison(
        kind: kind, entities: entities, accordingTo: asked, asOf: asOf)
      let derived = reader.derived()
      let properties = reader.properties()
      comparison.rows = derived.rows + properties + reader.perChip(properties)
      if kind.name == "country" {
        var scoreboard = Scoreboard(
          store: self, countries: entities, source: source?.key, asOf: asOf)
        comparison.rows += try scoreboard.read(&reader.numbers)
        comparison.definitions = scoreboard.definitions
      }
      comparison.rows += reader.figures() + reader.relations(besides: derived.groups)
      comparison.sources = reader.numbers.sources
      return comparison
    }
  }

  private static func commonKind(
    of entities: [EntityReference], _ registry: Registry
  ) throws -> Kind {
    guard let first = entities.first, entities.count > 1 else {
      throw KnowledgeBaseError.invalid(
        Message("name two entities or more to compare", "请给出两个或更多要比较的实体"))
    }
    for (index, entity) in entities.enumerated() where entities[..<index].contains(entity) {
      throw KnowledgeBaseError.invalid(
        Message(
          "\(entity.key) is named twice; name another one to compare it with",
          "\(entity.key) 给出了两次；请另给一个与之比较的实体"))
    }
    let kind = try registry.kind(first.kind)
    if let other = entities.first(where: { $0.kind != first.kind }) {
      let plural = try registry.kind(other.kind).plural
      throw KnowledgeBaseError.invalid(
        Message(
          "\(first.key) is a \(kind.name), \(other.key) a \(other.kind): compare entities of one "
            + "kind; 'aikb list \(kind.plural)' and 'aikb list \(plural)' name them, "
            + "'aikb neighbors \(other.key)' what belongs to \(other.key)",
          "\(first.key) 的类别是 \(kind.name)，\(other.key) 是 \(other.kind)：只能比较同类实体；"
            + "可用 'aikb list \(kind.plural)' 和 'aikb list \(plural)' 查看实体，用 'aikb neighbors \(other.key)' 查看与 \(other.key) 相关的实体"
        ))
    }
    return kind
  }
}

/// One entity of a comparison.
struct ComparisonSide {
  /// All that is accepted, and what others say.
  let page: EntityPage
  /// What the one source says; nil when all count.
  let said: SourceStatements?
}

/// Lays the pages of entities side by side.
struct ComparisonReader {
  let kind: Kind
  let sides: [ComparisonSide]
  /// The one source that counts.
  let source: Source?
  var numbers = SourceNumbers()

  init(kind: Kind, sides: [ComparisonSide], source: Source?) {
    self.kind = kind
    self.sides = sides
    self.source = source
    // The source that was asked for is number 1.
    if let source { _ = numbers.number(of: source) }
  }

  // MARK: Properties

  /// One row for each property that a source says something about.
  mutating func properties() -> [Comparison.Row] {
    var rows: [Comparison.Row] = []
    for property in kind.properties {
      let cells = sides.map { cell(property, on: $0) }
      guard cells.contains(where: { $0.entry != nil || !$0.others.isEmpty }) else { continue }
      rows.append(
        Comparison.Row(
          section: .property, name: property.name, label: property.label, property: property,
          unit: property.unit, cells: cells))
    }
    return rows
  }

  private mutating func cell(_ property: Property, on side: ComparisonSide) -> Comparison.Cell {
    let recorded = recorded(property, on: side.page)
    guard let said = side.said else {
      return Comparison.Cell(entry: recorded.first, others: Array(recorded.dropFirst()))
    }
    let accepted = side.page.properties.first { $0.property.name == property.name }?.value
    let own = (said.properties[property.name] ?? []).compactMap { statement -> Comparison.Entry? in
      let value: Comparison.Value
      switch statement.state {
      case "none": value = .absent
      case "unknown": value = .unknown
      default:
        guard let field = statement.value ?? accepted else { return nil }
        value = .field(field)
      }
      return Comparison.Entry(
        value: value, sources: [1], wording: statement.wording, note: statement.reason)
    }
    return Comparison.Cell(
      entry: own.first,
      others: own.dropFirst() + recorded.compactMap { others($0, besides: own.first) })
  }

  /// Everything on record: the accepted value first, then what others say, equal values together.
  private mutating func recorded(
    _ property: Property, on page: EntityPage
  ) -> [Comparison.Entry] {
    var entries: [Comparison.Entry] = []
    func add(_ value: Comparison.Value, _ source: Int) {
      if let index = entries.firstIndex(where: { $0.value == value }) {
        entries[index].sources = Set(entries[index].sources + [source]).sorted()
      } else {
        entries.append(Comparison.Entry(value: value, sources: [source]))
      }
    }
    if let item = page.properties.first(where: { $0.property.name == property.name }) {
      entries.append(
        Comparison.Entry(
          value: .field(item.value), sources: numbers.numbers(of: item.sources, on: page),
          note: item.others.isEmpty ? nil : item.reason))
      for other in item.others {
        add(.field(other.value), numbers.number(of: page.sources[other.source - 1]))
      }
    }
    for item in page.unknowns where item.property.name == property.name {
      add(
        item.state == "none" ? .absent : .unknown,
        numbers.number(of: page.sources[item.source - 1]))
    }
    return entries
  }

  /// An entry as others than the one source give it; nil when only that source does, or when it
  /// says the same.
  func others(
    _ entry: Comparison.Entry, besides own: Comparison.Entry?
  ) -> Comparison.Entry? {
    guard entry.value != own?.value, entry.sources != [1] else { return nil }
    var entry = entry
    entry.sources.removeAll { $0 == 1 }
    return entry
  }

  // MARK: Per chip

  private static let perChip = ["fp16_dense_flop_per_s", "memory_bytes", "tdp_watts"]

  /// Totals of boards and systems divided by their number of chips; a chip counts as one.
  ///
  /// - Parameter properties: the rows of the properties.
  mutating func perChip(_ properties: [Comparison.Row]) -> [Comparison.Row] {
    guard kind.name == "chip", let chips = properties.first(where: { $0.name == "chips" }) else {
      return []
    }
    let areChips = sides.map { side in
      side.page.properties.contains {
        $0.property.name == "form" && $0.value == .text("chip")
      }
    }
    guard areChips.contains(false) else { return [] }
    let one = Comparison.Entry(value: .field(.integer(1)))
    return Self.perChip.compactMap { name -> Comparison.Row? in
      guard let total = properties.first(where: { $0.name == name }) else { return nil }
      let cells = zip(zip(total.cells, chips.cells), areChips).map { cells, isChip in
        let (total, chips) = cells
        let count = isChip ? one : chips.entry
        if let entry = Self.divide(total.entry, by: count) { return Comparison.Cell(entry: entry) }
        guard source != nil else { return .blank }
        let other = Self.divide(total.entry ?? total.others.first, by: count ?? chips.others.first)
        return Comparison.Cell(
          entry: nil, others: other.flatMap { others($0, besides: nil) }.map { [$0] } ?? [])
      }
      guard cells.contains(where: { $0.entry != nil || !$0.others.isEmpty }) else { return nil }
      return Comparison.Row(
        section: .computed, name: "\(name) per chip",
        label: Label(en: "\(total.label.en) per chip", zh: "每芯片\(total.label.zh)"),
        property: total.property, unit: total.unit,
        definition: Label(
          en: "computed: \(total.label.en) / \(chips.label.en)",
          zh: "计算值：\(total.label.zh) ÷ \(chips.label.zh)"),
        cells: cells)
    }
  }

  private static func divide(
    _ total: Comparison.Entry?, by count: Comparison.Entry?
  ) -> Comparison.Entry? {
    guard let total, let count, let sum = total.value.number, let number = count.value.number,
      number > 0
    else { return nil }
    return Comparison.Entry(
      value: .field(.real(sum / number)),
      sources: Set(total.sources + count.sources).sorted())
  }
}
