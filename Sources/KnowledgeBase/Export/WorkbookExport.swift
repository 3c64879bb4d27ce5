internal import SQLite
package import Tabular

/// Writes a whole knowledge base as one workbook: a table of contents, then a sheet for each file of
/// ``PackageExport``, those of the kinds first.
package struct WorkbookExport {
  private let store: Store
  private let isSplit: Bool

  /// - Parameter split: texts too long for a cell go on in further columns; else they are cut.
  package init(_ store: Store, split: Bool) {
    self.store = store
    isSplit = split
  }

  /// Writes the workbook.
  ///
  /// - Returns: what a spreadsheet cannot hold, by sheet.
  /// - Throws: `SinkError`, ``KnowledgeBaseError``.
  package func write(to sink: ByteSink) throws -> [(sheet: String, excess: SpreadsheetExcess)] {
    var excess: [(sheet: String, excess: SpreadsheetExcess)] = []
    try store.readingFromEndToEnd {
      // What a person looks for first.
      let kinds = Set(try store.registry.kinds.map(\.plural))
      let all = try store.packageFiles()
      let files =
        all.filter { kinds.contains($0.stem) } + all.filter { !kinds.contains($0.stem) }
      let rows = PackageRows(store)
      var writer = RowWriter(
        format: .xlsx, columns: PackageLayout.contents, to: sink,
        sheet: PackageLayout.contentsSheet)
      try store.writeContents(of: files, to: &writer, rows: rows.count)
      for file in files {
        let parts =
          isSplit
          ? try rows.columnParts(of: file) : ColumnParts(columns: file.columns.count)
        try writer.beginSheet(file.stem, columns: parts.names(of: file.columns))
        if parts.isPlain {
          try rows.write(file, to: &writer)
        } else {
          try rows.read(file) { try writer.write(parts.cells(of: $0)) }
        }
        if !writer.excess.isEmpty { excess.append((file.stem, writer.excess)) }
      }
      try writer.finish()
    }
    return excess
  }
}
