internal import KnowledgeBase
internal import Messages
internal import Tabular

/// `sources.csv`.
final class SourceFile: RowHandler {
  private let context: IngestContext
  private let key: Int
  private let title: Int
  /// The places of ``PackageLayout/sources``.
  private let columns: [Int?]
  private var supersedes: [(source: Source, other: String)] = []

  init(_ context: IngestContext, header: Header, file: String) throws {
    self.context = context
    try header.expect(PackageLayout.sources, of: file, ignored: context.ignored)
    key = try header.required("key", of: file)
    title = try header.required("title", of: file)
    columns = PackageLayout.sources.map { header[$0] }
  }

  func take(_ row: CSVReader, into report: inout Report) throws {
    var source = Source(
      key: try row.requiredCell(key), title: try row.requiredCell(title))
    source.publisher = row.cell(columns[2])
    source.url = row.cell(columns[3])
    source.published = try context.date(row, columns[4])
    source.retrieved = try context.date(row, columns[5])
    source.licence = row.cell(columns[6])
    source.attribution = row.cell(columns[7])
    source.lang = row.cell(columns[8])
    source.reliability = row.cell(columns[9])
    let allowed = ["official", "dataset", "press", "secondary"]
    if let word = source.reliability, !allowed.contains(word) {
      throw RowProblem(
        column: columns[9],
        reason: Message(
          "'\(word)' is not one of \(allowed.joined(separator: ", "))",
          "'\(word)' 不在以下之列：\(allowed.joined(separator: "、"))"))
    }
    // The other one may come later in the file.
    if let other = row.cell(columns[10]) { supersedes.append((source, other)) }
    report.count("sources", try context.writer.sources.put(source).outcome)
  }

  func finish() throws {
    for (var source, other) in supersedes {
      source.supersedes = other
      _ = try context.writer.sources.put(source)
    }
  }
}
