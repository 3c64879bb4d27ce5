import KnowledgeBase

/// The values of a comparison as people read them.
struct CompareValues {
  let comparison: Comparison
  let language: Language

  /// So many of the other ends of relations are shown.
  private static let shownItems = 6

  /// The lines of a cell.
  func lines(_ cell: Comparison.Cell, in row: Comparison.Row) -> [String] {
    let count = cell.undecided
    let undecided = count == 0 ? [] : [language.text("(\(count) undecided)", "(\(count) 个无法判定)")]
    guard let entry = cell.entry else {
      return comparison.accordingTo == nil ? undecided : [silence(cell, in: row)] + undecided
    }
    var lines = lines(entry, in: row)
    lines[lines.count - 1] += undecided.map { " " + $0 }.joined()
    return lines + cell.others.map { "≠ " + text($0, in: row) }
  }

  /// What stands for a value that the one source does not give.
  private func silence(_ cell: Comparison.Cell, in row: Comparison.Row) -> String {
    let others = cell.others.map { text($0, in: row) }.joined(separator: "; ")
    return language.notStated
      + (others.isEmpty ? "" : " (\(language.text("others", "其他来源")): \(others))")
  }

  // MARK: Entries

  private func lines(_ entry: Comparison.Entry, in row: Comparison.Row) -> [String] {
    if case .items(let items) = entry.value { return self.items(items) }
    return [text(entry, in: row, isOwn: true)]
  }

  /// - Parameter isOwn: what counts, rather than what others say.
  private func text(
    _ entry: Comparison.Entry, in row: Comparison.Row, isOwn: Bool = false
  ) -> String {
    var parts: [String]
    switch entry.value {
    case .items(let items): return self.items(items).joined(separator: "; ")
    case .unknown: parts = [language.text("not known, says", "未公开（据）")]
    case .absent: parts = [language.text("none, says", "无（据）")]
    case .field(let field): parts = [self.field(field, in: row)]
    case .figure(let amount): parts = [self.amount(amount)]
    }
    if comparison.accordingTo != nil, let wording = entry.wording { parts.append("“\(wording)”") }
    // Why a value is accepted stands on the page of the entity; here it would crowd out the values.
    if isOwn, let note = entry.note,
      row.section == .scoreboard || comparison.accordingTo != nil
    {
      parts.append("(\(note))")
    }
    return parts.joined(separator: " ") + Self.marks(entry.sources)
  }

  private func field(_ field: Field, in row: Comparison.Row) -> String {
    if let property = row.property {
      return Humanize.value(field, of: property, language)
        .split(separator: "\n", omittingEmptySubsequences: true).joined(separator: "; ")
    }
    let number: Double
    switch field {
    case .integer(let value): number = Double(value)
    case .real(let value): number = value
    default: return field.string ?? ""
    }
    if row.unit == "share" { return "\(Humanize.short(number * 100)) %" }
    return Humanize.count(number, language) + (row.unit.map { " \($0)" } ?? "")
  }

  /// `12.5M USD (2024-01-01 – 2024-12-31; 12M–13M)`.
  private func amount(_ amount: Comparison.Amount) -> String {
    let (text, interval) = amount.text { Humanize.count($0, language) }
    var details = interval.map { [$0] } ?? []
    details.insert(amount.until.map { "\(amount.date) – \($0)" } ?? amount.date, at: 0)
    if let condition = amount.condition { details.append(condition) }
    return "\(text) (\(details.joined(separator: "; ")))"
  }

  // MARK: Relations

  private func items(_ items: [Comparison.Item]) -> [String] {
    let shown = items.prefix(Self.shownItems).map(item)
    guard items.count > shown.count else { return shown }
    let more = items.count - shown.count
    return shown + [language.text("… and \(more) more", "… 另有 \(more) 个")]
  }

  private func item(_ item: Comparison.Item) -> String {
    let details = [
      item.share.map { "\(Humanize.short($0 * 100)) %" }, item.qualifier,
      item.validity == .possible ? language.text("possible", "可能") : nil,
    ].compactMap(\.self)
    let isCount = item.unit == nil || item.unit == "chip" || item.unit == "board"
    let quantity = item.quantity.map {
      "\(Humanize.count($0, language)) \(isCount ? "" : "\(item.unit ?? "") ")× "
    }
    return (quantity ?? "") + language.text(item.name, item.nameZH)
      + (details.isEmpty ? "" : " (\(details.joined(separator: "; ")))") + Self.marks(item.sources)
      + item.dissent.map { " ≠ \($0.column) \($0.value)" + Self.marks([$0.source]) }.joined()
  }

  private static func marks(_ numbers: [Int]) -> String {
    numbers.isEmpty ? "" : " " + numbers.sorted().map { "[\($0)]" }.joined()
  }
}

extension Comparison.Amount {
  /// The number with its unit, or its bounds where only those are known (`≤ 8.2M USD / system`),
  /// and the interval around a number.
  func text(_ number: (Double) -> String) -> (text: String, interval: String?) {
    let bounds =
      switch (low, high) {
      case (let low?, let high?): "\(number(low))–\(number(high))"
      case (let low?, nil): "≥ \(number(low))"
      case (nil, let high?): "≤ \(number(high))"
      case (nil, nil): "?"
      }
    let text = [value.map(number) ?? bounds, measuredIn].compactMap(\.self).joined(separator: " ")
    return (text, value != nil && low != nil && high != nil ? bounds : nil)
  }
}
