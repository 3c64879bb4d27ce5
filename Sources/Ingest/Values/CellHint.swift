internal import KnowledgeBase
internal import Messages

/// What to do about a cell that is neither the date nor the number it should be.
enum CellHint {
  private static let unknownWords = Set(
    [
      "n/a", "na", "n.a.", "n/d", "n.d.", "nil", "none", "null", "tbd", "tba", "tbc", "unknown",
      "undisclosed", "unspecified", "not disclosed", "not available", "not public", "not stated",
      "-", "--", "–", "—", "——", "?", "？", "/", "…", "...", "……", "无", "暂无", "未知", "未公布", "未公开",
      "未披露", "未透露", "不详", "待定", "待公布", "待确认", "待披露", "保密", "不公开", "無", "未公佈", "未公開",
      "未揭露", "不詳",
    ])

  private static let errors = [
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!",
  ]

  /// Whether a cell says that its author does not know: n/a, TBD, 未公布.
  static func isUnknown(_ text: String) -> Bool { unknownWords.contains(text.lowercased()) }

  /// Goes behind what is wrong; nil where nothing is known of such a text.
  static func message(for text: String, as type: Property.ValueType) -> Message? {
    if isUnknown(text) {
      return Message(
        "; leave the cell blank where it is not known, or say --blank '\(text)'",
        "；未知时请将单元格留空，或用 --blank '\(text)'")
    }
    if errors.contains(text.uppercased()) || text.count > 1 && text.allSatisfy({ $0 == "#" }) {
      return Message(
        "; an error of the spreadsheet, mend it there or leave the cell blank",
        "；这是电子表格的错误值，请在其中更正，或将单元格留空")
    }
    guard type == .date else { return NumberHint.message(for: text) }
    if let day = Int(text), (20_000...60_000).contains(day) {
      return Message(
        "; if it is a day as a spreadsheet counts, say --dates excel",
        "；若是电子表格的日期序号，请用 --dates excel")
    }
    return DateHint.message(for: text)
  }
}
