internal import Messages

/// The first record of a file, which names its columns.
enum HeaderRecord {
  /// The names, without the white space around them. A spreadsheet saves the columns it once had
  /// something in as empty names at the end, which are left out.
  ///
  /// - Parameter line: where the record stands.
  /// - Throws: `TabularError` if one before the last is empty, if there is none, or if one occurs
  ///   twice.
  static func names(
    in scanner: borrowing RecordScanner, file: String, line: Int
  ) throws(TabularError) -> [String] {
    let count = scanner.fields.count
    guard count <= FieldTable.capacity else {
      throw TabularError(
        file: file, line: line,
        reason: Message(
          "\(count) columns, at most \(FieldTable.capacity) can be read",
          "有 \(count) 列，最多可读取 \(FieldTable.capacity) 列"))
    }
    var names: [String] = []
    var columns: [String: Int] = [:]
    var firstNameless: Int?
    for index in 0..<count {
      let name = trimmed(String(decoding: scanner.bytes(index), as: UTF8.self))
      let column = index + 1
      if name.isEmpty {
        firstNameless = firstNameless ?? column
        continue
      }
      if let nameless = firstNameless { throw noName(column: nameless, line, file) }
      if let first = columns.updateValue(column, forKey: name) {
        throw TabularError(
          file: file, line: line, column: column, columnName: name,
          reason: Message("column \(first) has the same name", "与第 \(first) 列同名"))
      }
      names.append(name)
    }
    if names.isEmpty { throw noName(column: 1, line, file) }
    return names
  }

  private static func noName(
    column: Int, _ line: Int, _ file: String
  ) -> TabularError {
    TabularError(
      file: file, line: line, column: column,
      reason: Message(
        "the column has no name; if the header stands further down, say --header LINE",
        "该列没有名称；若表头在下面，请用 --header 指明行号"))
  }

  private static func trimmed(_ name: String) -> String {
    let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    let scalars = name.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isSpace($0) }),
      let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}
