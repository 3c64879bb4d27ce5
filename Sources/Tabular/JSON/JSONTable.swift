internal import Messages

/// The rows of a JSON array of objects, of JSON Lines <https://jsonlines.org>, or of the first array
/// of objects inside one object (`{"data": [ … ]}`), as comma-separated text.
///
/// A member of a nested object becomes the column `outer.inner`. Several values, of an array or of
/// the objects in one, stand in one cell with `; ` between them. Numbers stay as they are written.
/// The columns are those of all rows, so that the rows are put aside in a temporary file until the
/// last one is read; memory does not grow with them.
final class JSONTable: ByteStream {
  let places: RecordPlaces? = RecordPlaces()
  private(set) var remarks: [Message] = []

  private let file: String
  // As in CSVReader, accesses to what is in use for every token would cost more to check than to do.
  @exclusivity(unchecked) private var scanner: JSONScanner
  private let spool: Spool
  private var columns: [String] = []
  @exclusivity(unchecked) private var columnOfPath: [String: Int] = [:]
  /// Of the row being read, by column, up to the last one that it has.
  @exclusivity(unchecked) private var values: [String?] = []
  /// Bytes in `values`.
  private var rowSize = 0
  private var rowCount = 0
  private var input = ByteQueue()
  private var output = ByteQueue()
  @exclusivity(unchecked) private var record = CSVRecord()

  private static let separator = "; "
  private static let deepest = 200
  /// The longest name of a column, in bytes: each member of an object repeats that of the object.
  private static let longestName = 4096
  /// The longest row, in bytes, as in a text file.
  private static let longestRow = 64 << 20

  /// Whether a text is JSON.
  static func isJSON(_ start: ArraySlice<UInt8>) -> Bool {
    let content = start.drop { $0 == 32 || 9...13 ~= $0 }
    guard let first = content.first else { return false }
    let second = content.dropFirst().first { $0 != 32 && !(9...13 ~= $0) }
    switch (first, second) {
    case (UInt8(ascii: "["), nil), (UInt8(ascii: "{"), nil): return true
    case (UInt8(ascii: "["), let second?):
      return [UInt8(ascii: "{"), UInt8(ascii: "]")].contains(second)
    case (UInt8(ascii: "{"), let second?):
      return [UInt8(ascii: "\""), UInt8(ascii: "}")].contains(second)
    default: return false
    }
  }

  /// - Parameter source: UTF-8 text.
  /// - Throws: `TabularError` with the line, when it is no JSON or holds no objects.
  init(_ source: ByteSource) throws(TabularError) {
    file = source.name
    spool = try Spool(for: file)
    let holdsLines = JSONTable.holdsLines(try source.peek(64 << 10))
    scanner = JSONScanner(source)
    places?.append(1)  // the header's
    if try scanner.take("[") {
      try readArray()
    } else if holdsLines {
      while try scanner.peek() != nil { try readRow() }
    } else {
      try readWrapper()
    }
    if try scanner.peek() != nil {
      throw scanner.error(Message("something stands behind the end of the JSON", "JSON 结束之后还有内容"))
    }
    if columns.isEmpty {
      throw TabularError(
        file: file, reason: Message("no objects in this JSON: no rows", "此 JSON 中没有对象：没有记录"))
    }
    try spool.flush()
    columns.forEach { record.append($0) }
    record.end(fields: columns.count)
    output.append(record.bytes)
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
    moveRows()
    while output.isEmpty {
      guard try spool.read(into: &input) else { return 0 }
      moveRows()
    }
    return output.take(into: target)
  }

  // MARK: Forms

