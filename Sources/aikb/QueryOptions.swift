import ArgumentParser
import KnowledgeBase
import Messages

/// How a named query, or SQL, is asked.
struct QueryOptions: ParsableArguments {
  @Option(
    name: [.customShort("p"), .customLong("param")],
    help: ArgumentHelp("A parameter; may be repeated.", "参数；可重复。", valueName: "name=value"))
  var parameters: [String] = []

  @OptionGroup var timeout: TimeoutOptions

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
    try timeout.session(database.path).query(question, try arguments()) {
      parameter, argument, value in
      Terminal.say(
        Message("\(parameter): '\(argument)' is \(value)", "\(parameter)：'\(argument)' 即 \(value)"))
    }
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
