internal import KnowledgeBase
internal import Messages
internal import SQLite
internal import Tabular

/// `relations.csv`.
final class RelationFile: RowHandler {
  private let context: IngestContext
  private let subject: Int
  private let predicate: Int
  private let object: Int
  private let qualifier: Int?
  private let validFrom: Int?
  private let source: Int?
  private let details: [(column: Int, property: Property)]
  /// Relations beyond this row id were added by this ingest.
  private let lastOnRecord: Int64
  private var predicates: [String: Predicate] = [:]

  init(_ context: IngestContext, header: Header, file: String) throws {
    self.context = context
    try header.expect(
      PackageLayout.relations + PackageLayout.relationNames + SourcedRows.recordColumns, of: file,
      ignored: context.ignored)
    subject = try header.required("subject", of: file)
    predicate = try header.required("predicate", of: file)
    object = try header.required("object", of: file)
    qualifier = header["qualifier"]
    validFrom = header["valid_from"]
    source = header["source"]
    lastOnRecord = try context.writer.lastRelation()
    details = header.details(RelationRecord.columns)
  }

  func take(_ row: CSVReader, into report: inout Report) throws {
    let identity = RelationIdentity(
      subject: subject, predicate: predicate, object: object, qualifier: qualifier,
      validFrom: validFrom)
    var record = try identity.read(row, context, &predicates)
    record.details = try context.details(row, details, &report)
    try checkRange(row, record)
    let attributions = try context.attributions(row, source)
    let (id, outcome) = try context.writer.relations.put(
      record, by: attributions, changes: &report.changes)
    if outcome == .changed, attributions.isEmpty, id > lastOnRecord {
      throw RowProblem(
        column: subject,
        reason: Message(
          "an earlier row of this ingest says otherwise about the same relation; "
            + "tell them apart by qualifier, valid_from or source",
          "本次导入中前面的一行对同一关系另有说法；请用 qualifier、valid_from 或 source 区分"))
    }
    report.count("relations", outcome)
  }

  /// Shares are parts of a whole, and a relation does not end before it begins.
  private func checkRange(_ row: CSVReader, _ record: RelationRecord) throws {
    for (column, property) in details {
      guard let detail = record.details.first(where: { $0.column == property.name }) else {
        continue
      }
      if case .real(let share) = detail.value, property.name.hasPrefix("share"),
        !(0...1).contains(share)
      {
        throw RowProblem(
          column: column,
          reason: Message(
            "a share lies between 0 and 1, not \(share)", "份额应在 0 与 1 之间，而不是 \(share)"))
      }
      if case .text(let end) = detail.value, property.name == "valid_to",
        let start = record.validFrom, end.prefix(start.count) < start.prefix(end.count)
      {
        throw RowProblem(
          column: column,
          reason: Message(
            "ends (\(end)) before it begins (\(start))", "结束日期（\(end)）早于开始日期（\(start)）"))
      }
    }
  }
}

/// The columns that say which relation is meant.
struct RelationIdentity {
  let subject: Int
  let predicate: Int
  let object: Int
  let qualifier: Int?
  let validFrom: Int?

  func read(
    _ row: CSVReader, _ context: IngestContext, _ predicates: inout [String: Predicate]
  ) throws -> RelationRecord {
    let name = row.string(predicate)
    let known: Predicate
    if let predicate = predicates[name] {
      known = predicate
    } else {
      known = try context.predicate(name, column: predicate)
      predicates[name] = known
    }
    var record = RelationRecord(
      subject: try context.entity(row, subject), predicate: known,
      object: try context.entity(row, object))
    if let text = row.cell(qualifier) { record.qualifier = text }
    record.validFrom = try context.date(row, validFrom)
    return record
  }
}
