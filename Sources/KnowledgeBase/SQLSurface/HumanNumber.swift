/// Numbers as people read them: 671B or 6710亿, 80 GB, 990 TFLOP/s for 9.9e14 FLOP/s.
package enum HumanNumber {
  /// A value with its unit as the registry names it (`B`, `FLOP/s`, `token` …), in English; a plain
  /// count where there is none.
  package static func english(_ number: Double, unit: String?) -> String {
    guard let unit else { return english(count: number) }
    if unit == "token" { return english(count: number) + " tokens" }
    return measure(number, unit: unit)
  }

  /// The same in Chinese: counts by 万 and 亿, units as they are written everywhere.
  package static func chinese(_ number: Double, unit: String?) -> String {
    guard let unit else { return chinese(count: number) }
    if unit == "token" { return chinese(count: number) + " 词元" }
    return measure(number, unit: unit)
  }

  /// A number with a unit that reads the same in every language: SI prefixes for bytes, operations
  /// and watts, other units as they are.
  package static func measure(_ number: Double, unit: String) -> String {
    switch unit {
    case "B": scaled(number, ["B", "KB", "MB", "GB", "TB", "PB"], 1000)
    case "B/s": scaled(number, ["B/s", "KB/s", "MB/s", "GB/s", "TB/s", "PB/s"], 1000)
    case "FLOP/s":
      scaled(
        number, ["FLOP/s", "KFLOP/s", "MFLOP/s", "GFLOP/s", "TFLOP/s", "PFLOP/s", "EFLOP/s"], 1000)
    case "W": scaled(number, ["W", "kW", "MW", "GW"], 1000)
    default: "\(short(number)) \(unit)"
    }
  }

  /// A plain count: 671B; exact below 10,000.
  package static func english(count number: Double) -> String {
    number.magnitude < 10_000
      ? short(number) : scaled(number, ["", "K", "M", "B", "T"], 1000, separator: "")
  }

  /// A plain count: 6710亿; exact below 10,000.
  package static func chinese(count number: Double) -> String {
    number.magnitude < 10_000
      ? short(number) : scaled(number, ["", "万", "亿", "万亿"], 10_000, separator: "")
  }

  /// Up to four significant digits, without trailing zeros; whole numbers in full.
  package static func short(_ number: Double) -> String {
    guard number.isFinite else { return number.description }
    if number.magnitude >= 1e15 || (number != 0 && number.magnitude < 1e-3) {
      return number.description
    }
    if number == number.rounded() { return String(Int64(number)) }
    var scale = 1.0
    while (number * scale).magnitude < 1000, scale < 1e9 { scale *= 10 }
    let rounded = (number * scale).rounded() / scale
    return rounded == rounded.rounded() ? String(Int64(rounded)) : rounded.description
  }

  private static func scaled(
    _ number: Double, _ units: [String], _ base: Double, separator: String = " "
  ) -> String {
    var value = number
    var index = 0
    // What would be printed as 1000 of a unit is 1 of the next.
    while value.magnitude >= base * 0.99995, index < units.count - 1 {
      value /= base
      index += 1
    }
    return "\(short(value))\(units[index].isEmpty ? "" : separator)\(units[index])"
  }
}
