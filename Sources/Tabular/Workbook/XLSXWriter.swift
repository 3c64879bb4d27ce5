/// Writes an XLSX workbook row by row, ECMA-376 Part 1
/// <https://ecma-international.org/publications-and-standards/standards/ecma-376/>.
///
/// The header is bold and stays in sight. Numbers are numbers, whole dates from 1900-03 are dates, an
/// address on the web is a link; an integer of more digits than a spreadsheet keeps is a text.
/// Memory does not grow with the rows, but for the addresses of up to 65,530 links a sheet. Rows
/// beyond the 1,048,576 of a sheet go on in another.
struct XLSXWriter {
  private var zip: ZipWriter
  private var sheets: [String] = []
  private var name = ""
  private var columns: [String] = []
  private var xml: [UInt8] = []
  private var row = 0
  private var column = 0
  /// How many sheets the rows have come to.
  private var part = 1
  private var links: [(cell: String, target: Target)] = []

  private enum Target {
    case address(String)
    case sheet(String)
  }

  private static let linkLimit = 65_530

  private enum Style {
    static let header = 1
    static let link = 2
    static let date = 3
  }

  init(to sink: ByteSink) { zip = ZipWriter(to: sink) }

  /// Begins a sheet with its header; the one before ends.
  mutating func beginSheet(_ name: String, columns: [String]) throws(SinkError) {
    try endSheet()
    self.name = name
    self.columns = columns
    part = 1
    try continueOnSheet(name)
  }

  mutating func beginRow() throws(SinkError) {
    if row == SheetRows.rowLimit {
      try endSheet()
      part += 1
      try continueOnSheet(Self.name(name, part: part))
    }
    row += 1
    column = 0
    append("<row r=\"\(row)\">")
  }

  mutating func endRow() throws(SinkError) {
    append("</row>")
    if xml.count >= 64 << 10 { try flush() }
  }

  mutating func fieldNull() { column += 1 }

  mutating func field(integer: Int64) {
    // Of more than 15 digits a spreadsheet would change the last.
    if integer.magnitude >= 1_000_000_000_000_000 { return text(String(integer), style: 0) }
    append("<c r=\"\(reference)\"><v>\(integer)</v></c>")
    column += 1
  }

  mutating func field(real: Double) {
    guard real.isFinite else { return fieldNull() }
    append("<c r=\"\(reference)\"><v>\(RealText.of(real))</v></c>")
    column += 1
  }

  mutating func field(_ text: String) {
    if let serial = SerialDate.serial(of: text) {
      append("<c r=\"\(reference)\" s=\"\(Style.date)\"><v>\(serial)</v></c>")
      column += 1
    } else if Self.isAddress(text), links.count < Self.linkLimit {
      links.append((reference, .address(text)))
      self.text(text, style: Style.link)
    } else {
      self.text(Self.kept(text), style: 0)
    }
  }

  /// The name of a sheet of this workbook, which leads there.
  mutating func field(sheet name: String) {
    links.append((reference, .sheet(name)))
    text(name, style: Style.link)
  }

  /// Ends the workbook.
  mutating func finish() throws(SinkError) {
    try endSheet()
    try zip.file("xl/styles.xml", XLSXParts.styles)
    try zip.file("xl/workbook.xml", XLSXParts.workbook(sheets.map(Self.escaped)))
    try zip.file("xl/_rels/workbook.xml.rels", XLSXParts.workbookRelations(sheets.count))
    try zip.file("_rels/.rels", XLSXParts.relations)
    try zip.file("[Content_Types].xml", XLSXParts.contentTypes(sheets.count))
    try zip.finish()
  }

  // MARK: Sheets

  private mutating func continueOnSheet(_ name: String) throws(SinkError) {
    sheets.append(Self.sheetName(name, number: sheets.count + 1, taken: sheets))
    try zip.begin("xl/worksheets/sheet\(sheets.count).xml")
    row = 0
    links = []
    append(XLSXParts.sheetStart(columns: columns.count))
    row += 1
    column = 0
    append("<row r=\"1\">")
    for name in columns { text(name, style: Style.header) }
    append("</row>")
  }

