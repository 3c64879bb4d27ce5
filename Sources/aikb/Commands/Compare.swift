import ArgumentParser
import KnowledgeBase
import Messages
import Tabular

struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message(
      "Entities of one kind side by side: values, ratios, and who says so.", "并列比较同类实体：数值、倍数与出处。"),
    about: Message(
      """
      The ratio is the first entity's value over the other's; ≠ stands where they
      differ, and before what other sources give. Numbers in brackets are the sources
      at the end. Values per chip are computed from totals. Two countries get a
      scoreboard, each line with its definition and what it could not decide. A kind
      and words of a filter (see 'aikb help list') name what they select.
      """,
      """
      倍数是第一个实体的值与另一个实体的值之比；≠ 表示两者不同，也标在其他来源
      所给的值之前。方括号中的数字是文末来源的编号。每芯片的值由总量算出。比较
      两个国家时附有记分牌，每行都注明定义和无法判定的数目。类别加筛选条件（见
      'aikb help list'）代表所选出的实体。
      """),
    examples: """
      aikb compare cloudmatrix-384 gb200-nvl72
      aikb compare models developed_by:deepseek released:2025
      aikb compare 华为 英伟达 --lang zh
      aikb compare china united-states
      aikb compare deepseek-v3 gpt-4o kimi-k2 -f csv -o models.csv
      aikb compare cloudmatrix-384 gb200-nvl72 --according-to essay-global-ai-race
      """)

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      "Keys or names of two entities or more; or a kind and words of a filter.",
      "两个或更多实体的键或名称；或类别加筛选条件。", valueName: "entities"), completion: .kindOrEntity)
  var words: [String]

  @Option(
    help: ArgumentHelp(
      "Only what this source says; what others do stands beside it.", "只取该来源的说法；其他来源的说法列在旁边。",
      valueName: "source"), completion: .source)
  var accordingTo: String?

  @OptionGroup var date: DateOptions
  @OptionGroup var citation: CiteOptions
  @OptionGroup var page: PageOutputOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if words.count < 2 {
      throw ValidationError("Name two entities or more to compare.", "请给出两个或更多要比较的实体。")
    }
  }

  /// Width of the text where it goes to no terminal.
  private static let pageWidth = 100
  /// More columns than a table can show.
  private static let mostEntities = 12

  private var output: OutputOptions { page.output }

  func run() throws {
    for word in words where word.hasPrefix("--") {
      throw UsageError(
        message: Message(
          "no option '\(word)'; see 'aikb help compare'", "没有选项 '\(word)'；参见 'aikb help compare'"))
    }
    let store = try database.read()
    let asOf = try date.date()
    let named = try store.entities(
      words, asOf: asOf, accordingTo: accordingTo, limit: Self.mostEntities)
    if let coverage = named.coverage { FilterOptions.say(coverage) }
    let comparison = try store.compare(named.entities, accordingTo: accordingTo, asOf: asOf)
    try write(comparison)
    try citation.write(
      store, .sources(Set(comparison.sources.map(\.key))), beside: output.file)
  }

  private func write(_ comparison: Comparison) throws {
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
