import ArgumentParser
import KnowledgeBase

struct PredicateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predicate",
    abstract: "Predicates of your own: how entities may relate.",
    discussion: """
      'aikb schema predicates' lists all of them.

        aikb predicate add licenses --inverse licensed_by --join firm:technology \\
             --label-zh 授权
        aikb predicate remove licenses
      """,
    subcommands: [PredicateAdd.self, PredicateRemove.self])
}

struct PredicateAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a predicate.",
    discussion: """
        aikb predicate add licenses --inverse licensed_by --join firm:technology
        aikb predicate add rivals --symmetric --join firm:firm --join model:model
      """)

  @Argument(help: "Its name, read from the subject.")
  var name: String

  @Option(help: "Its name read from the object.")
  var inverse: String?

  @Option(help: ArgumentHelp("Kinds it may join; may be repeated.", valueName: "subject:object"))
  var join: [String]

  @Flag(help: "Holds both ways.")
  var symmetric = false

  @Flag(help: "Carries a share of what the object needs.")
  var supply = false

  @Option(help: "How people read it in Chinese.")
  var labelZh: String?

  @Option(help: "How people read it from the object, in Chinese.")
  var inverseZh: String?

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if symmetric != (inverse == nil) {
      throw ValidationError("Give --inverse NAME, or --symmetric for one that holds both ways.")
    }
  }

  func run() throws {
    let (store, editor) = try database.editor("predicate add")
    let pairs = try join.map { text in
      let kinds = text.split(separator: ":").map(String.init)
      guard kinds.count == 2 else {
        throw UsageError(message: "--join \(text): subject:object expected, e.g. model:dataset")
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
    Terminal.say("\(name): \(outcome == .added ? "added" : "\(outcome)")")
  }
}

struct PredicateRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove a predicate of your own that no relation uses.",
    discussion: """
        aikb predicate remove licenses
      """)

  @Argument(help: "The predicate.")
  var name: String

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (_, editor) = try database.editor("predicate remove")
    try editor.define { try $0.removePredicate(name) }
    Terminal.say("\(name): removed")
  }
}
