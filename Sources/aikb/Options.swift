import ArgumentParser
import Glibc
import KnowledgeBase
import Messages
import Tabular

/// Which knowledge base.
struct DatabaseOptions: ParsableArguments {
  @Option(
    name: .customLong("db"),
    help: ArgumentHelp(
      "The knowledge base (default: $AIKB_DB, else $XDG_DATA_HOME/aikb/aikb.db).",
      "知识库文件（默认：$AIKB_DB，否则为 $XDG_DATA_HOME/aikb/aikb.db）。", valueName: "file"))
  var file: String?

  /// The file meant.
  var path: String { file ?? Self.usual ?? "" }

  /// The file meant where none is named; nil where nothing says where the user's files are.
  private static var usual: String? {
    if let file = Terminal.environment("AIKB_DB"), !file.isEmpty { return file }
    if let data = Terminal.environment("XDG_DATA_HOME"), data.hasPrefix("/") {
      return data + "/aikb/aikb.db"
    }
    guard let home = Terminal.environment("HOME"), !home.isEmpty else { return nil }
    return home + "/.local/share/aikb/aikb.db"
  }

  func validate() throws {
    guard file != nil || Self.usual != nil else {
      throw ValidationError(
        "HOME is not set, so there is no usual place for a knowledge base; name one with --db or $AIKB_DB.",
        "未设置 HOME，因而没有知识库的默认位置；请用 --db 或 $AIKB_DB 指定。")
    }
  }

  /// Opens it; a text index of another version is made anew.
  func open(_ access: Store.Access) throws -> Store {
    try Store(path: path, access: access, onRenewal: RenewalMessages(path).tell)
  }

  /// Opens it for reading.
  ///
  /// - Parameter asItIs: a text index of another version is left alone.
  func read(asItIs: Bool = false) throws -> Store {
    let store = try asItIs ? Store(path: path, access: .read) : open(.read)
    if store.isImmutable { DatabaseOptions.sayImmutable(path) }
    return store
  }

  static func sayImmutable(_ path: String) {
    Terminal.warn(
      Message(
        "\(path): cannot be written, read as it is (changes by others stay unseen)",
        "\(path)：无法写入，按现状读取（看不到其他进程的更改）"))
  }
}

/// How results are printed.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "table, csv, tsv, json, jsonl, markdown or xlsx (default: table on a terminal, csv in a pipe).",
      "输出格式（默认：在终端为 table，在管道中为 csv）。"))
  var format: OutputFormat?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to a file; - is standard output.", "写入文件；- 表示标准输出。"))
  var output: String?

  /// The format asked for: said, else by the file's ending, else by where it goes.
  var chosenFormat: OutputFormat {
    if let format { return format }
    if let output, output != "-" {
      let ending = output.split(separator: ".").last.map(String.init) ?? ""
      return OutputFormat(rawValue: ending == "md" ? "markdown" : ending) ?? .csv
    }
    return Terminal.isOutput ? .table : .csv
  }

  /// Where it goes. A file is written beside and renamed at the end, so that none is left half.
  func sink() throws -> ByteSink {
    if let output, output != "-" {
      if format == nil { try OutputFile.checkEnding(output) }
      try OutputFile.check(output)
      return try ByteSink.file(output)
    }
    if chosenFormat == .xlsx, Terminal.isOutput {
      throw ValidationError("A workbook needs a file: -o FILE.xlsx", "工作簿需要写入文件：-o FILE.xlsx")
    }
    return ByteSink.stdout()
  }

  /// The width tables are cut to.
  var tableWidth: Int? { output == nil || output == "-" ? Terminal.width : nil }
}

/// How a page of text is printed, or the rows it is made of.
struct PageOutputOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "table, csv, tsv, json, jsonl, markdown or xlsx (default: text).", "输出格式（默认：文字）。"))
  var format: OutputFormat?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "Write to a file, text where it ends in .txt; - is standard output.",
      "写入文件，以 .txt 结尾则为文字；- 表示标准输出。", valueName: "output"))
  var path: String?

  /// The same as options for rows.
  var output: OutputOptions {
    var options = OutputOptions()
    options.format = format
    options.output = path
    return options
  }
}

/// The language of names.
struct LanguageOptions: ParsableArguments {
  @Option(
    name: .customLong("lang"),
    help: ArgumentHelp("zh, en or both (default: from the locale).", "语言（默认：依系统环境）。"))
  var given: Language?

  var language: Language { given ?? .fromLocale }
}

extension OutputFormat: ExpressibleByArgument {}

extension Cell {
  init(_ text: String?) {
    self = text.map(Cell.text) ?? .null
  }

  init(_ number: Double?) {
    self = number.map(Cell.real) ?? .null
  }
}
