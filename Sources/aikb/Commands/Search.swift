import ArgumentParser
import KnowledgeBase
import Messages
import Tabular

struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find entities, claims, sources and passages, in Chinese and English.",
    discussion: """
      Words are AND, OR joins two, -word leaves out, "a phrase" stays together.
      Case, width, accents, traditional characters and regional words make no
      difference; pinyin and initials of Chinese names do as well. Names come
      before texts; a misspelt word is looked for as names have it.

        kind:model  country:cn  source:KEY    any word of a filter ('aikb help list')
        after:2025-01  before:2026            released, founded, said or published
        predicate:supplies  about:huawei      who supplies; related to or said about

      Anything else with a colon is text. --explain shows what was looked for and
      what each hit's score is made of; --facets counts all hits instead.

        aikb search 华为
        aikb search tjd
        aikb search deepsek r1
        aikb search '"open weights" -qwen country:cn after:2025'
        aikb search 出口管制 kind:policy --facets
        aikb search reasoning --kind models country:cn released:2025
        aikb search --explain 台積電
        aikb search --raw 'name : (qwen* OR kimi)'
      """)

  @Argument(
    parsing: .allUnrecognized, help: "What to look for.")
  var words: [String]

  @Option(help: "Only this kind: models, firms, chips …, or claims, sources, passages.")
  var kind: String?

  @Option(name: .shortAndLong, help: "At most so many hits.")
  var limit: Int = 20

  @Flag(help: "FTS5 query syntax on the folded columns name, alias, description.")
  var raw = false

  @Flag(help: "Show what was looked for, and what each score is made of.")
  var explain = false

  @Flag(help: "Count all hits by kind, country and year.")
  var facets = false

  @OptionGroup var output: OutputOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
    if facets, raw { throw ValidationError("--facets counts what words find; leave out --raw.") }
  }

  func run() throws {
    for word in words where word.hasPrefix("--") && word.count > 2 {
      throw UsageError(
        message: Message(
          "no option '\(word)'; see 'aikb help search'", "没有选项 '\(word)'；见 'aikb help search'"))
    }
    let store = try database.read()
    var options = SearchOptions()
    options.scope = try kind.map { try store.registry.searchScope($0) } ?? .everything
    options.limit = limit
    let text = words.joined(separator: " ")
    if facets { return try writeFacets(try store.facets(text, options)) }
    let result =
      try raw
      ? store.search(raw: text, in: options.scope, limit: limit) : store.search(text, options)
    if explain { Terminal.say("\(result.expression)\n\(result.sql)") }
    guard !result.hits.isEmpty else {
      Terminal.say(Message("aikb: nothing found for \(text)", "aikb：没有找到 \(text)"))
      throw ExitStatus.notFound
    }
    try write(result.hits)
    say(result)
  }

  private func write(_ hits: [SearchHit]) throws {
    let language = languages.language
    let sink = try output.sink()
    let names = language == .both ? ["name", "name_zh"] : ["name"]
    var writer = RowWriter(
      format: output.chosenFormat,
      columns: ["key", "kind"] + names + ["match", "text"] + (explain ? ["score", "parts"] : []),
      to: sink, tableWidth: output.tableWidth)
    for hit in hits {
      var cells: [Cell] = [.text(hit.key), .text(hit.kind)]
      cells +=
        language == .both
        ? [.text(hit.name), Cell(hit.nameZH)] : [.text(language.name(hit.name, hit.nameZH))]
      cells += [.text(hit.match.rawValue), Cell(hit.snippet?.marked("[", "]"))]
      if explain {
        let parts = hit.parts.map { "\($0.name) \(Self.rounded($0.value))" }
        cells += [.text(Self.rounded(hit.score)), .text(parts.joined(separator: " + "))]
      }
      try writer.write(cells)
    }
    try writer.finish()
    try sink.commit()
    Terminal.say(hidden: writer.hiddenColumns)
  }

  /// Two decimals.
  private static func rounded(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  private func writeFacets(_ facets: SearchFacets) throws {
    let sink = try output.sink()
    var writer = RowWriter(
      format: output.chosenFormat, columns: ["facet", "value", "label", "hits"], to: sink,
      tableWidth: output.tableWidth)
    for (name, counts) in [
      ("kind", facets.kinds), ("country", facets.countries), ("year", facets.years),
    ] {
      for count in counts {
        try writer.write([
          .text(name), .text(count.value),
          .text(languages.language.name(count.label.en, count.label.zh)),
          .integer(Int64(count.count)),
        ])
      }
    }
    try writer.finish()
    try sink.commit()
  }

  private func say(_ result: SearchResult) {
    if let respelled = result.respelled {
      Terminal.say(
        Message(
          "nothing holds this as typed; found for \(respelled)", "没有与输入完全相符的内容；以下是 \(respelled) 的结果"
        ))
    } else if result.isRelaxed {
      Terminal.say(
        Message(
          "nothing holds this as typed; these hold its words or characters apart",
          "没有与输入完全相符的内容；以下内容分别含有其中的词或字"))
    }
    if result.total > result.hits.count {
      Terminal.say(
        Message(
          "\(result.hits.count) of \(result.total); see more with --limit",
          "共 \(result.total) 条，显示 \(result.hits.count) 条；用 --limit 可看更多"))
    }
  }
}
