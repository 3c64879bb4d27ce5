import ArgumentParser
import KnowledgeBase
import Tabular

struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "One entity on a page: names, properties, relations, and who says so.",
    discussion: """
      The entity is named by key, old key, identifier (wikidata:Q312) or any of its
      names. Numbers in brackets are the sources at the end of the page.

        aikb show huawei
        aikb show 台積電 --lang zh
        aikb show glm-4-5 -f json
        aikb show grok-4 --according-to essay-global-ai-race
      """)

  @Argument(help: "Key or name.")
  var entity: [String]

  @Option(help: ArgumentHelp("Only what this source says.", valueName: "source"))
  var accordingTo: String?

  @OptionGroup var output: OutputOptions
  @Option(name: .customLong("lang"), help: "zh, en or both (default: both).")
  var language: Language = .both

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let store = try database.read()
    var page = try store.page(of: store.entity(entity.joined(separator: " ")))
    if let accordingTo {
      _ = try store.sources(key: accordingTo)
      let words = EntityPage.Silence(
        notStated: language.word("not stated", "文中未提"), others: language.word("others", "其他来源"))
      page = page.according(to: accordingTo, words: words) { value, property in
        Humanize.value(value, of: property, language)
      }
    }
    let sink = try output.sink()
    let file = output.output ?? "-"
    if output.format == nil, file == "-" || file.hasSuffix(".txt") {
      try sink.write(PageText(page: page, language: language).text)
    } else {
      var writer = RowWriter(
        format: output.chosenFormat,
        columns: ["section", "property", "value", "detail", "sources"], to: sink,
        tableWidth: output.tableWidth)
      for row in PageRows(page: page).rows { try writer.write(row) }
      try writer.finish()
    }
    try sink.commit()
  }
}
