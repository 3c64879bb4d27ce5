import ArgumentParser
import KnowledgeBase
import Messages
import Tabular

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message(
      "Write CSV that opens in a spreadsheet, a workbook, or everything.",
      "导出可在电子表格中打开的 CSV、工作簿，或全部内容。"
    ),
    about: Message(
      """
      A kind, a view, a search (--search) or a query (--query). --excel writes a
      byte order mark and CRLF, and a ' before text that a spreadsheet would run as
      a formula or turn into another date or number; ingest takes exactly that away
      again. -o NAME.xlsx writes a workbook. What is too much for a spreadsheet is
      said; with --split long texts go on in further columns (description…2) and
      rows in further files (models-2.csv), and ingest puts them together again.
      The last column of a kind, row_version, tells an ingest of the edited file
      whether somebody else has changed the row meanwhile.

      --all writes a data package (datapackage.json and one CSV for each kind,
      relations, names, sources, citations …), or into a file NAME.xlsx a workbook
      with a sheet for each. Ingesting it gives the same knowledge base.
      """,
      """
      可导出类别、视图、搜索（--search）或查询（--query）的结果。--excel 写入字节
      顺序标记（BOM）和 CRLF，并在电子表格会当作公式执行、或变成其他日期或数字的
      文本前加 '；导入时恰好去掉这些。-o NAME.xlsx 写出工作簿。超出电子表格上限的
      内容会加以说明；用 --split 时，过长的文本续写在其他列（description…2），
      过多的行续写在其他文件（models-2.csv），导入时再合为一体。类别的最后一列
      row_version 使导入编辑后的文件时能发现他人在此期间更改过的行。

      --all 写出数据包（datapackage.json，以及每个类别和关系、名称、来源、引用等
      各一个 CSV）；写入 NAME.xlsx 时则为每表一个工作表的工作簿。导入后即得到相同
      的知识库。
      """),
    examples: """
      aikb export models --excel -o models.csv
      aikb export models country:cn released:2025 --lang both -o cn-2025.csv
      aikb export models country:cn --with-sources -o cn.csv
      aikb export relations huawei --with-sources -o huawei.xlsx
      aikb export models --exclude-licence 'CC-BY-NC*' -o free.csv
      aikb export --search '华为 kind:chip' --excel -o hits.csv
      aikb export --query openness-by-country -p country=cn -f jsonl
      aikb export --all backup-folder
      aikb export --all everything.xlsx
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

  @Option(
    help: ArgumentHelp(
      "Everything, into this folder, or this .xlsx file.", "导出全部内容到该文件夹，或该 .xlsx 文件。",
      valueName: "folder"))
  var all: String?

  @Option(
    help: ArgumentHelp(
      "What a search finds; see 'aikb help search'.", "搜索结果；见 'aikb help search'。",
      valueName: "words"))
  var search: String?

  @Option(
    help: ArgumentHelp(
      "The rows of a named query, or of SQL; see 'aikb help query'.",
      "命名查询或 SQL 的结果；见 'aikb help query'。"))
  var query: String?

  @Flag(
    help: ArgumentHelp(
      "For a spreadsheet: byte order mark, CRLF, no formulas.", "供电子表格使用：BOM、CRLF、不含公式。"))
  var excel = false

  @Flag(
    help: ArgumentHelp(
      "Spread what a spreadsheet cannot hold over columns, files and sheets.",
      "把超出电子表格上限的内容分到多列、多个文件或工作表。"))
  var split = false

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

  @OptionGroup var question: QueryOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var citation: CiteOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if let all, let what {
      throw ValidationError(
        "--all exports everything: leave '\(what)' out, or say -o \(all) to export \(what) alone.",
        "--all 导出全部内容：请去掉 '\(what)'；若只导出 \(what)，请改用 -o \(all)。")
    }
    if all?.isEmpty == true {
      throw ValidationError(
        "--all needs the name of a folder, or of a file that ends in .xlsx.",
        "--all 需要文件夹名，或以 .xlsx 结尾的文件名。")
    }
    if [what, all, search, query].compactMap(\.self).count != 1 {
      throw ValidationError(
        "Say what to export (a kind, relations, …), or --search, --query or --all FOLDER.",
        "请说明要导出什么（类别、relations 等），或用 --search、--query 或 --all FOLDER。")
    }
    if all != nil,
      output.format != nil && output.format != .xlsx || output.output != nil || filter.isUsed
        || citation.cite || !words.isEmpty || withSources || !excludeLicence.isEmpty
    {
      throw ValidationError(
        "--all writes CSV files into its folder, or a workbook; leave -f, -o and filters out.",
        "--all 把 CSV 文件写入该文件夹，或写出工作簿；请去掉 -f、-o 和筛选条件。")
    }
    if search != nil || query != nil, filter.isUsed || !words.isEmpty {
      throw ValidationError(
        "--search and --query say themselves which rows; leave filters and columns out.",
        "--search 和 --query 已说明是哪些行；请去掉筛选条件和列。")
    }
    if query == nil, !question.parameters.isEmpty {
      throw ValidationError("-p goes with --query.", "-p 须与 --query 同用。")
    }
    if excel, let format = output.format, format != .csv {
      throw ValidationError(
        "--excel is about CSV; leave --format out.", "--excel 只用于 CSV；请去掉 --format。")
    }
    if split, !excel, !isWorkbook {
      throw ValidationError(
        "--split is for spreadsheets: say --excel, or write a workbook (.xlsx).",
        "--split 用于电子表格：请加 --excel，或写出工作簿（.xlsx）。")
    }
  }

  /// Whether it goes into a workbook.
  var isWorkbook: Bool {
    let path = all ?? output.output ?? ""
    return output.format == .xlsx || output.format == nil && !excel && path.hasSuffix(".xlsx")
  }

  /// The name of the sheet of a workbook.
  private var sheet: String {
    if let what { return what }
    guard let query else { return "search" }
    return QueryLibrary.looksLikeName(query) ? query : "query"
  }

  func run() throws {
    let store = try database.read()
    if let all { return try everything(store, to: all) }
    let listed = try listed(store)
    if filter.sql { return print(listed.sql ?? "") }
    var options = output
    if options.format == nil, options.output == nil || excel { options.format = .csv }
    var rows = listed.rows
    let sourced = try sourced(store, columns: rows.columns)
    if let sourced { rows = rows.sourced(by: sourced) }
    if let version = version(store, rows.columns, options.chosenFormat) {
      rows = rows.versioned(by: version)
    }
    let sheet = self.sheet
    let count =
      split
      ? try options.writeSplit(rows, sheet: sheet)
      : try options.write(rows, excel: excel, sheet: sheet)
    if let sourced { LicenceNotes.say(sourced.licences) }
    // What --cite says on standard error has it too.
    if let filter = listed.filter, !citation.cite || output.file != nil {
      FilterOptions.say(try store.coverage(of: filter))
    }
    if let file = output.output, file != "-" {
      Terminal.say(Message("\(file): \(count.of("row"))", "\(file)：\(count) 行"))
    }
    try citation.write(store, sql: listed.sql, listed.basis, beside: output.file)
  }

  /// The version of the rows of a kind in all its columns, which people edit in a spreadsheet.
  private func version(
    _ store: Store, _ columns: [String], _ format: OutputFormat
  ) -> RowVersion? {
    guard [.csv, .tsv, .xlsx].contains(format), languages.given != .zh, !citation.cite,
      filter.columns == nil, filter.asOf == nil, filter.accordingTo == nil, excludeLicence.isEmpty,
      let kind = try? store.registry.kind(what ?? "")
    else { return nil }
    return RowVersion(kind, columns: columns)
  }

  /// The rows with their sources or without some licences; nil where neither is asked for.
  private func sourced(_ store: Store, columns: [String]) throws -> SourcedRows? {
    guard withSources || !excludeLicence.isEmpty else { return nil }
    return try SourcedRows(
      store, columns: columns, withSources: withSources, excluding: excludeLicence)
  }
}
