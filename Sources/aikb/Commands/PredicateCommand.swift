import ArgumentParser
import KnowledgeBase
import Messages

struct PredicateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "predicate",
    abstract: Message("Predicates of your own: how entities may relate.", "自定义谓词：实体之间可以有怎样的关系。"),
    about: Message(
      "'aikb schema predicates' lists all of them.", "'aikb schema predicates' 列出所有谓词。"),
    examples: """
      aikb predicate add licenses --inverse licensed_by --join firm:technology \\
           --label-zh 授权
      aikb predicate remove licenses
      """,
    subcommands: [PredicateAdd.self, PredicateRemove.self])
}

struct PredicateAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    "add",
    abstract: Message("Add a predicate.", "添加谓词。"),
    examples: """
      aikb predicate add licenses --inverse licensed_by --join firm:technology
      aikb predicate add rivals --symmetric --join firm:firm --join model:model
      """)

  @Argument(help: ArgumentHelp("Its name, read from the subject.", "名称，从主体读起。"))
  var name: String

  @Option(help: ArgumentHelp("Its name read from the object.", "反向名称，从客体读起。"))
  var inverse: String?

  @Option(
    help: ArgumentHelp(
      "Kinds it may join; may be repeated.", "可连接的类别；可重复。", valueName: "subject:object"))
  var join: [String]

  @Flag(help: ArgumentHelp("Holds both ways.", "双向成立。"))
  var symmetric = false

  @Flag(help: ArgumentHelp("Carries a share of what the object needs.", "带有份额：满足客体所需的多少。"))
  var supply = false

  @Option(help: ArgumentHelp("How people read it in Chinese.", "中文读法。"))
  var labelZh: String?

  @Option(help: ArgumentHelp("How people read it from the object, in Chinese.", "从客体读起的中文读法。"))
  var inverseZh: String?

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if symmetric != (inverse == nil) {
      throw ValidationError(
        "Give --inverse NAME, or --symmetric for one that holds both ways.",
        "请给出 --inverse NAME；双向成立的谓词请用 --symmetric。")
    }
  }

  func run() throws {
    let (store, editor) = try database.editor("predicate add")
    let pairs = try join.map { text in
      let kinds = text.split(separator: ":").map(String.init)
      guard kinds.count == 2 else {
        throw UsageError(
          message: Message(
            "--join \(text): subject:object expected, e.g. model:dataset",
            "--join \(text)：应为 subject:object，例如 model:dataset"))
      }
      return Predicate.Pair(
        subject: try store.registry.kind(kinds[0]).name,
        object: try store.registry.kind(kinds[1]).name)
    }
    let inverse = inverse ?? name
    let label = PropertyArgument.plain(name)
    let inverseLabel = PropertyArgument.plain(inverse)
    var predicate = PredicateDefinition(
      name: name, inverse: inverse, label: Label(en: label, zh: labelZh ?? label),
      inverseLabel: Label(
        en: inverseLabel, zh: inverseZh ?? (symmetric ? labelZh : nil) ?? inverseLabel),
      pairs: pairs)
    predicate.isSymmetric = symmetric
    predicate.isSupply = supply
    let outcome = try editor.define { try $0.put(predicate) }
    Terminal.say(Message("\(name): ", "\(name)：") + outcome.word)
  }
}

struct PredicateRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    "remove",
    abstract: Message("Remove a predicate of your own that no relation uses.", "删除没有关系使用的自定义谓词。"),
    examples: "aikb predicate remove licenses")

  @Argument(help: ArgumentHelp("The predicate.", "谓词。"))
  var name: String

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (_, editor) = try database.editor("predicate remove")
    try editor.define { try $0.removePredicate(name) }
    Terminal.say(Message("\(name): removed", "\(name)：已删除"))
  }
}
