internal import Messages

/// Opens a table in whatever form it has: every form is turned into comma-separated text while it is
/// read, so that there is one reader of rows.
///
/// | form | known by |
/// |---|---|
/// | gzip | its first bytes; what it holds is looked at again |
/// | XLSX, ODS | a ZIP archive and the names in it |
/// | JSON array, JSON Lines | `[` or `{` first |
/// | Markdown table | `|` first, and a line of dashes below; anywhere in a file called `.md` |
/// | text with separators | everything else |
package enum TableFile {
  /// What the user says about a file.
  package struct Options: Sendable {
    /// The encoding of a text; nil to find it.
    package var encoding: TextEncoding?
    /// Name or number (from 1) of the sheet of a workbook; nil for the first that is not hidden.
    package var sheet: String?
    /// The line of a text, or the row of a sheet, in which the header stands, from 1; nil for the first
    /// that is not blank.
    package var headerLine: Int?
    /// Headers of columns in which a blank cell stands for the one above it.
    package var filled: [String] = []
    /// Between the fields of a text; nil to find it.
    var delimiter: UInt8?
    /// The columns of a text without a header; nil where its first record is one.
    var header: [String]?
    /// Which table of a Markdown document, from 1; nil for the first that ``isMeant``.
    package var table: Int?
    /// Whether a table of a document has the columns that are wanted, by its header.
    package var isMeant: (@Sendable ([String]) -> Bool)?

    package init(encoding: TextEncoding? = nil, sheet: String? = nil, table: Int? = nil) {
      self.encoding = encoding
      self.sheet = sheet
      self.table = table
    }
  }

  /// Opens the file at `path`; `-` is standard input.
  ///
  /// - Throws: `TabularError` if the file cannot be read or holds no table.
  package static func open(
    _ path: String, _ options: Options = Options()
  ) throws(TabularError) -> CSVReader {
    try open(ByteSource(path: path), options)
  }

  /// The same from any source.
  package static func open(
    _ source: ByteSource, _ options: Options = Options()
  ) throws(TabularError) -> CSVReader {
    let reader = try table(source, options)
    return options.filled.isEmpty
      ? reader : try FilledTable.reader(reader, columns: options.filled)
  }

  private static func table(
    _ source: ByteSource, _ options: Options
  ) throws(TabularError) -> CSVReader {
    let content = try unpacked(source)
    switch FileSignature(try content.peek(FileSignature.length)) {
    case .refused(let reason): throw TabularError(file: source.name, reason: reason)
    case .gzip:
      throw TabularError(
        file: source.name,
        reason: Message("gzip inside gzip; unpack it first", "gzip 内还有 gzip；请先解压"))
    case .zip: return try workbook(content, options)
    case nil: return try text(content, options)
    }
  }

  /// The names of the sheets of an XLSX workbook, without those that go on with another one's rows;
  /// none for any other file.
  ///
  /// - Throws: `TabularError` when it cannot be read.
  package static func sheets(of path: String) throws(TabularError) -> [String] {
    let source = try ByteSource(path: path)
    guard case .zip = FileSignature(try source.peek(FileSignature.length)) else { return [] }
    let workbook = try XLSXWorkbook(try ZipArchive(try ByteSource(path: path)))
    var further: Set<String> = []
    for sheet in workbook.sheets {
      further.formUnion(try workbook.continuations(of: sheet.name, file: path))
    }
    return workbook.sheets.map(\.name).filter { !further.contains($0) }
  }

  /// The bytes of a source, without the gzip around them.
  static func unpacked(_ source: ByteSource) throws(TabularError) -> ByteSource {
    guard case .gzip = FileSignature(try source.peek(FileSignature.length)) else { return source }
    return ByteSource(GzipStream(source), from: source)
  }

  private static func text(
    _ source: ByteSource, _ options: Options
  ) throws(TabularError) -> CSVReader {
    if let sheet = options.sheet {
      throw TabularError(
        file: source.name,
        reason: Message(
          "a text has no sheets; leave --sheet \(sheet) out", "文本文件没有工作表；请去掉 --sheet \(sheet)"))
    }
    let text = ByteSource(
      try DecodedText(source, encoding: options.encoding), from: source)
    let sample = try text.peek(64 << 10)
    let isMarkdown =
      options.table != nil || MarkdownTable.isDocument(source.name)
      || MarkdownTable.isMarkdown(sample)
    if let line = options.headerLine, isMarkdown || JSONTable.isJSON(sample) {
      throw TabularError(
        file: source.name,
        reason: Message(
          "only a text with separators or a sheet has a header line; leave --header \(line) out",
          "只有分隔文本和工作表才有表头行；请去掉 --header \(line)"))
    }
    if let reason = MarkupText.refusal(sample) {
      throw TabularError(file: source.name, reason: reason)
    }
    if JSONTable.isJSON(sample) { return try converted(text, JSONTable(text)) }
    if isMarkdown { return try converted(text, MarkdownTable(text, options)) }
    guard let header = options.header else {
      let first = options.headerLine ?? 1
      let table = first == 1 ? text : ByteSource(LinesFrom(text, line: first), from: text)
      return try joined(
        try CSVReader(source: table, delimiter: options.delimiter, firstLine: first))
    }
    let headed = HeadedText(text, header, delimiter: options.delimiter ?? UInt8(ascii: ","))
    return try CSVReader(
      source: ByteSource(headed, from: text), delimiter: headed.delimiter, firstLine: 0)
  }

  private static func converted(
    _ source: ByteSource, _ stream: any ByteStream
  ) throws(TabularError) -> CSVReader {
    try joined(
      try CSVReader(source: ByteSource(stream, from: source), delimiter: UInt8(ascii: ",")))
  }

  /// The same table with the texts whole that were split over several columns.
  private static func joined(_ reader: CSVReader) throws(TabularError) -> CSVReader {
    guard let columns = SplitColumns(header: reader.header) else { return reader }
    return try RewrittenTable.reader(reader, header: columns.names) { (row) throws(TabularError) in
      columns.cells(of: row)
    }
  }

  /// A sheet with those that go on with its rows, where there were too many for one.
  private static func continued(
    _ first: CSVReader, _ archive: ZipArchive, _ source: ByteSource, _ options: Options
  ) throws(TabularError) -> CSVReader {
    let names = try XLSXWorkbook(archive).continuations(of: options.sheet, file: source.name)
    var readers = [first]
    for name in names {
      let reader = try converted(source, XLSXSheet(archive, sheet: name))
      guard reader.header == first.header else { break }
      readers.append(reader)
    }
    guard readers.count > 1 else { return first }
    let columns = first.header.indices
    return try RewrittenTable.reader(readers, header: first.header) { (row) throws(TabularError) in
      columns.map { row.bytes($0).isEmpty ? nil : row.unguarded($0) }
    }
  }

  private static func workbook(
    _ source: ByteSource, _ options: Options
  ) throws(TabularError) -> CSVReader {
    if let encoding = options.encoding {
      throw TabularError(
        file: source.name,
        reason: Message(
          "a workbook says its encoding itself; leave --encoding \(encoding.rawValue) out",
          "工作簿自带编码信息；请去掉 --encoding \(encoding.rawValue)"))
    }
    let archive = try ZipArchive(source)
    let names = archive.names
    if names.contains("xl/workbook.bin") {
      throw TabularError(
        file: source.name,
        reason: Message("a binary workbook (XLSB); save it as XLSX", "二进制工作簿（XLSB）；请另存为 XLSX"))
    }
    if names.contains("content.xml") {
      return try converted(
        source, ODSSheet(archive, sheet: options.sheet, from: options.headerLine))
    }
    if names.contains("[Content_Types].xml"), names.contains(where: { $0.hasPrefix("xl/") }) {
      let first = try converted(
        source, XLSXSheet(archive, sheet: options.sheet, from: options.headerLine))
      return try continued(first, archive, source, options)
    }
    if names.contains(where: { $0.hasPrefix("Index/") && $0.hasSuffix(".iwa") }) {
      throw TabularError(
        file: source.name,
        reason: Message(
          "a document of Apple Numbers; export it there as Excel (XLSX)",
          "Apple Numbers 文档；请在 Numbers 中导出为 Excel（XLSX）"))
    }
    if names.contains("word/document.xml") {
      throw TabularError(
        file: source.name,
        reason: Message(
          "a Word document, not a table; copy the table into a spreadsheet first",
          "Word 文档，不是表格；请先将表格复制到电子表格中"))
    }
    throw TabularError(
      file: source.name,
      reason: Message(
        "a ZIP archive, but no workbook (XLSX, ODS); unpack it first",
        "ZIP 文件，但不是工作簿（XLSX、ODS）；请先解压"))
  }
}
