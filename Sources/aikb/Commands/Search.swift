import ArgumentParser
import KnowledgeBase
import Messages
import Tabular

struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message(
      "Find entities, claims, sources and passages, in Chinese and English.", "用中文和英文查找实体、主张、来源和段落。"
    ),
    about: Message(
      """
      Words are AND, OR joins the two beside it, -word leaves out, "a phrase" stays
      together. Case, width, accents, traditional characters, regional words and
      spaces in names make no difference; pinyin and initials of Chinese names do
      as well, and so do ISO codes, tickers, identifiers and addresses. Names come
      before texts. Where nothing holds all of it, misspelt words are looked for
      as names have them, and at last some of the words.

        kind:model        also kind:claim, kind:source, kind:passage
        country:cn        entities, as by any word of a filter ('aikb help list')
        predicate:uses    entities that use something (used_by: what is used)
        about:huawei      it, what is related to it, claims about it or by it,
                          sources behind it, passages that name it
        source:KEY        the source, its claims and passages, entities it gives
        mentioned_in:KEY  a document's passages, and the entities they name
        after:2025-01 before:2026   entities by when they began, claims by when
                          they were made, sources and passages when published

      Anything else with a colon is text, and so is what follows --. --explain
      shows what was looked for and what each hit's score is made of; --facets
      counts all hits instead.
      """,
      """
      各词之间为 AND，OR 连接左右两词，-词 表示排除，"短语" 不拆开。大小写、全半
      角、重音、繁简、地区用词和名称中的空格均不影响结果；中文名称也可用拼音或首
      字母查找，还可用 ISO 代码、股票代码、标识符和网址。名称排在正文之前。没有内
      容含有全部词时，拼错的词按已有名称中最接近的词查找，最后只查其中一部分词。

        kind:model        也可用 kind:claim、kind:source、kind:passage
        country:cn        实体；任何筛选条件均同（'aikb help list'）
        predicate:uses    使用他者的实体（used_by：被使用的实体）
        about:huawei      该实体及与其相关的实体、关于它或由它提出的主张、
                          为其提供依据的来源、提及它的段落
        source:KEY        该来源、其主张与段落、其谈及的实体
        mentioned_in:KEY  该文档的段落，以及其中提及的实体
        after:2025-01 before:2026   实体按开始的时间，主张按提出的时间，
                          来源和段落按出版的时间

      其他带冒号的词和 -- 之后的内容按文字查找。--explain 显示查了什么、每条结果
      的得分由哪些部分组成；--facets 改为统计全部结果。
      """),
    examples: """
      aikb search 华为
      aikb search tjd
      aikb search deepsek r1
      aikb search '"open weights" -qwen country:cn after:2025'
      aikb search 出口管制 kind:policy --facets
      aikb search about:huawei 昇腾 --as-of 2024 --cite
      aikb search reasoning --kind models country:cn released:2025
      aikb search --explain 台積電
      aikb search --raw 'name : (qwen* OR kimi)'
      """)

  @Argument(
    parsing: .allUnrecognized, help: ArgumentHelp("What to look for.", "要查找的内容。"))
  var words: [String]

  @Option(
    help: ArgumentHelp(
      "Nothing that began, was said or published later.", "略去在此日期之后开始、发表或出版的内容。",
      valueName: "date"))
  var asOf: String?

  @Option(
    help: ArgumentHelp(
      "Only what this source speaks of, as it has it.", "只查该来源谈及的内容，并以其说法为准。",
      valueName: "source"))
  var accordingTo: String?

  @Option(
    help: ArgumentHelp(
      "Only this kind: models, firms, chips …, or claims, sources, passages.",
      "只查该类别：models、firms、chips 等，或 claims、sources、passages。"))
  var kind: String?

  @Option(name: .shortAndLong, help: ArgumentHelp("At most so many hits.", "最多列出多少条结果。"))
  var limit: Int = 20

  @Flag(
    help: ArgumentHelp(
      "FTS5 query syntax on the folded columns name, alias, description.",
      "使用 FTS5 查询语法，列为归一化后的 name、alias、description。"))
  var raw = false

  @Flag(
    help: ArgumentHelp(
      "Show what was looked for, and what each score is made of.", "显示查了什么，以及每个得分的组成。"))
  var explain = false

  @Flag(
    help: ArgumentHelp("Count all hits by kind, country and year.", "按类别、国家/地区和年份统计全部结果。"))
  var facets = false

  @OptionGroup var citation: CiteOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.", "--limit 至少为 1。") }
    if facets, citation.cite {
      throw ValidationError(
        "--cite goes with hits; leave out --facets.", "--cite 用于查找结果，请去掉 --facets。")
    }
    if facets, raw {
      throw ValidationError(
        "--facets counts what words find; leave out --raw.", "--facets 统计词的查找结果，请去掉 --raw。")
    }
  }

  func run() throws {
    // What follows -- is text, whatever it looks like.
    let end = words.firstIndex(of: "--") ?? words.endIndex
    for word in words[..<end] where word.hasPrefix("--") {
      throw UsageError(
        message: Message(
          "no option '\(word)'; see 'aikb help search'", "没有选项 '\(word)'；见 'aikb help search'"))
    }
    let store = try database.read()
    var options = SearchOptions()
    options.scope = try kind.map { try store.registry.searchScope($0) } ?? .everything
    options.limit = limit
    if output.chosenFormat == .table, let width = output.tableWidth {
      // A narrow column shall show the match, not what stands before it.
      options.snippetTokens = max(6, (width - 60) / 3)
    }
    options.asOf = try asOf.map { try FilterOptions.date($0) }
    options.accordingTo = accordingTo
    let text = (words[..<end] + words[end...].dropFirst()).joined(separator: " ")
    guard kind != nil || text.contains(where: { !$0.isWhitespace }) else {
      throw UsageError(
        message: Message(
          "nothing to look for; type a word, a name or a condition (kind:model)",
          "没有要查找的内容；请输入词、名称或条件（kind:model）"))
    }
    if facets { return try writeFacets(try store.facets(text, options), text) }
    let result = try raw ? store.search(raw: text, options) : store.search(text, options)
    if explain { Terminal.say(Message(verbatim: "\(result.expression)\n\(result.sql)")) }
    guard !result.hits.isEmpty else { throw nothingFound(text) }
    try write(result.hits)
    say(result)
    try citation.write(
      store, sql: nil, .sources(try store.sources(behind: result.hits)), beside: output.file)
  }

  private func write(_ hits: [SearchHit]) throws {
    let language = languages.language
    let sink = try output.sink()
    // A terminal has no room for the text beside what the score is made of.
    let hasText = !explain || output.chosenFormat != .table
    let names = language == .both ? ["name", "name_zh"] : ["name"]
    var writer = RowWriter(
      format: output.chosenFormat,
      columns: ["key", "kind"] + names + ["match"] + (hasText ? ["text"] : [])
        + (explain ? ["score", "parts"] : []),
      to: sink, tableWidth: output.tableWidth)
    for hit in hits {
      var cells: [Cell] = [.text(hit.key), .text(hit.kind)]
      cells +=
        language == .both
        ? [.text(hit.name), Cell(hit.nameZH)] : [.text(language.text(hit.name, hit.nameZH))]
      cells.append(.text(language.text(hit.match.label)))
      if hasText { cells.append(Cell(hit.snippet?.marked("[", "]"))) }
      if explain {
        let parts = hit.parts.map { part in
          "\(language.text(part.name, Self.partsZH[part.name])) \(Self.rounded(part.value))"
        }
        cells += [.text(Self.rounded(hit.score)), .text(parts.joined(separator: " + "))]
      }
      try writer.write(cells)
    }
    try writer.finish()
    try sink.commit()
    Terminal.say(hidden: writer.hiddenColumns)
  }

  /// What the parts of a score are called in Chinese.
  private static let partsZH = [
    "match": "匹配", "length": "长度", "text": "正文", "kind": "类别", "relations": "关系",
  ]

  /// Two decimals.
  private static func rounded(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  private func nothingFound(_ text: String) -> ExitStatus {
    Terminal.warn(Message("nothing found for \(text)", "没有找到 \(text)"))
    return ExitStatus.notFound
  }

  private func writeFacets(_ facets: SearchFacets, _ text: String) throws {
    guard !facets.kinds.isEmpty else { throw nothingFound(text) }
    let sink = try output.sink()
    var writer = RowWriter(
      format: output.chosenFormat, columns: ["facet", "value", "label", "hits"], to: sink,
      tableWidth: output.tableWidth)
    let language = languages.language
    for (name, counts) in [
      (Label(en: "kind", zh: "类别"), facets.kinds),
      (Label(en: "country", zh: "国家/地区"), facets.countries),
      (Label(en: "year", zh: "年份"), facets.years),
    ] {
      for count in counts {
        try writer.write([
          .text(language.text(name)), .text(count.value), .text(language.text(count.label)),
          .integer(Int64(count.count)),
        ])
      }
    }
    try writer.finish()
    try sink.commit()
    say(respelled: facets.respelled, isRelaxed: facets.isRelaxed)
  }

  /// What was looked for instead of what was typed.
  private func say(respelled: String?, isRelaxed: Bool) {
    if let respelled {
      Terminal.say(
        Message(
          "nothing holds this as typed; found for \(respelled)", "没有内容与输入完全相符；以下是 \(respelled) 的结果"
        ))
    } else if isRelaxed {
      Terminal.say(
        Message(
          "nothing holds this as typed; these hold its words or characters apart",
          "没有内容与输入完全相符；以下内容分别含有其中的词或字"))
    }
  }

  private func say(_ result: SearchResult) {
    say(respelled: result.respelled, isRelaxed: result.isRelaxed)
    if result.total > result.hits.count {
      Terminal.say(
        Message(
          "\(result.hits.count) of \(result.total); see more with --limit",
          "共 \(result.total) 条，显示 \(result.hits.count) 条；用 --limit 可查看更多"))
    }
  }
}
