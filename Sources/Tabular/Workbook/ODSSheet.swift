internal import Messages

/// The rows of one sheet of an OpenDocument spreadsheet as comma-separated text, OpenDocument 1.3
/// Part 3, section 9 <https://docs.oasis-open.org/office/OpenDocument/v1.3/>.
///
/// Numbers, dates and truth values are those that are stored, not as they are shown.
final class ODSSheet: ByteStream, XMLHandler {
  private let stream: ZipEntryStream
  private let file: String
  private let wanted: SheetChoice
  private var reader: XMLReader?
  private var rows: SheetRows
  private let buffer: UnsafeMutableRawBufferPointer

  private var sheets: [SheetChoice.Sheet] = []
  /// The place of the sheet that is read, once it has begun.
  private var place: Int?
  private var isReading = false
  private var tableDepth = 0

  private var row = 1
  private var rowCount = 1
  private var column = 0
  private var columnCount = 1
  private var value: String?
  private var text: [UInt8] = []
  private var paragraphs = 0
  private var isInParagraph = false
  /// How deep in a comment, whose text is not that of the cell.
  private var annotationDepth = 0

  private let styles = ODSStyles()
  /// The style of cells that name none, by column: that of the first entry whose end is behind it.
  private var columnStyles: [(end: Int, style: String)] = []
  private var rowStyle: String?

  private static let part = "content.xml"

  init(_ archive: ZipArchive, sheet: String?, from row: Int? = nil) throws(TabularError) {
    file = archive.bytes.name
    guard let stream = try archive.open(Self.part) else { throw ZipArchive.damaged(file) }
    self.stream = stream
    wanted = SheetChoice(wanted: sheet)
    rows = SheetRows(file: file, fileSize: archive.bytes.count, firstRow: row ?? 1)
    if let stream = try archive.open("styles.xml") {
      try XMLReader.read(stream, file: file, part: "styles.xml", handler: styles)
    }
    // Last: `deinit`, which gives it back, does not follow an `init` that throws before it is done.
    buffer = .allocate(byteCount: 64 << 10, alignment: 8)
    reader = XMLReader(file: file, part: Self.part, handler: self)
  }

  deinit { buffer.deallocate() }

  var places: RecordPlaces? { rows.places }
  var remarks: [Message] {
    let choice = place.flatMap { wanted.remark(sheets, place: $0) }
    return (choice.map { [$0] } ?? []) + rows.remarks
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
    while rows.output.isEmpty {
      guard let reader else { return 0 }
      if try !reader.readMore(stream, buffer) {
        self.reader = nil
        // Only now all of them are known.
        if place == nil { _ = try wanted.place(among: sheets, file: file) }
      }
    }
    return rows.output.take(into: target)
  }

  // MARK: XML

