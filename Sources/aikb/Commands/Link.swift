import ArgumentParser
import Ingest
import KnowledgeBase
import Messages

/// The relation a command is about.
struct LinkOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("Key or name of one entity.", "一个实体的键或名称。"), completion: .entity)
  var first: String

  @Argument(
    help: ArgumentHelp(
      "A predicate, or its inverse (see 'aikb schema predicates').",
      "谓词或其反向读法（见 'aikb schema predicates'）。"), completion: .predicate)
  var predicate: String

  @Argument(
    help: ArgumentHelp("Key or name of the other entity.", "另一个实体的键或名称。"), completion: .entity)
  var second: String

  @Option(
    help: ArgumentHelp(
      "What tells it from a relation otherwise the same (market and basis of a share).",
      "用以区别其他各项均相同的关系（如份额所指的市场和口径）。"))
  var qualifier: String?

  @Option(help: ArgumentHelp("The first date it holds.", "关系成立的首日。", valueName: "date"))
  var from: String?

  func identity(_ store: Store) throws -> RelationLink {
    let (known, forward) = try store.registry.predicate(reading: predicate)
    var link = RelationLink(
      try store.entity(first), known, forward: forward, try store.entity(second))
    link.qualifier = qualifier
    link.validFrom = try from.map { try HandOptions.date($0, "--from") }
    return link
  }
}

struct Link: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message(
      "Join two entities by a predicate, or set what is known of their relation.",
      "用谓词连接两个实体，或设定其关系的已知内容。"),
    about: Message(
      "A predicate joins certain kinds only; 'aikb schema predicates' lists them.",
      "谓词只能连接某些类别；可用 'aikb schema predicates' 查看。"),
    examples: """
      aikb link huawei designs ascend-910c --source my-source
      aikb link tsmc supplies hbm --share 0.9 --from 2024 --to 2024 \\
           --qualifier 'advanced packaging; revenue'
      aikb link cloudmatrix-384 contains ascend-910c --quantity 384 --unit chip
      """)

  @OptionGroup var link: LinkOptions

  @Option(
    help: ArgumentHelp("The last date it holds, inclusive.", "关系成立的末日（含）。", valueName: "date"))
  var to: String?

  @Option(help: ArgumentHelp("Part of the whole, 0 to 1.", "占总体的份额，0 到 1。"))
  var share: String?

  @Option(help: ArgumentHelp("How many or how much.", "数量。"))
  var quantity: String?

  @Option(help: ArgumentHelp("Unit of the quantity.", "数量的单位。"))
  var unit: String?

  @Option(help: ArgumentHelp("A remark.", "备注。"))
  var note: String?

  @OptionGroup var hand: HandOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if let share, !(Double(share).map { (0...1).contains($0) } ?? false) {
      throw ValidationError("--share is a part of the whole, 0 to 1.", "--share 是占总体的份额，0 到 1。")
    }
  }

  func run() throws {
    let (store, editor) = try database.editor("link")
    let identity = try link.identity(store)
    let given = [
      "valid_to": to, "share": share, "quantity": quantity, "unit": unit, "note": note,
    ]
    let details = try RelationRecord.columns.compactMap { column in
      try (given[column.name] ?? nil).flatMap { try HandOptions.assertion($0, column) }
    }
    if let from = identity.validFrom.flatMap({ PartialDate($0) }),
      let last = to.flatMap({ PartialDate($0) }), last.isBefore(from)
    {
      throw UsageError(
        message: Message(
          "ends (\(last.text)) before it begins (\(from.text))",
          "结束日期（\(last.text)）早于开始日期（\(from.text)）"))
    }
    let (outcome, changes) = try editor.link(identity, details: details, note: try hand.note())
    let name = "\(identity.subject.key) \(identity.predicate.name) \(identity.object.key)"
    Terminal.say(
      Message("\(name): ", "\(name)：") + (outcome == .unchanged ? .nothingChanged : outcome.word))
    for change in changes {
      Terminal.say(Message("  \(change.column): ", "  \(change.column)：") + change.values)
    }
  }
}

struct Unlink: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message(
      "Withdraw a relation; a later ingest does not bring it back, 'link' does.",
      "撤销关系；再次导入不会恢复它，'link' 可以。"),
    examples: "aikb unlink smic manufactures ascend-910c --reason 'made by TSMC'")

  @OptionGroup var link: LinkOptions

  @Option(
    help: ArgumentHelp(
      "Withdrawn on this date (default: today).", "撤销日期（默认：今天）。", valueName: "date"))
  var on: String?

  @OptionGroup var hand: HandOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (store, editor) = try database.editor("unlink")
    let identity = try link.identity(store)
    try editor.unlink(
      identity, on: try on.map { try HandOptions.date($0, "--on") } ?? Clock.today(),
      note: try hand.note())
    Terminal.say(
      Message(
        "\(identity.subject.key) \(identity.predicate.name) \(identity.object.key): withdrawn",
        "\(identity.subject.key) \(identity.predicate.name) \(identity.object.key)：已撤销"))
  }
}
