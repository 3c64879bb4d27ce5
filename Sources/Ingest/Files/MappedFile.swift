internal import KnowledgeBase
internal import Messages
internal import Tabular

/// One reading of a file that a mapping explains.
final class MappedFile: RowHandler {
  private let rows: any MappedRows
  private let filter: MappedFilter
  /// Rows that say nothing: words in a column.
  private let ignored: [(column: Int, words: Set<String>)]
  /// The filters of all readings, in the first one: it says which rows none of them takes.
  private let all: [MappedFilter]

  /// - Parameters:
  ///   - pass: which reading of the file this is, from 0.
  ///   - file: as messages name it.
  init(
    _ context: IngestContext, mapping: Mapping, of described: Mapping.File, pass: Int,
    header: Header, file: String, report: inout Report
  ) throws {
    let source: SourceRank
    if let given = context.source {
      source = given
    } else {
      let (_, outcome) = try context.writer.sources.put(mapping.source)
      if outcome != .unchanged || pass == 0 { report.count("sources", outcome) }
      source = try context.writer.sources.rank(of: mapping.source.key)
    }
    if pass == 0 { Self.remark(on: described, header, context, file, &report) }
    let reading = described.readings[pass]
    filter = try MappedFilter(reading.filter, header, file: file)
    ignored = try described.ignoredRows.map { (try header.required($0, of: file), $1) }
    all =
      pass == 0
      ? try described.readings.map { try MappedFilter($0.filter, header, file: file) } : []
    switch reading.rows {
    case .entities(let spec):
      rows = try MappedEntities(
        context, spec, citation: reading.citation, source: source, header: header, file: file,
        mapping: mapping.name)
    case .relations(let spec):
      rows = try MappedRelations(
        context, spec, citation: MappedCitation(reading.citation, in: header), source: source,
        header: header, file: file)
    case .figures(let spec):
      rows = try MappedFigures(
        context, spec, citation: MappedCitation(reading.citation, in: header), source: source,
        header: header, file: file)
    }
  }

  /// Says which columns the mapping has and the file has not, and the other way round.
  private static func remark(
    on described: Mapping.File, _ header: Header, _ context: IngestContext, _ file: String,
    _ report: inout Report
  ) {
    let known = described.headers
    let absent = known.filter { header[$0] == nil }.sorted()
    if !absent.isEmpty {
      report.remarks.append(
        Message("\(file): columns not in this file: ", "\(file)：该文件缺少的列：")
          + Message(verbatim: absent.joined(separator: ", ")))
    }
    let read = Set(known.union(described.ignored).compactMap { header[$0] })
    let unknown = header.names.enumerated().filter { at, name in
      !read.contains(at) && !header.rejectColumns.contains(at) && !described.isIgnored(name)
        && !context.ignored.contains(name)
    }.map(\.element)
    if !unknown.isEmpty {
      report.remarks.append(
        Message(
          "\(file): columns the mapping does not know, not read: ", "\(file)：映射未提及、故不读取的列：")
          + Message(verbatim: unknown.joined(separator: ", ")))
    }
  }

  func wants(_ row: CSVReader) -> Bool {
    if ignored.contains(where: { $0.words.contains(row.cell($0.column) ?? "") }) { return false }
    return filter.takes(row) || (!all.isEmpty && !all.contains { $0.takes(row) })
  }

  func take(_ row: CSVReader, into report: inout Report) throws {
    guard filter.takes(row) else {
      throw RowProblem(
        column: filter.firstColumn,
        reason: Message("no reading of the mapping takes this row", "映射的各种读法都不接受此行"))
    }
    try rows.take(row, into: &report)
  }

  func forget() { rows.forget() }

  func finish() throws { try rows.finish() }

  var remarks: [Message] { rows.remarks }
}

/// Takes the rows of one reading of a mapped file.
protocol MappedRows: AnyObject {
  /// - Throws: `RowProblem` or `KnowledgeBaseError` when the row cannot be taken.
  func take(_ row: CSVReader, into report: inout Report) throws

  /// A row was undone: what was remembered of it must go.
  func forget()

  /// The file has ended: what had to wait for its last row.
  func finish() throws

  /// What is to be said when the file has ended.
  var remarks: [Message] { get }
}

extension MappedRows {
  func finish() throws {}
  var remarks: [Message] { [] }
}

/// Which rows of a file are meant.
struct MappedFilter {
  private let included: [(column: Int, words: Set<String>)]
  private let excluded: [(column: Int, words: Set<String>)]

  init(_ spec: Mapping.RowFilter, _ header: Header, file: String) throws {
    func places(_ words: [String: Set<String>]) throws -> [(column: Int, words: Set<String>)] {
      try words.sorted { $0.key < $1.key }.map { (try header.required($0, of: file), $1) }
    }
    included = try places(spec.whereHolds)
    excluded = try places(spec.exceptHolds)
  }

  func takes(_ row: CSVReader) -> Bool {
    included.allSatisfy { $0.words.contains(row.cell($0.column) ?? "") }
      && excluded.allSatisfy { !$0.words.contains(row.cell($0.column) ?? "") }
  }

  /// A column it looks at.
  var firstColumn: Int? { (included + excluded).map(\.column).min() }
}
