internal import KnowledgeBase
internal import Messages
internal import SQLite
internal import Tabular

/// Says which entity on record a row is: by external identifier, else by a key property, else by
/// name.
struct MappedIdentity {
  private let context: IngestContext
  private let kind: Kind
  private let identifiers: [(cell: MappedCell, scheme: String)]
  private let keys: [(cell: MappedCell, property: String)]
  let nameless: NamelessRows?

  /// - Parameter mapping: its name; nameless rows are told apart under it.
  init(
    _ context: IngestContext, _ spec: Mapping.EntityRows, kind: Kind, header: Header,
    mapping: String
  ) {
    self.context = context
    self.kind = kind
    identifiers = spec.identifiers.compactMap { cell, scheme in
      MappedCell(cell, in: header).map { ($0, scheme) }
    }
    nameless = spec.nameless.map { NamelessRows($0, scheme: mapping, context, header) }
    keys = spec.properties.filter(\.isKey).compactMap { column in
      MappedCell(column.cell, in: header).map { ($0, column.property) }
    }
  }

  /// The entity on record; nil when there is none.
  ///
  /// - Parameter fits: whether an entity that has the name, in some spelling, may be meant.
  /// - Throws: `KnowledgeBaseError` when the name stands for several entities; `RowProblem` when the
  ///   identifier stands for one of another kind.
  func match(
    _ row: CSVReader, _ record: EntityRecord, fits: (NameResolver.Match, String) throws -> Bool
  ) throws -> NameResolver.Match? {
    let writer = context.writer
    if let nameless, case .text(let name)? = record["name"], nameless.isMeant(by: name) {
      return try nameless.match(row, name)
    }
    for (cell, scheme) in identifiers {
      guard let value = try cell.text(row),
        let match = try writer.entity(identifier: value, scheme: scheme)
      else { continue }
      guard match.kind == kind.name else {
        throw RowProblem(
          column: cell.column,
          reason: Message(
            "\(scheme):\(value) is a \(match.kind) (\(match.key))",
            "\(scheme):\(value) 的类别是 \(match.kind)（\(match.key)）"))
      }
      return match
    }
    for (cell, property) in keys {
      if let value = try cell.text(row),
        let match = try writer.entity(of: kind, whose: property, is: value)
      {
        return match
      }
    }
    guard case .text(let name)? = record["name"],
      let match = try writer.match(
        name, kind: kind, fits: { try fits($0, name) && isFree($0.id, row) }),
      try isFree(match.id, row)
    else { return nil }
    return match
  }

  /// Whether a row has an external identifier: it is an entity, whatever it is called.
  func hasIdentifier(_ row: CSVReader) throws -> Bool {
    try identifiers.contains { cell, _ in try cell.text(row) != nil }
  }

  /// Leaves the row's identifiers on record.
  func putIdentifiers(_ row: CSVReader, of entity: Int64, _ report: inout Report) throws {
    if let value = nameless?.current, let scheme = nameless?.scheme {
      report.count(
        "identifiers",
        try context.writer.names.putIdentifier(scheme: scheme, value: value, entity: entity))
    }
    for (cell, scheme) in identifiers {
      guard let value = try cell.text(row) else { continue }
      report.count(
        "identifiers",
        try context.writer.names.putIdentifier(scheme: scheme, value: value, entity: entity))
    }
  }

  /// Whether no other identifier of a scheme the row has says that the entity is another one.
  private func isFree(_ entity: Int64, _ row: CSVReader) throws -> Bool {
    try identifiers.allSatisfy { cell, scheme in
      guard try cell.text(row) != nil else { return true }
      return try !context.writer.hasIdentifier(entity, scheme: scheme)
    }
  }
}
