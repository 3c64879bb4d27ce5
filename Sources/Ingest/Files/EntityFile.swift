internal import KnowledgeBase
internal import SQLite
internal import Tabular

/// A kind's own file (`models.csv`), or any table whose headers mean properties of the kind.
final class EntityFile: RowHandler {
  private let context: IngestContext
  private let kind: Kind
  private let key: Int?
  private let name: Int?
  private let source: Int?
  private let retired: Int?
  private let properties: [(column: Int, property: Property)]

  /// - Parameter ignored: headers to leave out.
  init(
    _ context: IngestContext, kind: Kind, header: Header, file: String, ignored: Set<String>,
    report: inout Report
  ) throws {
    self.context = context
    self.kind = kind
    var properties: [(column: Int, property: Property)] = []
    var left: [String] = []
    for (at, header) in header.names.enumerated() {
      if ["key", "source", "retired"].contains(header) { continue }
      if ignored.contains(header) { continue }
      if kind.derived.contains(where: { $0.name == header }) {
        left.append(header)
        continue
      }
      guard let property = kind.property(forHeader: header) else {
        let known = (Property.common + kind.properties).map(\.name)
        let near = Nearest.to(header, among: known)
        throw TabularError(
          file: file, line: 1, column: at + 1, columnName: header,
          reason: "no property of \(kind.plural)"
            + (near.isEmpty ? "" : "; nearest: \(near.joined(separator: ", "))")
            + "; leave it out with --ignore '\(header)'")
      }
      if let twice = properties.first(where: { $0.property == property }) {
        throw TabularError(
          file: file, line: 1, column: at + 1, columnName: header,
          reason: "means \(property.name), as column \(twice.column + 1) does")
      }
      properties.append((at, property))
    }
    if !left.isEmpty {
      report.remarks.append(
        "\(file): \(left.joined(separator: ", ")): computed from relations, not read")
    }
    key = header["key"]
    source = header["source"]
    retired = header["retired"]
    name = properties.first { $0.property.name == "name" }?.column
    guard key != nil || name != nil else {
      throw TabularError(file: file, line: 1, reason: "neither a column 'key' nor one for the name")
    }
    self.properties = properties
  }

  func take(_ row: CSVReader, into report: inout Report) throws {
    var record = EntityRecord()
    for (column, property) in properties {
      if let assertion = try context.assertion(row, column, property, &report) {
        record.assertions.append(assertion)
      }
    }
    record.retired = try context.date(row, retired)
    let attributions = try context.attributions(row, source)
    let entities = context.writer.entities
    if let key = row.cell(key) {
      guard let entry = try entities.find(key) else {
        guard Key.isValid(key) else {
          throw RowProblem(
            column: self.key, reason: "'\(key)' is not a key (a-z, 0-9, single dashes)")
        }
        if record["name"] == nil {
          throw RowProblem(column: name, reason: "'\(key)' is new and needs a name")
        }
        _ = try entities.add(key: key, kind: kind, record: record, by: attributions)
        report.count(kind.plural, .added)
        return
      }
      let held = context.registry.kinds[entry.kind]
      guard held.name == kind.name else {
        throw RowProblem(column: self.key, reason: "'\(key)' is a \(held.name), not a \(kind.name)")
      }
      try update(entry.id, key, record, attributions, &report)
    } else {
      guard case .text(let name)? = record["name"] else {
        throw RowProblem(column: self.name ?? self.key, reason: "must not be blank")
      }
      if let match = try context.writer.match(name, kind: kind) {
        try update(match.id, match.key, record, attributions, &report)
      } else {
        let (key, renaming) = try context.writer.makeKey(name, kind: kind, context: [])
        if let renaming { report.renamed.append(renaming) }
        _ = try entities.add(key: key, kind: kind, record: record, by: attributions)
        report.count(kind.plural, .added)
      }
    }
  }

  private func update(
    _ id: Int64, _ key: String, _ record: EntityRecord, _ attributions: [Attribution],
    _ report: inout Report
  ) throws {
    let outcome = try context.writer.entities.update(
      id, key: key, kind: kind, record: record, by: attributions, changes: &report.changes)
    report.count(kind.plural, outcome)
  }
}
