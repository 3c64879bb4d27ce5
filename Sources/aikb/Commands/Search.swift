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
      Words are AND; "a phrase" stays together. Case, width, accents and traditional
      characters make no difference; every Chinese character can be found. Exact
      names come first, then names that begin with the query, then other names, then
      text. With --kind, words of a filter narrow it (see 'aikb help list').
      """,
      """
      各词之间为 AND；"短语" 不拆开。大小写、全半角、重音和繁简均不影响结果，每个
      汉字都能查到。完全相同的名称排在最前，其次是以查询词开头的名称，再次是其他
      名称，最后是正文。用 --kind 时可用筛选条件收窄（见 'aikb help list'）。
      """),
    examples: """
      aikb search 华为
      aikb search 'R1-0528' --kind models
      aikb search '"open weights"'
      aikb search reasoning --kind models country:cn released:2025
      aikb search --raw 'name : (qwen* OR kimi)'
      """)

  @Argument(help: ArgumentHelp("What to look for.", "要查找的内容。"))
  var words: [String]

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

  @OptionGroup var output: OutputOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.", "--limit 至少为 1。") }
  }

  func run() throws {
    let store = try database.read()
    var scope = try kind.map { try store.registry.searchScope($0) } ?? .everything
    var text = words.joined(separator: " ")
    if case .kind(let kind) = scope, !raw {
      let conditions = try words.filter { try store.isCondition($0, of: kind) }
      if !conditions.isEmpty {
        scope = .filtered(try store.filter(conditions, of: kind))
        text = words.filter { !conditions.contains($0) }.joined(separator: " ")
      }
    }
    let result =
      try raw
      ? store.search(raw: text, in: scope, limit: limit)
      : store.search(text, in: scope, limit: limit)
    guard !result.hits.isEmpty else {
      Terminal.warn(Message("nothing found for \(text)", "没有找到 \(text)"))
      throw ExitStatus.notFound
    }
    let language = languages.language
    let format = output.chosenFormat
    let sink = try output.sink()
    let names = language == .both ? ["name", "name_zh"] : ["name"]
    var writer = RowWriter(
      format: format, columns: ["key", "kind"] + names + ["match", "text"], to: sink,
      tableWidth: output.tableWidth)
    for hit in result.hits {
      let own: [Cell] =
        language == .both
        ? [.text(hit.name), Cell(hit.nameZH)]
        : [.text(language.text(hit.name, hit.nameZH))]
      let snippet = hit.snippet?.marked("[", "]")
      try writer.write(
        [.text(hit.key), .text(hit.kind)] + own
          + [.text("\(hit.match)"), Cell(snippet)])
    }
    try writer.finish()
    try sink.commit()
    Terminal.say(hidden: writer.hiddenColumns)
    if result.isRelaxed {
      Terminal.say(
        Message(
          "nothing holds this as typed; these hold its words or characters apart",
          "没有内容与输入完全相符；以下内容分别含有其中的词或字"))
    }
    if result.total > result.hits.count {
      Terminal.say(
        Message(
          "\(result.hits.count) of \(result.total); see more with --limit",
          "共 \(result.total) 条，显示 \(result.hits.count) 条；用 --limit 可查看更多"))
    }
  }
}
