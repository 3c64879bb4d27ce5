internal import KnowledgeBase
internal import Messages
internal import Tabular

/// A column of a file whose cells a mapping explains.
struct MappedCell {
  /// Its place in the file.
  let column: Int
  let spec: Mapping.Cell

  /// Nil when the file has no such column.
  init?(_ spec: Mapping.Cell, in header: Header) {
    guard let column = header[spec.header] else { return nil }
    self.column = column
    self.spec = spec
  }

  /// - Throws: `TabularError` when the file has no such column.
  init(required spec: Mapping.Cell, in header: Header, of file: String) throws {
    column = try header.required(spec.header, of: file)
    self.spec = spec
  }

  /// What a cell says.
  enum Content: Hashable {
    case blank
    /// The source says that it is not known.
    case unknown
    /// In our own words, where the mapping has some.
    case text(String)
  }

  /// - Throws: `RowProblem` for a word the mapping does not know.
  func content(_ row: CSVReader) throws -> Content {
    guard let text = part(row) else { return .blank }
    if spec.unknown.contains(text) { return .unknown }
    if spec.blank.contains(text) { return .blank }
    if spec.separator != nil {
      return .text(values(row).map { spec.values[$0] ?? $0 }.joined(separator: "; "))
    }
    if spec.onlyLinks {
      let links = Self.links(in: text)
      return links.isEmpty ? .blank : .text(links.joined(separator: "\n"))
    }
    guard !spec.values.isEmpty else { return .text(text) }
    guard let value = spec.values[text] else {
      throw RowProblem(
        column: column,
        reason: Message(
          "'\(text)' is none of the words the mapping knows: ", "'\(text)' 不在映射所列的词中：")
          + Message(verbatim: spec.values.keys.sorted().joined(separator: ", ")))
    }
    return .text(value)
  }

  /// The text of a cell; nil when it says nothing.
  func text(_ row: CSVReader) throws -> String? {
    if case .text(let text) = try content(row) { return text }
    return nil
  }

  /// The values of a cell, trimmed, without blanks and duplicates.
  func values(_ row: CSVReader) -> [String] {
    guard let text = part(row) else { return [] }
    guard let separator = spec.separator else { return [text] }
    var seen: Set<String> = []
    return text.split(separator: separator).map { ValueParser.trim(String($0)) }
      .filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  /// The value of a cell for a property.
  ///
  /// - Parameter isUnknown: set where the source says that it is not known.
  func assertion(
    _ row: CSVReader, _ property: Property, _ report: inout Report, isUnknown: inout Bool
  ) throws -> EntityRecord.Assertion? {
    let content = try content(row)
    if content == .unknown { isUnknown = true }
    guard case .text(let text) = content else { return nil }
    do throws(ValueParser.Problem) {
      switch try ValueParser.parse(
        text, as: property, times: spec.factor, dates: spec.dates,
        decimal: spec.decimal)
      {
      case .blank: return nil
      case .unknown:
        report.unknown[property.name, default: 0] += 1
        return nil
      case .value(let value, let wording):
        return EntityRecord.Assertion(column: property.name, value: value, wording: wording)
      }
    } catch {
      throw RowProblem(column: column, reason: error.reason)
    }
  }

  /// The same where a source that does not know says nothing.
  func assertion(
    _ row: CSVReader, _ property: Property, _ report: inout Report
  ) throws -> EntityRecord.Assertion? {
    var isUnknown = false
    return try assertion(row, property, &report, isUnknown: &isUnknown)
  }

  /// A date; nil when blank.
  func date(_ row: CSVReader) throws -> String? {
    guard let text = try text(row) else { return nil }
    if let date = spec.dates.date(text) { return date }
    throw RowProblem(
      column: column,
      reason: Message(
        "'\(text)' is not a date in the order \(spec.dates.rawValue)",
        "'\(text)' 不是按 \(spec.dates.rawValue) 顺序书写的日期")
        + CellHint.message(for: text, as: .date))
  }

  /// The cell, or the part of it that counts.
  private func part(_ row: CSVReader) -> String? {
    guard var text = row.cell(column)?[...] else { return nil }
    if let after = spec.after {
      guard let found = text.firstRange(of: after) else { return nil }
      text = text[found.upperBound...]
    }
    if let before = spec.before {
      guard let found = text.firstRange(of: before) else { return nil }
      text = text[..<found.lowerBound]
    }
    let trimmed = ValueParser.trim(spec.isPlain ? Self.plain(text) : String(text))
    return trimmed.isEmpty ? nil : trimmed
  }

  /// A text whose Markdown links, [text](address), are their text.
  private static func plain(_ text: Substring) -> String {
    String(text.replacing(/\[([^\]]*)\]\([^)]*\)/) { $0.1 })
  }

  /// The web addresses in a text, each once.
  private static func links(in text: String) -> [String] {
    var seen: Set<String> = []
    return text.split(whereSeparator: \.isWhitespace).compactMap { word in
      guard let start = word.firstRange(of: "https://") ?? word.firstRange(of: "http://") else {
        return nil
      }
      var link = word[start.lowerBound...]
      while let last = link.last, ";,.)".contains(last) { link.removeLast() }
      return seen.insert(String(link)).inserted ? String(link) : nil
    }
  }
}
