internal import Messages

/// How a descriptor says that a file is laid out: Table Dialect
/// <https://datapackage.org/standard/table-dialect/>, before version 2 CSV Dialect.
///
/// What is not said is found out from the file, as for any other. Quotes are those of RFC 4180; a
/// file with others is refused rather than misread.
struct TableDialect {
  /// Between the fields; nil to find it.
  private(set) var delimiter: UInt8?
  private(set) var hasHeader = true
  /// Stands for a missing value.
  private(set) var nullSequence: String?
  /// Name or number of the sheet of a workbook.
  private(set) var sheet: String?

  /// - Throws: `TabularError` with the path of what cannot be done.
  init(_ node: JSONNode?) throws(TabularError) {
    guard let node else { return }
    if let delimiter = node["delimiter"] {
      let text = try delimiter.string()
      guard text.utf8.count == 1, let byte = text.utf8.first, byte < 0x80,
        !["\"", "\n", "\r"].contains(text)
      else {
        throw delimiter.error(
          Message("'\(text)' is not one ASCII character", "“\(text)”不是单个 ASCII 字符"))
      }
      self.delimiter = byte
    }
    try refuse(node["quoteChar"], unless: "\"")
    try refuse(node["escapeChar"], unless: nil)
    try refuse(node["commentChar"], unless: nil)
    if let doubled = node["doubleQuote"], try doubled.bool() == false {
      throw Self.unsupported(doubled)
    }
    if let comments = node["commentRows"], try comments.array().isEmpty == false {
      throw Self.unsupported(comments)
    }
    if let header = node["header"] { hasHeader = try header.bool() }
    if let rows = node["headerRows"] {
      let numbers = try rows.array()
      if numbers.isEmpty { hasHeader = false }
      if let first = numbers.first, try first.integer() != 1 { throw Self.unsupported(rows) }
      if numbers.count > 1 { throw Self.unsupported(rows) }
    }
    nullSequence = try node["nullSequence"]?.string()
    if let number = node["sheetNumber"] {
      sheet = String(try number.integer())
    } else {
      sheet = try node["sheetName"]?.string()
    }
  }

  private func refuse(_ node: JSONNode?, unless allowed: String?) throws(TabularError) {
    if let node, try node.string() != allowed { throw Self.unsupported(node) }
  }

  private static func unsupported(_ node: JSONNode) -> TabularError {
    node.error(
      Message(
        "is not supported; save the file as RFC 4180 has it: a header, quotes \" doubled inside",
        "不支持；请按 RFC 4180 保存文件：有表头，字段内的引号 \" 写作两个"))
  }
}
