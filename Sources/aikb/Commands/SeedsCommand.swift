import ArgumentParser
import Ingest
import KnowledgeBase
import Messages

struct SeedsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "seeds",
    abstract: Message(
      "What the Seeds of this program would change here; with --update, change it.",
      "列出种子数据会带来的更改；加 --update 则执行。"),
    about: Message(
      """
      What you set by hand stays; where the Seeds say otherwise, both are kept and
      'aikb list conflicts' shows them.
      """,
      """
      手工设定的内容保留不变；种子数据与之不同之处，两者并存，
      可用 'aikb list conflicts' 查看。
      """),
    examples: """
      aikb seeds
      aikb seeds --update
      """)

  @Flag(help: ArgumentHelp("Bring the Seeds in.", "装入种子数据。"))
  var update = false

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    var options = Ingestor.Options()
    options.command = "seeds --update"
    options.author = Terminal.environment("USER")
    options.dryRun = !update
    let store = try database.open(.write)
    let report = try Ingestor(store, options: options).ingestSeeds()
    IngestSummary(report: report, dryRun: !update, rejects: nil, path: database.path).say()
  }
}
