internal import Messages
internal import SQLite

extension Store {
  /// The dates of entities in lanes: properties that are dates, and events.
  ///
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)`` for an event that nothing in any
  ///   lane has, or for a source.
  public func timeline(_ query: TimelineQuery) throws -> Timeline {
    try reading {
      var reader = TimelineReader(store: self, registry: try registry, query: query)
      return try reader.read()
    }
  }
}

/// Reads the dates of the entities in each lane.
struct TimelineReader {
  let store: Store
  let registry: Registry
  let query: TimelineQuery
  /// Every event met with, wanted or not.
  private var known: Set<String> = []

  init(store: Store, registry: Registry, query: TimelineQuery) {
    self.store = store
    self.registry = registry
    self.query = query
  }

  mutating func read() throws -> Timeline {
    if let source = query.accordingTo { _ = try SourceWriter(store: store).rank(of: source) }
    var timeline = Timeline(lanes: try query.lanes.map(lane))
    for index in timeline.lanes.indices {
      let entities = timeline.lanes[index].entities
      var found: [Timeline.Entry] = []
      let kinds = Dictionary(grouping: entities, by: \.kind)
      for (kind, members) in kinds.sorted(by: { $0.key < $1.key }) {
        found += try entries(of: members, try registry.kind(kind), lane: index)
      }
      if let source = query.accordingTo { found = found.compactMap { $0.according(to: source) } }
      let dated = Set(found.map(\.entity))
      timeline.lanes[index].undated = entities.filter { !dated.contains($0) }
      timeline.entries += found
    }
    let missing = query.events.subtracting(known).sorted()
    if let name = missing.first {
      throw KnowledgeBaseError.unknown(
        what: Message("event in these lanes", "这些泳道中的事件"), name: name,
        nearest: Nearest.to(name, among: known.sorted()))
    }
    timeline.entries = timeline.entries.compactMap(inSpan)
    timeline.entries.sort { Self.order($0).lexicographicallyPrecedes(Self.order($1)) }
    return timeline
  }

  private func lane(_ lane: TimelineQuery.Lane) throws -> Timeline.Lane {
    switch lane {
    case .entity(let entity):
      return Timeline.Lane(
        title: Label(en: entity.name, zh: entity.nameZH ?? entity.name), entities: [entity],
        coverage: nil)
    case .filter(let filter, let title, let words):
      let (entities, coverage) = try store.select(filter)
      let rest = words.map { " \($0)" }.joined()
      return Timeline.Lane(
        title: title.map { Label(en: $0, zh: $0) }
          ?? Label(en: filter.kind.plural + rest, zh: filter.kind.label.zh + rest),
        entities: entities, coverage: coverage)
    }
  }

  private func inSpan(_ entry: Timeline.Entry) -> Timeline.Entry? {
    guard query.events.isEmpty || query.events.contains(entry.event) else { return nil }
    var entry = entry
    switch query.contains(entry.date) {
    case .no: return nil
    case .possible: entry.isCertain = false
    case .certain, .undated: break
    }
    return entry
  }

  /// Dates have eight digits, lanes are few: texts of equal length sort as the numbers do.
  private static func order(_ entry: Timeline.Entry) -> [String] {
    let day = String(entry.date.firstDay + 1_000_000_000)
    return [
      day, String(entry.lane + 1_000_000), entry.entity.key, entry.event, entry.date.text,
      entry.scope ?? "",
    ]
  }

  // MARK: Dates of one kind

