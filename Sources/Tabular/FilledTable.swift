internal import Messages

/// A table in which a blank cell stands for the one above it: a spreadsheet with the firm only in the
/// first row of its block, or with cells merged.
enum FilledTable {
  /// The same table with the blank cells of some columns filled.
  ///
  /// - Parameter names: the columns, by header.
  /// - Throws: `TabularError` when the table has no such column.
  static func reader(
    _ reader: CSVReader, columns names: [String]
  ) throws(TabularError) -> CSVReader {
    for name in names where !reader.header.contains(name) {
      throw TabularError(
        file: reader.file, line: reader.line,
        reason: Message("--fill: the column '\(name)' is missing", "--fill：缺少列 '\(name)'"))
    }
    let isFilled = reader.header.map(names.contains)
    var above: [String?] = reader.header.map { _ in nil }
    // How a file separates its cells tells how it writes its numbers.
    return try RewrittenTable.reader(reader, header: reader.header, delimiter: reader.delimiter) {
      (row) throws(TabularError) in
      let cells = row.header.indices.map { row.bytes($0).isEmpty ? nil : row.unguarded($0) }
      // Not a row that a spreadsheet left behind.
      guard cells.contains(where: { $0 != nil }) else { return nil }
      above = zip(cells, zip(isFilled, above)).map { cell, column in
        cell ?? (column.0 ? column.1 : nil)
      }
      return above
    }
  }
}
