internal import KnowledgeBase
internal import Messages

/// Headers of columns that are no property of anything but figures: numbers for a date, of which there
/// is another one next year.
enum FigureWords {
  private static let words = Set(
    [
      "employees", "employee count", "number of employees", "headcount", "staff", "revenue",
      "sales",
      "turnover", "net income", "profit", "funding", "total funding", "funding total", "valuation",
      "market cap", "market capitalization", "capex", "price", "input price", "output price",
      "score",
      "benchmark", "downloads", "users", "mau", "员工数", "员工人数", "员工", "人数", "营收", "营业收入", "收入",
      "销售额", "净利润", "利润", "融资", "融资额", "融资总额", "融资金额", "估值", "市值", "资本开支", "价格", "售价",
      "输入价格", "输出价格", "得分", "分数", "跑分", "下载量", "用户数", "月活",
    ].map(Fold.key))

  /// Whether a header is such a word, with or without a unit behind it: 营收（亿元）.
  static func contain(_ header: String) -> Bool {
    words.contains(Fold.key(HeaderUnit(header)?.name ?? header))
  }

  /// Goes behind what is said of unknown columns; nil where none of them is such a word.
  static func hint(_ headers: [String]) -> Message? {
    headers.first(where: contain).map {
      Message(
        "; '\($0)' is a figure, a number for a date: bring it in with figures.csv, or with figure: in a "
          + "mapping",
        "；'\($0)' 是数据（带日期的数值）：请用 figures.csv 导入，或在映射中用 figure:")
    }
  }
}