  private mutating func entries(
    of entities: [EntityReference], _ kind: Kind, lane: Int
  ) throws -> [Timeline.Entry] {
    let list = Value.text("[" + entities.map { String($0.id) }.joined(separator: ",") + "]")
    let byID = Dictionary(uniqueKeysWithValues: entities.map { ($0.id, $0) })
    let numbers = try documentNumbers(kind, list)
    var found: [Timeline.Entry] = []
    for property in kind.properties where property.type == .date {
      let said = try statements(property.name, list)
      try store.db.query(
        """
        SELECT id, \(property.name.quoted) FROM \(kind.name.quoted)
         WHERE \(property.name.quoted) IS NOT NULL AND id IN (SELECT value FROM json_each(?))
        """, [list]
      ) { row in
        let id = row.int64(at: 0)
        guard let entity = byID[id], let date = PartialDate(row.text(1)) else { return }
        found.append(
          Timeline.Entry(
            lane: lane, entity: entity, event: property.name,
            label: EventLabel.of(property.name, property), date: date, scope: nil, note: nil,
            documentNumber: numbers[id], sources: said[id]?.agreeing.sorted() ?? [],
            others: said[id]?.others ?? [], isCertain: true))
      }
    }
    try readEvents(list) { id, row, sources in
      guard let entity = byID[id], let date = PartialDate(row.date) else { return }
      let property = kind.property(named: row.type)
      // An event that repeats a date property adds its sources and its remark only.
      if row.scope == nil, row.note == nil,
        let index = found.firstIndex(where: {
          $0.entity == entity && $0.event == row.type && $0.date == date && $0.scope == nil
        })
      {
        found[index].sources = Set(found[index].sources + sources).sorted()
        return
      }
      found.append(
        Timeline.Entry(
          lane: lane, entity: entity, event: row.type, label: EventLabel.of(row.type, property),
          date: date, scope: row.scope, note: row.note, documentNumber: numbers[id],
          sources: sources, others: [], isCertain: true))
    }
    known.formUnion(found.map(\.event))
    return found
  }

  /// Who gives the accepted value of a property, and what others give.
  private func statements(
    _ property: String, _ list: Value
  ) throws -> [Int64: (agreeing: Set<String>, others: [(date: String, source: String)])] {
    var said: [Int64: (agreeing: Set<String>, others: [(date: String, source: String)])] = [:]
    try store.db.query(
      """
      SELECT c.entity, c.value, s.key FROM citation c JOIN source s ON s.id = c.source
       WHERE c.entity IN (SELECT value FROM json_each(?1)) AND c.state = 'value' AND c.rank >= 0
         AND c.retired IS NULL AND instr(',' || c.fields || ',', ',' || ?2 || ',') > 0
       ORDER BY s.key
      """, [list, .text(property)]
    ) { row in
      if let value = row.string(at: 1) {
        said[row.int64(at: 0), default: ([], [])].others.append((value, row.text(2)))
      } else {
        said[row.int64(at: 0), default: ([], [])].agreeing.insert(row.text(2))
      }
    }
    return said
  }

  private typealias EventRow = (type: String, date: String, scope: String?, note: String?)

  /// Calls `body` with each event and the keys of its sources. A date is part of what an event is:
  /// another date is another event, not another value of this one.
  private func readEvents(
    _ list: Value, _ body: (_ entity: Int64, EventRow, _ sources: [String]) -> Void
  ) throws {
    var sources: [Int64: [String]] = [:]
    try store.db.query(
      """
      SELECT DISTINCT c.event, s.key FROM citation c JOIN source s ON s.id = c.source
        JOIN event v ON v.id = c.event
       WHERE v.entity IN (SELECT value FROM json_each(?)) AND c.rank >= 0 AND c.retired IS NULL
       ORDER BY s.key
      """, [list]
    ) { sources[$0.int64(at: 0), default: []].append($0.text(1)) }
    try store.db.query(
      """
      SELECT id, entity, type, date, nullif(scope, ''), note FROM event
       WHERE retired IS NULL AND entity IN (SELECT value FROM json_each(?))
       ORDER BY entity, date, type, scope
      """, [list]
    ) { row in
      body(
        row.int64(at: 1),
        (row.text(2), row.text(3), row.string(at: 4), row.string(at: 5)),
        sources[row.int64(at: 0)] ?? [])
    }
  }

  private func documentNumbers(_ kind: Kind, _ list: Value) throws -> [Int64: String] {
    guard kind.property(named: "document_no") != nil else { return [:] }
    var numbers: [Int64: String] = [:]
    try store.db.query(
      """
      SELECT id, document_no FROM \(kind.name.quoted)
       WHERE document_no IS NOT NULL AND id IN (SELECT value FROM json_each(?))
      """, [list]
    ) { numbers[$0.int64(at: 0)] = $0.text(1) }
    return numbers
  }
}

extension Timeline.Entry {
  /// The date as one source gives it; nil when it gives none.
  fileprivate func according(to source: String) -> Timeline.Entry? {
    var entry = self
    entry.sources = [source]
    entry.others = []
    if sources.contains(source) { return entry }
    guard let own = others.first(where: { $0.source == source }), let date = PartialDate(own.date)
    else { return nil }
    entry.date = date
    return entry
  }
}
