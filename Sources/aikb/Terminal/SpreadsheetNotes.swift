import Messages
import Tabular

/// What a spreadsheet cannot hold of what was written for one, on standard error.
enum SpreadsheetNotes {
  /// - Parameter name: the file, or the sheet of a workbook.
  static func warn(_ excess: SpreadsheetExcess, _ format: OutputFormat, of name: String) {
    let isWorkbook = format == .xlsx
    if let first = excess.first {
      let count = excess.longTexts
      let place = Message(
        "the first in row \(first.row) (\(first.key)), column \(first.column)",
        "首个在第 \(first.row) 行（\(first.key)）的列 \(first.column)")
      Terminal.warn(
        Message(
          "\(name): \(count) texts longer than the \(SpreadsheetExcess.textLimit) characters "
            + "of a cell, ", "\(name)：\(count) 个文本超过单元格上限 \(SpreadsheetExcess.textLimit) 个字符，")
          + place
          + (isWorkbook
            ? Message(
              ", are cut here; --split spreads them over several columns", "，已截断；--split 可分到多列")
            : Message(
              ", are whole here, but a spreadsheet cuts them; --split spreads them over several columns",
              "，此处完整，但电子表格会截断；--split 可分到多列")))
    }
    guard excess.furtherRows > 0 else { return }
    let limit = SpreadsheetExcess.rowLimit + 1
    Terminal.warn(
      Message(
        "\(name): \(excess.furtherRows) rows beyond the \(limit) of a sheet",
        "\(name)：有 \(excess.furtherRows) 行超出工作表上限 \(limit) 行")
        + (isWorkbook
          ? Message(" go on in further sheets", "，写入后续工作表")
          : Message(
            " are here, but a spreadsheet leaves them out; --split writes several files",
            "，此处完整，但电子表格会丢弃；--split 可写成多个文件")))
  }
}