  /// Whether the first object ends in `sample` and another one follows.
  private static func holdsLines(_ sample: ArraySlice<UInt8>) -> Bool {
    var depth = 0
    var isString = false
    var isEscaped = false
    var hasEnded = false
    for byte in sample {
      if isString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isString = true
      case UInt8(ascii: "{"):
        if hasEnded { return true }
        depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { hasEnded = true }
      default: break
      }
    }
    return false
  }

  /// The rest of an array of rows, behind its `[`.
  private func readArray() throws(TabularError) {
    if try scanner.take("]") { return }
    repeat { try readRow() } while try scanner.take(",")
    try scanner.expect("]")
  }

  private func readRow() throws(TabularError) {
    let line = scanner.line
    guard try scanner.peek() == UInt8(ascii: "{") else {
      throw scanner.error(Message("not an object: each row must be one", "不是对象：每条记录必须是一个对象"))
    }
    let start = scanner.line
    try readValue(path: "", depth: 0)
    try writeRow(line: max(line, start))
  }

  /// One object: the rows are in it, or it is the only one.
  private func readWrapper() throws(TabularError) {
    let line = scanner.line
    try readWrapperObject(path: "", depth: 0)
    if rowCount == 0, !values.isEmpty { return try writeRow(line: line) }
    let beside = outside.sorted().prefix(5).joined(separator: ", ")
    guard !beside.isEmpty else { return }
    remarks.append(
      Message(
        "left out, beside the rows in '\(rowsPath ?? "")': \(beside)",
        "“\(rowsPath ?? "")”中的记录之外，以下内容未读取：\(beside)"))
  }

  private var rowsPath: String?
  private var outside: Set<String> = []
  /// What is read now is no part of a row.
  private var isOutside = false

  private func readWrapperObject(path: String, depth: Int) throws(TabularError) {
    try checkDepth(depth)
    try scanner.expect("{")
    if try scanner.take("}") { return }
    repeat {
      let inner = try name(in: path)
      try scanner.expect(":")
      switch try scanner.peek() {
      case UInt8(ascii: "{"): try readWrapperObject(path: inner, depth: depth + 1)
      case UInt8(ascii: "["): try readWrapperArray(path: inner, depth: depth + 1)
      default: try readOutside(path: inner, depth: depth + 1)
      }
    } while try scanner.take(",")
    try scanner.expect("}")
  }

  private func readWrapperArray(path: String, depth: Int) throws(TabularError) {
    try scanner.expect("[")
    if try scanner.peek() == UInt8(ascii: "{"), rowsPath == nil {
      rowsPath = path
      outside = Set(columns)
      forgetColumns()
      return try readArray()
    }
    if try scanner.take("]") { return }
    repeat { try readOutside(path: path, depth: depth) } while try scanner.take(",")
    try scanner.expect("]")
  }

  /// A value that is part of the only row, unless rows are found.
  private func readOutside(path: String, depth: Int) throws(TabularError) {
    guard rowsPath != nil else { return try readValue(path: path, depth: depth) }
    isOutside = true
    try readValue(path: path, depth: depth)
    isOutside = false
    if outside.count < 1000 { outside.insert(path) }
  }

  private func forgetColumns() {
    columns.removeAll()
    columnOfPath.removeAll()
    values.removeAll()
    rowSize = 0
  }

  // MARK: Values

  private func readValue(path: String, depth: Int) throws(TabularError) {
    try checkDepth(depth)
    switch try scanner.peek() {
    case UInt8(ascii: "{"): try readObject(path: path, depth: depth)
    case UInt8(ascii: "["):
      try scanner.expect("[")
      if try scanner.take("]") { return try addColumn(path) }
      repeat { try readValue(path: path, depth: depth + 1) } while try scanner.take(",")
      try scanner.expect("]")
    case UInt8(ascii: "\""): try add(try scanner.string(), path)
    default:
      let literal = try scanner.literal()
      if literal == "null" { try addColumn(path) } else { try add(literal, path) }
    }
  }

  private func readObject(path: String, depth: Int) throws(TabularError) {
    try scanner.expect("{")
    if try scanner.take("}") { return }
    repeat {
      let inner = try name(in: path)
      try scanner.expect(":")
      try readValue(path: inner, depth: depth + 1)
    } while try scanner.take(",")
    try scanner.expect("}")
  }

  /// The name of a member, behind that of the object it is in.
  private func name(in path: String) throws(TabularError) -> String {
    let name = try scanner.string()
    guard path.utf8.count + name.utf8.count < Self.longestName else {
      throw scanner.error(
        Message(
          "a name of more than \(Self.longestName) bytes", "名称超过 \(Self.longestName) 字节"))
    }
    return path.isEmpty ? name : "\(path).\(name)"
  }

  private func checkDepth(_ depth: Int) throws(TabularError) {
    guard depth > Self.deepest else { return }
    throw scanner.error(
      Message("nested deeper than \(Self.deepest) levels", "嵌套超过 \(Self.deepest) 层"))
  }

  private func column(_ path: String) throws(TabularError) -> Int {
    if let column = columnOfPath[path] { return column }
    guard columns.count < FieldTable.capacity else {
      throw scanner.error(
        Message("more than \(FieldTable.capacity) columns", "超过 \(FieldTable.capacity) 列"))
    }
    columns.append(path)
    columnOfPath[path] = columns.count - 1
    return columns.count - 1
  }

  private func addColumn(_ path: String) throws(TabularError) {
    if !isOutside { _ = try column(path) }
  }

  private func add(_ value: String, _ path: String) throws(TabularError) {
    if isOutside { return }
    rowSize += value.utf8.count + Self.separator.utf8.count
    guard rowSize <= Self.longestRow else {
      throw scanner.error(Message("row longer than 64 MiB", "记录超过 64 MiB"))
    }
    let column = try column(path)
    while values.count <= column { values.append(nil) }
    if values[column] == nil {
      values[column] = value
    } else {
      values[column]? += Self.separator + value
    }
  }

  // MARK: Rows

  /// Puts the row aside: line, number of fields and of bytes, then the record without its end.
  private func writeRow(line: Int) throws(TabularError) {
    record.removeAll()
    for value in values { record.append(value, keepsApostrophe: true) }
    values.removeAll(keepingCapacity: true)
    rowSize = 0
    rowCount += 1
    try spool.append(Self.head(line, record.fieldCount, record.bytes.count))
    try spool.append(record.bytes)
    record.removeAll()
  }

  private static let headSize = 24

  private static func head(_ numbers: Int...) -> [UInt8] {
    numbers.flatMap { number in withUnsafeBytes(of: Int64(number).littleEndian, Array.init) }
  }

  /// Turns the rows that are whole in `input` into records of all columns: not all at once, since few
  /// bytes of many columns become many.
  private func moveRows() {
    let bytes = Array(input.rest)
    var at = 0
    bytes.withUnsafeBytes { bytes in
      func number(_ place: Int) -> Int {
        Int(
          Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: at + 8 * place, as: Int64.self)))
      }
      while bytes.count - at >= Self.headSize, output.count < 1 << 20 {
        let (line, fields, size) = (number(0), number(1), number(2))
        guard bytes.count - at - Self.headSize >= size else { break }
        let start = at + Self.headSize
        output.append(UnsafeRawBufferPointer(rebasing: bytes[start..<start + size]))
        // A single column without a value would be a blank line, which is no record.
        let isBlankLine = columns.count == 1 && size == 0
        if isBlankLine { output.append([UInt8(ascii: "\""), UInt8(ascii: "\"")]) }
        let missing = columns.count - max(fields, 1)
        if missing > 0 { output.append(repeatElement(UInt8(ascii: ","), count: missing)) }
        output.append(UInt8(ascii: "\n"))
        places?.append(line)
        at = start + size
      }
    }
    input.drop(at)
  }
}
