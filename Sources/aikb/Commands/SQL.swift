import ArgumentParser
import Glibc
import KnowledgeBase

struct SQL: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql",
    abstract: "Ask in SQL. Read-only: nothing can be changed.",
    discussion: """
      A kind is a view (models, firms …), a property is a column, a relation is a
      row of relations. 'aikb schema' lists them. The text index is search_index:
      Chinese characters in it stand apart.

        aikb sql "SELECT name, released FROM models WHERE countries LIKE '%China%'"
        aikb sql "SELECT count(*) FROM search_index WHERE search_index MATCH '华 为'"
        aikb sql - -f json < question.sql
      """)

  @Argument(help: "One SELECT statement; - reads it from standard input.")
  var statement: String

  @Option(help: ArgumentHelp("Longest time the database may work on it.", valueName: "seconds"))
  var timeout: Double = 30

  @OptionGroup var citation: CiteOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if !(timeout > 0 && timeout <= 86_400) {
      throw ValidationError("--timeout is a number of seconds, more than 0 and at most 86400.")
    }
  }

  func run() throws {
    let seconds = timeout
    let session = try ReadOnlySQL(path: database.path, seconds: seconds) {
      // Nothing is being written, so there is nothing to lose.
      Terminal.say("aikb: \(KnowledgeBaseError.deadline(seconds: seconds))")
      _exit(ExitStatus.failed.code)
    }
    if session.isImmutable { DatabaseOptions.sayImmutable(database.path) }
    let text = statement == "-" ? Self.standardInput() : statement
    try output.write(try session.query(text))
    if citation.cite {
      try citation.write(
        try database.read(), sql: text, .statement, beside: output.file, .fromLocale)
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
