import ArgumentParser
import KnowledgeBase
import Messages
import Tabular

struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "query",
    abstract: Message(
      "Ask a question that has a name, or any SQL. Read-only.", "运行命名查询或任意 SQL。只读。"),
    about: Message(
      """
      Without a name, or with --list, the questions there are. A parameter is given
      with -p; one that names an entity takes its key, a name or an ISO code, and
      -p name= leaves it open. --lang shows columns that come in both languages
      (name, name_zh) in one.
      """,
      """
      不给名称，或加 --list 时，列出所有命名查询。参数用 -p 给出；指明实体的参数可
      用键、名称或 ISO 代码，-p name= 表示不限。--lang 把有两种语言的列（name、
      name_zh）合为一列。
      """),
    examples: """
      aikb query
      aikb query openness-by-country -p country=cn -f csv
      aikb query substitutes -p product='GB200 NVL72' --lang zh
      aikb query suppliers --sql > mine.sql
      aikb query --save foundry-shares mine.sql
      aikb query foundry-shares -p technology=高带宽内存
      aikb query "SELECT name FROM chips WHERE released >= :d" -p d=2025
      """,
    notes: Message(
      """
      One's own are SQL files in the folder 'queries' beside the knowledge base (for
      its usual place, $XDG_DATA_HOME/aikb/queries). Comments at the head describe
      them; 'aikb query NAME --sql' shows how.
      """,
      """
      自己的查询是知识库旁 'queries' 文件夹中的 SQL 文件（知识库在默认位置时，即
      $XDG_DATA_HOME/aikb/queries）。文件开头的注释是对查询的说明；可用
      'aikb query NAME --sql' 查看写法。
      """))

  @Argument(
    help: ArgumentHelp(
      "A name, or SQL; - reads SQL from standard input.", "名称或 SQL；- 从标准输入读取 SQL。",
      valueName: "query"))
  var query: String?

  @OptionGroup var options: QueryOptions

  @Flag(help: ArgumentHelp("List the queries with their parameters.", "列出命名查询及其参数。"))
  var list = false

  @Flag(help: ArgumentHelp("Print the SQL instead of asking it.", "只打印 SQL，不执行。"))
  var sql = false

  @Option(
    help: ArgumentHelp(
      "Save the SQL of a file under this name.", "把文件中的 SQL 存为该名称的查询。", valueName: "name"))
  var save: String?

  @Flag(
    help: ArgumentHelp(
      "Let --save take the place of a query that has the name.", "允许 --save 替换同名的查询。"))
  var replace = false

  @OptionGroup var citation: CiteOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if save != nil, query == nil {
      throw ValidationError(
        "Say which file to save: aikb query --save NAME FILE.",
        "请说明要保存哪个文件：aikb query --save NAME FILE。")
    }
    if replace, save == nil {
      throw ValidationError("--replace goes with --save.", "--replace 须与 --save 同用。")
    }
  }

  func run() throws {
    let library = QueryLibrary(database: database.path)
    if let save, let query { return try keep(query, as: save, in: library) }
    guard let query, !list else { return try printList(library) }
    let question = try QueryOptions.question(query, library)
    if sql { return print(question.sql, terminator: question.sql.hasSuffix("\n") ? "" : "\n") }
    let rows = try options.rows(of: question, database)
    try output.write(rows, language: languages.given ?? .both)
    if citation.cite {
      try citation.write(
        try database.read(), sql: question.sql, .statement, beside: output.file)
    }
  }

  private func keep(_ file: String, as name: String, in library: QueryLibrary) throws {
    let text = file == "-" ? SQL.standardInput() : try QueryLibrary.text(of: file)
    let query = try QueryLibrary.read(text, name: name, file: file)
    try options.timeout.session(database.path).check(query)
    let path = try library.save(query, isReplacing: replace)
    Terminal.say(Message("\(path): saved as the query \(name)", "\(path)：已存为查询 \(name)"))
  }

  private func printList(_ library: QueryLibrary) throws {
    let (queries, problems) = try library.all()
    for problem in problems { Terminal.warn(problem) }
    let language = languages.language
    let titles = language == .both ? ["title", "title_zh"] : ["title"]
    try output.write(
      ["name"] + titles + ["parameters", "own"],
      queries.map { query in
        let title = query.title
        let shown =
          language == .both ? [title.en, title.zh] : [language == .zh ? title.zh : title.en]
        let usage = query.parameters.map(\.usage).joined(separator: ", ")
        return [.text(query.name)] + shown.map(Cell.text)
          + [usage.isEmpty ? .null : .text(usage), query.isOwn ? .text("yes") : .null]
      })
  }
}
