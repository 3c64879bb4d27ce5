/// Writes rows in any `OutputFormat`, with the names of their columns.
///
/// A row is written whole with `write(_:)`, or field by field between `beginRow()` and `endRow()`,
/// which makes no copies and is the way for big tables. `finish()` ends the output, and writes the
/// header where there was no row. To put a file in its place, `commit()` its sink afterwards.
///
/// All formats write a real number by `RealText` and a BLOB as lower-case hexadecimal digits. NULL
/// is `null` in JSON and nothing elsewhere. NaN and infinity are `null` in JSON.
package struct RowWriter {
  /// Rows written so far.
  package private(set) var rowCount = 0
  /// What a spreadsheet cannot hold of what was written: met in a workbook, where such texts are cut,
  /// and in CSV for a spreadsheet, where they are whole.
  package private(set) var excess = SpreadsheetExcess()

  private let format: OutputFormat
  private var columns: [String]
  /// Whether it is for a spreadsheet.
  private let isSheet: Bool
  private var sheet: String
  private let isExcel: Bool
  /// Between the fields of `csv` and `tsv`.
  private let delimiter: UInt8
  private let sink: ByteSink
  private var table: TableWriter
  private var workbook: XLSXWriter?
  /// Fields written to the row that was begun.
  private var fieldCount = 0
  private var hasHeader = false
  /// What stands before the value of each column in a JSON object: `,"name":`.
  private var members: [[UInt8]] = []

  /// - Parameters:
  ///   - columns: the names; in JSON a name that occurs again gets a number, `name_2`.
  ///   - excel: for `csv`, write what opens correctly in a spreadsheet: a byte order mark, lines
  ///     that end in `\r\n`, and texts guarded by `ExcelGuard`. Other formats ignore it.
  ///   - tableWidth: for `table`, the width of the terminal in cells, to which long texts are cut.
  ///   - sheet: for `xlsx`, the name of the sheet.
  package init(
    format: OutputFormat, columns: [String], excel: Bool = false, to sink: ByteSink,
    tableWidth: Int? = nil, sheet: String = "aikb"
  ) {
    self.format = format
    self.columns = columns
    isExcel = excel && format == .csv
    isSheet = isExcel || format == .xlsx
    self.sheet = sheet
    delimiter = UInt8(ascii: format == .tsv ? "\t" : ",")
    self.sink = sink
    table = TableWriter(columns: columns, limit: tableWidth)
    workbook = format == .xlsx ? XLSXWriter(to: sink) : nil
  }

  /// Writes one row, which must have a cell for each column.
  ///
  /// - Throws: `SinkError` if the sink cannot be written to, as all of these do.
  package mutating func write(_ row: [Cell]) throws(SinkError) {
    try beginRow()
    for cell in row {
      switch cell {
      case .null: try fieldNull()
      case .text(let text): try field(text)
      case .integer(let value): try field(integer: value)
      case .real(let value): try field(real: value)
      case .blob(let bytes): try field(hexText(bytes))
      }
    }
    try endRow()
  }

  /// Names of the columns that a table leaves out for want of room, once it is finished.
  package var hiddenColumns: [String] { table.hidden }

  /// Begins another sheet of a workbook; rows are counted anew.
  package mutating func beginSheet(_ name: String, columns: [String]) throws(SinkError) {
    precondition(format == .xlsx, "only a workbook has sheets")
    try writeHeader()
    sheet = name
    self.columns = columns
    rowCount = 0
    excess = SpreadsheetExcess()
    hasHeader = false
  }

  /// Ends the output and flushes the sink. Nothing may be written afterwards.
  package mutating func finish() throws(SinkError) {
    try writeHeader()
    switch format {
    case .table: try table.finish(to: sink)
    case .xlsx: try workbook?.finish()
    case .json: try sink.write(rowCount == 0 ? "]\n" : "\n]\n")
    case .csv, .tsv, .jsonl, .markdown: break
    }
    try sink.flush()
  }

  // MARK: Field by field

  package mutating func beginRow() throws(SinkError) {
    try writeHeader()
    fieldCount = 0
    switch format {
    case .json: try sink.write(rowCount == 0 ? "\n{" : ",\n{")
    case .jsonl: try sink.write("{")
    case .markdown: try sink.write("|")
    case .xlsx: try workbook?.beginRow()
    case .table, .csv, .tsv: break
    }
  }

  /// Writes a text, which is UTF-8.
  package mutating func field(bytes text: UnsafeBufferPointer<UInt8>) throws(SinkError) {
    if isSheet, hasHeader { excess.note(text, at: fieldCount, row: rowCount + 1, columns) }
    try beginField()
    switch format {
    case .table: table.append(TableCell(String(decoding: text, as: UTF8.self)))
    case .csv, .tsv:
      try CSVField.write(text, delimiter: delimiter, excel: isExcel, to: sink)
    case .json, .jsonl: try JSONText.write(text, to: sink)
    case .markdown: try MarkdownField.write(text, to: sink)
    case .xlsx: workbook?.field(String(decoding: text, as: UTF8.self))
    }
    try endField()
  }

  /// Writes a text.
  package mutating func field(_ text: String) throws(SinkError) {
    try withUTF8(of: text) { (bytes) throws(SinkError) in try field(bytes: bytes) }
  }

  package mutating func field(integer: Int64) throws(SinkError) {
    try beginField()
    if format == .table {
      table.append(TableCell(String(integer), isNumber: true))
    } else if format == .xlsx {
      workbook?.field(integer: integer)
    } else {
      try sink.write(integer)
    }
    try endField()
  }

  package mutating func field(real: Double) throws(SinkError) {
    if let integer = RealText.wholeNumber(real) { return try field(integer: integer) }
    let isJSON = format == .json || format == .jsonl
    if isJSON, !real.isFinite { return try fieldNull() }
    try beginField()
    if format == .table {
      table.append(TableCell(RealText.of(real), isNumber: true))
    } else if format == .xlsx {
      workbook?.field(real: real)
    } else {
      try sink.write(RealText.of(real))
    }
    try endField()
  }

  /// Writes the name of a sheet of the same workbook; in a workbook it leads there.
  package mutating func field(sheet name: String) throws(SinkError) {
    guard format == .xlsx else { return try field(name) }
    try beginField()
    workbook?.field(sheet: name)
    try endField()
  }

  /// Writes bytes that are no text.
  package mutating func field(blob: UnsafeBufferPointer<UInt8>) throws(SinkError) {
    try field(hexText(blob))
  }

  package mutating func fieldNull() throws(SinkError) {
    try beginField()
    switch format {
    case .table: table.append(.empty)
    case .xlsx: workbook?.fieldNull()
    case .json, .jsonl: try sink.write("null")
    // A line with nothing on it is no record, so here NULL cannot be told from the empty text.
    case .csv where columns.count == 1, .tsv where columns.count == 1: try sink.write("\"\"")
    case .csv, .tsv, .markdown: break
    }
    try endField()
  }

  package mutating func endRow() throws(SinkError) {
    precondition(fieldCount == columns.count, "a row has a field for each column")
    rowCount += 1
    if isSheet, rowCount > SpreadsheetExcess.rowLimit { excess.furtherRows += 1 }
    switch format {
    case .table: try table.endRow(to: sink)
    case .xlsx: try workbook?.endRow()
    case .csv, .tsv: try endLine()
    case .markdown: try sink.write(UInt8(ascii: "\n"))
    case .json: try sink.write("}")
    case .jsonl: try sink.write("}\n")
    }
  }

  // MARK: Around the fields

  private mutating func beginField() throws(SinkError) {
    precondition(fieldCount < columns.count, "a row has a field for each column")
    switch format {
    case .table, .xlsx: break
    case .csv, .tsv: if fieldCount > 0 { try sink.write(delimiter) }
    case .json, .jsonl:
      try members[fieldCount].withUnsafeBufferPointer { (member) throws(SinkError) in
        try sink.write(member)
      }
    case .markdown: try sink.write(UInt8(ascii: " "))
    }
  }

  private mutating func endField() throws(SinkError) {
    fieldCount += 1
    if format == .markdown { try sink.write(" |") }
  }

  private func endLine() throws(SinkError) { try sink.write(isExcel ? "\r\n" : "\n") }

  private mutating func writeHeader() throws(SinkError) {
    guard !hasHeader else { return }
    hasHeader = true
    switch format {
    case .table: break
    case .xlsx: try workbook?.beginSheet(sheet, columns: columns)
    case .jsonl: members = try JSONText.members(named: columns)
    case .json:
      members = try JSONText.members(named: columns)
      try sink.write("[")
    case .csv, .tsv:
      if isExcel { try sink.write("\u{FEFF}") }
      try writeNames()
      try endLine()
    case .markdown:
      try sink.write(UInt8(ascii: "|"))
      try writeNames()
      try sink.write("\n|")
      for _ in columns { try sink.write(" --- |") }
      try sink.write(UInt8(ascii: "\n"))
    }
  }

  private mutating func writeNames() throws(SinkError) {
    fieldCount = 0
    for name in columns { try field(name) }
  }
}
