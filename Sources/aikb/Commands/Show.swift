import ArgumentParser
import KnowledgeBase
import Messages
import Tabular

struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message(
      "One entity on a page: names, properties, relations, and who says so.", "实体的完整页面：名称、属性、关系与出处。"
    ),
    about: Message(
      """
      The entity is named by key, old key, identifier (wikidata:Q312) or any of its
      names; a kind and words of a filter (see 'aikb help list') name several, a page
      each. Numbers in brackets are the sources at the end of the page.
      """,
      """
      实体可用键、旧键、标识符（wikidata:Q312）或任一名称指明；类别加筛选条件（见
      'aikb help list'）可选出多个，每个一页。方括号中的数字是页末来源的编号。
      """),
    examples: """
      aikb show huawei
      aikb show 台積電 --lang zh
      aikb show glm-4-5 -f json
      aikb show grok-4 --according-to essay-global-ai-race
      aikb show smic --as-of 2021
      aikb show chips designed_by:huawei form:system
      """)

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      "Key or name; or a kind and words of a filter.", "键或名称；或类别加筛选条件。", valueName: "entity"),
    completion: .kindOrEntity)
  var words: [String]

  @Option(
    help: ArgumentHelp("Only what this source says.", "只取该来源的说法。", valueName: "source"),
    completion: .source)
  var accordingTo: String?

  @OptionGroup var date: DateOptions
  @OptionGroup var citation: CiteOptions
  @OptionGroup var page: PageOutputOptions
  @Option(name: .customLong("lang"), help: ArgumentHelp("zh, en or both (default: both).", "语言。"))
  var language: Language = .both

  @OptionGroup var database: DatabaseOptions

  /// More pages than anybody reads.
  private static let mostPages = 100

  private var output: OutputOptions { page.output }

  func run() throws {
    for word in words where word.hasPrefix("--") {
      throw UsageError(
        message: Message(
          "no option '\(word)'; see 'aikb help show'", "没有选项 '\(word)'；参见 'aikb help show'"))
    }
    let store = try database.read()
    let isSelection = try store.isSelection(words)
    let asOf = try date.date()
    let named = try store.entities(
      isSelection ? words : [words.joined(separator: " ")], asOf: asOf, accordingTo: accordingTo,
      limit: Self.mostPages)
    if let coverage = named.coverage { FilterOptions.say(coverage) }
    guard !named.entities.isEmpty else { throw ExitStatus.notFound }
    if let accordingTo { _ = try store.sources(key: accordingTo) }
    let pages = try named.entities.map { entity in
      let page = try store.page(of: entity, asOf: asOf)
      return accordingTo.map { stated(page, by: $0) } ?? page
    }
    try write(pages, isSelection: isSelection)
    try citation.write(
      store, .sources(Set(pages.flatMap { $0.sources.map(\.key) })), beside: output.file)
  }

  private func stated(_ page: EntityPage, by source: String) -> EntityPage {
    let words = EntityPage.Silence(
      notStated: language.notStated, others: language.text("others", "其他来源"))
    return page.according(to: source, words: words) { value, property in
      Humanize.value(value, of: property, language)
    }
  }

  private func write(_ pages: [EntityPage], isSelection: Bool) throws {
    let sink = try output.sink()
    let file = output.output ?? "-"
    if output.format == nil, file == "-" || file.hasSuffix(".txt") {
      for (index, page) in pages.enumerated() {
        if index > 0 { try sink.write("\n") }
        try sink.write(PageText(page: page, language: language).text)
      }
    } else {
      var writer = RowWriter(
        format: output.chosenFormat,
        columns: (isSelection ? ["key"] : [])
          + ["section", "property", "value", "detail", "sources"], to: sink,
        tableWidth: output.tableWidth)
      for page in pages {
        let key: [Cell] = isSelection ? [.text(page.entity.key)] : []
        for row in PageRows(page: page).rows { try writer.write(key + row) }
      }
      try writer.finish()
      Terminal.say(hidden: writer.hiddenColumns)
    }
    try sink.commit()
  }
}
