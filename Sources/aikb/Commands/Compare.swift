import ArgumentParser
import KnowledgeBase
import Tabular

struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Entities of one kind side by side: values, ratios, and who says so.",
    discussion: """
      The ratio is the first entity's value over the other's; ≠ stands where they
      differ, and before what other sources give. Numbers in brackets are the sources
      at the end. Values per chip are computed from totals. Two countries get a
      scoreboard, each line with its definition and what it could not decide.

        aikb compare cloudmatrix-384 gb200-nvl72
        aikb compare 华为 英伟达 --lang zh
        aikb compare china united-states
        aikb compare deepseek-v3 gpt-4o kimi-k2 -f csv -o models.csv
        aikb compare cloudmatrix-384 gb200-nvl72 --according-to essay-global-ai-race
      """)

  @Argument(help: "Keys or names of two entities or more; quote a name with spaces.")
  var entities: [String]

  @Option(
    help: ArgumentHelp(
      "Only what this source says; what others do stands beside it.", valueName: "source"))
  var accordingTo: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if entities.count < 2 { throw ValidationError("Name two entities or more to compare.") }
  }

  /// Width of the text where it goes to no terminal.
  private static let pageWidth = 100

  func run() throws {
    let store = try database.read()
    let comparison = try store.compare(
      entities.map { try store.entity($0) }, accordingTo: accordingTo)
    let file = output.output ?? "-"
    guard output.format == nil, file == "-" || file.hasSuffix(".txt") else {
      let rows = CompareRows(comparison: comparison, language: languages.language)
      return try output.write(rows.columns, rows.rows)
    }
    let sink = try output.sink()
    try sink.write(
      CompareText(
        comparison: comparison, language: languages.language,
        width: output.tableWidth ?? Self.pageWidth
      ).text)
    try sink.commit()
  }
}
