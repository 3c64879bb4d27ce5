internal import KnowledgeBase
internal import Messages
internal import SQLite
internal import Tabular

/// Each row is one relation.
final class MappedRelations: MappedRows {
  private let context: IngestContext
  private let spec: Mapping.RelationRows
  private let predicate: Predicate
  private let subject: MappedReference
  private let object: MappedReference
  private let validFrom: MappedCell?
  private let details: [(cell: MappedCell, property: Property)]
  private let citation: MappedCitation
  private let source: SourceRank

  /// - Parameter file: as messages name it.
  init(
    _ context: IngestContext, _ spec: Mapping.RelationRows, citation: MappedCitation,
    source: SourceRank, header: Header, file: String
  ) throws {
    self.context = context
    self.spec = spec
    self.citation = citation
    self.source = source
    predicate = try context.registry.predicate(spec.predicate)
    subject = MappedReference(
      spec.subject, at: try MappedCell(required: spec.subject.cell, in: header, of: file),
      source: source, context: context)
    object = MappedReference(
      spec.object, at: try MappedCell(required: spec.object.cell, in: header, of: file),
      source: source, context: context)
    validFrom = spec.validFrom.flatMap { MappedCell($0, in: header) }
    details = spec.details.compactMap { name, cell in
      guard let cell = MappedCell(cell, in: header) else { return nil }
      return RelationRecord.columns.first { $0.name == name }.map { (cell, $0) }
    }
  }

  func forget() {
    subject.forget()
    object.forget()
  }

  func take(_ row: CSVReader, into report: inout Report) throws {
    let subject = try subject.requiredEntity(row, &report)
    var record = RelationRecord(
      subject: subject, predicate: predicate, object: try object.requiredEntity(row, &report))
    let kind = context.registry.kinds[subject.kind].name
    record.qualifier = spec.qualifiers[kind] ?? spec.qualifiers[""] ?? ""
    record.validFrom = try validFrom?.date(row)
    for (cell, property) in details {
      guard let assertion = try cell.assertion(row, property, &report) else { continue }
      if case .real(let share) = assertion.value, property.name.hasPrefix("share"),
        !(0...1).contains(share)
      {
        throw RowProblem(
          column: cell.column,
          reason: Message(
            "a share lies between 0 and 1, not \(share)", "份额应在 0 与 1 之间，而不是 \(share)"))
      }
      record.details.append(assertion)
    }
    if let unit = spec.unit { record.details.append(.init(column: "unit", value: .text(unit))) }
    let attribution = Attribution(source: source, detail: try citation.detail(row))
    let (_, outcome) = try context.writer.relations.put(
      record, by: [attribution], changes: &report.changes)
    report.count("relations", outcome)
  }
}
