internal import Messages

/// A condition on a property: `released:2024-06..2025`, `parameters:>100e9`, `openness:api`.
struct FilterValue {
  let property: Property
  /// SQL of its value.
  let column: String
  let term: FilterTerm

  func condition() throws -> Filter.Condition {
    Filter.Condition(
      text: term.text, sql: "(\(try sql()))", missing: property.label,
      blank: "\(column) IS NULL", definition: nil, breakdown: nil)
  }

  private func sql() throws -> String {
    switch term.value.lowercased() {
    case "any", "*": return "\(column) IS NOT NULL"
    case "none": return "\(column) IS NULL"
    default: break
    }
    switch property.type {
    case .date: return try date()
    case .integer, .number: return try number()
    case .boolean: return "\(column) = \(try boolean())"
    case .choice: return try choice()
    case .text, .url: return text()
    }
  }

  // MARK: Ranges

  /// `>5`, `<=5`, `2..7`, `..7`, `5`: from and to, each inclusive or not.
  private struct Range {
    var from: (text: String, isInclusive: Bool)?
    var to: (text: String, isInclusive: Bool)?

    init(_ value: String) {
      if let dots = value.firstRange(of: "..") ?? value.firstRange(of: "–") {
        let (low, high) = (String(value[..<dots.lowerBound]), String(value[dots.upperBound...]))
        if !low.isEmpty { from = (low, true) }
        if !high.isEmpty { to = (high, true) }
        return
      }
      for (mark, isLow, isInclusive) in [
        (">=", true, true), ("≥", true, true), ("<=", false, true), ("≤", false, true),
        (">", true, false), ("<", false, false), ("＞", true, false), ("＜", false, false),
      ] where value.hasPrefix(mark) {
        let rest = String(value.dropFirst(mark.count))
        if isLow { from = (rest, isInclusive) } else { to = (rest, isInclusive) }
        return
      }
      let plain = value.hasPrefix("=") ? String(value.dropFirst()) : value
      from = (plain, true)
      to = (plain, true)
    }
  }

  private func number() throws -> String {
    let range = Range(term.value)
    func parse(_ text: String) throws -> String {
      guard let number = WrittenNumber(text, unit: property.unit)?.number.double else {
        throw term.malformed(
          Message("'\(text)' is not a number", "'\(text)' 不是数字")
            + (property.unit.map {
              Message("; \(property.name) is in \($0)", "；\(property.name) 的单位是 \($0)")
            }))
      }
      return number == number.rounded() && number.magnitude < 1e15
        ? String(Int64(number)) : number.description
    }
    if let from = range.from, let to = range.to, from.text == to.text {
      return "\(column) = \(try parse(from.text))"
    }
    var parts: [String] = []
    if let from = range.from {
      parts.append("\(column) \(from.isInclusive ? ">=" : ">") \(try parse(from.text))")
    }
    if let to = range.to {
      parts.append("\(column) \(to.isInclusive ? "<=" : "<") \(try parse(to.text))")
    }
    return parts.joined(separator: " AND ")
  }

  /// A partial date lies within, outside, or may lie within: then it cannot be decided.
  private func date() throws -> String {
    let range = Range(term.value)
    func parse(_ text: String) throws -> PartialDate {
      guard let date = PartialDate(text) ?? PartialDate(chinese: text) else {
        throw term.malformed(
          Message(
            "'\(text)' is not a date (2025, 2025-07, 2025-07-23, 2024-06..2025)",
            "'\(text)' 不是日期（2025、2025-07、2025-07-23、2024-06..2025、2025年7月）"))
      }
      return date
    }
    if let from = range.from, let to = range.to, try parse(to.text).isBefore(parse(from.text)) {
      throw term.malformed(Message("ends before it begins", "结束早于开始"))
    }
    let (low, high) = PartialDate.bounds(of: column)
    var inside: [String] = []
    var outside: [String] = []
    if let from = range.from {
      let date = try parse(from.text)
      let bound = (from.isInclusive ? date.firstText : date.lastText).quotedText
      let mark = from.isInclusive ? ">=" : ">"
      inside.append("\(low) \(mark) \(bound)")
      outside.append("NOT \(high) \(mark) \(bound)")
    }
    if let to = range.to {
      let date = try parse(to.text)
      let bound = (to.isInclusive ? date.lastText : date.firstText).quotedText
      let mark = to.isInclusive ? "<=" : "<"
      inside.append("\(high) \(mark) \(bound)")
      outside.append("NOT \(low) \(mark) \(bound)")
    }
    return """
      CASE WHEN \(column) IS NULL THEN NULL WHEN \(inside.joined(separator: " AND ")) THEN 1
              WHEN \(outside.joined(separator: " OR ")) THEN 0 END
      """
  }

  // MARK: Words

  private func boolean() throws -> Int {
    switch term.value.lowercased() {
    case "1", "true", "yes", "是": return 1
    case "0", "false", "no", "否": return 0
    default:
      throw term.malformed(Message("true or false expected", "应为 true 或 false"))
    }
  }

  private func choice() throws -> String {
    if term.value.hasSuffix("*") {
      let start = String(term.value.dropLast())
      let values = property.choices.filter { $0.hasPrefix(start) }
      guard !values.isEmpty else { throw unknown() }
      return "\(column) IN (\(values.map(\.quotedText).joined(separator: ", ")))"
    }
    guard property.choices.contains(term.value) else { throw unknown() }
    return "\(column) = \(term.value.quotedText)"
  }

  private func unknown() -> KnowledgeBaseError {
    let near = Nearest.to(term.value, among: property.choices)
    return .unknown(
      what: Message("value of \(property.name)", " \(property.name) 的值"), name: term.value,
      nearest: near.isEmpty ? property.choices : near)
  }

  /// The whole text or one of the values that "; " joins; `*` at the end lets more follow. Case makes
  /// no difference in ASCII.
  private func text() -> String {
    let value = term.value.lowercased()
    let list = "'; ' || lower(\(column)) || ';'"
    if value.hasSuffix("*") {
      return "instr(\(list), \("; \(value.dropLast())".quotedText)) > 0"
    }
    return "instr(\(list), \("; \(value);".quotedText)) > 0"
  }
}

extension PartialDate {
  /// As it is written in Chinese: `2025年`, `2025年7月`, `2025年7月23日`.
  init?(chinese text: String) {
    var parts: [String] = []
    var rest = text[...]
    for unit in ["年", "月", "日"] where !rest.isEmpty {
      guard let end = rest.firstIndex(of: Character(unit)) else { return nil }
      let digits = rest[..<end]
      parts.append(digits.count == 1 ? "0\(digits)" : String(digits))
      rest = rest[rest.index(after: end)...]
    }
    guard rest.isEmpty else { return nil }
    self.init(parts.joined(separator: "-"))
  }
}
