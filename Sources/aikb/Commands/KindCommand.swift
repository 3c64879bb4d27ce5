import ArgumentParser
import KnowledgeBase
import Messages
import Tabular

struct KindCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kind",
    abstract: "The kinds of entities; add kinds and properties of your own.",
    discussion: """
      A kind of your own has a table, a view and a place in search, ingest, show,
      export and check, as the built-in ones have.

        aikb kind
        aikb kind add dataset --plural datasets --label-zh 数据集 \\
             --property tokens:integer --property released:date
        aikb kind extend models --property benchmark_rank:integer
        aikb kind remove dataset
      """,
    subcommands: [KindList.self, KindAdd.self, KindExtend.self, KindRemove.self],
    defaultSubcommand: KindList.self)
}

struct KindList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "All kinds, with their properties.",
    discussion: """
        aikb kind list
      """)

  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let store = try database.read()
    try output.write(
      ["kind", "plural", "label", "label_zh", "own", "properties"],
      try store.registry.kinds.map { kind in
        [
          .text(kind.name), .text(kind.plural), .text(kind.label.en), .text(kind.label.zh),
          kind.isBuiltin ? .null : .text("yes"),
          .text(kind.properties.map(\.name).joined(separator: ", ")),
        ]
      })
  }
}

struct KindAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a kind.",
    discussion: """
      A property is name:type or name:type:unit; the types are text, integer, number,
      date, boolean, url and choice(a|b|c).

        aikb kind add dataset --plural datasets --label-zh 数据集 \\
             --property tokens:integer --property 'access:choice(open|closed)'
      """)

  @Argument(help: "Its name: the table, in lower case.")
  var name: String

  @Option(help: "The plural: the view and the CSV file (default: the name and s).")
  var plural: String?

  @Option(help: ArgumentHelp("A property; may be repeated.", valueName: "name:type"))
  var property: [PropertyArgument] = []

  @Option(help: "What people call it in English (default: the name).")
  var labelEn: String?

  @Option(help: "What people call it in Chinese.")
  var labelZh: String?

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (store, editor) = try database.editor("kind add")
    if let known = try store.registry.kinds.first(where: { $0.name == name && !$0.isBuiltin }) {
      throw KnowledgeBaseError.invalid(
        Message(
          "the kind '\(name)' (\(known.plural)) is there already; add properties to it with "
            + "'aikb kind extend'",
          "类别 '\(name)'（\(known.plural)）已存在；请用 'aikb kind extend' 为其添加属性"))
    }
    let english = labelEn ?? PropertyArgument.plain(name)
    let kind = KindDefinition(
      name: name, plural: plural ?? name + "s",
      label: Label(en: english, zh: labelZh ?? english))
    try editor.define { registry in
      _ = try registry.put(kind)
      for property in property { _ = try registry.put(property.definition(kind: name)) }
    }
    Terminal.say("\(kind.plural): added; fill it with 'aikb ingest \(kind.plural).csv'")
  }
}

struct KindExtend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extend", abstract: "Add properties to a kind, built-in or your own.",
    discussion: """
        aikb kind extend models --property benchmark_rank:integer
        aikb kind extend facilities --property area:number:m2 --label-zh 占地面积
      """)

  @Argument(help: "The kind.")
  var kind: String

  @Option(help: ArgumentHelp("A property; may be repeated.", valueName: "name:type"))
  var property: [PropertyArgument]

  @Option(help: "What people call the property in Chinese (with one property).")
  var labelZh: String?

  @Option(help: "What the property says (with one property).")
  var definition: String?

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if property.count != 1, labelZh != nil || definition != nil {
      throw ValidationError("--label-zh and --definition go with one --property.")
    }
  }

  func run() throws {
    let (store, editor) = try database.editor("kind extend")
    let kind = try store.registry.kind(kind)
    try editor.define { registry in
      for argument in property {
        var definition = argument.definition(kind: kind.name)
        if let labelZh { definition.label = Label(en: definition.label.en, zh: labelZh) }
        definition.definition = self.definition
        _ = try registry.put(definition)
      }
    }
    Terminal.say("\(kind.plural): \(property.map(\.name).joined(separator: ", ")) added")
  }
}

struct KindRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove a kind of your own that has no entities.",
    discussion: """
        aikb kind remove dataset
      """)

  @Argument(help: "The kind.")
  var name: String

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (_, editor) = try database.editor("kind remove")
    try editor.define { try $0.removeKind(name) }
    Terminal.say("\(name): removed")
  }
}

/// A property as the command line has it: `tokens:integer`, `size:number:B`, `access:choice(a|b)`.
struct PropertyArgument: ExpressibleByArgument {
  let name: String
  private let type: Property.ValueType
  private let unit: String?
  private let choices: [String]

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 2).map(String.init)
    guard parts.count >= 2 else { return nil }
    name = parts[0]
    unit = parts.count == 3 ? parts[2] : nil
    let word = parts[1]
    if word.hasPrefix("choice("), word.hasSuffix(")") {
      type = .choice
      choices = word.dropFirst(7).dropLast().split(separator: "|").map(String.init)
    } else {
      guard let known = Property.ValueType(rawValue: word) else { return nil }
      type = known
      choices = []
    }
  }

  func definition(kind: String) -> PropertyDefinition {
    let plain = Self.plain(name)
    var definition = PropertyDefinition(
      kind: kind, name: name, type: type, label: Label(en: plain, zh: plain))
    definition.unit = unit
    definition.choices = choices
    return definition
  }

  /// A name without its underscores.
  static func plain(_ name: String) -> String { String(name.map { $0 == "_" ? " " : $0 }) }
}
