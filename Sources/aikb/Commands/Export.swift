import ArgumentParser
import KnowledgeBase
import Messages
import Tabular

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message(
      "Write CSV that opens in a spreadsheet, or everything as a folder.", "导出可在电子表格中打开的 CSV，或全部内容。"
    ),
    about: Message(
      """
      --excel writes a byte order mark and CRLF, and a ' before text that a
      spreadsheet would run as a formula or turn into another date or number;
      ingest takes exactly that away again. -o NAME.xlsx writes a workbook.
      --all writes one CSV for each kind, relations, names, sources and citations;
      ingesting the folder gives the same knowledge base.
      """,
      """
      --excel 写入字节顺序标记（BOM）和 CRLF，并在电子表格会当作公式执行、或变成
      其他日期或数字的文本前加 '；导入时恰好去掉这些。-o NAME.xlsx 写出工作簿。
      --all 为每个类别以及关系、名称、来源和引用各写一个 CSV；导入该文件夹即得到
      相同的知识库。
      """),
    examples: """
      aikb export models --excel -o models.csv
      aikb export models country:cn released:2025 --lang both -o cn-2025.csv
      aikb export models country:cn --with-sources -o cn.csv
      aikb export models --exclude-licence 'CC-BY-NC*' -o free.csv
      aikb export relations -f jsonl
      aikb export --all backup-folder
      """)

  @Argument(
    help: ArgumentHelp(
      "A kind, or a view: relations, names, events, figures, claims, sources …",
      "类别或视图：relations、names、events、figures、claims、sources 等。"), completion: .kind)
  var what: String?

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      "Words of a filter; see 'aikb help list'.", "筛选条件；见 'aikb help list'。", valueName: "filter"))
  var words: [String] = []

  @Option(help: ArgumentHelp("Everything, into this folder.", "导出全部内容到该文件夹。", valueName: "folder"))
  var all: String?

  @Flag(
    help: ArgumentHelp(
      "For a spreadsheet: byte order mark, CRLF, no formulas.", "供电子表格使用：BOM、CRLF、不含公式。"))
  var excel = false

  @Flag(
    help: ArgumentHelp(
      "Beside each value its sources, their basis and interval; licences are listed.",
      "每个值旁列出来源、依据和区间；并列出许可证。"))
  var withSources = false

  @Option(
    help: ArgumentHelp(
      "Leave out what only sources under this licence say (CC-BY-NC*); may be repeated.",
      "略去只有该许可证下的来源才说的内容（CC-BY-NC*）；可重复。", valueName: "licence"))
  var excludeLicence: [String] = []

  @OptionGroup var filter: FilterOptions
  @OptionGroup var citation: CiteOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if (what == nil) == (all == nil) {
      throw ValidationError(
        "Say what to export (a kind, relations, …), or --all FOLDER.",
        "请说明要导出什么（类别、relations 等），或用 --all FOLDER。")
    }
    if all != nil,
      output.format != nil || output.output != nil || filter.isUsed || citation.cite
        || !words.isEmpty || withSources || !excludeLicence.isEmpty
    {
      throw ValidationError(
        "--all writes CSV files into its folder; leave -f, -o and filters out.",
        "--all 把 CSV 文件写入该文件夹；请去掉 -f、-o 和筛选条件。")
    }
    if excel, let format = output.format, format != .csv {
      throw ValidationError(
        "--excel is about CSV; leave --format out.", "--excel 只用于 CSV；请去掉 --format。")
    }
  }

  func run() throws {
    let store = try database.read()
    if let all { return try everything(store, into: all) }
    var options = output
    if options.format == nil, options.output == nil || excel { options.format = .csv }
    let listed = try store.rows(of: what ?? "", words, filter, languages.given ?? .en)
    if filter.sql { return print(listed.sql) }
    let sourced = try sourced(store, sql: listed.sql)
    let query = try sourced?.rows(withSources: withSources) ?? listed.query
    let rows = try options.write(query, excel: excel)
    if let sourced { LicenceNotes.say(try sourced.licences()) }
    // What --cite says on standard error has it too.
    if let filter = listed.filter, !citation.cite || output.file != nil {
      FilterOptions.say(try store.coverage(of: filter))
    }
    if let file = output.output, file != "-" {
      Terminal.say(Message("\(file): \(rows) rows", "\(file)：\(rows) 行"))
    }
    try citation.write(
      store, sql: listed.sql, listed.subject.map { .filter($0) } ?? .view(what ?? ""),
      beside: output.file)
  }

  /// The rows with their sources or without some licences; nil where neither is asked for.
  private func sourced(_ store: Store, sql: String) throws -> SourcedRows? {
    guard withSources || !excludeLicence.isEmpty else { return nil }
    return SourcedRows(
      store, try store.registry.kind(what ?? ""), sql: sql, excluding: excludeLicence)
  }

  private func everything(_ store: Store, into folder: String) throws {
    try Folder.make(for: folder + "/.")
    let done = try PackageExport(store, into: folder, excel: excel).write()
    let names = done.files.joined(separator: ", ")
    Terminal.say(Message("\(folder): \(names)", "\(folder)：\(names)"))
    if !done.removed.isEmpty {
      let names = done.removed.joined(separator: ", ")
      Terminal.say(
        Message(
          "\(folder): removed, of the export that was there: \(names)",
          "\(folder)：已移除原有导出的文件：\(names)"))
    }
    if !done.strangers.isEmpty {
      let names = done.strangers.joined(separator: ", ")
      Terminal.say(
        Message(
          "\(folder): no part of the package: \(names)", "\(folder)：不属于该数据包：\(names)"))
    }
  }
}
