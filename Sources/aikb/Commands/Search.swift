import ArgumentParser
import KnowledgeBase
import Messages
import Tabular

struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find entities, claims, sources and passages, in Chinese and English.",
    discussion: """
      Words are AND; "a phrase" stays together. Case, width, accents and traditional
      characters make no difference; every Chinese character can be found. Exact
      names come first, then names that begin with the query, then other names, then
      text. With --kind, words of a filter narrow it (see 'aikb help list').

        aikb search 华为
        aikb search 'R1-0528' --kind models
        aikb search '"open weights"'
        aikb search reasoning --kind models country:cn released:2025
        aikb search --raw 'name : (qwen* OR kimi)'
      """)

  @Argument(help: "What to look for.")
  var words: [String]

  @Option(help: "Only this kind: models, firms, chips …, or claims, sources, passages.")
  var kind: String?

  @Option(name: .shortAndLong, help: "At most so many hits.")
  var limit: Int = 20

  @Flag(help: "FTS5 query syntax on the folded columns name, alias, description.")
  var raw = false

  @OptionGroup var output: OutputOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
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
      Terminal.say("aikb: nothing found for \(text)")
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
        : [.text(language.name(hit.name, hit.nameZH))]
      let snippet = hit.snippet?.marked("[", "]")
      try writer.write(
        [.text(hit.key), .text(hit.kind)] + own
          + [.text("\(hit.match)"), Cell(snippet)])
    }
    try writer.finish()
    try sink.commit()
    if result.isRelaxed {
      Terminal.say("nothing holds this as typed; these hold its words or characters apart")
    }
    if result.total > result.hits.count {
      Terminal.say("\(result.hits.count) of \(result.total); see more with --limit")
    }
  }
}
