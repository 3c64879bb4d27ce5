import ArgumentParser
import Ingest
import KnowledgeBase

struct SeedsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seeds",
    abstract: "What the Seeds of this program would change here; with --update, change it.",
    discussion: """
      What you set by hand stays; where the Seeds say otherwise, both are kept and
      'aikb list conflicts' shows them.

        aikb seeds
        aikb seeds --update
      """)

  @Flag(help: "Bring the Seeds in.")
  var update = false

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    var options = Ingestor.Options()
    options.command = "seeds --update"
    options.author = Terminal.environment("USER")
    options.dryRun = !update
    let store = try Store(path: database.path, access: .write)
    let report = try Ingestor(store, options: options).ingestSeeds()
    IngestSummary(report: report, dryRun: !update, rejects: nil, path: database.path).say()
  }
}
