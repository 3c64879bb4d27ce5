import ArgumentParser
import Ingest
import KnowledgeBase

/// The relation a command is about.
struct LinkOptions: ParsableArguments {
  @Argument(help: "Key or name of one entity.")
  var first: String

  @Argument(help: "A predicate, or its inverse (see 'aikb schema predicates').")
  var predicate: String

  @Argument(help: "Key or name of the other entity.")
  var second: String

  @Option(help: "What tells it from a relation otherwise the same (market and basis of a share).")
  var qualifier: String?

  @Option(help: ArgumentHelp("The first date it holds.", valueName: "date"))
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
    abstract: "Join two entities by a predicate, or set what is known of their relation.",
    discussion: """
      A predicate joins certain kinds only; 'aikb schema predicates' lists them.

        aikb link huawei designs ascend-910c --source my-source
        aikb link tsmc supplies hbm --share 0.9 --from 2024 --to 2024 \\
             --qualifier 'advanced packaging; revenue'
        aikb link cloudmatrix-384 contains ascend-910c --quantity 384 --unit chip
      """)

  @OptionGroup var link: LinkOptions

  @Option(help: ArgumentHelp("The last date it holds, inclusive.", valueName: "date"))
  var to: String?

  @Option(help: "Part of the whole, 0 to 1.")
  var share: String?

  @Option(help: "How many or how much.")
  var quantity: String?

  @Option(help: "Unit of the quantity.")
  var unit: String?

  @Option(help: "A remark.")
  var note: String?

  @OptionGroup var hand: HandOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if let share, !(Double(share).map { (0...1).contains($0) } ?? false) {
      throw ValidationError("--share is a part of the whole, 0 to 1.")
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
      throw UsageError(message: "ends (\(last.text)) before it begins (\(from.text))")
    }
    let (outcome, changes) = try editor.link(identity, details: details, note: try hand.note())
    let name = "\(identity.subject.key) \(identity.predicate.name) \(identity.object.key)"
    switch outcome {
    case .added: Terminal.say("\(name): added")
    case .unchanged: Terminal.say("\(name): nothing changed")
    case .changed: Terminal.say("\(name): changed")
    }
    for change in changes {
      Terminal.say("  \(change.column): \(change.old ?? "(blank)") → \(change.new)")
    }
  }
}

struct Unlink: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Withdraw a relation; a later ingest does not bring it back, 'link' does.",
    discussion: """
        aikb unlink smic manufactures ascend-910c --reason 'made by TSMC'
      """)

  @OptionGroup var link: LinkOptions

  @Option(help: ArgumentHelp("Withdrawn on this date (default: today).", valueName: "date"))
  var on: String?

  @OptionGroup var hand: HandOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (store, editor) = try database.editor("unlink")
    let identity = try link.identity(store)
    try editor.unlink(
      identity, on: try on.map { try HandOptions.date($0, "--on") } ?? Clock.today(),
      note: try hand.note())
    Terminal.say(
      "\(identity.subject.key) \(identity.predicate.name) \(identity.object.key): withdrawn")
  }
}
