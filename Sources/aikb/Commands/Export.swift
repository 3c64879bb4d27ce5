import ArgumentParser
import KnowledgeBase
import Tabular

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write CSV that opens in a spreadsheet, or everything as a folder.",
    discussion: """
      --excel writes a byte order mark and CRLF, and a ' before text that a
      spreadsheet would run as a formula; ingest takes exactly that away again.
      --all writes one CSV for each kind, relations, names, sources and citations;
      ingesting the folder gives the same knowledge base.

        aikb export models --excel -o models.csv
        aikb export models country:cn released:2025 --lang both -o cn-2025.csv
        aikb export relations -f jsonl
        aikb export --all backup-folder
      """)

  @Argument(help: "A kind, or a view: relations, names, events, figures, claims, sources …")
  var what: String?

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp("Words of a filter; see 'aikb help list'.", valueName: "filter"))
  var words: [String] = []

  @Option(help: ArgumentHelp("Everything, into this folder.", valueName: "folder"))
  var all: String?

  @Flag(help: "For a spreadsheet: byte order mark, CRLF, no formulas.")
  var excel = false

  @OptionGroup var filter: FilterOptions
  @OptionGroup var citation: CiteOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if (what == nil) == (all == nil) {
      throw ValidationError("Say what to export (a kind, relations, …), or --all FOLDER.")
    }
    if all != nil,
      output.format != nil || output.output != nil || filter.isUsed || citation.cite
        || !words.isEmpty
    {
      throw ValidationError(
        "--all writes CSV files into its folder; leave -f, -o and filters out.")
    }
    if excel, let format = output.format, format != .csv {
      throw ValidationError("--excel is about CSV; leave --format out.")
    }
  }

  func run() throws {
    let store = try database.read()
    if let all { return try everything(store, into: all) }
    var options = output
    if options.format == nil, options.output == nil || excel { options.format = .csv }
    let listed = try store.rows(of: what ?? "", words, filter, languages.given ?? .en)
    if filter.sql { return print(listed.sql) }
    let rows = try options.write(listed.query, excel: excel)
    // What --cite says on standard error has it too.
    if let filter = listed.filter, !citation.cite || output.file != nil {
      FilterOptions.say(try store.coverage(of: filter), languages.language)
    }
    if let file = output.output, file != "-" { Terminal.say("\(file): \(rows) rows") }
    try citation.write(
      store, sql: listed.sql, listed.subject.map { .filter($0) } ?? .view(what ?? ""),
      beside: output.file, languages.language)
  }

  private func everything(_ store: Store, into folder: String) throws {
    try Folder.make(for: folder + "/.")
    let files = try store.packageFiles()
    try store.snapshot {
      for file in files {
        let sink = try ByteSink.file("\(folder)/\(file.name)")
        var writer = RowWriter(format: .csv, columns: file.columns, excel: excel, to: sink)
        try store.write(file, to: &writer)
        try sink.commit()
      }
    }
    Terminal.say("\(folder): \(files.map(\.name).joined(separator: ", "))")
  }
}
