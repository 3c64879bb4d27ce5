import ArgumentParser
import KnowledgeBase
import Messages
import Tabular

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "schema",
    abstract: Message(
      "Kinds, their columns with units and definitions, predicates, functions.",
      "类别、各列的单位与定义、谓词和函数。"),
    examples: """
      aikb schema
      aikb schema models
      aikb schema predicates
      aikb schema functions
      aikb schema --counts
      """)

  @Argument(
    help: ArgumentHelp(
      "A kind, predicates or functions (of SQL); without it, an overview.",
      "某一类别、predicates（谓词）或 functions（SQL 函数）；不给则列出概览。"), completion: .kind)
  var what: String?

  @Flag(
    help: ArgumentHelp(
      "How much there is of everything, and which share has a source.", "各项内容有多少，其中有来源的占多少。"))
  var counts = false

  @OptionGroup var output: OutputOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if counts, what != nil {
      throw ValidationError("--counts counts everything.", "--counts 统计全部内容，请勿再指明类别。")
    }
  }

  func run() throws {
    let store = try database.read()
    if counts { return try writeCounts(of: store) }
    switch what {
    case nil:
      let labels = Dictionary(
        uniqueKeysWithValues: try store.registry.kinds.map { ($0.plural, $0.label) })
      try output.write(
        ["name", "rows", "label", "label_zh"],
        store.counts().map { name, _, count in
          [
            .text(name), .integer(Int64(count)), Cell(labels[name]?.en), Cell(labels[name]?.zh),
          ]
        })
    case "predicates":
      try output.write(
        ["name", "inverse", "label", "label_zh", "joins"],
        store.registry.predicates.map { predicate in
          let joins = predicate.pairs.map { "\($0.subject) → \($0.object)" }.sorted()
          return [
            .text(predicate.name), .text(predicate.inverse), .text(predicate.label.en),
            .text(predicate.label.zh), .text(joins.joined(separator: ", ")),
          ]
        })
    case "functions":
      try output.write(
        ["function", "form", "description", "description_zh", "columns", "example"],
        SQLFunction.all.map { function in
          [
            .text(function.signature), .text(function.form.rawValue),
            .text(function.description.en), .text(function.description.zh),
            function.columns.isEmpty ? .null : .text(function.columns.joined(separator: ", ")),
            .text(function.example),
          ]
        })
    case let what?:
      try output.write(
        ["column", "type", "unit", "label", "label_zh", "definition", "values"],
        columns(of: store.registry.kind(what)))
    }
  }

  private func writeCounts(of store: Store) throws {
    try output.write(
      ["group", "name", "count", "of", "share", "label", "label_zh"],
      store.census().map { row in
        [
          .text(row.group.rawValue), .text(row.name), .integer(Int64(row.count)),
          row.total.map { .integer(Int64($0)) } ?? .null, Cell(row.share), .text(row.label.en),
          .text(row.label.zh),
        ]
      })
  }

  private func columns(of kind: Kind) -> [[Cell]] {
    let key: [Cell] = [
      .text("key"), .text("text"), .null, .text("key"), .text("键"),
      .text("Unique over all kinds; a-z, 0-9 and single dashes."), .null,
    ]
    let derived: [[Cell]] = kind.derived.map {
      [
        .text($0.name), .text("computed"), .null, .text($0.label.en), .text($0.label.zh),
        Cell($0.definition), .null,
      ]
    }
    let stored: [[Cell]] = (Property.common + kind.properties).map {
      [
        .text($0.name), .text($0.type.rawValue), Cell($0.unit), .text($0.label.en),
        .text($0.label.zh), Cell($0.definition),
        $0.choices.isEmpty ? .null : .text($0.choices.joined(separator: ", ")),
      ]
    }
    return [key] + derived + stored
  }
}
