package import KnowledgeBase
internal import Messages
package import Tabular

/// A draft of a mapping for a file nobody has described: what each column may be, with what it holds
/// beside it, for the user to correct.
package struct MappingDraft {
  /// The mapping, as YAML with comments. It can be read as it is.
  package let text: String

  /// Reads the header and the first thousand rows of a file.
  ///
  /// - Parameters:
  ///   - table: what is known of the file's form.
  ///   - given: the kind of the rows; nil to guess it.
  /// - Throws: `TabularError` for a file that cannot be read; ``MappingError`` when no column can be
  ///   the name.
  package init(
    file path: String, _ table: TableFile.Options, kind given: String?, registry: Registry
  ) throws {
    let file = InputFile(name: path)
    let (columns, rows, summaries) = try ColumnProfile.read(file, table)
    let kind =
      try given.map { try registry.kind($0) }
      ?? Self.kind(of: columns, registry, file: path)
    var draft = Draft(kind: kind, registry: registry, rows: rows)
    for column in columns { draft.add(column) }
    guard draft.nameColumn(among: columns) else {
      throw MappingError(
        file: path, line: nil,
        reason: Message(
          "no column can be the name of a \(kind.name); say what the rows are with --as KIND",
          "没有可作 \(kind.name) 名称的列；请用 --as 说明各行是什么"))
    }
    let key = Key.slug(file.stem) ?? "my-data"
    let header = table.headerLine.map { " --header \($0)" } ?? ""
    var lines = [
      "# A draft, made of the header and \(rows) rows of \(path). Correct it, then:",
      "#   aikb ingest \(path)\(header) --map THIS-FILE.yaml --dry-run", "name: \(key)",
      "title: \(YAMLText.quoted(file.stem))", "kind: \(kind.name)", "source:", "  key: \(key)",
      "  title: \(YAMLText.quoted(file.stem))",
      "  # publisher, url, published, retrieved, licence (SPDX), attribution, lang,",
      "  # reliability: official, dataset, press or secondary",
    ]
    let orders = Set(columns.filter(\.holdsDates).map(\.dateOrder)).subtracting([.ymd])
    if let order = orders.compactMap(\.self).first {
      lines.append("dates: \(order.rawValue)")
    } else if !orders.isEmpty {
      lines.append("dates: mdy   # or dmy: no date in the file tells which")
    }
    if draft.hasDecimalComma { lines.append("decimal: comma") }
    if !summaries.isEmpty { lines.append("ignore-rows:   # totals and footnotes") }
    for (at, column) in columns.enumerated() {
      let words = Set(summaries.filter { $0.column == at }.map(\.word)).sorted()
      if words.isEmpty { continue }
      let list = words.map(YAMLText.quoted).joined(separator: ", ")
      lines.append("  \(YAMLText.quoted(column.header)): [\(list)]")
    }
    lines += ["", "columns:"] + draft.lines
    if !draft.ignored.isEmpty { lines += ["", "ignore:"] + draft.ignored }
    text = lines.joined(separator: "\n") + "\n"
  }

  /// The kind most of whose properties the headers name. A kind's own word above cells that differ
  /// heads the names (模型); above others it says what the rows relate to.
  ///
  /// - Throws: ``MappingError`` when the headers tell nothing.
  private static func kind(
    of columns: [ColumnProfile], _ registry: Registry, file: String
  ) throws -> Kind {
    func score(_ kind: Kind) -> Int {
      columns.reduce(0) { sum, column in
        guard let property = HeaderUnit.property(of: kind, forHeader: column.header) else {
          return sum
        }
        let isNamed =
          property.name == "name" && !property.isMeant(by: column.header)
          && column.distinct * 20 >= column.filled * 19
        return sum + (isNamed ? 3 : property.isCommon ? 0 : 1)
      }
    }
    let best = registry.kinds.map { ($0, score($0)) }.max { $0.1 < $1.1 }
    if let (kind, score) = best, score > 0 { return kind }
    let kinds = registry.kinds.map(\.plural).joined(separator: ", ")
    throw MappingError(
      file: file, line: nil,
      reason: Message(
        "the headers do not tell what the rows are; say --as KIND (\(kinds))",
        "从表头看不出各行是什么；请用 --as 说明（\(kinds)）"))
  }
}

extension Property {
  /// Whether a header is the property's own name or label, rather than the word for a kind.
  fileprivate func isMeant(by header: String) -> Bool {
    ([name, label.en, label.zh] + synonyms).contains { Fold.key($0) == Fold.key(header) }
  }
}

