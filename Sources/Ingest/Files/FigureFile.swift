internal import KnowledgeBase
internal import Tabular

/// `figures.csv`: numbers for a date or a period.
final class FigureFile: RowHandler {
  private let context: IngestContext
  private let subject: Int
  private let measure: Int
  private let date: Int
  private let object: Int?
  private let condition: Int?
  private let source: Int?
  private let details: [(column: Int, property: Property)]

  init(_ context: IngestContext, header: Header, file: String) throws {
    self.context = context
    try header.expect(
      PackageLayout.figures + PackageLayout.figureNames + SourcedRows.recordColumns, of: file,
      ignored: context.ignored)
    subject = try header.required("subject", of: file)
    measure = try header.required("measure", of: file)
    date = try header.required("date", of: file)
    object = header["object"]
    condition = header["condition"]
    source = header["source"]
    details = header.details(FigureRecord.columns)
  }

  func take(_ row: CSVReader, into report: inout Report) throws {
    var record = FigureRecord(
      subject: try context.entity(row, subject), measure: try row.requiredCell(measure),
      date: try context.requiredDate(row, date))
    if let object, row.cell(object) != nil { record.object = try context.entity(row, object) }
    record.condition = row.cell(condition) ?? ""
    record.details = try context.details(row, details, &report)
    let (_, outcome) = try context.writer.figures.put(
      record, by: try context.attributions(row, source), changes: &report.changes)
    report.count("figures", outcome)
  }
}

/// `events.csv`: further dates of entities.
final class EventFile: RowHandler {
  private let context: IngestContext
  private let entity: Int
  private let type: Int
  private let date: Int
  private let scope: Int?
  private let source: Int?
  private let details: [(column: Int, property: Property)]

  init(_ context: IngestContext, header: Header, file: String) throws {
    self.context = context
    try header.expect(
      PackageLayout.events + PackageLayout.eventNames + SourcedRows.recordColumns, of: file,
      ignored: context.ignored)
    entity = try header.required("entity", of: file)
    // The view `events` calls the column as the other files do.
    type = try header["event"] ?? header.required("type", of: file)
    date = try header.required("date", of: file)
    scope = header["scope"]
    source = header["source"]
    details = header.details(EventRecord.columns)
  }

  func take(_ row: CSVReader, into report: inout Report) throws {
    var record = EventRecord(
      entity: try context.entity(row, entity), type: try row.requiredCell(type),
      date: try context.requiredDate(row, date))
    record.scope = row.cell(scope) ?? ""
    record.details = try context.details(row, details, &report)
    let (_, outcome) = try context.writer.events.put(
      record, by: try context.attributions(row, source), changes: &report.changes)
    report.count("events", outcome)
  }
}
