internal import Glibc
package import KnowledgeBase
package import Messages
package import SQLite

/// Turns the text of a cell into a value of a property's type. Types come from the schema, never from
/// the data.
package enum ValueParser {
  /// What a cell says.
  package enum Result: Hashable {
    case blank
    /// A value, with the wording where it is not just another way to write it.
    case value(Value, wording: String?)
    /// Nothing that could be stored (infinity), and what it said.
    case unknown(String)
  }

  /// Why a cell cannot be read.
  package struct Problem: Error, Hashable {
    package let reason: Message
  }

  /// Reads a cell; blank is unknown.
  ///
  /// - Parameters:
  ///   - factor: what a number is multiplied by: 0.01 for percent (a % sign behind the number is
  ///     then allowed), 1000000 where the source counts millions.
  ///   - dates: the order in which the source writes day, month and year.
  ///   - decimal: what begins the fraction of its numbers.
  package static func parse(
    _ text: String, as property: Property, times factor: DecimalNumber? = nil,
    dates: DateOrder = .ymd, decimal: DecimalMark = .point
  ) throws(Problem) -> Result {
    let trimmed = trim(text)
    if trimmed.isEmpty { return .blank }
    switch property.type {
    case .text:
      if property.name == "name" || property.name == "name_zh" {
        return .value(.text(name(trimmed)), wording: nil)
      }
      let isProse = property.name == "description" || property.name == "description_zh"
      return .value(.text(isProse ? text : trimmed), wording: nil)
    case .integer:
      let number = try Number(trimmed, decimal, in: property.unit, times: factor)
      return try notNegative(try integer(number), trimmed, property)
    case .number:
      let number = try Number(trimmed, decimal, in: property.unit, times: factor)
      return try notNegative(try self.number(number), trimmed, property)
    case .date:
      guard let date = dates.date(trimmed) else {
        let form =
          dates == .ymd
          ? Message("2025, 2025-07 or 2025-07-23", "2025、2025-07 或 2025-07-23")
          : Message("in the order \(dates.rawValue)", "顺序为 \(dates.rawValue)")
        throw Problem(
          reason: Message(
            "'\(shown(trimmed))' is not a date (\(form.en))",
            "'\(shown(trimmed))' 不是日期（\(form.zh)）") + CellHint.message(for: trimmed, as: .date))
      }
      return .value(.text(date), wording: nil)
    case .boolean:
      switch trimmed.lowercased() {
      case "1", "true", "yes", "y", "是", "✓", "✔", "✔️", "√", "☑", "✅":
        return .value(.integer(1), wording: nil)
      case "0", "false", "no", "n", "否", "✗", "✘", "×", "☒", "❌":
        return .value(.integer(0), wording: nil)
      default:
        throw Problem(
          reason: Message(
            "'\(shown(trimmed))' is neither true nor false (yes/no, y/n, 是/否, ✓/✗)",
            "'\(shown(trimmed))' 既不是 true 也不是 false（yes/no、y/n、是/否、✓/✗）")
            + (CellHint.isUnknown(trimmed) ? CellHint.message(for: trimmed, as: .boolean) : nil))
      }
    case .choice:
      guard property.choices.contains(trimmed) else {
        throw Problem(
          reason: Message(
            "'\(shown(trimmed))' is not one of \(property.choices.joined(separator: ", "))",
            "'\(shown(trimmed))' 不在以下之列：\(property.choices.joined(separator: "、"))"))
      }
      return .value(.text(trimmed), wording: nil)
    case .url:
      guard isURL(trimmed) else {
        throw Problem(
          reason: Message("'\(shown(trimmed))' is not a URL", "'\(shown(trimmed))' 不是网址"))
      }
      return .value(.text(trimmed), wording: nil)
    }
  }

  /// A date in ISO 8601; also from the forms that begin with the year and so leave no doubt: 2025/7/23,
  /// 2025年7月23日, 2025年7月.
  package static func date(_ text: String) -> String? { DateOrder.ymd.date(text) }

  /// A name as it is stored: NFC, without surrounding space, on one line.
  package static func name(_ text: String) -> String {
    let trimmed = Normalization.nfc(trim(text))
    guard trimmed.utf8.contains(where: { $0 == 10 || $0 == 13 || $0 == 9 }) else { return trimmed }
    return trimmed.split { $0 == "\n" || $0 == "\r\n" || $0 == "\r" || $0 == "\t" }
      .map { trim(String($0)) }.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Without ASCII white space at either end.
  package static func trim(_ text: String) -> String {
    let utf8 = text.utf8
    let isSpace = { (byte: UInt8) in byte == 32 || (9...13).contains(byte) }
    guard let first = utf8.firstIndex(where: { !isSpace($0) }),
      let last = utf8.lastIndex(where: { !isSpace($0) })
    else { return "" }
    if first == utf8.startIndex, utf8.index(after: last) == utf8.endIndex { return text }
    return String(text[first...last])
  }

  /// Whether a text has the form of a URL: a scheme, and no white space.
  private static func isURL(_ text: String) -> Bool {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    return text.utf8[colon...].starts(with: "://".utf8)
      && !text.unicodeScalars.contains { $0.properties.isWhitespace }
  }

  /// A number as it stands in a cell.
  private struct Number {
    /// Trimmed, for messages and the citation.
    let text: String
    /// The same in ASCII with a decimal point.
    let plain: String
    let unit: String?
    let factor: DecimalNumber?

    /// - Throws: `Problem` for 1M in a column with a factor: it says its own.
    init(
      _ text: String, _ mark: DecimalMark, in unit: String?, times factor: DecimalNumber?
    ) throws(Problem) {
      self.text = text
      plain = mark.pointed(FullWidth.narrowed(text) ?? text)
      self.unit = unit
      self.factor = factor
      if factor != nil, plain.last.map({ $0.isLetter }) ?? false,
        WrittenNumber(plain, unit: unit) != nil
      {
        throw Problem(
          reason: Message(
            "'\(shown(text))' says its own unit, and times: in the mapping would multiply it; write the "
              + "number in the unit of the column",
            "'\(shown(text))' 自带单位，而映射中的 times: 还会再乘一次；请按该列的单位写"))
      }
    }

    /// The number, multiplied; nil when it is none.
    var decimal: DecimalNumber? {
      guard let factor else { return WrittenNumber(plain, unit: unit)?.number }
      let isPercent = factor == percent && plain.hasSuffix("%")
      let number = isPercent ? trim(String(plain.dropLast())) : plain
      return WrittenNumber(number, unit: unit)?.number.times(factor)
    }
  }

  /// Whole numbers; a float within 1e-9 of one (relative) is that number, its wording kept.
  private static func integer(_ cell: Number) throws(Problem) -> Result {
    let text = cell.text
    if cell.factor == nil, let number = Int64(text) {
      return .value(.integer(number), wording: nil)
    }
    if let unknown = infinite(text) { return unknown }
    let wording = isPlain(text) && !isRounded(text) ? nil : text
    let number: Double
    if let decimal = cell.decimal {
      if let whole = decimal.whole { return .value(.integer(whole), wording: wording) }
      number = decimal.double
    } else if cell.factor == nil, isPlain(cell.plain), let double = Double(cell.plain) {
      number = double
    } else {
      throw notANumber(text, Message(" is not a whole number", "不是整数"))
    }
    guard number.magnitude < 9_223_372_036_854_775_808 else {
      if !number.isFinite { return .unknown(text) }
      throw Problem(
        reason: Message("'\(shown(text))' is beyond 64 bits", "'\(shown(text))' 超出 64 位"))
    }
    let whole = number.rounded()
    guard (number - whole).magnitude <= 1e-9 * max(1, number.magnitude) else {
      throw Problem(
        reason: Message("'\(shown(text))' is not a whole number", "'\(shown(text))' 不是整数"))
    }
    return .value(.integer(Int64(whole)), wording: number == whole ? wording : text)
  }

  /// The number, unless it is below zero where nothing can be.
  private static func notNegative(
    _ result: Result, _ text: String, _ property: Property
  ) throws(Problem) -> Result {
    guard property.isMagnitude, case .value(let value, _) = result else { return result }
    let isNegative =
      switch value {
      case .integer(let number): number < 0
      case .real(let number): number < 0
      default: false
      }
    guard isNegative else { return result }
    throw Problem(
      reason: Message(
        "'\(shown(text))' is below zero; \(property.name) cannot be",
        "'\(shown(text))' 小于零；\(property.name) 不能为负"))
  }

  private static func number(_ cell: Number) throws(Problem) -> Result {
    let text = cell.text
    let isPlain = isPlain(text)
    let number: Double
    if cell.factor == nil, self.isPlain(cell.plain), let double = Double(cell.plain) {
      number = double
    } else if let unknown = infinite(text) {
      return unknown
    } else if let decimal = cell.decimal {
      number = decimal.double
    } else {
      throw notANumber(text, Message(" is not a number", "不是数字"))
    }
    guard number.isFinite else { return .unknown(text) }
    // Noise needs more than fifteen digits.
    let plain = text.utf8.count > 15 ? withoutNoise(number) : number
    let isAllSaid = plain == number && isPlain && (plain.magnitude >= 1e15 || !isRounded(text))
    return .value(.real(plain), wording: isAllSaid ? nil : text)
  }

  /// Why a text is no number, or no whole one.
  private static func notANumber(_ text: String, _ what: Message) -> Problem {
    // 12–15, 12-15, 12~15, 10亿至20亿
    guard text.wholeMatch(of: /[\d.,]+\s*\p{L}*\s*[–—~～至到-]\s*[\d.,]+\D*/) != nil else {
      return Problem(
        reason: Message(verbatim: "'\(shown(text))'") + what
          + CellHint.message(for: text, as: .number))
    }
    return Problem(
      reason: Message(
        "'\(shown(text))' is a range, and the column holds one number; give one, or a figure with low "
          + "and high",
        "'\(shown(text))' 是一个区间，而该列只存一个数；请给出一个数，或改用带 low 和 high 的 figure"))
  }

  private static let percent = DecimalNumber(1, -2)

  /// The number a calculation meant: 4.02001e+24 for 4.020010000000001e+24. What differs only beyond
  /// the 15 digits a double can keep (IEEE 754, and a spreadsheet's limit) and gets at least three
  /// digits shorter there is rounding noise.
  static func withoutNoise(_ number: Double) -> Double {
    var buffer = [CChar](repeating: 0, count: 64)
    let count = withVaList([number]) { vsnprintf(&buffer, buffer.count, "%.15g", $0) }
    guard count > 0, count < buffer.count else { return number }
    let text = String(
      decoding: buffer[..<Int(count)].map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard let short = Double(text), short.isFinite else { return number }
    return digits(short) + 3 <= digits(number) ? short : number
  }

  /// Significant digits of the shortest text of a number, without trailing zeros.
  private static func digits(_ number: Double) -> Int {
    let mantissa = number.description.prefix { $0 != "e" }.filter(\.isNumber)
    let significant = mantissa.drop { $0 == "0" }
    return significant.count - significant.reversed().prefix { $0 == "0" }.count
  }

  /// Digits, sign, point and exponent; `Double` would also take "0x1p3" and "nan(1)".
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy {
      (48...57).contains($0) || $0 == 0x2b || $0 == 0x2d || $0 == 0x2e || $0 | 32 == 0x65
    }
  }

  /// Whether a plain number is written with an exponent above zero: 1.04E+12 is exact to three
  /// digits, which 1040000000000 no longer shows.
  private static func isRounded(_ text: String) -> Bool {
    guard let mark = text.utf8.lastIndex(where: { $0 | 32 == 0x65 }) else { return false }
    return text[text.utf8.index(after: mark)...].first != "-"
  }

  private static func infinite(_ text: String) -> Result? {
    ["inf", "+inf", "-inf", "infinity", "nan", "∞"].contains(text.lowercased())
      ? .unknown(text) : nil
  }

  /// The start of a long cell, on one line, for a message.
  private static func shown(_ text: String) -> String {
    let line = text.prefix { $0 != "\n" && $0 != "\r\n" && $0 != "\r" }
    return line.count > 40 || line.count < text.count ? line.prefix(40) + "…" : String(line)
  }
}
