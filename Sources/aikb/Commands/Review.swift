import ArgumentParser
import KnowledgeBase
import Messages
import Tabular

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "review",
    abstract: Message(
      "Decide which entities that look alike are the same.", "审核看来相似的实体是否为同一个。"),
    about: Message(
      """
      What an ingest could not tell for sure is added as an entity of its own and
      noted here, with the reason and a score from 0 to 1. Accepting merges the new
      one into the one on record; rejecting is remembered.
      """,
      """
      导入时无法确定的，先作为单独的实体添加，并连同理由和 0 到 1 的分数记在这里。
      接受则把新的并入已有的；拒绝则记住不再询问。
      """),
    examples: """
      aikb ingest firms.csv
      aikb review
      aikb review accept antropic
      aikb review reject huawei huawei-cloud
      aikb review list --all
      """,
    subcommands: [ReviewList.self, ReviewAccept.self, ReviewReject.self],
    defaultSubcommand: ReviewList.self)
}

struct ReviewList: ParsableCommand {
  static let configuration = CommandConfiguration(
    "list",
    abstract: Message("What is to be decided, the likeliest first.", "待审核的项，最可能的在前。"),
    examples: "aikb review list -f csv")

  @Argument(
    help: ArgumentHelp("Only what concerns this entity.", "只列与该实体有关的。"), completion: .entity)
  var entity: String?

  @Flag(help: ArgumentHelp("Also those decided not to be the same.", "也列出已认定不同的。"))
  var all = false

  @OptionGroup var output: OutputOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let store = try database.read()
    let pairs = try store.reviewPairs(of: try entity.map(store.entity), apart: all)
    if pairs.isEmpty { Terminal.say(Message("nothing to decide", "没有待审核的项")) }
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

struct ReviewAccept: ParsableCommand {
  static let configuration = CommandConfiguration(
    "accept",
    abstract: Message(
      "They are the same: merge the first into the second.", "是同一个：把第一个并入第二个。"),
    examples: "aikb review accept antropic")

  @Argument(
    help: ArgumentHelp("Key or name of the entity that goes.", "被并入的实体的键或名称。"), completion: .entity)
  var entity: String

  @Argument(
    help: ArgumentHelp(
      "The one that stays (default: the one it was noted with).", "保留的实体（默认：与之相似的那个）。"),
    completion: .entity)
  var other: String?

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (store, editor) = try database.editor("merge")
    let gone = try store.entity(entity)
    let kept = try other.map(store.entity) ?? store.reviewPair(of: gone)
    try editor.merge(gone, into: kept)
    Merge.say(gone, kept)
  }
}

struct ReviewReject: ParsableCommand {
  static let configuration = CommandConfiguration(
    "reject",
    abstract: Message("They are not the same; remember it.", "不是同一个；记住。"),
    examples: "aikb review reject huawei huawei-cloud")

  @Argument(help: ArgumentHelp("Key or name of one.", "其中一个的键或名称。"), completion: .entity)
  var entity: String

  @Argument(
    help: ArgumentHelp(
      "The other one (default: the one it was noted with).", "另一个（默认：与之相似的那个）。"),
    completion: .entity)
  var other: String?

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (store, editor) = try database.editor("review")
    let one = try store.entity(entity)
    let two = try other.map(store.entity) ?? store.reviewPair(of: one)
    try editor.keepApart(one, two)
    Terminal.say(
      Message(
        "\(one.key) and \(two.key) are not the same", "\(one.key) 与 \(two.key) 不是同一实体"))
  }
}
