internal import KnowledgeBase
internal import Messages
internal import Tabular

/// Takes the rows of one file.
protocol RowHandler: AnyObject {
  /// Takes the current row.
  ///
  /// - Throws: ``RowProblem`` or `KnowledgeBaseError` when the row cannot be taken.
  func take(_ row: CSVReader, into report: inout Report) throws

  /// The file has ended: what had to wait for its last row.
  ///
  /// - Throws: ``RowProblem`` or `KnowledgeBaseError`.
  func finish() throws

  /// A row was undone: what was remembered of it must go.
  func forget()

  /// Whether the current row is to be taken at all; a file of several sorts of rows is read several
  /// times.
  func wants(_ row: CSVReader) -> Bool

  /// What is to be said when the file has ended.
  var remarks: [Message] { get }
}

extension RowHandler {
  func finish() throws {}
  func forget() {}
  func wants(_ row: CSVReader) -> Bool { true }
  var remarks: [Message] { [] }
}

/// What all files of one ingest share.
final class IngestContext {
  let writer: Writer
  /// The source given on the command line, else that of the data package being read, behind every
  /// row that names none.
  var source: SourceRank?
  /// Headers to leave out.
  let ignored: Set<String>
  /// The last entity that was there before; those beyond came with this ingest.
  let lastOnRecord: Int64
  /// Explains the files, if one was given.
  let mapping: Mapping?
  /// The file being read, where it can be read twice.
  private(set) var file: InputFile?
  /// How the columns of the file being read write dates and numbers.
  private(set) var forms = ColumnForms()
  /// Words that say nothing, besides blank.
  let blanks: Set<String>
  /// What the user says of the form of the files.
  var table = TableFile.Options()
  /// By cell.
  private var attributions: [String: [Attribution]] = [:]
  /// The cell before, and what it said: most rows of a file name the same sources.
  private var lastAttribution: (cell: String, found: [Attribution]) = ("", [])
  /// Keys of the texts taken so far.
  var documents: Set<String> = []

  private let options: Ingestor.Options

  init(
    writer: Writer, source: SourceRank?, _ options: Ingestor.Options, mapping: Mapping? = nil
  ) throws {
    self.mapping = mapping
    self.options = options
    ignored = options.ignored
    blanks = options.blanks
    table = options.table
    self.writer = writer
    self.source = source
    lastOnRecord = try writer.lastEntity()
  }

  var registry: Registry { writer.registry }

  /// Another file begins.
  ///
  /// - Parameter file: nil for one that cannot be read twice.
  func begin(_ file: InputFile?) {
    self.file = file
    forms = ColumnForms(file, table, dates: options.dates, decimal: options.decimal)
    attributions = [:]
    lastAttribution = ("", [])
  }

  /// The entity of the key in a cell.
  func entity(_ row: CSVReader, _ column: Int) throws -> KeyTable.Entry {
    let bytes = row.bytes(column)
    if let entry = try writer.entities.find(bytes) { return entry }
    return try entity(try row.requiredCell(column), column: column)
  }

  /// The entity of this key, which stands in a column.
  func entity(_ text: String, column: Int) throws -> KeyTable.Entry {
    if let entry = try writer.entities.find(text) { return entry }
    let near = try writer.nearestKeys(to: text)
    throw RowProblem(
      column: column,
      reason: Message("no entity '\(text)'", "没有实体 '\(text)'") + Nearest.hint(near))
  }

  /// The source of the key in a cell.
  func source(_ row: CSVReader, _ column: Int) throws -> SourceRank {
    do {
      return try writer.sources.rank(of: try row.requiredCell(column))
    } catch let error as KnowledgeBaseError {
      throw RowProblem(column: column, reason: error.message)
    }
  }

  /// One of some words in a cell; nil when blank.
  func word(_ row: CSVReader, _ column: Int?, _ allowed: [String]) throws -> String? {
    guard let column, let text = row.cell(column) else { return nil }
    guard allowed.contains(text) else {
      throw RowProblem(
        column: column,
        reason: Message(
          "'\(text)' is not one of \(allowed.joined(separator: ", "))",
          "'\(text)' 不在以下之列：\(allowed.joined(separator: "、"))"))
    }
    return text
  }

