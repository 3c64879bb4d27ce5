internal import KnowledgeBase
internal import Messages
internal import SQLite
internal import Tabular

/// Each row is one figure of each measure.
final class MappedFigures: MappedRows {
  private let context: IngestContext
  private let subject: MappedReference
  private let object: MappedReference?
  private let date: MappedCell
  private let until: MappedCell?
  private let condition: MappedCell?
  private let note: MappedCell?
  private let measures: [MappedMeasure]
  private let citation: MappedCitation
  private let source: SourceRank

  /// - Parameter file: as messages name it.
  init(
    _ context: IngestContext, _ spec: Mapping.FigureRows, citation: MappedCitation,
    source: SourceRank, header: Header, file: String
  ) throws {
    self.context = context
    self.citation = citation
    self.source = source
    subject = MappedReference(
      spec.subject, at: try MappedCell(required: spec.subject.cell, in: header, of: file),
      source: source, context: context)
    object = try spec.object.map {
      MappedReference(
        $0, at: try MappedCell(required: $0.cell, in: header, of: file), source: source,
        context: context)
    }
    date = try MappedCell(required: spec.date, in: header, of: file)
    until = spec.until.flatMap { MappedCell($0, in: header) }
    condition = spec.condition.flatMap { MappedCell($0, in: header) }
    note = spec.note.flatMap { MappedCell($0, in: header) }
    measures = spec.measures.compactMap { MappedMeasure($0, in: header) }
  }

  func forget() {
    subject.forget()
    object?.forget()
  }

  func take(_ row: CSVReader, into report: inout Report) throws {
    let subject = try subject.requiredEntity(row, &report)
    let object = try object?.entity(row, &report)
    guard let date = try date.date(row) else {
      throw RowProblem(column: self.date.column, reason: Message("must not be blank", "不能为空"))
    }
    let attribution = Attribution(source: source, detail: try citation.detail(row))
    for measure in measures {
      guard var details = try measure.details(row, &report) else { continue }
      if let date = try until?.date(row) {
        details.append(.init(column: "until", value: .text(date)))
      }
      if let text = try note?.text(row) {
        details.append(.init(column: "note", value: .text(text)))
      }
      var record = FigureRecord(subject: subject, measure: measure.name, date: date)
      record.object = object
      record.condition = try condition?.text(row) ?? ""
      record.details = details
      let (_, outcome) = try context.writer.figures.put(
        record, by: [attribution], changes: &report.changes)
      report.count("figures", outcome)
    }
  }
}

/// The columns with one figure's number.
struct MappedMeasure {
  let name: String
  private let value: MappedCell
  private let numbers: [(cell: MappedCell, property: Property)]
  private let constants: [EntityRecord.Assertion]

  /// Nil when the file has no column for the value.
  init?(_ spec: Mapping.Measure, in header: Header) {
    guard let first = spec.numbers.first, let value = MappedCell(first.cell, in: header) else {
      return nil
    }
    name = spec.name
    self.value = value
    numbers = spec.numbers.compactMap { column, cell in
      guard let cell = MappedCell(cell, in: header) else { return nil }
      return FigureRecord.columns.first { $0.name == column }.map { (cell, $0) }
    }
    constants = spec.constants.map { .init(column: $0.column, value: .text($0.text)) }
  }

  /// The columns of the figure; nil where the row has no value for it.
  func details(
    _ row: CSVReader, _ report: inout Report
  ) throws -> [EntityRecord.Assertion]? {
    guard try value.text(row) != nil else { return nil }
    return try numbers.compactMap { try $0.cell.assertion(row, $0.property, &report) } + constants
  }
}

/// A figure about the entity of a row.
final class MappedFigureColumn {
  private let measure: MappedMeasure
  private let date: MappedCell
  private let locator: MappedCell?
  private let header: String
  private var undated = 0

  /// Nil when the file has no column for the value or the date.
  init?(_ spec: Mapping.FigureColumn, in header: Header) {
    guard let measure = MappedMeasure(spec.measure, in: header),
      let date = MappedCell(spec.date, in: header)
    else { return nil }
    self.measure = measure
    self.date = date
    self.header = spec.measure.numbers.first?.cell.header ?? ""
    locator = spec.locator.flatMap { MappedCell($0, in: header) }
  }

  func take(
    _ row: CSVReader, of entity: KeyTable.Entry, _ attribution: Attribution,
    _ context: IngestContext, _ report: inout Report
  ) throws {
    guard let details = try measure.details(row, &report) else { return }
    guard let date = try date.date(row) else {
      undated += 1
      return
    }
    var record = FigureRecord(subject: entity, measure: measure.name, date: date)
    record.details = details
    var attribution = attribution
    if let text = try locator?.text(row) {
      var detail = attribution.detail
      detail.locator = text.split(separator: "\n").joined(separator: "; ")
      attribution = Attribution(source: attribution.source, detail: detail)
    }
    let (_, outcome) = try context.writer.figures.put(
      record, by: [attribution], changes: &report.changes)
    report.count("figures", outcome)
  }

  /// How many figures could not be taken, if any.
  var remark: Message? {
    undated == 0
      ? nil
      : Message(
        "\(header): \(undated) without a date, not read as figures",
        "\(header)：\(undated) 处没有日期，不作为数据读取")
  }
}
