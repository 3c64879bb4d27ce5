import KnowledgeBase
import Tabular

/// A comparison as rows for CSV, JSON and Markdown: values as they are stored, sources by key.
struct CompareRows {
  let comparison: Comparison
  let language: Language

  /// property, unit; a value and the sources for each entity; how many times the first one's value
  /// is that of each other; 1 where they differ, 0 where they do not; remarks.
  var columns: [String] {
    let keys = comparison.entities.map(\.key)
    let ratios = keys.count == 2 ? ["ratio"] : keys.dropFirst().map { "ratio \(keys[0]):\($0)" }
    return ["property", "unit"] + keys + keys.map { "\($0) sources" } + ratios
      + ["differs", "note"]
  }

  var rows: [[Cell]] {
    comparison.rows.map { row in
      var cells: [Cell] = [.text(row.name), Cell(row.unit)]
      cells += row.cells.map { value($0, in: row) }
      cells += row.cells.map { Cell(keys($0.entry?.sources ?? [])) }
      cells += (1..<row.cells.count).map { Cell(row.ratio(to: $0)) }
      cells.append(row.differs.map { .integer($0 ? 1 : 0) } ?? .null)
      cells.append(Cell(note(row)))
      return cells
    }
  }

  // MARK: Values

  private func value(_ cell: Comparison.Cell, in row: Comparison.Row) -> Cell {
    if let entry = cell.entry { return value(entry.value, in: row) }
    guard comparison.accordingTo != nil else { return .null }
    let others = cell.others.map { text($0, in: row) }.joined(separator: "; ")
    return .text(
      language.notStated
        + (others.isEmpty ? "" : " (\(language.text("others", "其他来源")): \(others))"))
  }

  private func value(_ value: Comparison.Value, in row: Comparison.Row) -> Cell {
    switch value {
    case .field(let field): return Cell(field)
    case .unknown: return .text("unknown")
    case .absent: return .text("none")
    case .items(let items):
      return .text(
        items.map { item in
          (item.quantity.map { "\(Humanize.short($0)) × " } ?? "") + (item.key ?? item.name)
            + (item.validity == .possible ? " (possible)" : "")
        }.joined(separator: "; "))
    case .figure(let amount):
      if let number = amount.value, row.unit == amount.measuredIn { return .real(number) }
      let (text, _) = amount.text(Humanize.short)
      return .text(text)
    }
  }

  private func text(_ entry: Comparison.Entry, in row: Comparison.Row) -> String {
    let text: String
    switch value(entry.value, in: row) {
    case .text(let value): text = value
    case .integer(let value): text = String(value)
    case .real(let value): text = RealText.of(value)
    case .null, .blob: text = ""
    }
    return text + (keys(entry.sources).map { " [\($0)]" } ?? "")
  }

  private func keys(_ numbers: [Int]) -> String? {
    numbers.isEmpty
      ? nil : numbers.map { comparison.sources[$0 - 1].key }.sorted().joined(separator: "; ")
  }

  // MARK: Remarks

  /// What each value needs to be read rightly, then how the row is made.
  private func note(_ row: Comparison.Row) -> String? {
    var notes: [String] = []
    for (entity, cell) in zip(comparison.entities, row.cells) {
      var parts: [String] = []
      if let entry = cell.entry {
        if case .figure(let amount) = entry.value {
          parts.append(amount.until.map { "\(amount.date) – \($0)" } ?? amount.date)
          if let low = amount.low, let high = amount.high, amount.value != nil {
            parts.append("\(Humanize.short(low))–\(Humanize.short(high))")
          }
          if let condition = amount.condition { parts.append(condition) }
        }
        parts += [entry.wording.map { "“\($0)”" }, entry.note].compactMap(\.self)
        parts += cell.others.map { "≠ " + text($0, in: row) }
      }
      if cell.undecided > 0 { parts.append("\(cell.undecided) undecided") }
      if !parts.isEmpty { notes.append("\(entity.key): \(parts.joined(separator: "; "))") }
    }
    if let definition = row.definition {
      notes.append(language == .zh ? definition.zh : definition.en)
    }
    return notes.isEmpty ? nil : notes.joined(separator: " | ")
  }
}
