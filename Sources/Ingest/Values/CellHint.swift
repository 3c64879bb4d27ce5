internal import KnowledgeBase
internal import Messages

/// What a cell may mean that is neither a date nor a number, and what to do about it.
enum CellHint {
  /// n/a, TBD, 未公布: the author does not know.
  case unknown
  /// #N/A, ########: the spreadsheet could not show or compute it.
  case spreadsheetError
  /// 45678 in a column of dates: a day as a spreadsheet counts.
  case dayNumber

  private static let unknownWords = Set(
    [
      "n/a", "na", "n.a.", "nil", "none", "null", "tbd", "tba", "unknown", "undisclosed",
      "not disclosed", "not available", "-", "--", "–", "—", "——", "?", "？", "/", "无", "暂无", "未知",
      "未公布", "未公开", "未披露", "不详", "待定", "無", "未公佈", "未公開", "不詳",
    ])

  private static let errors = [
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!",
  ]

  /// Nil when nothing is known of such a text.
  init?(_ text: String, as type: Property.ValueType) {
    if Self.unknownWords.contains(text.lowercased()) {
      self = .unknown
    } else if Self.errors.contains(text.uppercased())
      || text.count > 1 && text.allSatisfy({ $0 == "#" })
    {
      self = .spreadsheetError
    } else if type == .date, let day = Int(text), (20_000...60_000).contains(day) {
      self = .dayNumber
    } else {
      return nil
    }
  }

  /// Goes behind what is wrong.
  var message: Message {
    switch self {
    case .unknown: Message("; leave the cell blank where it is not known", "；未知时请将单元格留空")
    case .spreadsheetError:
      Message(
        "; an error of the spreadsheet, mend it there or leave the cell blank",
        "；这是电子表格的错误值，请在其中更正，或将单元格留空")
    case .dayNumber:
      Message(
        "; if it is a day as a spreadsheet counts, say --dates excel",
        "；若是电子表格的日期序号，请用 --dates excel")
    }
  }
}
