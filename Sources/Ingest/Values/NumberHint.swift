internal import KnowledgeBase
internal import Messages

/// What to write for a cell that is more or less than one number.
enum NumberHint {
  /// Goes behind what is wrong; nil where nothing is known of such a text.
  static func message(for text: String) -> Message? {
    let text = FullWidth.narrowed(text) ?? text
    if FootnoteMark.mayBeAtEnd(of: text), !text.contains(/m[²³]$/) {
      return Message("; take the footnote mark out", "；请去掉脚注标记")
    }
    if DecimalMark.possible(in: text) == [.comma] {
      return Message(
        "; if the comma begins the fraction, say --decimal comma",
        "；若逗号是小数点，请用 --decimal comma")
    }
    if text.hasSuffix("%") {
      return Message(
        "; a share is written as 0.12 for 12%, in a mapping also with times: 0.01",
        "；比例请写小数，如 12% 写作 0.12；也可在映射中用 times: 0.01")
    }
    if text.contains(/[$€£¥₩]|USD|EUR|CNY|RMB|元$|美元|欧元|歐元/) {
      return Message(
        "; write the number alone; money is a figure, with its currency in a column of its own",
        "；请只写数字；金额应作为 figure，货币另列一栏")
    }
    let isBound =
      text.contains(/^(>|<|≥|≤|over|under|up to|at least|more than|less than)/.ignoresCase())
      || text.contains(/^(超|逾|近|不足|不到|至少)|(\+|以上|以下|以内|余|多)$/)
    if isBound {
      return Message(
        "; a bound is no number; leave it out, or give a figure with low or high",
        "；这只是上限或下限，不是数值；请略去，或改用带 low 或 high 的 figure")
    }
    if text.contains(/[1-9]\d* ?[x×*] ?\d/.ignoresCase()) {
      return Message("; write the total", "；请写总数")
    }
    // A number, and more behind it than a unit.
    guard text.contains(/^\D{0,2}\d.*([(（;；\/]|\p{L}\S*\s+\S)/) else { return nil }
    return Message(
      "; write the number alone, with its unit; anything else belongs into a column of its own",
      "；请只写数字和单位；其他内容应写在另一列")
  }
}