  private mutating func endSheet() throws(SinkError) {
    guard !sheets.isEmpty else { return }
    append("</sheetData>")
    if !links.isEmpty {
      append("<hyperlinks>")
      for (index, link) in links.enumerated() {
        switch link.target {
        case .address: append("<hyperlink ref=\"\(link.cell)\" r:id=\"rId\(index + 1)\"/>")
        case .sheet(let name):
          let place = Self.escaped("'\(name)'!A1")
          append("<hyperlink ref=\"\(link.cell)\" location=\"\(place)\"/>")
        }
      }
      append("</hyperlinks>")
    }
    append("</worksheet>")
    try flush()
    try zip.end()
    let hasAddresses = links.contains { if case .address = $0.target { true } else { false } }
    guard hasAddresses else { return }
    try zip.begin("xl/worksheets/_rels/sheet\(sheets.count).xml.rels")
    append(XLSXParts.relationsStart)
    for (index, link) in links.enumerated() {
      guard case .address(let address) = link.target else { continue }
      append(XLSXParts.link(index + 1, Self.escaped(address)))
      if xml.count >= 64 << 10 { try flush() }
    }
    append("</Relationships>")
    try flush()
    try zip.end()
  }

  /// The name of the sheet that goes on with the rows of another one.
  static func name(_ name: String, part: Int) -> String { "\(name.prefix(24)) \(part)" }

  /// A name that a spreadsheet takes: at most 31 characters, some not allowed, none twice.
  private static func sheetName(_ name: String, number: Int, taken: [String]) -> String {
    let plain = String(name.map { "[]:*?/\\'".contains($0) ? "-" : $0 }.prefix(31))
    return plain.isEmpty || taken.contains(plain) ? "sheet \(number)" : plain
  }

  // MARK: Cells

  private var reference: String { Self.letters(column) + String(row) }

  static func letters(_ column: Int) -> String {
    var letters = ""
    var rest = column
    repeat {
      letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return letters
  }

  private mutating func text(_ text: String, style: Int) {
    let mark = style == 0 ? "" : " s=\"\(style)\""
    append("<c r=\"\(reference)\"\(mark) t=\"inlineStr\"><is><t xml:space=\"preserve\">")
    append(Self.escaped(fitted(text)))
    append("</t></is></c>")
    column += 1
  }

  /// A text that looks like one with a guard gets one more apostrophe, as in a CSV file: whoever reads a
  /// table takes guards off (``ExcelGuard``).
  private static func kept(_ text: String) -> String {
    guard text.hasPrefix("'") else { return text }
    var bytes = text
    let looksGuarded = bytes.withUTF8 { ExcelGuard.isWritten(before: $0, excel: false) }
    return looksGuarded ? "'" + text : text
  }

  private func fitted(_ text: String) -> String {
    SpreadsheetExcess.isLong(text) ? SplitColumns.split(text)[0] : text
  }

  private static func isAddress(_ text: String) -> Bool {
    (text.hasPrefix("https://") || text.hasPrefix("http://")) && text.utf8.count <= 2000
      && text.utf8.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: "\"") }
  }

  /// A text for XML. What XML cannot hold is written `_x0001_`: Part 1, section 22.9.2.19.
  private static func escaped(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy {
      $0 >= 0x20 && $0 < 0x7F && $0 != 0x26 && $0 != 0x3C && $0 != 0x3E && $0 != 0x22 && $0 != 0x5F
    }
    if isPlain { return text }
    var result = ""
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      case "\0"..<" ", "\u{FFFE}", "\u{FFFF}":
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
      case "_" where rest.first == "x": result += "_x005F_"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private mutating func append(_ text: String) { xml.append(contentsOf: text.utf8) }

  private mutating func flush() throws(SinkError) {
    try zip.write(xml)
    xml.removeAll(keepingCapacity: true)
  }
}
