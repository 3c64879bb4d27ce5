internal import KnowledgeBase
internal import Messages
internal import SQLite
internal import Tabular

/// Finds, or where the mapping says so makes, the entities that a column names.
final class MappedReference {
  let cell: MappedCell
  private let spec: Mapping.Reference
  private let context: IngestContext
  private let source: SourceRank
  /// Kinds that are looked for.
  private let kinds: Set<String>
  /// Entities already found, by the cell's word.
  private var known: [String: KeyTable.Entry] = [:]

  /// - Parameter kinds: what is looked for; nil for the kinds of the mapping.
  init(
    _ spec: Mapping.Reference, at cell: MappedCell, kinds: Set<String>? = nil, source: SourceRank,
    context: IngestContext
  ) {
    self.cell = cell
    self.spec = spec
    self.kinds = kinds ?? spec.kinds
    self.source = source
    self.context = context
  }

  /// What was found may have been undone.
  func forget() { known = [:] }

  /// The words in a cell that name entities.
  func words(_ row: CSVReader) -> [String] {
    cell.values(row).filter { !spec.skip.contains($0) }
  }

  /// The names that are meant by them.
  func names(_ row: CSVReader) -> [String] {
    words(row).map { spec.names[$0] ?? $0 }
  }

  /// The one entity a cell names; nil when it names none.
  func entity(_ row: CSVReader, _ report: inout Report) throws -> KeyTable.Entry? {
    try words(row).first.map { try entity($0, &report) }
  }

  /// The entity a cell that must not be blank names.
  func requiredEntity(_ row: CSVReader, _ report: inout Report) throws -> KeyTable.Entry {
    if let entity = try entity(row, &report) { return entity }
    throw RowProblem(column: cell.column, reason: Message("must not be blank", "不能为空"))
  }

  /// The entity a word means.
  ///
  /// - Throws: `RowProblem` when there is none; `KnowledgeBaseError` when there are several.
  func entity(_ word: String, _ report: inout Report) throws -> KeyTable.Entry {
    if let entry = known[word] { return entry }
    let entry = try find(word, &report)
    known[word] = entry
    return entry
  }

  private func find(_ word: String, _ report: inout Report) throws -> KeyTable.Entry {
    let writer = context.writer
    switch spec.identity {
    case .identifier(let scheme):
      if let match = try writer.entity(identifier: word, scheme: scheme) {
        return try entry(match.id, match.kind)
      }
      throw RowProblem(
        column: cell.column,
        reason: Message(
          "no entity with the identifier \(scheme):\(word)", "没有标识符为 \(scheme):\(word) 的实体"))
    case .property(let property):
      let kind = try context.registry.kind(spec.kind ?? "")
      if let match = try writer.entity(of: kind, whose: property, is: word) {
        return try entry(match.id, match.kind)
      }
      throw RowProblem(
        column: cell.column,
        reason: Message(
          "no \(kind.name) whose \(property) is '\(word)'",
          "没有 \(property) 为 '\(word)' 的\(kind.label.zh)"))
    case .name:
      let name = ValueParser.name(spec.names[word] ?? word)
      if let match = try writer.match(name, kinds: kinds) {
        try cite(match, as: name, &report)
        return try entry(match.id, match.kind)
      }
      return try make(name, &report)
    }
  }

  private func entry(_ id: Int64, _ kind: String) throws -> KeyTable.Entry {
    KeyTable.Entry(id: id, kind: try context.registry.position(ofKind: kind))
  }

  /// Leaves on record that the source uses this name: as if it had been the first to name the entity,
  /// so that the order of the files makes no difference.
  private func cite(
    _ match: NameResolver.Match, as name: String, _ report: inout Report
  ) throws {
    let writer = context.writer
    if match.name == name {
      var record = EntityRecord()
      record.assertions = [.init(column: "name", value: .text(name))]
      let outcome = try writer.entities.update(
        match.id, key: match.key, kind: try context.registry.kind(match.kind), record: record,
        by: [Attribution(source: source)], changes: &report.changes)
      if outcome == .changed { report.count("citations", .added) }
    } else if !match.isExact {
      report.count(
        "names",
        try writer.names.put(
          entity: match.id, text: name, lang: "und", role: "wording", source: source))
    }
  }

  private func make(_ name: String, _ report: inout Report) throws -> KeyTable.Entry {
    guard spec.creates, let kindName = spec.kind(for: name) else {
      throw RowProblem(
        column: cell.column, reason: Message("no entity '\(name)' on record", "没有实体 '\(name)' 的记录"))
    }
    let writer = context.writer
    let kind = try context.registry.kind(kindName)
    let (key, renaming) = try writer.makeKey(name, kind: kind, context: [])
    if let renaming { report.renamed.append(renaming) }
    var record = EntityRecord()
    record.assertions = [.init(column: "name", value: .text(name))]
    let id = try writer.entities.add(
      key: key, kind: kind, record: record, by: [Attribution(source: source)], isMade: true)
    report.count(kind.plural, .added, key)
    try writer.reviews.propose(id, name: name, kind: kind.name)
    return try entry(id, kind.name)
  }
}
