internal import KnowledgeBase
internal import SQLite
internal import Tabular

/// `citations.csv`: what the `source` column of the other files cannot say.
final class CitationFile: RowHandler {
  private let context: IngestContext
  private let at: [String: Int]
  private let source: Int
  /// The one field of a row of the view `citations`.
  private let property: Int?
  private let identity: RelationIdentity?
  private var predicates: [String: Predicate] = [:]

  init(_ context: IngestContext, header: Header, file: String) throws {
    self.context = context
    try header.expect(
      PackageLayout.citations + ["property"], of: file, ignored: context.ignored)
    source = try header.required("source", of: file)
    property = header["property"]
    at = Dictionary(
      uniqueKeysWithValues: PackageLayout.citations.compactMap { name in
        header[name].map { (name, $0) }
      })
    if let subject = at["subject"], let predicate = at["predicate"], let object = at["object"] {
      identity = RelationIdentity(
        subject: subject, predicate: predicate, object: object, qualifier: at["qualifier"],
        validFrom: at["valid_from"])
    } else {
      identity = nil
    }
    guard at["entity"] != nil || identity != nil else {
      throw TabularError(
        file: file, line: 1, reason: "neither 'entity' nor 'subject', 'predicate' and 'object'")
    }
  }

  func take(_ row: CSVReader, into report: inout Report) throws {
    let rank: SourceRank
    do {
      rank = try context.writer.sources.rank(of: try row.requiredCell(source))
    } catch let error as KnowledgeBaseError {
      throw RowProblem(column: source, reason: "\(error)")
    }
    let fields = (row.cell(at["fields"]) ?? row.cell(property) ?? "").split(separator: ",").map {
      ValueParser.trim(String($0))
    }.sorted()
    let given = row.cell(at["value"])
    if given != nil, fields.count != 1 {
      throw RowProblem(column: at["fields"], reason: "a value belongs to exactly one field")
    }
    let detail = try detail(row)
    let outcome: Outcome
    if let column = at["entity"], row.cell(column) != nil {
      let entry = try context.entity(row, column)
      let kind = context.registry.kinds[entry.kind]
      let known = Property.common + kind.properties
      let value = try canonical(given, fields, known, kind.plural)
      outcome = try context.writer.citations.put(
        .entity(entry.id), source: rank, fields: fields, value: value, detail: detail,
        held: { try self.context.writer.entities.canonicalValues(of: entry.id, kind: kind) })
    } else if let identity, row.cell(identity.subject) != nil {
      let record = try identity.read(row, context, &predicates)
      guard let id = try context.writer.relations.id(of: record) else {
        throw RowProblem(column: identity.subject, reason: "no such relation on record")
      }
      let value = try canonical(given, fields, RelationRecord.columns, "relations")
      outcome = try context.writer.citations.put(
        .relation(id), source: rank, fields: fields, value: value, detail: detail,
        held: { try self.context.writer.relations.canonicalValues(of: id) })
    } else {
      throw RowProblem(column: at["entity"], reason: "names neither an entity nor a relation")
    }
    report.count("citations", outcome)
  }

  /// The value as the column would hold it.
  private func canonical(
    _ text: String?, _ fields: [String], _ known: [Property], _ what: String
  ) throws -> String? {
    for field in fields where !known.contains(where: { $0.name == field }) {
      let near = Nearest.to(field, among: known.map(\.name))
      throw RowProblem(
        column: at["fields"],
        reason: "\(what) have no column '\(field)'"
          + (near.isEmpty ? "" : "; nearest: \(near.joined(separator: ", "))"))
    }
    guard let text, let property = known.first(where: { $0.name == fields[0] }) else { return nil }
    do throws(ValueParser.Problem) {
      guard case .value(let value, _) = try ValueParser.parse(text, as: property) else {
        return nil
      }
      return value.canonical
    } catch {
      throw RowProblem(column: at["value"], reason: error.reason)
    }
  }

  private func detail(_ row: CSVReader) throws -> CitationDetail {
    var detail = CitationDetail()
    detail.wording = row.cell(at["wording"])
    detail.state = try word(row, "state", ["value", "unknown", "none"]) ?? "value"
    if let rank = try word(row, "rank", ["-1", "0", "1"]) { detail.rank = Int64(rank) ?? 0 }
    detail.reason = row.cell(at["reason"])
    detail.basis = try word(row, "basis", ["reported", "estimated", "derived", "rumoured"])
    detail.low = try number(row, "low")
    detail.high = try number(row, "high")
    detail.confidence = row.cell(at["confidence"])
    detail.asOf = try context.date(row, at["as_of"])
    detail.locator = row.cell(at["locator"])
    detail.quote = row.cell(at["quote"])
    detail.retired = try context.date(row, at["retired"])
    return detail
  }

  private func word(_ row: CSVReader, _ name: String, _ allowed: [String]) throws -> String? {
    guard let text = row.cell(at[name]) else { return nil }
    guard allowed.contains(text) else {
      throw RowProblem(
        column: at[name], reason: "'\(text)' is not one of \(allowed.joined(separator: ", "))")
    }
    return text
  }

  private func number(_ row: CSVReader, _ name: String) throws -> Double? {
    guard let text = row.cell(at[name]) else { return nil }
    guard let number = Double(text), number.isFinite else {
      throw RowProblem(column: at[name], reason: "'\(text)' is not a number")
    }
    return number
  }
}
