import ArgumentParser
import KnowledgeBase
import Messages

/// The command line: parses, calls the libraries, prints. It holds no SQL.
@main
struct Aikb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "aikb",
    abstract: "A knowledge base of the global AI competition in one SQLite file.",
    discussion: """
      Import what others publish, search it in Chinese and English, ask it in SQL,
      and export CSV that opens in a spreadsheet.

        aikb init
        aikb search 华为
        aikb show huawei
        aikb sql "SELECT name, released FROM models ORDER BY released DESC LIMIT 5"

      The file is --db FILE, else $AIKB_DB, else $XDG_DATA_HOME/aikb/aikb.db.
      """,
    version: "0.1.0",
    subcommands: [
      Init.self, IngestCommand.self, SeedsCommand.self, Search.self, Show.self, List.self,
      Neighbors.self, Path.self, Compare.self, TimelineCommand.self, Claims.self, Sources.self,
      Cite.self, SQL.self, QueryCommand.self, Export.self, SetCommand.self, Link.self, Unlink.self,
      Alias.self, Rename.self, Retire.self, Unretire.self, Evidence.self, SchemaCommand.self,
      KindCommand.self, PredicateCommand.self, Check.self, Reindex.self, Backup.self,
      Completions.self,
    ])

  static func main() {
    Terminal.handleSignals()
    do {
      var command = try parseAsRoot(try arranged(Array(CommandLine.arguments.dropFirst())))
      try command.run()
    } catch let error as ExitStatus {
      Self.exit(withError: ExitCode(error.code))
    } catch {
      if let failure = Failure(error) {
        for line in failure.lines { Terminal.say(line) }
        Self.exit(withError: ExitCode(failure.code))
      }
      Self.exit(withError: error)
    }
  }

  /// Lets `--db FILE` and `--lang` stand before the command as well as after it.
  static func arranged(_ arguments: [String]) throws -> [String] {
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
    guard let command = rest.first else { return arguments }
    let known = configuration.subcommands.flatMap(Self.names)
    if !command.hasPrefix("-"), !known.contains(command), command != "help" {
      let near = Nearest.to(command, among: known)
      throw UsageError(
        message: Message("no command '\(command)'; ", "没有命令 '\(command)'；")
          + (near.isEmpty
            ? ""
            : Message(
              "nearest: \(near.joined(separator: ", ")); ",
              "最接近的有：\(near.joined(separator: ", "))；"))
          + Message("see 'aikb --help'", "参见 'aikb --help'"))
    }
    // A pasted statement may begin with a comment, which is no option.
    let statements = rest.dropFirst().filter {
      (command == "sql" || command == "query") && $0.hasPrefix("-- ")
    }
    let others = Self.negations(
      in: command, rest.dropFirst().filter { !statements.contains($0) })
    // The options belong to the innermost command: aikb --db FILE kind add …
    let inner =
      configuration.subcommands.first { Self.names(of: $0).contains(command) }?
      .configuration.subcommands.flatMap(Self.names) ?? []
    if let next = others.first, inner.contains(next) {
      return [command, next] + leading + others.dropFirst()
    }
    return [command] + leading + others + (statements.isEmpty ? [] : ["--"] + statements)
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

  private static func names(of command: any ParsableCommand.Type) -> [String] {
    [command.configuration.commandName ?? command._commandName] + command.configuration.aliases
  }
}
