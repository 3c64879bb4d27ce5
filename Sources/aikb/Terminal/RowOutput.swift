import KnowledgeBase
import Messages
import Tabular

/// Rows on their way out, which can be read several times.
struct OutputRows {
  let columns: [String]
  let read: (_ body: ([Field]) throws -> Void) throws -> Void
  /// Writes all rows as they are, where that is faster than reading them.
  private(set) var write: ((inout RowWriter) throws -> Void)?
  /// The query whose rows these are, unchanged.
  private var query: RowQuery?

  init(_ columns: [String], _ read: @escaping (_ body: ([Field]) throws -> Void) throws -> Void) {
    self.columns = columns
    self.read = read
  }

  init(_ query: RowQuery) {
    self.init(query.columns) { try query.read($0) }
    write = { try query.write(to: &$0) }
    self.query = query
  }

  /// The rows with who says so beside each value.
  func sourced(by sources: SourcedRows) -> OutputRows {
    OutputRows(sources.columns) { body in
      try read { if let row = try sources.row($0) { try body(row) } }
    }
  }

  /// The rows with what tells later whether they were changed meanwhile, in a last column.
  func versioned(by version: RowVersion) -> OutputRows {
    var rows = OutputRows(columns + [RowVersion.column]) { body in
      try read { try body($0 + [.text(version.of($0))]) }
    }
    rows.write = query.map { query in { try query.write(to: &$0, version: version) } }
    return rows
  }
}

extension OutputOptions {
  /// Writes rows in the format asked for.
  func write(_ columns: [String], _ rows: [[Cell]]) throws {
    let sink = try sink()
    var writer = RowWriter(
      format: chosenFormat, columns: columns, to: sink, tableWidth: tableWidth)
    for row in rows { try writer.write(row) }
    try finish(&writer, sink)
  }

  /// Writes every row of a query in the format asked for.
  func write(_ query: RowQuery, language: Language = .both, sheet: String = "aikb") throws {
    try write(OutputRows(query), language: language, sheet: sheet)
  }

  /// Writes rows in the format asked for, and returns how many.
  ///
  /// - Parameters:
  ///   - excel: CSV is for a spreadsheet.
  ///   - sheet: the name of the sheet of a workbook.
  @discardableResult
  func write(
    _ rows: OutputRows, excel: Bool = false, language: Language = .both, sheet: String = "aikb"
  ) throws -> Int {
    let sink = try sink()
    let columns = LanguageColumns(rows.columns, language)
    var writer = RowWriter(
      format: chosenFormat, columns: columns.names, excel: excel, to: sink,
      tableWidth: tableWidth, sheet: sheet)
    if columns.isWhole, let write = rows.write {
      try write(&writer)
    } else {
      try rows.read { row in try writer.write(columns.fields(of: row).map(Cell.init)) }
    }
    try finish(&writer, sink)
    return writer.rowCount
  }

  private func finish(_ writer: inout RowWriter, _ sink: ByteSink) throws {
    try writer.finish()
    try sink.commit()
    Terminal.say(hidden: writer.hiddenColumns)
    SpreadsheetNotes.warn(writer.excess, chosenFormat, of: output ?? "stdout")
  }

  /// Writes rows for a spreadsheet, of which nothing is too much for it: see `SplitWriter`.
  func writeSplit(_ rows: OutputRows, sheet: String) throws -> Int {
    var parts = ColumnParts(columns: rows.columns.count)
    try rows.read { row in
      for (column, field) in row.enumerated() {
        if case .text(let text) = field { parts.note(text, column: column) }
      }
    }
    var sinks: [ByteSink] = []
    var writer = try SplitWriter(
      format: chosenFormat, columns: rows.columns, parts: parts, sheet: sheet
    ) { number in
      let sink = try number == 1 ? sink() : part(number)
      sinks.append(sink)
      return sink
    }
    try rows.read { row in try writer.write(row.map(Cell.init)) }
    try writer.finish()
    for sink in sinks { try sink.prepare() }
    for sink in sinks { try sink.commit() }
    if sinks.count > 1, let output {
      let names = (2...sinks.count).map { Self.name(output, part: $0) }.joined(separator: ", ")
      Terminal.say(Message("\(output): goes on in \(names)", "\(output)：其余行写入 \(names)"))
    }
    return writer.rowCount
  }

  /// Where part 2, 3 … of the rows goes: firms-2.csv.
  private func part(_ number: Int) throws -> ByteSink {
    guard let output, output != "-" else {
      throw UsageError(
        message: Message(
          "more rows than a sheet holds need several files: say -o FILE",
          "行数超过一个工作表的上限，需写入多个文件：请用 -o 指定文件"))
    }
    let path = Self.name(output, part: number)
    try OutputFile.check(path)
    return try ByteSink.file(path)
  }

  private static func name(_ path: String, part: Int) -> String {
    let folder = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let dot = path[folder...].lastIndex(of: ".") ?? path.endIndex
    return "\(path[..<dot])-\(part)\(path[dot...])"
  }
}
