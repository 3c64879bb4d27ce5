internal import KnowledgeBase
internal import Messages
internal import SQLite
internal import Tabular

/// `citations.csv`: what the `source` column of the other files cannot say.
final class CitationFile: RowHandler {
  private let context: IngestContext
  private let at: [String: Int]
  private let source: Int
  /// The one field of a row of the view `citations`.
  private let property: Int?
  private let records: RecordColumns

  init(_ context: IngestContext, header: Header, file: String) throws {
    self.context = context
    try header.expect(
      PackageLayout.citations + ["property"], of: file, ignored: context.ignored)
    source = try header.required("source", of: file)
    property = header["property"]
    at = header.places(of: PackageLayout.citations)
    records = RecordColumns(header)
    guard records.canName || at["claim"] != nil else {
      throw TabularError(
        file: file, line: 1,
        reason: Message(
          "no column says what is cited: entity; subject, predicate, object; claim …",
          "没有一列说明所引的是什么：entity；subject、predicate、object；claim 等"))
    }
  }

  func take(_ row: CSVReader, into report: inout Report) throws {
    let rank = try context.source(row, source)
    let fields = (row.cell(at["fields"]) ?? row.cell(property) ?? "").split(separator: ",").map {
      ValueParser.trim(String($0))
    }.sorted()
    let given = row.cell(at["value"])
    if given != nil, fields.count != 1 {
      throw RowProblem(
        column: at["fields"], reason: Message("a value belongs to exactly one field", "一个值只能属于一个字段")
      )
    }
    let detail = try detail(row)
    let cited = try cited(row)
    let value = try canonical(given, fields, cited.columns, cited.what)
    let citations = context.writer.citations
    var agreed = fields
    if value == nil, detail.state == "value" {
      // Of a column the user holds by hand the source says what the row before it did.
      for field in fields {
        guard let said = citations.refusedValue(of: field, cited.owner) else { continue }
        agreed.removeAll { $0 == field }
        report.count(
          "citations",
          try citations.put(
            cited.owner, source: rank, fields: [field], value: said, detail: detail,
            held: cited.held))
      }
      if agreed.isEmpty, !fields.isEmpty { return }
    }
    report.count(
      "citations",
      try citations.put(
        cited.owner, source: rank, fields: agreed, value: value, detail: detail,
        held: cited.held))
  }

  /// The record a row is about, the columns it has and the values they hold.
  private func cited(
    _ row: CSVReader
  ) throws -> (
    owner: CitationOwner, columns: [Property], what: String, held: () throws -> [String: String]
  ) {
    let writer = context.writer
    if let column = at["claim"], let key = row.cell(column) {
      do {
        return (.claim(try writer.claims.existing(key)), [], "claims", { [:] })
      } catch let error as KnowledgeBaseError {
        throw RowProblem(column: column, reason: error.message)
      }
    }
    switch try records.read(row, context) {
    case .entity(let entry):
      let kind = context.registry.kinds[entry.kind]
      return (
        .entity(entry.id), Property.common + kind.properties, kind.plural,
        { try writer.entities.canonicalValues(of: entry.id, kind: kind) }
      )
    case .relation(let id):
      return (
        .relation(id), RelationRecord.columns, "relations",
        { try writer.relations.canonicalValues(of: id) }
      )
    case .figure(let id):
      return (
        .figure(id), FigureRecord.columns, "figures",
        { try writer.figures.canonicalValues(of: id) }
      )
    case .event(let id):
      return (
        .event(id), EventRecord.columns, "events", { try writer.events.canonicalValues(of: id) }
      )
    case nil:
      throw RowProblem(
        column: at["entity"] ?? at["subject"] ?? at["claim"],
        reason: Message("names no entity, relation, figure, event or claim", "没有指明实体、关系、数据、事件或主张"))
    }
  }

  /// The value as the column would hold it.
  private func canonical(
    _ text: String?, _ fields: [String], _ known: [Property], _ what: String
  ) throws -> String? {
    for field in fields where !known.contains(where: { $0.name == field }) {
      let near = Nearest.to(field, among: known.map(\.name))
      throw RowProblem(
        column: at["fields"],
        reason: Message("\(what) have no column '\(field)'", "\(what) 没有列 '\(field)'")
          + Nearest.hint(near))
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
    detail.state = try context.word(row, at["state"], ["value", "unknown", "none"]) ?? "value"
    if let rank = try context.word(row, at["rank"], ["-1", "0", "1"]) {
      detail.rank = Int64(rank) ?? 0
    }
    detail.reason = row.cell(at["reason"])
    detail.basis = try context.word(
      row, at["basis"], ["reported", "estimated", "derived", "rumoured"])
    detail.low = try number(row, "low")
    detail.high = try number(row, "high")
    detail.confidence = row.cell(at["confidence"])
    detail.asOf = try context.date(row, at["as_of"])
    detail.locator = row.cell(at["locator"])
    detail.quote = row.cell(at["quote"])
    detail.retired = try context.date(row, at["retired"])
    return detail
  }

  private func number(_ row: CSVReader, _ name: String) throws -> Double? {
    guard let text = row.cell(at[name]) else { return nil }
    guard let number = Double(text), number.isFinite else {
      throw RowProblem(
        column: at[name], reason: Message("'\(text)' is not a number", "'\(text)' 不是数字"))
    }
    return number
  }
}
