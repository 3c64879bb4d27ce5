/// What people call the measures of figures. Measures are words of the users' choice; one that is
/// not listed stands for itself.
enum MeasureLabel {
  /// The name of a measure in both languages.
  static func of(_ measure: String) -> Label {
    let en = measure.replacing("-", with: " ")
    return Label(en: en, zh: chinese[measure] ?? en)
  }

  private static let chinese = [
    "capital-expenditure": "资本支出", "chip-price": "芯片价格", "chips-owned": "拥有芯片",
    "data-centres": "数据中心数", "funding": "融资", "notable-models-released": "发布的知名模型",
    "performance-lead": "性能领先", "price-input": "输入价格", "price-output": "输出价格",
    "private-ai-investment": "私人人工智能投资", "production": "产量", "revenue": "营收",
    "score": "得分", "valuation": "估值",
  ]
}
