internal import SQLite
package import Tabular

extension Store {
  /// Writes the rows of one file, without ending the output; each cell goes from SQLite's memory into the writer's buffer.
  package func write(_ file: PackageFile, to writer: inout RowWriter) throws {
    let statement = try db.prepare(file.sql)
    try writer.write(rowsOf: statement)
  }

  /// Calls `body` with the cells of each row of one file.
  func rows(of file: PackageFile, _ body: ([Cell]) throws -> Void) throws {
    let statement = try db.prepare(file.sql)
    while try statement.step() {
      try body((0..<statement.columnCount).map { Cell(statement.value(at: $0)) })
    }
  }

  /// How many rows one file has.
  func rowCount(of file: PackageFile) throws -> Int {
    Int(try db.first("SELECT count(*) FROM (\(file.sql))") { $0.int64(at: 0) } ?? 0)
  }

  /// How many cells of a spreadsheet the texts of one file take, column by column.
  func columnParts(of file: PackageFile) throws -> ColumnParts {
    var parts = ColumnParts(columns: file.columns.count)
    try rows(of: file) { cells in
      for (column, cell) in cells.enumerated() {
        if case .text(let text) = cell { parts.note(text, column: column) }
      }
    }
    return parts
  }
}

extension Cell {
  init(_ value: Value) {
    switch value {
    case .null: self = .null
    case .integer(let number): self = .integer(number)
    case .real(let number): self = .real(number)
    case .text(let text): self = .text(text)
    case .blob(let bytes): self = .blob(bytes)
    }
  }
}

extension RowWriter {
  /// Writes every row of a statement.
  mutating func write(rowsOf statement: borrowing Statement) throws {
    let count = statement.columnCount
    while try statement.step() {
      try beginRow()
      for index in 0..<count {
        switch statement.type(at: index) {
        case .null: try fieldNull()
        case .integer: try field(integer: statement.int64(at: index))
        case .real: try field(real: statement.double(at: index))
        case .text: try statement.withUnsafeUTF8(at: index) { try field(bytes: $0) }
        case .blob:
          try (statement.blob(at: index) ?? []).withUnsafeBufferPointer { try field(blob: $0) }
        }
      }
      try endRow()
    }
  }
}
