import ArgumentParser
import KnowledgeBase
import Messages

/// The command line as it was typed: options that stand before the command, and the rest.
struct TypedArguments {
  private let leading: [String]
  /// The command and what follows it.
  private let rest: ArraySlice<String>

  init(_ arguments: [String]) {
    var leading: [String] = []
    var rest = arguments[...]
    while let first = rest.first {
      if first == "--db" || first == "--lang", rest.count > 1 {
        leading += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else if first.hasPrefix("--db=") || first.hasPrefix("--lang=") {
        leading.append(first)
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    self.leading = leading
    self.rest = rest
  }

  /// What `--lang` says of messages: zh or en. The option of `alias` is about the name.
  var language: Language? {
    let words = leading + (rest.first == "alias" ? [] : rest)
    let given = words.indices.lazy.compactMap { index -> Language? in
      let word = words[index]
      if word.hasPrefix("--lang=") { return Language(rawValue: String(word.dropFirst(7))) }
      guard word == "--lang", index + 1 < words.count else { return nil }
      return Language(rawValue: words[index + 1])
    }
    return given.first { $0 != .both }
  }

  /// The arguments in the order the parser wants them: options behind the innermost command, a
  /// statement that looks like an option behind `--`.
  ///
  /// - Throws: `UsageError` for a command that there is not.
  func arranged() throws -> [String] {
    guard let command = rest.first else { return leading }
    guard !command.hasPrefix("-") else { return rest + leading }
    let others = Array(rest.dropFirst())
    // It has no options; what language it is in has been found out.
    if command == "help" { return [command] + Self.withoutLanguage(others) }
    guard let type = Self.command(command) else { throw Self.unknown(command) }
    // Help takes no options, and would be that of a default command where there are any.
    if others.contains("--help") || others.contains("-h") {
      return Self.withoutLanguage(Array(rest))
    }
    // The options belong to the innermost command: aikb --db FILE kind add …
    let inner = type.configuration.subcommands.flatMap(Self.names)
    let options = command == "alias" ? Self.withoutLanguage(leading) : leading
    if let next = others.first, inner.contains(next) {
      return [command, next] + options + others.dropFirst()
    }
    if !inner.isEmpty, type.configuration.defaultSubcommand == nil { return Array(rest) }
    // A pasted statement may begin with a comment, which is no option.
    let isStatement = { (word: String) in
      (command == "sql" || command == "query") && word.hasPrefix("-- ")
    }
    let statements = others.filter(isStatement)
    return [command] + options + Self.negations(in: command, others.filter { !isStatement($0) })
      + (statements.isEmpty ? [] : ["--"] + statements)
  }

  /// Commands that take the words of a filter.
  private static let filtered: Set<String> = [
    "list", "export", "search", "show", "compare", "claims",
  ]

  /// `-country:cn` leaves something out; to the parser it is options c, o, u … in one word. A full-width
  /// dash means the same and looks like no option. What follows --sort is its own.
  private static func negations(in command: String, _ arguments: [String]) -> [String] {
    guard filtered.contains(command) else { return arguments }
    var previous = ""
    return arguments.map { argument in
      defer { previous = argument }
      guard argument.hasPrefix("-"), !argument.hasPrefix("--"), argument.count > 2,
        previous != "--sort"
      else { return argument }
      return "－" + argument.dropFirst()
    }
  }

  /// What the words say of an option: `--db FILE` or `--db=FILE`.
  static func value(of option: String, in words: [String]) -> String? {
    if let index = words.firstIndex(of: option) { return words.dropFirst(index + 1).first }
    return words.first { $0.hasPrefix(option + "=") }.map { String($0.dropFirst(option.count + 1)) }
  }

  private static func withoutLanguage(_ words: [String]) -> [String] {
    var result: [String] = []
    var isValue = false
    for word in words {
      let isOption = word == "--lang"
      if !isValue, !isOption, !word.hasPrefix("--lang=") { result.append(word) }
      isValue = isOption
    }
    return result
  }

  // MARK: Commands

  private static func names(of command: any ParsableCommand.Type) -> [String] {
    [command.configuration.commandName ?? command._commandName] + command.configuration.aliases
  }

  private static func command(_ name: String) -> (any ParsableCommand.Type)? {
    Aikb.configuration.subcommands.first { names(of: $0).contains(name) }
  }

  private static func unknown(_ command: String) -> UsageError {
    let near = Nearest.to(command, among: Aikb.configuration.subcommands.flatMap(names))
      .joined(separator: ", ")
    return UsageError(
      message: Message("no command '\(command)'; ", "没有命令 '\(command)'；")
        + (near.isEmpty ? nil : Message("nearest: \(near); ", "最接近的有：\(near)；"))
        + Message("see 'aikb --help'", "参见 'aikb --help'"))
  }
}
