/// What is wrong in a tabular file, and where.
///
/// Prints as one line, with whatever of the place is known:
/// `models.csv:12: column 3 (released): not a date: soon`.
package struct TabularError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file as the user named it; `stdin` for standard input.
  package var file: String
  /// Physical line, from 1.
  package var line: Int?
  /// Number of the field in its record, from 1.
  package var column: Int?
  /// The header of that field, where there is one.
  package var columnName: String?
  /// What is wrong, without the place.
  package var reason: String

  package init(
    file: String, line: Int? = nil, column: Int? = nil, columnName: String? = nil, reason: String
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.columnName = columnName
    self.reason = reason
  }

  package var description: String {
    var text = file
    if let line { text += ":\(line)" }
    text += ": "
    if let column {
      text += "column \(column)"
      if let columnName { text += " (\(columnName))" }
      text += ": "
    }
    return text + reason
  }

  /// The same error with its column's name looked up in `header`.
  func naming(columnsBy header: [String]) -> TabularError {
    guard columnName == nil, let column, header.indices.contains(column - 1) else { return self }
    var named = self
    named.columnName = header[column - 1]
    return named
  }
}
