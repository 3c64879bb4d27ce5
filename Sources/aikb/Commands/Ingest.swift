import ArgumentParser
import Ingest
import KnowledgeBase

struct IngestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Bring in CSV files: our own format, or any that a mapping explains.",
    discussion: """
      Everything happens in one transaction: all rows, or none with the reasons why.
      The same file twice changes nothing. Our own files are known by their names
      (models.csv, relations.csv, names.csv …); a folder stands for all of them.
      Headers may be Chinese or English. With --as document a text or Markdown file
      is taken in whole, cut into passages by heading and paragraph.

        aikb ingest models.csv --dry-run
        aikb ingest table.csv --as models --source my-source
        aikb ingest notable_ai_models.csv --map epoch-models
        aikb ingest exported-folder
        aikb ingest speech.md --as document --source my-source
      """)

  @Argument(help: "CSV files or folders; - is standard input.")
  var files: [String]

  @Option(name: .customLong("map"), help: "A built-in mapping, or a mapping file (.yaml).")
  var mapping: String?

  @Option(
    name: .customLong("as"),
    help: "The kind of the rows: models, firms, chips …, or document for a text.")
  var kind: String?

  @Option(help: "Key of the source that says so, for rows that name none.")
  var source: String?

  @Option(help: ArgumentHelp("A column to leave out; may be repeated.", valueName: "column"))
  var ignore: [String] = []

  @Option(help: ArgumentHelp("Take the good rows, write the others here.", valueName: "file"))
  var rejects: String?

  @Flag(help: "Show what would change, change nothing.")
  var dryRun = false

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if rejects == "-" { throw ValidationError("--rejects needs a file.") }
    if mapping != nil, kind != nil {
      throw ValidationError("--map says what the rows are; leave --as out.")
    }
  }

  func run() throws {
    var options = Ingestor.Options()
    options.mapping = mapping
    options.kind = kind
    options.source = source
    options.ignored = Set(ignore)
    options.rejects = rejects
    options.dryRun = dryRun
    options.author = Terminal.environment("USER")
    if let rejects { try OutputFile.check(rejects, inputs: files) }
    let store = try Store(path: database.path, access: .write)
    let bar = ProgressBar()
    let report: Report
    do {
      report = try Ingestor(store, options: options, progress: bar.show).ingest(files)
    } catch {
      bar.clear()
      throw error
    }
    bar.clear()
    IngestSummary(report: report, dryRun: dryRun, rejects: rejects, path: database.path).say()
    if report.rejected > 0 { throw ExitStatus.rejects }
  }
}
