internal import Messages

/// The rows of one sheet of an XLSX workbook as comma-separated text, ECMA-376 Part 1, section 18.3.
///
/// Numbers are written by `RealText`, dates in ISO 8601, formulas by the value they had when the
/// workbook was saved, errors as they are shown (`#N/A`).
final class XLSXSheet: ByteStream, XMLHandler {
  private let stream: ZipEntryStream
  private let file: String
  private let strings: XLSXStrings
  private let styles = XLSXStyles()
  private let dates: SerialDate
  private let choice: Message?
  private var reader: XMLReader?
  private var rows: SheetRows
  private let buffer: UnsafeMutableRawBufferPointer

  private var row = 0
  private var column = -1
  private var type = ""
  private var style = 0
  private var text = XLSXText()
  private var value: [UInt8] = []
  private var isInValue = false

  /// - Throws: `TabularError` when there is no such sheet, or the workbook is damaged.
  init(_ archive: ZipArchive, sheet: String?, from row: Int? = nil) throws(TabularError) {
    file = archive.bytes.name
    let workbook = try XLSXWorkbook(archive)
    let choice = SheetChoice(wanted: sheet)
    let place = try choice.place(among: workbook.sheets, file: file)
    self.choice = choice.remark(workbook.sheets, place: place)
    guard let stream = try archive.open(workbook.parts[place]) else {
      throw ZipArchive.damaged(file)
    }
    self.stream = stream
    dates = workbook.dates
    strings = XLSXStrings(file: file)
    rows = SheetRows(file: file, fileSize: archive.bytes.count, firstRow: row ?? 1)
    if let part = workbook.stylesPart, let stream = try archive.open(part) {
      try XMLReader.read(stream, file: file, part: part, handler: styles)
    }
    if let part = workbook.sharedStringsPart, let stream = try archive.open(part) {
      try XMLReader.read(stream, file: file, part: part, handler: strings)
    }
    // Last: `deinit`, which gives it back, does not follow an `init` that throws before it is done.
    buffer = .allocate(byteCount: 64 << 10, alignment: 8)
    reader = XMLReader(file: file, part: workbook.parts[place], handler: self)
  }

  deinit { buffer.deallocate() }

  var places: RecordPlaces? { rows.places }
  var remarks: [Message] { (choice.map { [$0] } ?? []) + rows.remarks }

  func read(into target: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
    while rows.output.isEmpty {
      guard let reader else { return 0 }
      if try !reader.readMore(stream, buffer) { self.reader = nil }
    }
    return rows.output.take(into: target)
  }

  // MARK: XML

  func start(_ name: String, _ attributes: XMLAttributes) throws(TabularError) {
    switch name {
    case "c":
      column = attributes["r"].flatMap(Self.column) ?? column + 1
      type = attributes["t"] ?? "n"
      style = attributes["s"].flatMap { Int($0) } ?? 0
      value.removeAll(keepingCapacity: true)
      text.removeAll()
    case "v": isInValue = true
    case "row":
      row = try SheetRows.number(attributes["r"], after: row, file: file)
      column = -1
      if Self.isTrue(attributes["hidden"]) { rows.hiddenRows += 1 }
    case "col" where Self.isTrue(attributes["hidden"]):
      let columns = 1...SheetRows.columnLimit
      let first = attributes["min"].flatMap { Int($0) } ?? 1
      let last = attributes["max"].flatMap { Int($0) } ?? first
      guard columns ~= first, columns ~= last else { break }
      // To the end of the sheet stands for all that are not in use.
      if last < SheetRows.columnLimit { rows.hiddenColumns += max(0, last - first + 1) }
    case "mergeCell": rows.addMerged(attributes["ref"] ?? "")
    default: text.start(name)
    }
  }

  func end(_ name: String) throws(TabularError) {
    switch name {
    case "v": isInValue = false
    case "c": if let text = try cellText() { try rows.put(text, column: column, row: row) }
    case "row":
      try rows.endRow(row)
      if rows.isFull { reader?.pause() }
    default: text.end(name)
    }
  }

  func text(_ utf8: UnsafeBufferPointer<UInt8>) throws(TabularError) {
    if isInValue { value.append(contentsOf: utf8) } else { text.append(utf8) }
    try rows.checkSize(value.count + text.count, row: row)
  }

  // MARK: Cells

  private func cellText() throws(TabularError) -> String? {
    if type == "inlineStr" { return text.take() }
    guard !value.isEmpty else { return nil }
    let written = String(decoding: value, as: UTF8.self)
    switch type {
    case "s":
      guard let index = Int(written), let shared = strings[index] else {
        throw TabularError(
          file: file, line: row, column: column + 1,
          reason: Message("a text that is not in the workbook", "工作簿中没有该文字"))
      }
      return shared
    case "b": return Self.isTrue(written) ? "TRUE" : "FALSE"
    case "n":
      guard let format = styles[style], let serial = Double(written) else {
        return SheetNumber.text(of: written)
      }
      return dates.text(serial, format) ?? SheetNumber.text(of: written)
    case "d":
      return styles[style].map { $0.shortened(written) } ?? DateFormat.day.shortened(written)
    case "str": return XLSXText.unescaped(written)
    default: return written
    }
  }

  private static func isTrue(_ attribute: String?) -> Bool {
    attribute == "1" || attribute == "true"
  }

  /// The column, from 0, of a reference such as `AB12`.
  private static func column(_ reference: String) -> Int? {
    var column = 0
    for byte in reference.utf8 {
      guard UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte else { break }
      column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
      if column > 1 << 20 { break }
    }
    return column > 0 ? column - 1 : nil
  }
}
