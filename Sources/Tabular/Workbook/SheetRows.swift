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
  private var repeatedCells = 0

  /// What a spreadsheet has at most.
  static let columnLimit = 16_384
  static let rowLimit = 1_048_576
  /// Cells that rows repeated by a number may come to: a small file could ask for billions.
  private static let repetitionLimit = 20_000_000

  init(file: String) { self.file = file }

  /// Puts a text in a column, from 0, of the row that is being read.
  ///
  /// - Throws: `TabularError` for a column no spreadsheet has.
  mutating func put(_ text: String, column: Int, row: Int) throws(TabularError) {
    guard column < Self.columnLimit else {
      throw TabularError(
        file: file, line: row,
        reason: Message(
          "more than \(Self.columnLimit) columns", "超过 \(Self.columnLimit) 列"))
    }
    if !text.isEmpty { cells[column] = text }
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
    if count > 1 { repeatedCells += count * cells.count }
    guard row + count - 1 <= Self.rowLimit, repeatedCells <= Self.repetitionLimit else {
      throw TabularError(
        file: file, line: row,
        reason: Message(
          "more than \(Self.rowLimit) rows", "超过 \(Self.rowLimit) 行"))
    }
    for column in 0...last { record.append(cells[column]) }
    record.end(fields: width ?? 0)
    width = width ?? last + 1
    for number in row..<row + count {
      output.append(record.bytes)
      places.append(number)
    }
    record.removeAll()
    cells.removeAll(keepingCapacity: true)
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
            + "(\(firstMerged) …)",
          "合并的单元格，文字只在其首格中：\(mergedRanges)（\(firstMerged) …）"))
    }
    return remarks
  }
}
