/// Writes rows for a spreadsheet so that nothing is too much for it: a text too long for a cell goes on
/// in further columns (`SplitColumns`), rows too many for a sheet in another file or sheet.
package struct SplitWriter {
  /// The names of the columns, with the further ones.
  package let columns: [String]
  /// Rows written to each part.
  package private(set) var rowCounts: [Int] = []
  /// Rows written so far.
  package var rowCount: Int { rowCounts.reduce(0, +) }

  private let format: OutputFormat
  private let parts: ColumnParts
  private let limit: Int
  private let sink: (Int) throws -> ByteSink
  private var writer: RowWriter

  /// - Parameters:
  ///   - parts: how many cells the texts of each column take: see ``ColumnParts``.
  ///   - limit: rows of a file; a workbook has a limit of its own.
  ///   - sheet: the name of the sheet of a workbook.
  ///   - sink: gives where part 1, 2 … of the rows goes. A workbook has only one.
  package init(
    format: OutputFormat, columns: [String], parts: ColumnParts,
    limit: Int = SpreadsheetExcess.rowLimit, sheet: String = "aikb",
    sink: @escaping (Int) throws -> ByteSink
  ) throws {
    self.format = format
    self.parts = parts
    self.limit = limit
    self.sink = sink
    self.columns = parts.names(of: columns)
    writer = RowWriter(
      format: format, columns: self.columns, excel: true, to: try sink(1), sheet: sheet)
    rowCounts = [0]
  }

  /// Writes one row, which must have a cell for each column.
  package mutating func write(_ row: [Cell]) throws {
    if format != .xlsx, writer.rowCount == limit {
      try writer.finish()
      rowCounts.append(0)
      writer = RowWriter(
        format: format, columns: columns, excel: true, to: try sink(rowCounts.count))
    }
    try writer.write(parts.cells(of: row))
    rowCounts[rowCounts.count - 1] += 1
  }

  /// Ends the last part.
  package mutating func finish() throws { try writer.finish() }
}

/// How many cells of a spreadsheet the texts of each column take.
package struct ColumnParts: Sendable, Hashable {
  /// By column; 1 where every text fits.
  package private(set) var counts: [Int]

  package init(columns: Int) { counts = Array(repeating: 1, count: columns) }

  /// Whether every text fits a cell.
  package var isPlain: Bool { counts.allSatisfy { $0 == 1 } }

  /// Makes room for a text.
  package mutating func note(_ text: String, column: Int) {
    guard SpreadsheetExcess.isLong(text) else { return }
    counts[column] = max(counts[column], SplitColumns.split(text).count)
  }

  /// The names of all columns.
  package func names(of columns: [String]) -> [String] {
    zip(columns, counts).flatMap { name, count in
      [name] + (1..<max(count, 1)).map { SplitColumns.name(name, part: $0 + 1) }
    }
  }

  /// The cells of a row, each text in as many as its column takes.
  package func cells(of row: [Cell]) -> [Cell] {
    if isPlain { return row }
    return zip(row, counts).flatMap { cell, count -> [Cell] in
      guard count > 1, case .text(let text) = cell else {
        return [cell] + Array(repeating: .null, count: count - 1)
      }
      let pieces = SplitColumns.split(text).map(Cell.text)
      return pieces + Array(repeating: .null, count: count - pieces.count)
    }
  }
}
