import ArgumentParser
import KnowledgeBase
import Messages
import Tabular

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Decide which entities that look alike are the same.",
    discussion: """
      What an ingest could not tell for sure is added as an entity of its own and
      noted here, with the reason and a score from 0 to 1. Accepting merges the new
      one into the one on record; rejecting is remembered.

        aikb ingest firms.csv
        aikb review
        aikb review accept antropic
        aikb review reject huawei huawei-cloud
        aikb review list --all
      """,
    subcommands: [List.self, Accept.self, Reject.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What is to be decided, the likeliest first.",
      discussion: """
          aikb review list -f csv
        """)

    @Argument(help: "Only what concerns this entity.")
    var entity: String?

    @Flag(help: "Also those decided not to be the same.")
    var all = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var languages: LanguageOptions
    @OptionGroup var database: DatabaseOptions

    func run() throws {
      let store = try database.read()
      let pairs = try store.reviewPairs(of: try entity.map(store.entity), apart: all)
      if pairs.isEmpty {
        Terminal.say(Message("nothing to decide", "没有待审核的项"))
      }
      let isChinese = languages.language == .zh
      try output.write(
        ["score", "entity", "name", "other", "other_name", "reason", "state"],
        pairs.map { pair in
          let reason = pair.likeness.explanation
          return [
            .real(pair.likeness.score), .text(pair.entity.key), .text(pair.entity.name),
            .text(pair.other.key), .text(pair.other.name),
            .text(isChinese ? reason.zh : reason.en), .text(pair.isApart ? "apart" : "open"),
          ]
        })
    }
  }

  struct Accept: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "They are the same: merge the first into the second.",
      discussion: """
          aikb review accept antropic
        """)

    @Argument(help: "Key or name of the entity that goes.")
    var entity: String

    @Argument(help: "The one that stays (default: the one it was noted with).")
    var other: String?

    @OptionGroup var database: DatabaseOptions

    func run() throws {
      let (store, editor) = try database.editor("merge")
      let gone = try store.entity(entity)
      let kept = try other.map(store.entity) ?? store.reviewPair(of: gone)
      try editor.merge(gone, into: kept)
      Merge.say(gone, kept)
    }
  }

  struct Reject: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "They are not the same; remember it.",
      discussion: """
          aikb review reject huawei huawei-cloud
        """)

    @Argument(help: "Key or name of one.")
    var entity: String

    @Argument(help: "The other one (default: the one it was noted with).")
    var other: String?

    @OptionGroup var database: DatabaseOptions

    func run() throws {
      let (store, editor) = try database.editor("review")
      let one = try store.entity(entity)
      let two = try other.map(store.entity) ?? store.reviewPair(of: one)
      try editor.keepApart(one, two)
      Terminal.say(
        Message("\(one.key) and \(two.key) are not the same", "\(one.key) 与 \(two.key) 不是同一实体"))
    }
  }
}
