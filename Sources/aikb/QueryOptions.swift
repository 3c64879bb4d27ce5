import ArgumentParser
import Glibc
import KnowledgeBase
import Messages

/// How a named query, or SQL, is asked.
struct QueryOptions: ParsableArguments {
  @Option(
    name: [.customShort("p"), .customLong("param")],
    help: ArgumentHelp("A parameter; may be repeated.", "参数；可重复。", valueName: "name=value"))
  var parameters: [String] = []

  @Option(
    help: ArgumentHelp(
      "Longest time the database may work on it.", "数据库执行的最长时间。", valueName: "seconds"))
  var timeout: Double = 30

  func validate() throws {
    if !(timeout > 0 && timeout <= 86_400) {
      throw ValidationError(
        "--timeout is a number of seconds, more than 0 and at most 86400.",
        "--timeout 为秒数，大于 0 且不超过 86400。")
    }
  }

  /// The query of a name, or the one that SQL is; - reads it from standard input.
  static func question(_ text: String, _ library: QueryLibrary) throws -> NamedQuery {
    if text == "-" {
      return try QueryLibrary.read(SQL.standardInput(), name: nil, file: "stdin")
    }
    if QueryLibrary.looksLikeName(text) { return try library.query(text) }
    return try QueryLibrary.read(text, name: nil, file: "SQL")
  }

  /// The rows of a query; what a parameter was read as is said.
  func rows(of question: NamedQuery, _ database: DatabaseOptions) throws -> RowQuery {
    try session(database).query(question, try arguments()) { parameter, argument, value in
      Terminal.say(
        Message("\(parameter): '\(argument)' is \(value)", "\(parameter)：'\(argument)' 即 \(value)"))
    }
  }

  func session(_ database: DatabaseOptions) throws -> ReadOnlySQL {
    let seconds = timeout
    let session = try ReadOnlySQL(path: database.path, seconds: seconds) {
      // Nothing is being written, so there is nothing to lose.
      Terminal.warn(KnowledgeBaseError.deadline(seconds: seconds).message)
      _exit(ExitStatus.failed.code)
    }
    if session.isImmutable { DatabaseOptions.sayImmutable(database.path) }
    return session
  }

  private func arguments() throws -> [String: String] {
    var arguments: [String: String] = [:]
    for text in parameters {
      guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
        throw UsageError(
          message: Message(
            "-p \(text): a parameter reads name=value", "-p \(text)：参数应写作 name=value"))
      }
      let name = String(text[..<equals])
      guard arguments[name] == nil else {
        throw UsageError(message: Message("-p \(name): is given twice", "-p \(name)：重复给出"))
      }
      arguments[name] = String(text[text.index(after: equals)...])
    }
    return arguments
  }
}
