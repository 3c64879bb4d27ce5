internal import KnowledgeBase
internal import Messages
internal import Tabular

/// Rows that stand in a spreadsheet below its data and are no data: totals, averages, footnotes.
///
/// Taken for a row like the others they would become entities called Total.
enum SummaryRow {
  /// As ``Fold/key(_:)`` leaves them, in which 合计 and 合計 are one.
  private static let words = Set(
    [
      "total", "totals", "grand total", "subtotal", "sub-total", "sum", "average", "mean", "median",
      "合计", "总计", "小计", "共计", "总和", "汇总", "平均", "平均值", "中位数",
    ].map(Fold.key))

  /// What a footnote begins with.
  private static let marks = [
    "source:", "sources:", "note:", "notes:", "来源：", "来源:", "资料来源", "資料來源", "数据来源", "數據來源",
    "注：", "注:", "註：", "备注：", "備註：", "说明：", "說明：",
  ]

  /// Whether a name is that of such a row.
  static func isMeant(by name: String) -> Bool {
    let lowered = name.lowercased()
    return words.contains(Fold.key(name)) || marks.contains(where: lowered.hasPrefix)
  }

  /// What tells that the row of a name is one of these; nil where nothing does.
  private static func word(of name: String, in row: CSVReader) -> String? {
    if isMeant(by: name) { return name }
    guard name.allSatisfy({ $0.isNumber || ",. ".contains($0) }) else { return nil }
    return (0..<row.fieldCount).lazy.compactMap { row.cell($0) }.first(where: isMeant)
  }

  /// Why a row of this name is not taken for a new entity of a kind; nil when it may be one. A row
  /// with a key is one, whatever its name: there was a firm called Total.
  ///
  /// - Parameters:
  ///   - row: where the name stands. A bare number in the row of a total is a count of what stands
  ///     above it.
  ///   - isMapped: a mapping describes the file; it can leave rows out.
  static func problem(
    of name: String, in row: CSVReader, kind: Kind, isMapped: Bool = false
  ) -> Message? {
    guard let name = word(of: name, in: row) else { return nil }
    return Message(
      "'\(name.prefix(40))' looks like a row of totals or a footnote, not a \(kind.name); ",
      "'\(name.prefix(40))' 像是合计行或脚注，不像\(kind.label.zh)；")
      + (isMapped
        ? Message("leave the row out with ignore-rows: in the mapping", "请在映射中用 ignore-rows: 略去该行")
        : Message(
          "take the row out, or if it is one, give it a key in a column 'key'",
          "请删去该行；如确实是，请在 'key' 列中给出键"))
  }
}
