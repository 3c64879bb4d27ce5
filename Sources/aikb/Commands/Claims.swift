import ArgumentParser
import KnowledgeBase
import Messages
import Tabular

struct Claims: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What people claim, and what supports or contradicts it.",
    discussion: """
        aikb ingest claims.csv evidence.csv
        aikb claims --about huawei
        aikb claims --modality fact --source my-source -f csv
      """)

  @Argument(help: "Key of one claim.")
  var key: String?

  @Option(help: "Only claims about this entity.")
  var about: String?

  @Option(help: "fact, assessment, prediction, recommendation, warning or conditional.")
  var modality: String?

  @Option(help: "Only claims of this source.")
  var source: String?

  @Flag(help: "Only claims that nothing supports or contradicts.")
  var unsupported = false

  @OptionGroup var output: OutputOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let store = try database.read()
    var filter = ClaimFilter()
    filter.key = key
    filter.about = try about.map { try store.entity($0) }
    filter.modality = modality
    filter.source = source
    filter.isUnsupported = unsupported
    let claims = try store.claims(filter)
    guard !claims.isEmpty else {
      Terminal.say("aikb: no such claim on record")
      throw ExitStatus.notFound
    }
    if output.chosenFormat == .table, output.format == nil {
      let sink = try output.sink()
      try sink.write(ClaimText(claims: claims, language: languages.language).text)
      return try sink.commit()
    }
    try output.write(
      [
        "key", "text", "text_zh", "modality", "speaker", "source", "made", "locator", "quote",
        "about", "supports", "contradicts", "premises",
      ], claims.map(cells))
  }

  private func cells(_ claim: ClaimEntry) -> [Cell] {
    func list(_ stance: String) -> Cell {
      let found = claim.evidence.filter { $0.stance == stance }.map(\.target)
      return found.isEmpty ? .null : .text(found.joined(separator: "; "))
    }
    let about = claim.about.map(\.key).joined(separator: "; ")
    return [
      .text(claim.key), Cell(claim.text), Cell(claim.textZH), .text(claim.modality),
      Cell(claim.speaker), .text(claim.source), Cell(claim.made), Cell(claim.locator),
      Cell(claim.quote), about.isEmpty ? .null : .text(about), list("supports"),
      list("contradicts"), list("premise"),
    ]
  }
}
