package import Messages

/// Reads comma-, semicolon-, tab- or bar-separated text record by record.
///
/// Streams: memory holds one buffer of 1 MiB, which grows only for a record that does not fit. The
/// text is UTF-8, with or without a byte order mark. The grammar is RFC 4180
/// <https://www.rfc-editor.org/rfc/rfc4180> with any mixture of line ends; a completely blank line
/// is no record. Every record has as many fields as the header. Empty columns behind the last, as a
/// spreadsheet saves them (`a,b,,`), are dropped.
///
/// ```swift
/// let reader = try CSVReader(file: "models.csv")
/// while try reader.next() { print(reader.string(0)) }
/// ```
package final class CSVReader {
  /// The names of the columns, from the first record, without surrounding white space and without
  /// the empty ones at its end.
  package let header: [String]
  /// What separates the fields.
  package let delimiter: UInt8
  /// Fields of each record: the columns in `header` and the nameless ones behind them.
  private let columnCount: Int
  // Checked at run time, each access to a field would cost several times what the access does. No
  // method of the scanner calls back, so that two accesses cannot overlap.
  @exclusivity(unchecked) private var scanner: RecordScanner
  let source: ByteSource
  private let places: RecordPlaces?
  /// Where the record stands, if the text was made from something else.
  private var place: Int?

  /// Opens a file and reads its header.
  ///
  /// - Parameters:
  ///   - path: `-` is standard input.
  ///   - delimiter: nil takes it from a first line `sep=X`, which Excel writes, or else decides
  ///     from the header line among `,`, `;`, tab and `|`.
  /// - Throws: `TabularError` if the file cannot be read, is no text or has no header, or if a
  ///   column has no name and one behind it has, or if it has the name of another.
  package convenience init(file path: String, delimiter: UInt8? = nil) throws(TabularError) {
    try self.init(source: ByteSource(path: path), delimiter: delimiter)
  }

  /// The same from any source.
  ///
  /// - Parameters:
  ///   - bufferSize: in bytes.
  ///   - recordLimit: the size in bytes above which a record is an error; at most 256 MiB.
  ///   - firstLine: the number of the first line.
  package init(
    source: ByteSource, delimiter: UInt8? = nil, bufferSize: Int = 1 << 20,
    recordLimit: Int = 64 << 20, firstLine: Int = 1
  ) throws(TabularError) {
    precondition(recordLimit <= 256 << 20, "a record has at most 256 MiB")
    self.source = source
    places = source.places
    var window = TextWindow(source, capacity: bufferSize, limit: recordLimit)
    var dialect = try Dialect.detect(in: &window, delimiter: delimiter)
    dialect.headerLine += firstLine - 1
    self.delimiter = dialect.delimiter
    var scanner = RecordScanner(window, dialect: dialect)
    guard try scanner.next(isHeader: true) else {
      throw TabularError(
        file: source.name, reason: Message("empty file: there is no header line", "文件为空：没有表头行"))
    }
    place = places?.next()
    header = try HeaderRecord.names(
      in: scanner, file: source.name, line: place ?? scanner.line)
    columnCount = scanner.fields.count
    self.scanner = scanner
  }

  /// Advances to the next record.
  ///
  /// - Returns: false at the end of the file.
  /// - Throws: `TabularError` if the record is malformed, has not the header's number of fields, has
  ///   something in a column without a name or is no text. If `canContinue` is true afterwards, `line` and `rawRecord` are those of the
  ///   record at fault, and the next call goes on behind it.
  package func next() throws(TabularError) -> Bool {
    do {
      let isThere = try scanner.next()
      if let places { place = places.next() }
      guard isThere else { return false }
    } catch {
      var located = error.naming(columnsBy: header)
      if let places {
        place = places.next()
        // What the records are made from says itself where it is at fault.
        if !scanner.sourceHasFailed || error.line == nil { located.line = place }
      }
      throw located
    }
    let count = scanner.fields.count
    if count != columnCount {
      throw TabularError(
        file: source.name, line: line,
        reason: Message(
          "\(count) \(count == 1 ? "field" : "fields"), header has \(columnCount)",
          "有 \(count) 个字段，表头有 \(columnCount) 个"))
    }
    for index in header.count..<columnCount where scanner.fields.range(index).length > 0 {
      throw TabularError(
        file: source.name, line: line, column: index + 1,
        reason: Message("the column has no name, but this field is not empty", "该列没有名称，但此字段非空"))
    }
    return true
  }

  /// Whether there is any use in calling `next()` after it threw. False when the file could not be
  /// read on or the end of the record at fault was not found.
  package var canContinue: Bool { scanner.canContinue }

  /// The name errors are reported under.
  package var file: String { source.name }

  /// Physical line on which the current record starts, from 1. `\n`, `\r\n` and a lone `\r` each
  /// end one, inside quotes too. In a workbook it is the number of the row.
  package var line: Int { place ?? scanner.line }

  /// Number of fields in the current record, without those of dropped columns: that of `header`
  /// unless the record is at fault.
  package var fieldCount: Int {
    let count = scanner.fields.count
    return count == columnCount ? header.count : count
  }

  /// Content of a field of the current record in UTF-8, without quotes. Allocates nothing.
  ///
  /// The pointer is valid until `next()` is called or the reader goes away.
  package func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> { scanner.bytes(index) }

  /// Calls `body` with the content of a field; the pointer is valid only inside.
  package func withField<Result, Failure: Error>(
    _ index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(scanner.bytes(index))
  }

  /// Content of a field as a `String` of its own.
  package func string(_ index: Int) -> String {
    String(decoding: scanner.bytes(index), as: UTF8.self)
  }

  /// Content of a field without the guard of a spreadsheet (``ExcelGuard``).
  func unguarded(_ index: Int) -> String {
    String(decoding: ExcelGuard.strip(scanner.bytes(index)), as: UTF8.self)
  }

  /// Whether a field stood in quotes, which tells `""` from nothing at all.
  package func isQuoted(_ index: Int) -> Bool { scanner.fields.range(index).isQuoted }

  /// The current record as it stands in the file, without its line end and without the columns that
  /// `header` has not, if nothing is in them: for a file of rejects.
  ///
  /// The pointer is valid until `next()` is called or the reader goes away.
  package var rawRecord: UnsafeBufferPointer<UInt8> {
    let record = scanner.rawRecord
    let dropped = header.count..<columnCount
    guard let first = dropped.first, scanner.fields.count == columnCount,
      dropped.allSatisfy({ scanner.fields.range($0).length == 0 })
    else { return record }
    // An empty field has nothing to unescape, so that its place is that in the record.
    let field = scanner.fields.range(first)
    let end = field.start - (field.isQuoted ? 2 : 1)
    // `""x` is at fault, and empty to the table of fields only.
    let isEmpty = record[end...].allSatisfy { $0 == delimiter || $0 == UInt8(ascii: "\"") }
    return isEmpty ? UnsafeBufferPointer(rebasing: record[..<end]) : record
  }

  /// The encoding of the text, as far as it has been read.
  package var encoding: TextEncoding { source.encoding }

  /// What its user should know about how the file was read: a guessed encoding, what a workbook
  /// hides. Complete once all is read.
  package var remarks: [Message] { source.remarks }

  /// Bytes taken from the file so far, which runs ahead of the record by up to a buffer.
  package var bytesRead: Int64 { source.bytesRead }

  /// Size of the file in bytes, nil where it is not known beforehand.
  package var byteCount: Int64? { source.byteCount }
}
