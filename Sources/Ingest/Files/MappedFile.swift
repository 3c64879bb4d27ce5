internal import KnowledgeBase
internal import SQLite
internal import Tabular

/// A file that a mapping explains: each row is one entity with its relations.
final class MappedFile: RowHandler {
  private let context: IngestContext
  private let mapping: Mapping
  private let kind: Kind
  private let source: SourceRank
  private let nameColumn: Int
  private let properties: [(column: Int, mapped: Mapping.PropertyColumn, property: Property)]
  private let relations: [(column: Int, mapped: Mapping.RelationColumn, predicate: Predicate)]
  private let aliases: [(column: Int, lang: String, separator: String?)]
  private let citations: [(column: Int, what: Mapping.CitationColumn)]
  private let quantities: [String: Int]
  private let contextPredicate: Predicate?
  /// Names already resolved, by the column's predicate and the name.
  private var targets: [String: KeyTable.Entry] = [:]

  init(
    _ context: IngestContext, mapping: Mapping, header: Header, file: String, report: inout Report
  ) throws {
    self.context = context
    self.mapping = mapping
    kind = try context.registry.kind(mapping.kind)
    if let given = context.source {
      source = given
    } else {
      let (id, outcome) = try context.writer.sources.put(mapping.source)
      report.count("sources", outcome)
      source = try context.writer.sources.rank(of: mapping.source.key)
      _ = id
    }
    var properties: [(column: Int, mapped: Mapping.PropertyColumn, property: Property)] = []
    var relations: [(column: Int, mapped: Mapping.RelationColumn, predicate: Predicate)] = []
    var aliases: [(column: Int, lang: String, separator: String?)] = []
    var citations: [(column: Int, what: Mapping.CitationColumn)] = []
    var unknown: [String] = []
    let quantityColumns = Set(
      mapping.columns.values.compactMap {
        if case .relation(let column) = $0 { column.quantity } else { nil }
      })
    for (at, name) in header.names.enumerated() {
      if context.ignored.contains(name) { continue }
      switch mapping.columns[name] {
      case .property(let mapped):
        guard let property = kind.property(named: mapped.property) else { continue }
        properties.append((at, mapped, property))
      case .relation(let mapped):
        relations.append((at, mapped, try context.registry.predicate(mapped.predicate)))
      case .alias(let lang, let separator): aliases.append((at, lang, separator))
      case .citation(let what): citations.append((at, what))
      case nil:
        if !mapping.ignored.contains(name), !quantityColumns.contains(name) { unknown.append(name) }
      }
    }
    guard let name = properties.first(where: { $0.property.name == "name" }) else {
      let wanted = mapping.columns.filter(\.value.isName).map(\.key).sorted()
      throw TabularError(
        file: file, line: 1,
        reason: "the column '\(wanted.joined(separator: "' or '"))' is missing; "
          + "is this a file of the mapping \(mapping.name)?")
    }
    let absent = mapping.columns.keys.filter { header[$0] == nil }.sorted()
    if !absent.isEmpty {
      report.remarks.append("\(file): columns not in this file: \(absent.joined(separator: ", "))")
    }
    if !unknown.isEmpty {
      report.remarks.append(
        "\(file): columns the mapping does not know, not read: \(unknown.joined(separator: ", "))")
    }
    nameColumn = name.column
    self.properties = properties
    self.relations = relations
    self.aliases = aliases
    self.citations = citations
    quantities = Dictionary(
      uniqueKeysWithValues: quantityColumns.compactMap { name in header[name].map { (name, $0) } })
    contextPredicate = try mapping.context.map { try context.registry.predicate($0) }
  }

  func forget() { targets = [:] }

  func take(_ row: CSVReader, into report: inout Report) throws {
    let record = try record(row, &report)
    guard case .text(let name)? = record["name"] else {
      throw RowProblem(column: nameColumn, reason: "must not be blank")
    }
    let attribution = Attribution(source: source, detail: try detail(row))
    let id = try put(name, record, row, attribution, &report)
    for (column, lang, separator) in aliases {
      for text in values(row, column, separator) {
        report.count(
          "names",
          try context.writer.names.put(
            entity: id.id, text: ValueParser.name(text), lang: lang, role: "alias", source: source))
      }
    }
    for (column, mapped, predicate) in relations {
      try relate(row, id, column, mapped, predicate, &report)
    }
  }

  // MARK: The entity

  private func record(_ row: CSVReader, _ report: inout Report) throws -> EntityRecord {
    var record = EntityRecord()
    for (column, mapped, property) in properties {
      guard var text = row.cell(column), !mapped.blank.contains(text) else { continue }
      if let separator = mapped.separator {
        text = values(row, column, separator).map { mapped.values[$0] ?? $0 }
          .joined(separator: "; ")
      } else if !mapped.values.isEmpty {
        guard let value = mapped.values[text] else {
          throw RowProblem(
            column: column,
            reason: "'\(text)' is none of the words the mapping knows: "
              + mapped.values.keys.sorted().joined(separator: ", "))
        }
        text = value
      }
      do throws(ValueParser.Problem) {
        switch try ValueParser.parse(text, as: property) {
        case .blank: continue
        case .unknown: report.unknown[property.name, default: 0] += 1
        case .value(let value, let wording):
          record.assertions.append(
            .init(column: property.name, value: value, wording: wording))
        }
      } catch {
        throw RowProblem(column: column, reason: error.reason)
      }
    }
    return record
  }

