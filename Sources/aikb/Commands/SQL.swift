import ArgumentParser
import Glibc
import KnowledgeBase
import Messages

struct SQL: ParsableCommand {
  static let configuration = CommandConfiguration(
    "sql",
    abstract: Message("Ask in SQL. Read-only: nothing can be changed.", "用 SQL 查询。只读：不会更改任何内容。"),
    about: Message(
      """
      A kind is a view (models, firms …), a property is a column, a relation is a
      row of relations. 'aikb schema' lists them. The text index is search_index:
      Chinese characters in it stand apart.
      """,
      """
      类别是视图（models、firms ……），属性是列，关系是 relations 的行；可用
      'aikb schema' 查看。全文索引为 search_index，其中的汉字以空格隔开。
      """),
    examples: """
      aikb sql "SELECT name, released FROM models WHERE countries LIKE '%China%'"
      aikb sql "SELECT count(*) FROM search_index WHERE search_index MATCH '华为'"
      aikb sql - -f json < question.sql
      """)

  @Argument(
    help: ArgumentHelp(
      "One SELECT statement; - reads it from standard input.", "一条 SELECT 语句；- 从标准输入读取。"))
  var statement: String

  @OptionGroup var timeout: TimeoutOptions
  @OptionGroup var citation: CiteOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let session = try timeout.session(database.path)
    let text = statement == "-" ? Self.standardInput() : statement
    try output.write(try session.query(text))
    if citation.cite {
      try citation.write(
        try database.read(), sql: text, .statement, beside: output.file)
    }
  }

  /// All of standard input, up to 1 MB and a little.
  static func standardInput() -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count <= 0 || bytes.count > 1 << 20 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
