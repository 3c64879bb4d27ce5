/// Text with separators read one byte after the other, as slowly and plainly as can be: what the
/// reader of `Tabular` is compared with.
enum ReferenceCSV {
  enum Record: Equatable {
    case fields([[UInt8]])
    /// A quote that is not closed, or text behind one that is.
    case fault
  }

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// The records of a text without byte order mark and `sep=` line, without those that are blank
  /// lines.
  static func records(of text: ArraySlice<UInt8>, delimiter: UInt8) -> [Record] {
    var records: [Record] = []
    var rest = text
    while !rest.isEmpty {
      let start = rest.startIndex
      let record = record(&rest, delimiter)
      let isBlank = record == .fields([[]]) && text[start] != quote
      if !isBlank { records.append(record) }
    }
    return records
  }

  private static func record(_ rest: inout ArraySlice<UInt8>, _ delimiter: UInt8) -> Record {
    var fields: [[UInt8]] = []
    var isFaulty = false
    while true {
      var field: [UInt8] = []
      if rest.first == quote {
        rest.removeFirst()
        guard let content = quoted(&rest) else { return .fault }
        field = content
        if !plain(&rest, delimiter).isEmpty { isFaulty = true }
      } else {
        field = plain(&rest, delimiter)
      }
      fields.append(field)
      guard rest.first == delimiter else { break }
      rest.removeFirst()
    }
    let end = rest.popFirst()
    if end == carriageReturn, rest.first == lineFeed { rest.removeFirst() }
    return isFaulty ? .fault : .fields(fields)
  }

  /// What stands before the quote that closes; nil if none does.
  private static func quoted(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
    var content: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte != quote {
        content.append(byte)
      } else if rest.first == quote {
        content.append(rest.removeFirst())
      } else {
        return content
      }
    }
    return nil
  }

  private static func plain(_ rest: inout ArraySlice<UInt8>, _ delimiter: UInt8) -> [UInt8] {
    let field = rest.prefix { $0 != delimiter && $0 != lineFeed && $0 != carriageReturn }
    rest = rest.dropFirst(field.count)
    return Array(field)
  }
}
