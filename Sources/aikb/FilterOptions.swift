import ArgumentParser
import KnowledgeBase
import Messages
import Tabular

/// Which rows of a kind, and how they look.
struct FilterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Columns, with commas between (see 'aikb schema models').",
      "列名，以逗号分隔（见 'aikb schema models'）。"))
  var columns: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Columns to sort by, with commas between; -released sorts downwards.",
      "排序所依的列，以逗号分隔；-released 为降序。"))
  var sort: String?

  @Option(name: .shortAndLong, help: ArgumentHelp("At most so many rows.", "最多列出多少行。"))
  var limit: Int?

  @Option(help: ArgumentHelp("What was there on this date.", "取该日期时的状况。", valueName: "date"))
  var asOf: String?

  @Option(
    help: ArgumentHelp("Only what this source says.", "只取该来源的说法。", valueName: "source"),
    completion: .source)
  var accordingTo: String?

  @Flag(
    help: ArgumentHelp("In the filter a firm stands for its subsidiaries, too.", "筛选条件中的公司也代表其子公司。")
  )
  var group = false

  @Flag(help: ArgumentHelp("Print the SQL instead of asking it.", "只打印 SQL，不执行。"))
  var sql = false

  func validate() throws {
    if let limit, limit < 0 {
      throw ValidationError("--limit must not be negative.", "--limit 不能为负。")
    }
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
      throw UsageError(
        message: Message("--as-of: '\(text)' is not a date", "--as-of：'\(text)' 不是日期"))
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
  static func say(_ coverage: Coverage) {
    for line in coverage.lines { Terminal.say(line) }
  }
}
