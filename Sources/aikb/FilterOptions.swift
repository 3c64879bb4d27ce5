import ArgumentParser
import KnowledgeBase
import Tabular

/// Which rows of a kind, and how they look.
struct FilterOptions: ParsableArguments {
  @Option(help: "Columns, with commas between (see 'aikb schema models').")
  var columns: String?

  @Option(
    parsing: .unconditional,
    help: "Columns to sort by, with commas between; -released sorts downwards.")
  var sort: String?

  @Option(name: .shortAndLong, help: "At most so many rows.")
  var limit: Int?

  @Option(help: ArgumentHelp("What was there on this date.", valueName: "date"))
  var asOf: String?

  @Option(help: ArgumentHelp("Only what this source says.", valueName: "source"))
  var accordingTo: String?

  @Flag(help: "In the filter a firm stands for its subsidiaries, too.")
  var group = false

  @Flag(help: "Print the SQL instead of asking it.")
  var sql = false

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit must not be negative.") }
  }

  /// The selection these options and the words of a filter make.
  func selection(_ words: [String], _ language: Language) throws -> Selection {
    var selection = Selection()
    selection.words = words
    selection.columns = Self.list(columns)
    selection.sort = Self.list(sort)
    selection.limit = limit
    selection.asOf = try asOf.map { try FilterOptions.date($0) }
    selection.accordingTo = accordingTo
    selection.isGrouped = group
    selection.names =
      switch language {
      case .en: .english
      case .zh: .chinese
      case .both: .both
      }
    return selection
  }

  /// Whether anything but the kind itself was asked for.
  var isUsed: Bool {
    columns != nil || sort != nil || asOf != nil || accordingTo != nil || group || sql
  }

  static func date(_ text: String) throws -> PartialDate {
    let iso = try HandOptions.date(text, "--as-of")
    guard let date = PartialDate(iso) else {
      throw UsageError(message: "--as-of: '\(text)' is not a date")
    }
    return date
  }

  private static func list(_ text: String?) -> [String] {
    (text ?? "").split(separator: ",").map { word in
      String(word.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }
}

extension FilterOptions {
  /// What a filter could not see, to the person at the terminal.
  static func say(_ coverage: Coverage, _ language: Language) {
    for line in coverage.lines(language == .zh) { Terminal.say("\(line)") }
  }
}