  /// The predicate of the name in a cell.
  func predicate(_ name: String, column: Int) throws -> Predicate {
    do {
      return try registry.predicate(ValueParser.trim(name))
    } catch let error as KnowledgeBaseError {
      throw RowProblem(column: column, reason: error.message)
    }
  }

  /// Who stands behind a row: the sources in its cell, else the one of the command line.
  func attributions(_ row: CSVReader, _ column: Int?) throws -> [Attribution] {
    guard let cell = row.cell(column) else { return source.map { [Attribution(source: $0)] } ?? [] }
    if lastAttribution.cell == cell { return lastAttribution.found }
    let found = try attributions[cell] ?? attributions(in: cell, column)
    attributions[cell] = found
    lastAttribution = (cell, found)
    return found
  }

  private func attributions(in cell: String, _ column: Int?) throws -> [Attribution] {
    try cell.split(separator: ";").map { key in
      do {
        return Attribution(source: try writer.sources.rank(of: ValueParser.trim(String(key))))
      } catch let error as KnowledgeBaseError {
        throw RowProblem(column: column, reason: error.message)
      }
    }
  }

  /// The value of a cell for a property; nil when blank.
  ///
  /// - Parameter unit: what numbers of the column are in, where its header says so.
  func assertion(
    _ row: CSVReader, _ column: Int, _ property: Property, unit: HeaderUnit? = nil,
    _ report: inout Report
  ) throws -> EntityRecord.Assertion? {
    let bytes = row.content(column)
    if bytes.isEmpty { return nil }
    var text = String(decoding: bytes, as: UTF8.self)
    if !blanks.isEmpty, blanks.contains(ValueParser.trim(text)) { return nil }
    var dates = DateOrder.ymd
    var decimal = DecimalMark.point
    if let unit {
      do throws(ValueParser.Problem) {
        text = try unit.applied(to: ValueParser.trim(text), for: property)
      } catch {
        throw RowProblem(column: column, reason: error.reason)
      }
    }
    switch property.type {
    case .date: dates = try forms.order(of: ValueParser.trim(text), column)
    case .integer, .number: decimal = try forms.mark(of: text, column, delimiter: row.delimiter)
    default: break
    }
    do throws(ValueParser.Problem) {
      switch try ValueParser.parse(text, as: property, dates: dates, decimal: decimal) {
      case .blank: return nil
      case .unknown: report.unknown[property.name, default: 0] += 1
      case .value(let value, let wording):
        return EntityRecord.Assertion(column: property.name, value: value, wording: wording)
      }
      return nil
    } catch {
      throw RowProblem(column: column, reason: error.reason)
    }
  }

  /// A date in a cell that must not be blank.
  func requiredDate(_ row: CSVReader, _ column: Int) throws -> String {
    if let date = try date(row, column) { return date }
    throw RowProblem(column: column, reason: Message("must not be blank", "不能为空"))
  }

  /// The values of the columns of a record besides its identity; blanks say nothing.
  func details(
    _ row: CSVReader, _ columns: [(column: Int, property: Property)], _ report: inout Report
  ) throws -> [EntityRecord.Assertion] {
    var values: [EntityRecord.Assertion] = []
    var problems = RowProblems()
    try problems.collect(columns) { column, property in
      if let value = try assertion(row, column, property, &report) { values.append(value) }
    }
    try problems.raise()
    return values
  }

  /// A date in a cell; nil when blank.
  func date(_ row: CSVReader, _ column: Int?) throws -> String? {
    guard let column, let text = row.cell(column), !blanks.contains(text) else { return nil }
    if let date = try forms.order(of: text, column).date(text) { return date }
    throw RowProblem(
      column: column,
      reason: Message(
        "'\(text)' is not a date (2025, 2025-07 or 2025-07-23)",
        "'\(text)' 不是日期（2025、2025-07 或 2025-07-23）")
        + CellHint.message(for: text, as: .date))
  }
}
