import ArgumentParser
import KnowledgeBase
import Messages
import Tabular

struct KindCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "kind",
    abstract: Message(
      "The kinds of entities; add kinds and properties of your own.", "实体的类别；可添加自己的类别和属性。"),
    about: Message(
      """
      A kind of your own has a table, a view and a place in search, ingest, show,
      export and check, as the built-in ones have.
      """,
      """
      自定义类别与内置类别一样，有自己的表和视图，
      并可用于搜索、导入、显示、导出和检查。
      """),
    examples: """
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
    "list",
    abstract: Message("All kinds, with their properties.", "所有类别及其属性。"),
    examples: "aikb kind list")

  @OptionGroup var output: OutputOptions
  @OptionGroup var languages: LanguageOptions
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
    "add",
    abstract: Message("Add a kind.", "添加类别。"),
    about: Message(
      """
      A property is name:type or name:type:unit; the types are text, integer, number,
      date, boolean, url and choice(a|b|c).
      """,
      """
      属性写作 name:type 或 name:type:unit；类型有 text、integer、number、date、
      boolean、url 和 choice(a|b|c)。
      """),
    examples: """
      aikb kind add dataset --plural datasets --label-zh 数据集 \\
           --property tokens:integer --property 'access:choice(open|closed)'
      """)

  @Argument(help: ArgumentHelp("Its name: the table, in lower case.", "名称，即表名，用小写。"))
  var name: String

  @Option(
    help: ArgumentHelp(
      "The plural: the view and the CSV file (default: the name and s).",
      "复数形式，即视图和 CSV 文件名（默认：名称加 s）。"))
  var plural: String?

  @Option(help: ArgumentHelp("A property; may be repeated.", "属性；可重复。", valueName: "name:type"))
  var property: [PropertyArgument] = []

  @Option(help: ArgumentHelp("What people call it in English (default: the name).", "英文叫法（默认：名称）。"))
  var labelEn: String?

  @Option(help: ArgumentHelp("What people call it in Chinese.", "中文叫法。"))
  var labelZh: String?

  @OptionGroup var languages: LanguageOptions
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
    Terminal.say(
      Message(
        "\(kind.plural): added; fill it with 'aikb ingest \(kind.plural).csv'",
        "\(kind.plural)：已添加；可用 'aikb ingest \(kind.plural).csv' 填入内容"))
  }
}

struct KindExtend: ParsableCommand {
  static let configuration = CommandConfiguration(
    "extend",
    abstract: Message("Add properties to a kind, built-in or your own.", "为内置或自定义的类别添加属性。"),
    examples: """
      aikb kind extend models --property benchmark_rank:integer
      aikb kind extend facilities --property area:number:m2 --label-zh 占地面积
      """)

  @Argument(help: ArgumentHelp("The kind.", "类别。"))
  var kind: String

  @Option(help: ArgumentHelp("A property; may be repeated.", "属性；可重复。", valueName: "name:type"))
  var property: [PropertyArgument]

  @Option(
    help: ArgumentHelp(
      "What people call the property in Chinese (with one property).", "属性的中文叫法（只给一个属性时）。"))
  var labelZh: String?

  @Option(help: ArgumentHelp("What the property says (with one property).", "属性的含义（只给一个属性时）。"))
  var definition: String?

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if property.count != 1, labelZh != nil || definition != nil {
      throw ValidationError(
        "--label-zh and --definition go with one --property.",
        "--label-zh 和 --definition 只用于一个 --property。")
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
    let names = property.map(\.name).joined(separator: ", ")
    Terminal.say(Message("\(kind.plural): \(names) added", "\(kind.plural)：已添加 \(names)"))
  }
}

struct KindRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    "remove",
    abstract: Message("Remove a kind of your own that has no entities.", "删除没有实体的自定义类别。"),
    examples: "aikb kind remove dataset")

  @Argument(help: ArgumentHelp("The kind.", "类别。"))
  var name: String

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (_, editor) = try database.editor("kind remove")
    try editor.define { try $0.removeKind(name) }
    Terminal.say(Message("\(name): removed", "\(name)：已删除"))
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
