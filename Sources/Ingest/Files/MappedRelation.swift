internal import KnowledgeBase
internal import SQLite
internal import Tabular

/// A relation of the entity of a row to those that a column names.
final class MappedRelation {
  let reference: MappedReference
  let predicate: Predicate
  private let context: IngestContext
  private let source: SourceRank
  private let isInverse: Bool
  private let quantity: (cell: MappedCell, property: Property)?
  private let unit: String?
  private let validFrom: MappedCell?
  private let validTo: (cell: MappedCell, property: Property)?

  /// Nil when the file has no such column.
  init?(
    _ spec: Mapping.RelationColumn, in header: Header, source: SourceRank, context: IngestContext
  ) throws {
    let predicate = try context.registry.predicate(spec.predicate)
    guard let cell = MappedCell(spec.reference.cell, in: header) else { return nil }
    reference = MappedReference(
      spec.reference, at: cell,
      kinds: spec.isInverse ? predicate.subjectKinds : predicate.objectKinds, source: source,
      context: context)
    self.predicate = predicate
    self.context = context
    self.source = source
    isInverse = spec.isInverse
    unit = spec.unit
    validFrom = spec.validFrom.flatMap { MappedCell($0, in: header) }
    quantity = Self.detail("quantity", spec.quantity, header)
    validTo = Self.detail("valid_to", spec.validTo, header)
  }

  private static func detail(
    _ name: String, _ cell: Mapping.Cell?, _ header: Header
  ) -> (cell: MappedCell, property: Property)? {
    guard let cell = cell.flatMap({ MappedCell($0, in: header) }),
      let property = RelationRecord.columns.first(where: { $0.name == name })
    else { return nil }
    return (cell, property)
  }

  func forget() { reference.forget() }

  func take(_ row: CSVReader, of entity: KeyTable.Entry, _ report: inout Report) throws {
    let words = reference.words(row)
    for word in words {
      let other = try reference.entity(word, &report)
      var record = RelationRecord(
        subject: isInverse ? other : entity, predicate: predicate,
        object: isInverse ? entity : other)
      if words.count == 1, let quantity,
        let assertion = try quantity.cell.assertion(row, quantity.property, &report)
      {
        record.details.append(.init(column: "quantity", value: assertion.value))
        if let unit { record.details.append(.init(column: "unit", value: .text(unit))) }
      }
      record.validFrom = try validFrom?.date(row)
      if let validTo, let end = try validTo.cell.assertion(row, validTo.property, &report) {
        record.details.append(end)
      }
      let (_, outcome) = try context.writer.relations.put(
        record, by: [Attribution(source: source)], changes: &report.changes)
      report.count("relations", outcome)
    }
  }
}
