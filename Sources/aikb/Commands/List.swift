import ArgumentParser
import KnowledgeBase
import Messages
import Tabular

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message(
      "The entities of a kind that a filter selects, or the rows of a common view.",
      "列出某一类别中符合筛选条件的实体，或常用视图的行。"),
    about: Message(
      """
      A filter is words, joined by AND; OR binds the two beside it (a b OR c d is
      a AND (b OR c) AND d), - negates one.

        released:2025  released:2024-06..2025  parameters:>100e9  openness:api
        country:cn (one of them)  country:=cn (the only one)  weights:open|closed
        listed_on:dod-1260h  develops:qwen3  owns:facility  trained_on:any|none
        named_in:epoch-notable-models  mentioned_in:DOCUMENT  "open weights"

      How many rows could not be decided, and what the words mean, goes to standard
      error. Views: relations, names, events, figures, latest_figures, claims,
      claim_evidence, documents, passages, mentions, sources, citations, conflicts;
      the name of an entity behind one of them leaves only what is about it.
      """,
      """
      筛选条件由若干词组成，各词之间为 AND；OR 连接其左右两词（a b OR c d 即
      a AND (b OR c) AND d），- 表示否定。

        released:2025  released:2024-06..2025  parameters:>100e9  openness:api
        country:cn（其中之一）  country:=cn（唯一）  weights:open|closed
        listed_on:dod-1260h  develops:qwen3  owns:facility  trained_on:any|none
        named_in:epoch-notable-models  mentioned_in:文档键  "open weights"

      有多少行无法判定、各词是什么含义，写到标准错误。视图有：relations、names、
      events、figures、latest_figures、claims、claim_evidence、documents、
      passages、mentions、sources、citations、conflicts；其后写一个实体名，
      则只列与它有关的行。
      """),
    examples: """
      aikb list models country:cn weights:open released:2025 --columns name
      aikb list firms listed_on:dod-1260h --lang zh
      aikb list policies type:export-control country:us --sort -announced -l 5
      aikb list models named_in:essay-global-ai-race --sql
      aikb list conflicts glm-4-5
      """)

  @Argument(
    help: ArgumentHelp("A kind (models, firms …) or a view.", "类别（models、firms 等）或视图。"),
    completion: .kind)
  var what: String

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      "Words of a filter; behind a view, an entity.", "筛选条件；视图之后为实体名。", valueName: "filter"))
  var words: [String] = []

  @OptionGroup var filter: FilterOptions
  @OptionGroup var citation: CiteOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let store = try database.read()
    let rows = try store.rows(of: what, words, filter, languages.language)
    if filter.sql { return print(rows.sql) }
    try output.write(rows.query, sheet: what)
    // What --cite says on standard error has it too.
    if let filter = rows.filter, !citation.cite || output.file != nil {
      FilterOptions.say(try store.coverage(of: filter))
    }
    try citation.write(
      store, sql: rows.sql, rows.subject.map { .filter($0) } ?? .view(what), beside: output.file)
  }
}

/// The rows that `list` and `export` write.
struct ListedRows {
  let query: RowQuery
  /// The SQL they were asked with.
  let sql: String
  /// Nil where nothing was filtered.
  var filter: Filter?
  /// The entities the rows are about, filtered or not; nil for a view.
  var subject: Filter?
}

extension Store {
  /// The rows of a kind or of one of the common views.
  func rows(
    of what: String, _ words: [String], _ options: FilterOptions, _ language: Language
  ) throws -> ListedRows {
    for word in words where word.hasPrefix("--") {
      throw UsageError(
        message: Message(
          "no option '\(word)'; see 'aikb help list'", "没有选项 '\(word)'；见 'aikb help list'"))
    }
    if let kind = try? registry.kind(what) {
      let (rows, filter, sql) = try list(kind, try options.selection(words, language))
      return ListedRows(
        query: rows, sql: sql,
        filter: words.isEmpty && options.asOf == nil && options.accordingTo == nil ? nil : filter,
        subject: filter)
    }
    let isAboutEntity = words.count == 1 && Self.entityColumns[what] != nil
    let key = isAboutEntity ? try entity(words[0]).key : nil
    let (rows, sql) = try list(view: what, about: key, limit: options.limit)
    guard words.isEmpty || isAboutEntity, !options.isUsed || options.sql else {
      throw UsageError(
        message: Message(
          "filters and columns belong to a kind; narrow \(what) with 'aikb sql'",
          "筛选条件和列只用于类别；请用 'aikb sql' 收窄 \(what)"))
    }
    return ListedRows(query: rows, sql: sql)
  }
}
