internal import Messages

/// The rows of a sheet on their way to becoming comma-separated text, and what there is to say about
/// the sheet.
///
/// Rows and cells without anything in them are left out, but for cells between others. The first row
/// that is left is the header; the others are filled up to its width.
struct SheetRows {
  let places = RecordPlaces()
  var output = ByteQueue()
  var hiddenRows = 0
  var hiddenColumns = 0
  private(set) var mergedRanges = 0
  private var firstMerged = ""

  private let file: String
  private var cells: [Int: String] = [:]
  private var record = CSVRecord()
  private var width: Int?
  private var rowSize = 0
  private var repeatedSize = 0
  private var size = 0
  private let fileSize: Int
  private let firstRow: Int

  /// What a spreadsheet has at most.
  static let columnLimit = 16_384
  static let rowLimit = 1_048_576
  /// UTF-16 units that a cell holds at most.
  static let textLimit = 32_767
  /// Bytes of text in a row, as in one of a text file.
  static let rowSizeLimit = 64 << 20
  /// Bytes that rows repeated by a number may come to: a small file could ask for billions.
  private static let repetitionLimit = 256 << 20
  /// A text that cells share may be large and the cells small. Up to this many bytes, or so many times
  /// the size of the file, that is not asked.
  private static let mildSize = 1 << 30
  private static let largestRatio = 1000

  /// - Parameters:
  ///   - fileSize: of the workbook, in bytes.
  ///   - firstRow: what stands above is left out.
  init(file: String, fileSize: Int64, firstRow: Int) {
    self.file = file
    self.firstRow = firstRow
    self.fileSize = Int(fileSize)
  }

  /// Whether so much of the sheet waits to be read that no more should be made.
  var isFull: Bool { output.count >= 1 << 20 }

  /// The number of a row that says which it is; of one that does not, that of the next.
  ///
  /// - Throws: `TabularError` for a row no spreadsheet has.
  static func number(
    _ written: String?, after last: Int, file: String
  ) throws(TabularError) -> Int {
    let number = written.map { Int($0) } ?? last + 1
    guard let number, 1...rowLimit ~= number else {
      throw TabularError(
        file: file, line: min(last + 1, rowLimit),
        reason: Message(
          "a row of number \(written ?? String(last + 1)); there are 1 to \(rowLimit)",
          "行号为 \(written ?? String(last + 1))；应为 1 至 \(rowLimit)"))
    }
    return number
  }

  /// Puts a text in a column, from 0, of the row that is being read.
  ///
  /// - Throws: `TabularError` for a column no spreadsheet has, one that has a text already, and for
  ///   more text than a row may have.
  mutating func put(_ text: String, column: Int, row: Int) throws(TabularError) {
    guard column < Self.columnLimit else {
      throw TabularError(
        file: file, line: row,
        reason: Message(
          "more than \(Self.columnLimit) columns", "超过 \(Self.columnLimit) 列"))
    }
    guard !text.isEmpty else { return }
    rowSize += text.utf8.count
    try checkSize(rowSize, row: row)
    if cells.updateValue(text, forKey: column) != nil {
      throw TabularError(
        file: file, line: row, column: column + 1,
        reason: Message("two cells in one place", "同一位置有两个单元格"))
    }
  }

  /// - Throws: `TabularError` for more bytes of text than a row may have.
  func checkSize(_ size: Int, row: Int) throws(TabularError) {
    guard size > Self.rowSizeLimit else { return }
    throw TabularError(
      file: file, line: row, reason: Message("row longer than 64 MiB", "该行超过 64 MiB"))
  }

  mutating func addMerged(_ range: String) {
    mergedRanges += 1
    if firstMerged.isEmpty { firstMerged = range }
  }

  /// Ends the row of this number, from 1, which stands there `count` times.
  ///
  /// - Throws: `TabularError` for a row no spreadsheet has.
  mutating func endRow(_ row: Int, count: Int = 1) throws(TabularError) {
    guard let last = cells.keys.max() else { return }
    guard row <= Self.rowLimit, count <= Self.rowLimit - row + 1 else {
      throw TabularError(
        file: file, line: row,
        reason: Message(
          "more than \(Self.rowLimit) rows", "超过 \(Self.rowLimit) 行"))
    }
    guard row >= firstRow else {
      cells.removeAll(keepingCapacity: true)
      rowSize = 0
      return
    }
    for column in 0...last { record.append(cells[column]) }
    record.end(fields: width ?? 0)
    width = width ?? last + 1
    size += count * record.bytes.count
    repeatedSize += (count - 1) * record.bytes.count
    guard repeatedSize <= Self.repetitionLimit,
      size <= Self.mildSize || size / Self.largestRatio <= fileSize
    else {
      throw TabularError(
        file: file, line: row,
        reason: Message(
          "more than \(size >> 20) MiB of text by repetition: a file made to do harm",
          "重复产生的文字超过 \(size >> 20) MiB：恶意文件"))
    }
    for number in row..<row + count {
      output.append(record.bytes)
      places.append(number)
    }
    record.removeAll()
    cells.removeAll(keepingCapacity: true)
    rowSize = 0
  }

  var remarks: [Message] {
    var remarks: [Message] = []
    if hiddenRows > 0 {
      remarks.append(
        Message("hidden rows, read like the others: \(hiddenRows)", "隐藏的行，与其他行一样读取：\(hiddenRows)"))
    }
    if hiddenColumns > 0 {
      remarks.append(
        Message(
          "hidden columns, read like the others: \(hiddenColumns)", "隐藏的列，与其他列一样读取：\(hiddenColumns)"
        ))
    }
    if mergedRanges > 0 {
      remarks.append(
        Message(
          "merged cells, whose text stands in the first of them only: \(mergedRanges) "
            + "(\(firstMerged) …); --fill COLUMN repeats it below",
          "合并的单元格，文字只在其首格中：\(mergedRanges)（\(firstMerged) …）；可用 --fill 指明列，向下补齐"))
    }
    return remarks
  }
}
