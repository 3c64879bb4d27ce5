internal import KnowledgeBase
internal import Tabular

/// Takes the rows of one file.
protocol RowHandler: AnyObject {
  /// Takes the current row.
  ///
  /// - Throws: ``RowProblem`` or `KnowledgeBaseError` when the row cannot be taken.
  func take(_ row: CSVReader, into report: inout Report) throws

  /// The file has ended: what had to wait for its last row.
  ///
  /// - Throws: ``RowProblem`` or `KnowledgeBaseError`.
  func finish() throws

  /// A row was undone: what was remembered of it must go.
  func forget()
}

extension RowHandler {
  func finish() throws {}
  func forget() {}
}

/// What all files of one ingest share.
final class IngestContext {
  let writer: Writer
  /// The source given on the command line, behind every row that names none.
  let source: SourceRank?
  /// Headers to leave out.
  let ignored: Set<String>
  /// The last entity that was there before; those beyond came with this ingest.
  let lastOnRecord: Int64

  init(writer: Writer, source: SourceRank?, ignored: Set<String>) throws {
    self.ignored = ignored
    self.writer = writer
    self.source = source
    lastOnRecord = try writer.lastEntity()
  }

  var registry: Registry { writer.registry }

  /// The entity of the key in a cell.
  func entity(_ row: CSVReader, _ column: Int) throws -> KeyTable.Entry {
    let bytes = row.bytes(column)
    if let entry = try writer.entities.find(bytes) { return entry }
    let text = try row.requiredCell(column)
    if let entry = try writer.entities.find(text) { return entry }
    let near = try writer.nearestKeys(to: text)
    throw RowProblem(
      column: column,
      reason: "no entity '\(text)'"
        + (near.isEmpty ? "" : "; nearest: \(near.joined(separator: ", "))"))
  }

  /// The predicate of the name in a cell.
  func predicate(_ name: String, column: Int) throws -> Predicate {
    do {
      return try registry.predicate(ValueParser.trim(name))
    } catch {
      throw RowProblem(column: column, reason: "\(error)")
    }
  }

  /// Who stands behind a row: the sources in its cell, else the one of the command line.
  func attributions(_ row: CSVReader, _ column: Int?) throws -> [Attribution] {
    guard let cell = row.cell(column) else { return source.map { [Attribution(source: $0)] } ?? [] }
    return try cell.split(separator: ";").map { key in
      do {
        return Attribution(source: try writer.sources.rank(of: ValueParser.trim(String(key))))
      } catch let error as KnowledgeBaseError {
        throw RowProblem(column: column, reason: "\(error)")
      }
    }
  }

  /// The value of a cell for a property; nil when blank.
  func assertion(
    _ row: CSVReader, _ column: Int, _ property: Property, _ report: inout Report
  ) throws -> EntityRecord.Assertion? {
    let bytes = row.content(column)
    if bytes.isEmpty { return nil }
    do throws(ValueParser.Problem) {
      switch try ValueParser.parse(String(decoding: bytes, as: UTF8.self), as: property) {
      case .blank: return nil
      case .unknown: report.unknown[property.name, default: 0] += 1
      case .value(let value, let wording):
        return EntityRecord.Assertion(column: property.name, value: value, wording: wording)
      }
      return nil
    } catch {
      throw RowProblem(column: column, reason: error.reason)
    }
  }

  /// A date in a cell; nil when blank.
  func date(_ row: CSVReader, _ column: Int?) throws -> String? {
    guard let column, let text = row.cell(column) else { return nil }
    guard let date = ValueParser.date(text) else {
      throw RowProblem(
        column: column, reason: "'\(text)' is not a date (2025, 2025-07 or 2025-07-23)")
    }
    return date
  }
}
