import KnowledgeBase

/// Numbers as people read them: 671B / 6710亿, 80 GB, 9.9e+14 FLOP/s as 990 TFLOP/s.
enum Humanize {
  /// A value of a property, with its unit, in a language.
  static func value(_ field: Field, of property: Property, _ language: Language) -> String {
    let number: Double
    switch field {
    case .integer(let value): number = Double(value)
    case .real(let value): number = value
    default: return field.string ?? ""
    }
    switch property.unit {
    case "B": return scaled(number, ["B", "KB", "MB", "GB", "TB", "PB"], 1000)
    case "B/s": return scaled(number, ["B/s", "KB/s", "MB/s", "GB/s", "TB/s", "PB/s"], 1000)
    case "FLOP/s":
      return scaled(
        number, ["FLOP/s", "KFLOP/s", "MFLOP/s", "GFLOP/s", "TFLOP/s", "PFLOP/s", "EFLOP/s"], 1000)
    case "W": return scaled(number, ["W", "kW", "MW", "GW"], 1000)
    case "FLOP": return "\(short(number)) FLOP"
    case "nm": return "\(short(number)) nm"
    case "token": return count(number, language) + (language == .zh ? " 词元" : " tokens")
    case let unit?: return "\(short(number)) \(unit)"
    case nil: return count(number, language)
    }
  }

  /// A plain count: 671B in English, 6710亿 in Chinese, both for both languages; exact below 10,000.
  static func count(_ number: Double, _ language: Language) -> String {
    guard number.magnitude >= 10_000 else { return short(number) }
    let english = scaled(number, ["", "K", "M", "B", "T"], 1000, separator: "")
    let chinese = scaled(number, ["", "万", "亿", "万亿"], 10_000, separator: "")
    switch language {
    case .en: return english
    case .zh: return chinese
    case .both: return "\(english) / \(chinese)"
    }
  }

  private static func scaled(
    _ number: Double, _ units: [String], _ base: Double, separator: String = " "
  ) -> String {
    var value = number
    var index = 0
    while value.magnitude >= base, index < units.count - 1 {
      value /= base
      index += 1
    }
    return "\(short(value))\(units[index].isEmpty ? "" : separator)\(units[index])"
  }

  /// Up to four significant digits, without trailing zeros; integers in full.
  static func short(_ number: Double) -> String {
    guard number.isFinite else { return number.description }
    if number.magnitude >= 1e15 || (number != 0 && number.magnitude < 1e-3) {
      return number.description
    }
    if number == number.rounded() { return String(Int64(number)) }
    var scale = 1.0
    while (number * scale).magnitude < 1000, scale < 1e9 { scale *= 10 }
    return ((number * scale).rounded() / scale).description
  }
}
