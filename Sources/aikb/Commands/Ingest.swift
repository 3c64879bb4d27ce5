import ArgumentParser
import Ingest
import KnowledgeBase
import Messages
import Tabular

struct IngestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "ingest",
    abstract: Message(
      "Bring in tables: our own format, or any that a mapping explains.",
      "导入表格文件：本程序的格式，或映射所说明的格式。"),
    about: Message(
      """
      Everything happens in one transaction: all rows, or none with the reasons why.
      The same file twice changes nothing. Our own files are known by their names
      (models.csv, relations.csv, names.csv …); a folder stands for all of them.
      Headers may be Chinese or English. With --as document a text or Markdown file
      is taken in whole, cut into passages by heading and paragraph; what they name
      is found, and what they often name that is not on record is listed.

      CSV may have commas, semicolons, tabs or bars. XLSX and ODS workbooks, JSON,
      JSON Lines and Markdown tables (of a document too: --table) are read as well,
      all of them also in gzip. The encoding of a text is found out, and said where
      it is not UTF-8. A data package (datapackage.json, its folder or a ZIP
      archive) is read as it says; --sheet chooses one of its tables, its licence
      stands behind every row. A file that was edited in the folder is read, and
      said to be changed; rows missing from it are not removed.

      --suggest prints a draft of a mapping for a file that has none. A date such as
      7/8/2025 is read as the rest of its column shows; where nothing shows it,
      --dates says so. A blank cell says nothing, a value of a weaker source is kept
      beside the accepted one; --blank-clears and --prefer have it otherwise. What
      says the same less exactly (4.02E+24 for 4.02001e24, 2025 for 2025-07-23) is
      no change. A row of an export that somebody else changed meanwhile is a
      conflict (row_version); --prefer settles it.
      """,
      """
      一切都在一个事务中完成：要么导入所有行，要么一行也不导入并说明原因。同一
      文件导入两次不会有任何变化。本程序的文件以文件名识别（models.csv、
      relations.csv、names.csv ……）；给出文件夹即导入其中所有这样的文件。表头
      可用中文或英文。加 --as document 可把文本或 Markdown 文件整篇收入，按标题
      和段落切分；找出各段提到的实体，并列出屡次提到而尚未收录的名称。

      可读取以逗号、分号、制表符或竖线分隔的 CSV，XLSX 和 ODS 工作簿，JSON、
      JSON Lines 和 Markdown 表格（也可是文档中的一个：--table），均可用 gzip
      压缩。文本的编码会自动检测，不是 UTF-8 时会加以说明。数据包
      （datapackage.json、其文件夹或 ZIP）按其描述文件读取；--sheet 选择其中一张
      表，其许可证记为各行来源的许可证。文件夹中改动过的文件照常读取，并说明有改动；
      其中缺失的行不会因此删除。

      --suggest 为没有映射的文件打印一份映射草稿。7/8/2025 这样的日期按同列其余
      日期判断次序；无从判断时用 --dates 指明。空白单元格不表示任何内容，较弱来源
      的值与所采用的并存；--blank-clears 和 --prefer 可改变这一点。说法相同而较粗略
      的值（4.02E+24 之于 4.02001e24，2025 之于 2025-07-23）不算更改。导出之后已被
      他人更改的行视为冲突（row_version），由 --prefer 决定。
      """),
    examples: """
      aikb ingest models.csv --dry-run
      aikb ingest table.csv --as models --source my-source
      aikb ingest list.csv --as models --col 大模型=name --col 公司=developers
      aikb ingest list.csv --suggest > list.yaml
      aikb ingest notable_ai_models.csv --map epoch-models
      aikb ingest exported-folder
      aikb ingest models.csv --dry-run --prefer incoming --report changes.csv
      aikb ingest speech.md --as document --source my-source
      """)

  @Argument(
    help: ArgumentHelp(
      "Files, folders of CSV files or data packages; - is standard input.",
      "文件、CSV 文件的文件夹或数据包；- 表示标准输入。"))
  var files: [String]

  @Option(
    name: .customLong("map"),
    help: ArgumentHelp("A built-in mapping, or a mapping file (.yaml).", "内置映射，或映射文件（.yaml）。"))
  var mapping: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "The kind of the rows: models, firms, chips …, or document for a text.",
      "各行的类别：models、firms、chips 等；文本用 document。"))
  var kind: String?

  @Option(
    name: .customLong("col"),
    help: ArgumentHelp(
      "What a column is: a property, or a relation such as developers; may be repeated.",
      "某列是什么属性，或什么关系（如 developers）；可重复。", valueName: "header=property"))
  var columns: [String] = []

  @Flag(
    help: ArgumentHelp(
      "Print a draft of a mapping for the file, change nothing.", "打印该文件的映射草稿，不作更改。"))
  var suggest = false

  @Option(
    help: ArgumentHelp(
      "Key of the source that says so, for rows that name none.", "未注明来源的行所用来源的键。"),
    completion: .source)
  var source: String?

  @Option(
    help: ArgumentHelp(
      "utf-8, utf-16, gb18030 (GBK), big5 or windows-1252, where detection is wrong.",
      "文本编码，检测有误时指定：utf-8、utf-16、gb18030（GBK）、big5 或 windows-1252。",
      valueName: "name"))
  var encoding: TextEncoding?

  @Option(
    help: ArgumentHelp(
      "Name or number of the sheet of a workbook, name of the table of a data package.",
      "工作簿中工作表的名称或序号，或数据包中表的名称。"))
  var sheet: String?

  @Option(
    help: ArgumentHelp(
      "Which table of a Markdown document, from 1 (default: the first that fits).",
      "Markdown 文档中的第几个表格，从 1 起（默认：第一个相符的）。", valueName: "number"))
  var table: Int?

  @Option(
    help: ArgumentHelp(
      "The line, or row of a sheet, with the header, where titles or notes stand above it.",
      "表头所在的行号；用于表头上方另有标题或说明的表格。", valueName: "line"))
  var header: Int?

  @Option(
    name: .customLong("fill"),
    help: ArgumentHelp(
      "A column in which a blank cell stands for the one above it; may be repeated.",
      "空白单元格表示与上一格相同的列；可重复。", valueName: "column"))
  var filled: [String] = []

  @Option(
    help: ArgumentHelp("A column to leave out; may be repeated.", "要略去的列；可重复。", valueName: "column")
  )
  var ignore: [String] = []

  @Option(
    help: ArgumentHelp(
      "Take the good rows, write the others here.", "导入无误的行，其余的写入该文件。", valueName: "file"))
  var rejects: String?

  @Option(
    help: ArgumentHelp(
      "Where values differ, accept the incoming or the stored one.",
      "值不同时采用新导入的（incoming）或已存的（stored）。", valueName: "which"))
  var prefer: StatementPolicy.Preference?

  @Option(
    help: ArgumentHelp(
      "How dates are written: mdy, dmy or excel (default: as each column shows).",
      "日期的写法：mdy、dmy 或 excel（默认：按各列判断）。", valueName: "order"))
  var dates: DateOrder?

  @Option(
    help: ArgumentHelp(
      "What begins the fraction of numbers: comma (12,5) or point (default: as each column shows).",
      "数字的小数点：comma（逗号，12,5）或 point（默认：按各列判断）。", valueName: "mark"))
  var decimal: DecimalMark?

  @Option(
    name: .customLong("blank"),
    help: ArgumentHelp(
      "A word that says nothing, as n/a; may be repeated.", "表示未知的词，如 未披露；可重复。",
      valueName: "word"))
  var blanks: [String] = []

  @Flag(
    help: ArgumentHelp(
      "A blank cell takes the value away; else it says nothing.",
      "空白单元格去掉原值；否则不表示任何内容。"))
  var blankClears = false

  @Option(
    help: ArgumentHelp(
      "Withdraw what this source said before and these files do not say.",
      "撤下该来源以前说过而这些文件不再说的内容。", valueName: "source"))
  var replaceFrom: String?

  @Option(
    help: ArgumentHelp(
      "Write everything it did as CSV or JSON.", "把全部结果写成 CSV 或 JSON。", valueName: "file"))
  var report: String?

  @Flag(help: ArgumentHelp("Show what would change, change nothing.", "只显示会有哪些更改，不作更改。"))
  var dryRun = false

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if let table, table < 1 {
      throw ValidationError("--table counts from 1.", "--table 从 1 数起。")
    }
    if let header, header < 1 {
      throw ValidationError("--header counts from 1.", "--header 从 1 数起。")
    }
    if rejects == "-" { throw ValidationError("--rejects needs a file.", "--rejects 需要给出文件。") }
    if suggest, mapping != nil || files.count != 1 {
      throw ValidationError(
        "--suggest looks at one file, without --map.", "--suggest 只看一个文件，不与 --map 同用。")
    }
    if !columns.isEmpty, kind == nil {
      throw ValidationError(
        "--col needs --as KIND, whose properties it names.", "--col 须与 --as 同用，以说明是哪个类别的属性。")
    }
    if let wrong = columns.first(where: { !$0.dropFirst().contains("=") }) {
      throw ValidationError(
        "--col '\(wrong)': write it as HEADER=PROPERTY.", "--col '\(wrong)'：请写成 表头=属性。")
    }
    if mapping != nil, kind != nil {
      throw ValidationError(
        "--map says what the rows are; leave --as out.", "--map 已说明各行是什么；请去掉 --as。")
    }
  }

  /// What is said of the form of the files.
  private var tableOptions: TableFile.Options {
    var options = TableFile.Options(encoding: encoding, sheet: sheet, table: table)
    options.headerLine = header
    options.filled = filled
    return options
  }

  func run() throws {
    if suggest {
      let draft = try MappingDraft(
        file: files[0], tableOptions,
        kind: kind,
        registry: try database.read().registry)
      return print(draft.text, terminator: "")
    }
    var options = Ingestor.Options()
    options.mapping = mapping
    options.kind = kind
    options.source = source
    options.ignored = Set(ignore)
    options.columns = Dictionary(
      columns.compactMap { column in
        // The header may hold a = itself, the property does not.
        column.lastIndex(of: "=").map {
          (String(column[..<$0]), String(column[column.index(after: $0)...]))
        }
      }, uniquingKeysWith: { $1 })
    options.dates = dates
    options.decimal = decimal
    options.blanks = Set(blanks)
    options.policy.preference = prefer
    options.policy.blankClears = blankClears
    options.replaced = replaceFrom
    options.isReported = report != nil
    options.rejects = rejects
    options.isChinese = Message.isChinese
    options.table = tableOptions
    options.dryRun = dryRun
    options.author = Terminal.environment("USER")
    if let rejects { try OutputFile.check(rejects, inputs: files) }
    let store = try database.open(.write)
    let bar = ProgressBar()
    let done: Report
    do {
      done = try Ingestor(store, options: options, progress: bar.show).ingest(files)
    } catch let error as Ingestor.Rejected {
      bar.clear()
      if let report { try ReportFile.write(error.report, to: report) }
      throw error
    } catch {
      bar.clear()
      throw error
    }
    bar.clear()
    if let report { try ReportFile.write(done, to: report) }
    IngestSummary(report: done, dryRun: dryRun, rejects: rejects, path: database.path).say()
    if done.rejected > 0 { throw ExitStatus.rejects }
  }
}

extension TextEncoding: ExpressibleByArgument {
  /// The encoding of a name on the command line; nil if there is none.
  public init?(argument: String) { self.init(named: argument) }
}
extension DateOrder: ExpressibleByArgument {}

extension DecimalMark: ExpressibleByArgument {
  /// The mark of a word on the command line, or the mark itself; nil if there is none.
  public init?(argument: String) { self.init(argument) }
}

extension StatementPolicy.Preference: ExpressibleByArgument {}
