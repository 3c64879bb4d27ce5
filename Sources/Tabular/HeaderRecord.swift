/// The first record of a file, which names its columns.
enum HeaderRecord {
  /// The names, without the white space around them.
  ///
  /// - Throws: `TabularError` if one is empty or occurs twice.
  static func names(
    in scanner: borrowing RecordScanner, file: String
  ) throws(TabularError) -> [String] {
    let count = scanner.fields.count
    guard count <= FieldTable.capacity else {
      throw TabularError(
        file: file, line: scanner.line,
        reason: "\(count) columns, at most \(FieldTable.capacity) can be read")
    }
    var names: [String] = []
    var columns: [String: Int] = [:]
    for index in 0..<count {
      let name = trimmed(String(decoding: scanner.bytes(index), as: UTF8.self))
      let column = index + 1
      if name.isEmpty {
        throw TabularError(
          file: file, line: scanner.line, column: column, reason: "the column has no name")
      }
      if let first = columns.updateValue(column, forKey: name) {
        throw TabularError(
          file: file, line: scanner.line, column: column, columnName: name,
          reason: "column \(first) has the same name")
      }
      names.append(name)
    }
    return names
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
