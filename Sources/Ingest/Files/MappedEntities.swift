internal import KnowledgeBase
internal import Messages
internal import SQLite
internal import Tabular

/// Each row is one entity, with its names, relations and figures.
final class MappedEntities: MappedRows {
  private let context: IngestContext
  private let kind: Kind
  private let source: SourceRank
  private let identity: MappedIdentity
  private let constants: [EntityRecord.Assertion]
  private let properties: [(cell: MappedCell, property: Property, basis: MappedCell?)]
  private let aliases: [(cell: MappedCell, lang: String)]
  private let relations: [MappedRelation]
  private let figures: [MappedFigureColumn]
  private let citation: MappedCitation
  private let contextPredicate: Predicate?
  private let hasNamesakes: Bool
  private let nameColumn: Int?

  /// - Parameter file: as messages name it.
  init(
    _ context: IngestContext, _ spec: Mapping.EntityRows, citation: Mapping.RowCitation,
    source: SourceRank, header: Header, file: String, mapping: String
  ) throws {
    self.context = context
    self.source = source
    let kind = try context.registry.kind(spec.kind)
    self.kind = kind
    guard spec.identifying.contains(where: { header[$0] != nil }) else {
      let wanted = Set(spec.identifying).sorted()
      throw TabularError(
        file: file, line: 1,
        reason: Message(
          "the column '\(wanted.joined(separator: "' or '"))' is missing; "
            + "is this a file of the mapping \(mapping)?",
          "缺少列 '\(wanted.joined(separator: "' 或 '"))'；" + "这是映射 \(mapping) 的文件吗？"))
    }
    identity = MappedIdentity(context, spec, kind: kind, header: header, mapping: mapping)
    self.citation = MappedCitation(citation, columns: spec.citations, in: header)
    properties = spec.properties.compactMap { column in
      guard let cell = MappedCell(column.cell, in: header) else { return nil }
      let basis = column.basis.flatMap { MappedCell($0, in: header) }
      return kind.property(named: column.property).map { (cell, $0, basis) }
    }
    nameColumn = properties.first { $0.property.name == "name" }?.cell.column
    constants = try spec.constants.compactMap { name, text in
      guard let property = kind.property(named: name),
        case .value(let value, _) = try ValueParser.parse(text, as: property)
      else { return nil }
      return EntityRecord.Assertion(column: name, value: value)
    }
    aliases = spec.aliases.compactMap { cell, lang in
      MappedCell(cell, in: header).map { ($0, lang) }
    }
    relations = try spec.relations.compactMap {
      try MappedRelation($0, in: header, source: source, context: context)
    }
    figures = spec.figures.compactMap { MappedFigureColumn($0, in: header) }
    hasNamesakes = spec.hasNamesakes
    contextPredicate = try spec.context.map { try context.registry.predicate($0) }
  }

  func forget() { for relation in relations { relation.forget() } }

  func finish() throws { try identity.nameless?.finish() }

  var remarks: [Message] { figures.compactMap(\.remark) }

  func take(_ row: CSVReader, into report: inout Report) throws {
    var unknown: [String] = []
    let record = try record(row, &report, unknown: &unknown)
    let attribution = Attribution(source: source, detail: try citation.detail(row))
    let entity = try put(record, row, attribution, &report)
    for property in unknown {
      var detail = attribution.detail
      detail.state = "unknown"
      let outcome = try context.writer.citations.put(
        .entity(entity.id), source: source, fields: [property], value: nil, detail: detail,
        held: { [:] })
      report.count("citations", outcome)
    }
    for (cell, lang) in aliases {
      for text in cell.values(row) {
        let name = ValueParser.name(text)
        if case .text(let own)? = record["name"], own == name { continue }
        report.count(
          "names",
          try context.writer.names.put(
            entity: entity.id, text: name, lang: lang, role: "alias", source: source))
      }
    }
    var problems = RowProblems()
    try problems.collect(relations) { try $0.take(row, of: entity, &report) }
    try problems.collect(figures) { try $0.take(row, of: entity, attribution, context, &report) }
    try problems.raise()
  }