  func start(_ name: String, _ attributes: XMLAttributes) throws(TabularError) {
    if name == "table" { return startTable(attributes) }
    if tableDepth == 0 { return styles.start(name, attributes) }
    guard isReading, tableDepth == 1 else { return }
    if name == "annotation" { annotationDepth += 1 }
    guard annotationDepth == 0 else { return }
    switch name {
    case "table-column":
      let count = Self.number(attributes["table:number-columns-repeated"])
      columnStyles.append(
        ((columnStyles.last?.end ?? 0) + count, attributes["table:default-cell-style-name"] ?? ""))
      // What is hidden to the end of the sheet stands for all that are not in use.
      if Self.isHidden(attributes), count < 1000 { rows.hiddenColumns += count }
    case "table-row":
      rowCount = Self.number(attributes["table:number-rows-repeated"])
      rowStyle = attributes["table:default-cell-style-name"]
      column = 0
      if Self.isHidden(attributes), rowCount < 100_000 { rows.hiddenRows += rowCount }
    case "table-cell", "covered-table-cell": startCell(name, attributes)
    case "p":
      if paragraphs > 0 { text.append(UInt8(ascii: "\n")) }
      paragraphs += 1
      isInParagraph = true
    case "s":
      let count = min(Self.number(attributes["text:c"]), 1 << 16)
      text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count))
      try rows.checkSize(text.count, row: row)
    case "tab": text.append(UInt8(ascii: "\t"))
    case "line-break": text.append(UInt8(ascii: "\n"))
    default: break
    }
  }

  func end(_ name: String) throws(TabularError) {
    if name == "table" {
      tableDepth -= 1
      if tableDepth == 0 { isReading = false }
      return
    }
    if tableDepth == 0 { return styles.end(name) }
    guard isReading, tableDepth == 1 else { return }
    if name == "annotation" { annotationDepth -= 1 }
    guard annotationDepth == 0 else { return }
    switch name {
    case "p": isInParagraph = false
    case "table-cell", "covered-table-cell": try endCell()
    case "table-row":
      try rows.endRow(row, count: rowCount)
      row += rowCount
      if rows.isFull { reader?.pause() }
    default: break
    }
  }

  func text(_ utf8: UnsafeBufferPointer<UInt8>) throws(TabularError) {
    guard isReading, isInParagraph, annotationDepth == 0 else { return }
    text.append(contentsOf: utf8)
    try rows.checkSize(text.count, row: row)
  }

  private func startTable(_ attributes: XMLAttributes) {
    tableDepth += 1
    guard tableDepth == 1 else { return }
    let name = attributes["table:name"] ?? ""
    let isHidden = styles.hiddenTables.contains(attributes["table:style-name"] ?? "")
    sheets.append(SheetChoice.Sheet(name: name, isHidden: isHidden))
    let isWanted = wanted.wanted.map { $0 == name || Int($0) == sheets.count } ?? !isHidden
    guard isWanted, place == nil else { return }
    place = sheets.count - 1
    isReading = true
  }

  private func startCell(_ name: String, _ attributes: XMLAttributes) {
    columnCount = Self.number(attributes["table:number-columns-repeated"])
    value = value(attributes)
    text.removeAll(keepingCapacity: true)
    paragraphs = 0
    let width = Self.number(attributes["table:number-columns-spanned"])
    let height = Self.number(attributes["table:number-rows-spanned"])
    if width > 1 || height > 1 { rows.addMerged("\(XLSXWriter.letters(column))\(row)") }
  }

  private func endCell() throws(TabularError) {
    let shown = String(decoding: text, as: UTF8.self)
    // LibreOffice keeps a truth value that it took from another file as a number.
    let isTruth = shown == "TRUE" && value == "1" || shown == "FALSE" && value == "0"
    let text = isTruth ? shown : value ?? shown
    if !text.isEmpty {
      guard columnCount <= SheetRows.columnLimit else {
        return try rows.put(text, column: columnCount, row: row)
      }
      for place in column..<column + columnCount { try rows.put(text, column: place, row: row) }
    }
    column += columnCount
    value = nil
  }

  /// The value that is stored beside the text of a cell.
  private func value(_ attributes: XMLAttributes) -> String? {
    // An error is stored as a number or a text, and shown as what it is.
    if attributes["calcext:value-type"] == "error" { return nil }
    switch attributes["office:value-type"] {
    case "float", "percentage", "currency":
      return attributes["office:value"].map(SheetNumber.text)
    case "date":
      return attributes["office:date-value"].map { date($0, attributes["table:style-name"]) }
    case "time": return attributes["office:time-value"].map { Self.time(of: $0) ?? $0 }
    case "boolean": return attributes["office:boolean-value"] == "true" ? "TRUE" : "FALSE"
    case "string": return attributes["office:string-value"]
    default: return nil
    }
  }

  /// A date as precisely as it is shown.
  private func date(_ written: String, _ cellStyle: String?) -> String {
    let style = cellStyle ?? rowStyle ?? columnStyles.first { $0.end > column }?.style ?? ""
    return (styles.format(ofCells: style) ?? .day).shortened(written)
  }

  /// `PT14H05M00S` as `14:05:00`.
  private static func time(of duration: String) -> String? {
    let parts = duration.split { !$0.isNumber && $0 != "." }
    guard duration.hasPrefix("PT"), parts.count == 3 else { return nil }
    return parts.map { $0.count == 1 ? "0\($0)" : String($0) }.joined(separator: ":")
  }

  private static func isHidden(_ attributes: XMLAttributes) -> Bool {
    ["collapse", "filter"].contains(attributes["table:visibility"] ?? "")
  }

  private static func number(_ attribute: String?) -> Int {
    let number = attribute.flatMap { Int($0) } ?? 1
    return min(max(number, 1), 1 << 30)
  }
}
