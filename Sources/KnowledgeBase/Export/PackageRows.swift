internal import SQLite
package import Tabular

/// Reads the rows of the files of a whole export, all of them in one transaction.
package final class PackageRows {
  private let store: Store
  /// Made when the first file needs it.
  private var entities: EntityOrder?

  package init(_ store: Store) { self.store = store }

  /// Writes the rows of one file, without ending the output.
  package func write(_ file: Store.PackageFile, to writer: inout RowWriter) throws {
    for part in file.parts {
      if part.order.isEmpty {
        try store.db.prepare(part.sql).write(to: &writer, columns: file.columns.count)
      } else {
        try sorted(part).forEach { try $0.write(to: &writer, columns: file.columns.count) }
      }
    }
  }

  /// Calls `body` with the cells of each row of one file.
  func read(_ file: Store.PackageFile, _ body: ([Cell]) throws -> Void) throws {
    for part in file.parts {
      if part.order.isEmpty {
        let statement = try store.db.prepare(part.sql)
        while try statement.step() {
          try body(file.columns.indices.map { Cell(Field(statement.value(at: $0))) })
        }
      } else {
        try sorted(part).forEach { row in
          try body(row.fields(columns: file.columns.count).map(Cell.init))
        }
      }
    }
  }

  /// How many rows one file has.
  func count(of file: Store.PackageFile) throws -> Int {
    try file.parts.reduce(0) { sum, part in
      try sum + Int(store.db.integer("SELECT count(*) FROM (\(part.sql))"))
    }
  }

  /// How many cells of a spreadsheet the texts of one file take, column by column.
  func columnParts(of file: Store.PackageFile) throws -> ColumnParts {
    var parts = ColumnParts(columns: file.columns.count)
    try read(file) { cells in
      for (column, cell) in cells.enumerated() {
        if case .text(let text) = cell { parts.note(text, column: column) }
      }
    }
    return parts
  }

  private func sorted(_ part: ExportStatement) throws -> SortedRows {
    let entities = try self.entities ?? EntityOrder(store, names: false)
    self.entities = entities
    return try SortedRows(store, part, entities)
  }
}

extension Cell {
  package init(_ field: Field) {
    switch field {
    case .null: self = .null
    case .integer(let number): self = .integer(number)
    case .real(let number): self = .real(number)
    case .text(let text): self = .text(text)
    case .blob(let bytes): self = .blob(bytes)
    }
  }
}
