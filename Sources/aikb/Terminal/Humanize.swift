import KnowledgeBase

/// Numbers as people read them, in the language of the page: 671B / 6710亿, 80 GB, 9.9e+14 FLOP/s as
/// 990 TFLOP/s. The arithmetic is that of `human()` in SQL.
enum Humanize {
  /// A value of a property, with its unit, in a language.
  static func value(_ field: Field, of property: Property, _ language: Language) -> String {
    let number: Double
    switch field {
    case .integer(let value): number = Double(value)
    case .real(let value): number = value
    default: return field.string ?? ""
    }
    switch (property.unit, language) {
    case (nil, _): return count(number, language)
    case ("token", .both): return count(number, language) + " tokens"
    case (let unit, .zh): return HumanNumber.chinese(number, unit: unit)
    case (let unit, _): return HumanNumber.english(number, unit: unit)
    }
  }

  /// A plain count: 671B in English, 6710亿 in Chinese, both for both languages; exact below 10,000.
  static func count(_ number: Double, _ language: Language) -> String {
    let (english, chinese) = (
      HumanNumber.english(count: number), HumanNumber.chinese(count: number)
    )
    switch language {
    case .en: return english
    case .zh: return chinese
    case .both: return english == chinese ? english : "\(english) / \(chinese)"
    }
  }

  /// Up to four significant digits, without trailing zeros; integers in full.
  static func short(_ number: Double) -> String { HumanNumber.short(number) }
}
