package import Messages

/// What is wrong in a tabular file, and where.
///
/// Prints as one line, with whatever of the place is known:
/// `models.csv:12: column 3 (released): not a date: soon`.
package struct TabularError: MessageError, Sendable, Hashable {
  /// The file as the user named it; `stdin` for standard input.
  package var file: String
  /// Physical line, from 1.
  package var line: Int?
  /// Number of the field in its record, from 1.
  package var column: Int?
  /// The header of that field, where there is one.
  package var columnName: String?
  /// What is wrong, without the place.
  package var reason: Message

  package init(
    file: String, line: Int? = nil, column: Int? = nil, columnName: String? = nil, reason: Message
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.columnName = columnName
    self.reason = reason
  }

  package var message: Message {
    let place = file + (line.map { ":\($0)" } ?? "") + ": "
    // A file that is no table has anything for a header.
    let columnName = columnName.map { $0.count > 60 ? $0.prefix(60) + "…" : $0 }
    guard let column else { return Message(place + reason.en, place + reason.zh) }
    return Message(
      place + "column \(column)" + (columnName.map { " (\($0))" } ?? "") + ": " + reason.en,
      place + "第 \(column) 列" + (columnName.map { "（\($0)）" } ?? "") + "：" + reason.zh)
  }

  /// The same error with its column's name looked up in `header`.
  func naming(columnsBy header: [String]) -> TabularError {
    guard columnName == nil, let column, header.indices.contains(column - 1) else { return self }
    var named = self
    named.columnName = header[column - 1]
    return named
  }
}
