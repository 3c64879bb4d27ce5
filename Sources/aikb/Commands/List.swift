import ArgumentParser
import KnowledgeBase
import Tabular

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The entities of a kind, or relations, names, sources, citations, conflicts.",
    discussion: """
        aikb list models --columns name,developers,released --limit 10
        aikb list conflicts
        aikb list sources -f csv -o sources.csv
      """)

  @Argument(
    help: "A kind (models, firms …) or one of relations, names, sources, citations, conflicts.")
  var what: String

  @Option(help: "Columns, with commas between (see 'aikb schema models').")
  var columns: String?

  @Option(name: .shortAndLong, help: "At most so many rows.")
  var limit: Int?

  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit must not be negative.") }
  }

  func run() throws {
    let store = try database.read()
    let query = try store.rows(of: what, columns: columns, limit: limit)
    try output.write(query)
  }
}

extension Store {
  /// The rows of a kind or of one of the common views.
  func rows(of what: String, columns: String? = nil, limit: Int? = nil) throws -> RowQuery {
    let chosen = columns.map {
      $0.split(separator: ",").map { String($0.drop { $0 == " " }) }
    }
    if let kind = try? registry.kind(what) {
      return try list(kind, columns: chosen ?? [], limit: limit)
    }
    guard chosen == nil else {
      throw UsageError(
        message: "--columns belongs to a kind; choose columns of \(what) with 'aikb sql'")
    }
    return try list(view: what, limit: limit)
  }
}

extension OutputOptions {
  /// Writes rows in the format asked for.
  func write(_ columns: [String], _ rows: [[Cell]]) throws {
    let sink = try sink()
    var writer = RowWriter(
      format: chosenFormat, columns: columns, to: sink, tableWidth: tableWidth)
    for row in rows { try writer.write(row) }
    try writer.finish()
    try sink.commit()
  }

  /// Writes every row of a query in the format asked for.
  @discardableResult
  func write(_ query: RowQuery, excel: Bool = false) throws -> Int {
    let sink = try sink()
    var writer = RowWriter(
      format: chosenFormat, columns: query.columns, excel: excel, to: sink,
      tableWidth: tableWidth)
    var count = 0
    try query.read { row in
      try writer.write(row.map(Cell.init))
      count += 1
    }
    try writer.finish()
    try sink.commit()
    return count
  }
}
