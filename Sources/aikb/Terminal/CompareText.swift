import KnowledgeBase
import Tabular

/// A comparison as text for a person: a column for each entity, what the numbers mean, and the
/// sources.
struct CompareText {
  let comparison: Comparison
  let language: Language
  /// Width of the terminal in cells.
  let width: Int

  var text: String {
    var lines: [String] = []
    if let source = comparison.accordingTo {
      lines += [language.text("according to", "依据") + " [1] " + source.title, ""]
    }
    if let asOf = comparison.asOf {
      lines += [
        language.text(
          "as of \(asOf.text); what has no date on record is left in",
          "截至 \(asOf.text)；无日期记录的内容照列"), "",
      ]
    }
    lines += table
    lines += notes
    lines += SourceNotes(sources: comparison.sources, language: language)
      .lines { number in lines.contains { $0.contains("[\(number)]") } }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: The table

  private static let gutter = 2
  private static let narrowest = 14

  private var table: [String] {
    let values = CompareValues(comparison: comparison, language: language)
    let heads = comparison.entities.map { [language.text($0.name, $0.nameZH)] }
    let kind = comparison.kind.label
    var blocks: [(label: String, columns: [[String]], section: Comparison.Section?)] = [
      (language.text(kind), heads + ratioHeads, nil)
    ]
    for row in comparison.rows {
      let cells = row.cells.map { values.lines($0, in: row) }
      let ratios = others.map { row.ratio(to: $0).map { [Self.ratio($0)] } ?? [] }
      let mark = row.differs == true ? ["≠"] : []
      blocks.append((language.text(row.label), cells + ratios + [mark], row.section))
    }
    let widths = widths(of: blocks.map { ($0.label, $0.columns) })
    var lines: [String] = []
    var section: Comparison.Section?
    for block in blocks {
      if let next = block.section, next.heading != section?.heading {
        lines.append("")
        if let heading = next.heading { lines.append(language.text(heading)) }
      }
      section = block.section
      lines += self.lines(of: [[block.label]] + block.columns, widths)
    }
    return lines
  }

  /// Places of the entities that the first one is compared with.
  private var others: Range<Int> { 1..<comparison.entities.count }

  private var ratioHeads: [[String]] {
    let heads = others.map { other in
      others.count == 1 ? language.text("ratio", "倍数") : "1:\(other + 1)"
    }
    return heads.map { [$0] } + [[]]
  }

  /// Natural widths where they fit; else the columns of entities share what is left.
  private func widths(of blocks: [(label: String, columns: [[String]])]) -> [Int] {
    let entities = comparison.entities.count
    let longestLabel = blocks.map { DisplayWidth.of($0.label) }.max() ?? 0
    let labels = min(longestLabel, max(Self.narrowest, width / 4))
    var widths = (0..<(blocks.first?.columns.count ?? 0)).map { column in
      blocks.flatMap { $0.columns[column] }.map { DisplayWidth.of($0) }.max() ?? 0
    }
    let fixed = labels + widths[entities...].reduce(0, +) + Self.gutter * widths.count
    var left = max(width - fixed, Self.narrowest * entities)
    // The narrow ones take what they need, the others share the rest.
    for (rank, column) in (0..<entities).sorted(by: { widths[$0] < widths[$1] }).enumerated() {
      widths[column] = min(widths[column], left / (entities - rank))
      left -= widths[column]
    }
    return [labels] + widths
  }

  private func lines(of columns: [[String]], _ widths: [Int]) -> [String] {
    let wrapped = zip(columns, widths).map { column, width in
      column.flatMap { WrappedText.lines($0, width: max(1, width)) }
    }
    return (0..<(wrapped.map(\.count).max() ?? 0)).map { index in
      var line = ""
      for (column, width) in zip(wrapped, widths) {
        let isRatio = column.count == 1 && column[0].hasSuffix("×")
        let cell = index < column.count ? column[index] : ""
        line += DisplayWidth.pad(cell, to: width, alignment: isRatio ? .right : .left)
        line += String(repeating: " ", count: Self.gutter)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// Three significant digits: 5.33×, 0.188×, 1234×.
  static func ratio(_ ratio: Double) -> String {
    if ratio == 0 { return "0×" }
    guard ratio.magnitude < 1e6, ratio.magnitude >= 1e-3 else { return "\(ratio)×" }
    var scale = 1.0
    while (ratio * scale).magnitude < 100 { scale *= 10 }
    return Humanize.short((ratio * scale).rounded() / scale) + "×"
  }

  // MARK: What the numbers mean

  private var notes: [String] {
    var notes: [Label] = []
    for definition in comparison.rows.compactMap(\.definition) + comparison.definitions
    where !notes.contains(definition) {
      notes.append(definition)
    }
    guard !notes.isEmpty else { return [] }
    return ["", language.text("definitions", "定义")]
      + notes.map { "  " + (language == .zh ? $0.zh : $0.en) }
  }
}

extension Comparison.Section {
  /// What stands above its rows.
  fileprivate var heading: Label? {
    switch self {
    case .derived, .property: nil
    case .computed: Label(en: "per chip (computed)", zh: "每芯片（计算值）")
    case .scoreboard: Label(en: "scoreboard", zh: "记分牌")
    case .figure: Label(en: "figures", zh: "数据")
    case .relation: Label(en: "relations", zh: "关系")
    }
  }
}

/// The list of numbered sources at the end of a page.
struct SourceNotes {
  let sources: [Source]
  let language: Language

  /// - Parameter isMarked: whether a number stands anywhere on the page; long lists are cut there.
  func lines(where isMarked: (Int) -> Bool) -> [String] {
    let lines = sources.enumerated().filter { isMarked($0.offset + 1) }.map { index, source in
      let parts = [source.title, source.publisher, source.published, source.licence, source.url]
        .compactMap(\.self)
      return "  [\(index + 1)] \(parts.joined(separator: ". "))"
    }
    return lines.isEmpty ? [] : ["", language.text("sources", "来源")] + lines
  }
}