  private func detail(_ row: CSVReader) throws -> CitationDetail {
    var detail = CitationDetail()
    for (column, what) in citations {
      switch what {
      case .confidence: detail.confidence = row.cell(column)
      case .locator: detail.locator = row.cell(column)
      case .asOf: detail.asOf = try context.date(row, column)
      }
    }
    return detail
  }

  private func put(
    _ name: String, _ record: EntityRecord, _ row: CSVReader, _ attribution: Attribution,
    _ report: inout Report
  ) throws -> KeyTable.Entry {
    let writer = context.writer
    let position = try context.registry.position(ofKind: kind.name)
    let company = contextNames(row)
    let match = try writer.match(name, kind: kind) { match in
      guard let predicate = contextPredicate, !match.isExact || match.name != name else {
        return true
      }
      return try shares(company, with: match.id, predicate)
    }
    if let match {
      let outcome = try writer.entities.update(
        match.id, key: match.key, kind: kind, record: record, by: [attribution],
        changes: &report.changes)
      report.count(kind.plural, outcome)
      return KeyTable.Entry(id: match.id, kind: position)
    }
    let (key, renaming) = try writer.makeKey(
      name, kind: kind, context: company, contextPredicate: contextPredicate)
    if let renaming { report.renamed.append(renaming) }
    let id = try writer.entities.add(
      key: key, kind: kind, record: record, by: [attribution], isMade: true)
    report.count(kind.plural, .added)
    return KeyTable.Entry(id: id, kind: position)
  }

  /// The names in the columns of the context predicate: a model's developers.
  private func contextNames(_ row: CSVReader) -> [String] {
    relations.filter { $0.predicate == contextPredicate }
      .flatMap { values(row, $0.column, $0.mapped.separator) }
  }

  /// Whether a namesake on record may be the same: neither side names anybody, or they share one.
  private func shares(
    _ names: [String], with id: Int64, _ predicate: Predicate
  ) throws -> Bool {
    let known = Set(try context.writer.subjects(of: id, predicate).map(\.id))
    if known.isEmpty || names.isEmpty { return true }
    return try names.contains { name in
      try context.writer.resolver.matches(name, kinds: predicate.subjectKinds)
        .contains { known.contains($0.id) }
    }
  }

  // MARK: Its relations

  private func relate(
    _ row: CSVReader, _ entity: KeyTable.Entry, _ column: Int, _ mapped: Mapping.RelationColumn,
    _ predicate: Predicate, _ report: inout Report
  ) throws {
    let names = values(row, column, mapped.separator).filter { !mapped.skip.contains($0) }
    for name in names {
      let other = try target(name, column, mapped, predicate, &report)
      var record = RelationRecord(
        subject: mapped.isInverse ? other : entity, predicate: predicate,
        object: mapped.isInverse ? entity : other)
      if names.count == 1, let quantity = mapped.quantity.flatMap({ quantities[$0] }),
        let property = RelationRecord.columns.first(where: { $0.name == "quantity" }),
        let assertion = try context.assertion(row, quantity, property, &report)
      {
        record.details.append(.init(column: "quantity", value: assertion.value))
        if let unit = mapped.unit {
          record.details.append(.init(column: "unit", value: .text(unit)))
        }
      }
      let (_, outcome) = try context.writer.relations.put(
        record, by: [Attribution(source: source)], changes: &report.changes)
      report.count("relations", outcome)
    }
  }

  /// The entity a name in a cell means; a new one where the mapping says so.
  private func target(
    _ text: String, _ column: Int, _ mapped: Mapping.RelationColumn, _ predicate: Predicate,
    _ report: inout Report
  ) throws -> KeyTable.Entry {
    let cacheKey = predicate.name + "\u{0}" + text
    if let known = targets[cacheKey] { return known }
    let name = ValueParser.name(text)
    let writer = context.writer
    let kinds = mapped.isInverse ? predicate.subjectKinds : predicate.objectKinds
    let entry: KeyTable.Entry
    if let match = try writer.match(name, kinds: kinds) {
      if !match.isExact {
        report.count(
          "names",
          try writer.names.put(
            entity: match.id, text: name, lang: "und", role: "wording", source: source))
      }
      let position = try context.registry.position(ofKind: match.kind)
      entry = KeyTable.Entry(id: match.id, kind: position)
    } else {
      guard mapped.creates else {
        throw RowProblem(column: column, reason: "no entity '\(name)' on record")
      }
      let kind = try context.registry.kind(mapped.kind(for: name))
      let (key, renaming) = try writer.makeKey(name, kind: kind, context: [])
      if let renaming { report.renamed.append(renaming) }
      var record = EntityRecord()
      record.assertions = [.init(column: "name", value: .text(name))]
      let id = try writer.entities.add(
        key: key, kind: kind, record: record, by: [Attribution(source: source)], isMade: true)
      report.count(kind.plural, .added)
      let position = try context.registry.position(ofKind: kind.name)
      entry = KeyTable.Entry(id: id, kind: position)
    }
    targets[cacheKey] = entry
    return entry
  }

  /// The values of a cell, trimmed, without blanks and duplicates.
  private func values(_ row: CSVReader, _ column: Int, _ separator: String?) -> [String] {
    guard let text = row.cell(column) else { return [] }
    guard let separator = separator?.first else { return [text] }
    var seen: Set<String> = []
    return text.split(separator: separator).map { ValueParser.trim(String($0)) }
      .filter { !$0.isEmpty && seen.insert($0).inserted }
  }
}