  /// - Parameter unknown: gets the properties of which the source says that they are not known.
  private func record(
    _ row: CSVReader, _ report: inout Report, unknown: inout [String]
  ) throws -> EntityRecord {
    var record = EntityRecord()
    var problems = RowProblems()
    try problems.collect(properties) { cell, property, basis in
      var isUnknown = false
      if var assertion = try cell.assertion(row, property, &report, isUnknown: &isUnknown) {
        assertion.basis = try basis?.text(row)
        record.remove(property.name)
        record.assertions.append(assertion)
      }
      if isUnknown { unknown.append(property.name) }
      if context.writer.citations.policy.blankClears, property.name != "name",
        row.cell(cell.column) == nil
      {
        record.blanks.append(property.name)
      }
    }
    try problems.raise()
    for constant in constants where record[constant.column] == nil {
      record.assertions.append(constant)
    }
    return record
  }

  private func put(
    _ given: EntityRecord, _ row: CSVReader, _ attribution: Attribution, _ report: inout Report
  ) throws -> KeyTable.Entry {
    let writer = context.writer
    var record = given
    let position = try context.registry.position(ofKind: kind.name)
    let company = contextNames(row)
    let match = try identity.match(row, record) { match, name in
      try isMeant(match, named: name, by: company)
    }
    if let match {
      if case .text(let name)? = record["name"], name != match.name {
        record.remove("name")
        try keep(name, of: match, &report)
      }
      let outcome = try writer.entities.update(
        match.id, key: match.key, kind: kind, record: record, by: [attribution],
        changes: &report.changes)
      report.count(kind.plural, outcome)
      try identity.putIdentifiers(row, of: match.id, &report)
      return KeyTable.Entry(id: match.id, kind: position)
    }
    guard case .text(let name)? = record["name"] else {
      throw RowProblem(column: nameColumn, reason: Message("must not be blank", "不能为空"))
    }
    if let nameless = identity.nameless, nameless.isMeant(by: name) {
      let id = try writer.entities.add(
        key: try nameless.key(name, kind: kind), kind: kind, record: record, by: [attribution])
      report.count(kind.plural, .added)
      nameless.added(id)
      try identity.putIdentifiers(row, of: id, &report)
      return KeyTable.Entry(id: id, kind: position)
    }
    if try !identity.hasIdentifier(row),
      let problem = SummaryRow.problem(of: name, in: row, kind: kind, isMapped: true)
        ?? FootnoteMark.problem(of: name, kind: kind, isMapped: true)
    {
      throw RowProblem(column: nameColumn, reason: problem)
    }
    let (key, renaming) = try writer.makeKey(
      name, kind: kind, context: company, contextPredicate: contextPredicate)
    if let renaming { report.renamed.append(renaming) }
    let id = try writer.entities.add(
      key: key, kind: kind, record: record, by: [attribution], isMade: true)
    report.count(kind.plural, .added, key)
    try writer.reviews.propose(id, name: name, kind: kind.name)
    try identity.putIdentifiers(row, of: id, &report)
    return KeyTable.Entry(id: id, kind: position)
  }

  /// Another spelling of an entity on record finds it, and does not rename it.
  private func keep(
    _ name: String, of match: NameResolver.Match, _ report: inout Report
  ) throws {
    let isKnown = try context.writer.resolver.matches(name, kinds: [kind.name])
      .contains { $0.id == match.id && $0.isExact }
    if isKnown { return }
    report.count(
      "names",
      try context.writer.names.put(
        entity: match.id, text: name, lang: "und", role: "wording", source: source))
  }

  /// The names in the columns of the context predicate: a model's developers.
  private func contextNames(_ row: CSVReader) -> [String] {
    relations.filter { $0.predicate == contextPredicate }.flatMap { $0.reference.names(row) }
  }

  /// Whether a namesake on record may be the same: one side names no company, or they share one, a
  /// parent or a subsidiary. The same name letter for letter is enough, unless the mapping has
  /// namesakes; then a company that is not on record tells nothing.
  private func isMeant(
    _ match: NameResolver.Match, named name: String, by names: [String]
  ) throws -> Bool {
    guard let predicate = contextPredicate, !names.isEmpty else { return true }
    if !hasNamesakes, match.isExact, match.name == name { return true }
    let writer = context.writer
    let known = Set(try writer.subjects(of: match.id, predicate).map(\.id))
    if known.isEmpty { return true }
    let groups = try writer.withParents(known)
    let companies = try names.map { name in
      Set(try writer.resolver.matches(name, kinds: predicate.subjectKinds).map(\.id))
    }
    if try companies.contains(where: { try !writer.withParents($0).isDisjoint(with: groups) }) {
      return true
    }
    return hasNamesakes && match.isExact && companies.contains(where: \.isEmpty)
  }
}
