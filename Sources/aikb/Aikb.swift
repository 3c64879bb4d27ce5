import ArgumentParser
import Messages

/// The command line: parses, calls the libraries, prints. It holds no SQL.
@main
struct Aikb: ParsableCommand {
  static let configuration = CommandConfiguration(
    "aikb",
    abstract: Message(
      "A knowledge base of the global AI competition in one SQLite file.",
      "全球人工智能竞争知识库，存于单个 SQLite 文件。"),
    about: Message(
      """
      Import what others publish, search it in Chinese and English, ask it in SQL,
      and export CSV that opens in a spreadsheet.
      """,
      """
      导入各方公布的资料，用中文和英文搜索，用 SQL 查询，
      并导出可在电子表格中打开的 CSV。
      """),
    examples: """
      aikb init
      aikb search 华为
      aikb show huawei
      aikb sql "SELECT name, released FROM models ORDER BY released DESC LIMIT 5"
      """,
    notes: Message(
      "The file is --db FILE, else $AIKB_DB, else $XDG_DATA_HOME/aikb/aikb.db.",
      "文件由 --db 指定，否则为 $AIKB_DB，再否则为 $XDG_DATA_HOME/aikb/aikb.db。"),
    version: "0.1.0",
    subcommands: [
      Init.self, IngestCommand.self, SeedsCommand.self, Search.self, Show.self, List.self,
      Neighbors.self, Path.self, Compare.self, TimelineCommand.self, Claims.self, Candidates.self,
      Sources.self,
      Cite.self, SQL.self, QueryCommand.self, Export.self, SetCommand.self, Link.self, Unlink.self,
      Alias.self, Rename.self, Merge.self, Unmerge.self, ReviewCommand.self, Retire.self,
      Unretire.self, Evidence.self, SchemaCommand.self,
      KindCommand.self, PredicateCommand.self, Check.self, Reindex.self, Backup.self,
      Completions.self,
    ])

  static func main() {
    Terminal.handleSignals()
    do {
      var command = try parseAsRoot(
        TypedArguments(Array(CommandLine.arguments.dropFirst())).arranged())
      try command.run()
    } catch let error as ExitStatus {
      Self.exit(withError: ExitCode(error.code))
    } catch {
      if let failure = Failure(error) {
        for line in failure.lines { Terminal.say(line) }
        Self.exit(withError: ExitCode(failure.code))
      }
      if Message.isChinese { explain(error) }
      Self.exit(withError: error)
    }
  }

  /// Help and errors of parsing in Chinese; ends the program.
  private static func explain(_ error: any Error) -> Never {
    let code = exitCode(for: error)
    let text = fullMessage(for: error, columns: ChineseHelp.unbroken)
    if code.isSuccess {
      print(ChineseHelp.page(text))
    } else {
      Terminal.say(Message(verbatim: ParserWords.error(text)))
    }
    Self.exit(withError: code)
  }
}
