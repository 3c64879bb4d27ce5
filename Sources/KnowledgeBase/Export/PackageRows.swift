internal import SQLite
package import Tabular

extension Store {
  /// Writes the rows of one file, without ending the output.
  package func write(_ file: PackageFile, to writer: inout RowWriter) throws {
    for sql in file.parts {
      let statement = try db.prepare(sql)
      while try statement.step() {
        try writer.beginRow()
        for index in file.columns.indices { try writer.field(of: statement, at: index) }
        try writer.endRow()
      }
    }
  }

  /// Calls `body` with the cells of each row of one file.
  func rows(of file: PackageFile, _ body: ([Cell]) throws -> Void) throws {
    for sql in file.parts {
      let statement = try db.prepare(sql)
      while try statement.step() {
        try body(file.columns.indices.map { Cell(statement.value(at: $0)) })
      }
    }
  }

  /// How many rows one file has.
  func rowCount(of file: PackageFile) throws -> Int {
    try file.parts.reduce(0) { sum, sql in
      try sum + Int(db.integer("SELECT count(*) FROM (\(sql))"))
    }
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