/// The columns of a draft as they are decided one by one.
private struct Draft {
  let kind: Kind
  let registry: Registry
  let rows: Int
  private(set) var lines: [String] = []
  private(set) var ignored: [String] = []
  /// A column of numbers has a decimal comma.
  private(set) var hasDecimalComma = false
  private var taken: Set<String> = []
  private var ignoredHeaders: [String] = []

  init(kind: Kind, registry: Registry, rows: Int) {
    self.kind = kind
    self.registry = registry
    self.rows = rows
  }

  mutating func add(_ column: ColumnProfile) {
    switch ColumnGuess.of(column, kind: kind, registry: registry) {
    case .property(let property) where !taken.contains(property.name):
      taken.insert(property.name)
      let isNumber = property.type == .integer || property.type == .number
      if isNumber, column.decimalMark == .comma { hasDecimalComma = true }
      lines.append("  # \(comment(column))")
      lines += describe(column, property)
    case .relation(let predicate, let other):
      lines.append("  # \(comment(column))")
      lines += [
        "  \(YAMLText.quoted(column.header)):", "    relation: \(predicate)", "    kind: \(other)",
      ]
      if let separator = column.separator { lines.append("    split: \"\(separator)\"") }
      lines.append("    create: true   # or leave it out: then an unknown name is an error")
    default:
      let figure = FigureWords.contain(column.header) ? "a figure? figure: and date: · " : ""
      ignored.append("  - \(YAMLText.quoted(column.header))   # \(figure)\(comment(column))")
      ignoredHeaders.append(column.header)
    }
  }

  /// Whether a column is the name; where no header says so, the first one whose cells all differ.
  mutating func nameColumn(among columns: [ColumnProfile]) -> Bool {
    if taken.contains("name") { return true }
    let column = columns.first {
      $0.isDistinct && $0.filled == rows && $0.longest < 200 && !$0.holdsDates
        && ignoredHeaders.contains($0.header) && $0.words.contains { Double($0) == nil }
    }
    guard let column, let at = ignoredHeaders.firstIndex(of: column.header) else { return false }
    ignored.remove(at: at)
    lines.insert("  \(YAMLText.quoted(column.header)): name", at: 0)
    lines.insert("  # a guess, since every row has another: \(comment(column))", at: 0)
    return true
  }

  private func describe(_ column: ColumnProfile, _ property: Property) -> [String] {
    let header = YAMLText.quoted(column.header)
    let unknown = property.type == .text ? [] : column.unknownWords
    let blank = unknown.map(YAMLText.quoted).joined(separator: ", ")
    let blanks = unknown.isEmpty ? [] : ["    blank: [\(blank)]"]
    if property.type == .choice {
      var lines = ["  \(header):", "    property: \(property.name)"] + blanks
      let said = column.words.filter { !unknown.contains($0) }
      if said.allSatisfy(property.choices.contains) { return lines }
      let known = said.filter { property.choices.contains($0.lowercased()) }
      // What is a guess stays a comment: ingested as it is, the draft is refused, not believed.
      lines += [
        "    \(known.isEmpty ? "# " : "")values:   # \(property.choices.joined(separator: ", "))"
      ]
      lines += said.map { word in
        known.contains(word)
          ? "      \(YAMLText.quoted(word)): \(word.lowercased())"
          : "    #   \(YAMLText.quoted(word)): \(Self.nearest(word, property.choices) ?? "?")"
      }
      return lines
    }
    if property.type == .text, !property.isCommon, let separator = column.separator {
      return ["  \(header):", "    property: \(property.name)", "    split: \"\(separator)\""]
    }
    let unit = property.unit.map { "   # in \($0); a factor: times" } ?? ""
    let factor = HeaderUnit(column.header)?.factor(for: property)
    let times = factor.map { ["    times: \($0)"] } ?? []
    if !blanks.isEmpty || !times.isEmpty {
      return ["  \(header):", "    property: \(property.name)\(unit)"] + times + blanks
    }
    return ["  \(header): \(property.name)\(unit)"]
  }

  /// The choice that shares most words with a word of the source, else the nearest in letters; nil when
  /// none is near.
  private static func nearest(_ word: String, _ choices: [String]) -> String? {
    let words = Set(Fold.key(word).split(separator: " "))
    let shared = choices.map { choice in
      words.intersection(Fold.key(choice).split(separator: " ")).count
    }
    if let most = shared.max(), most > 0, let at = shared.firstIndex(of: most) {
      return choices[at]
    }
    return Nearest.to(word, among: choices, limit: 1).first
  }

  private func comment(_ column: ColumnProfile) -> String {
    column.filled == 0 ? "blank" : "\(column.filled) of \(rows) rows: \(column.examples)"
  }
}
