internal import KnowledgeBase
internal import Messages
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
  /// What the rows were when they were exported.
  private let version: Int?
  private let properties: [(column: Int, property: Property)]
  /// Columns that name what the rows are related to.
  private let relations: [RelationColumn]
  /// The unit of a column's numbers where its header says one: Parameters (B).
  private let units: [Int: HeaderUnit]
  /// Entities beyond this row id were added by this ingest.
  private let lastOnRecord: Int64

  /// - Parameter columns: the property or relation that a header means, where it does not say so itself.
  init(
    _ context: IngestContext, kind: Kind, columns: [String: String], header: Header, file: String,
    report: inout Report
  ) throws {
    self.context = context
    self.kind = kind
    var properties: [(column: Int, property: Property)] = []
    var relations: [RelationColumn] = []
    var units: [Int: HeaderUnit] = [:]
    var left: [String] = []
    var unknown: [(column: Int, name: String)] = []
    let headerLine = context.table.headerLine ?? 1
    let rejects = header.rejectColumns
    for (at, header) in header.names.enumerated() {
      if context.ignored.contains(header) || rejects.contains(at) { continue }
      if columns[header] == nil, Self.special(header) != nil { continue }
      if columns[header] == nil, kind.derived.contains(where: { $0.isMeant(by: header) }) {
        left.append(header)
        continue
      }
      if Self.isAboutSources(header, kind) { continue }
      if let word = columns[header], kind.property(forHeader: word) == nil,
        let relation = RelationColumn(word, at: at, of: kind, context.registry)
      {
        relations.append(relation)
        continue
      }
      let unit = HeaderUnit(header)
      guard
        let property = try Self.property(
          header, kind, columns, context.registry, file: file, line: headerLine)
          ?? HeaderUnit.property(of: kind, forHeader: header)
      else {
        unknown.append((at, header))
        continue
      }
      if let unit, unit.fits(property) { units[at] = unit }
      if let twice = properties.first(where: { $0.property == property }) {
        throw TabularError(
          file: file, line: headerLine, column: at + 1, columnName: header,
          reason: Message(
            "means \(property.name), as column \(twice.column + 1) does",
            "与第 \(twice.column + 1) 列同指 \(property.name)"))
      }
      properties.append((at, property))
    }
    if let absent = columns.keys.sorted().first(where: { header[$0] == nil }) {
      throw TabularError(
        file: file, line: headerLine,
        reason: Message("--col: the column '\(absent)' is missing", "--col：缺少列 '\(absent)'")
          + Nearest.hint(Nearest.to(absent, among: header.names)))
    }
    if let first = unknown.first {
      let known = (Property.common + kind.properties).map(\.name)
      let hints = unknown.prefix(Self.shownColumns).map { column in
        let name = "'\(column.name.prefix(60))'"
        guard let near = Nearest.to(column.name, among: known, limit: 1).first else {
          return Message(verbatim: name)
        }
        return Message("\(name) (\(near)?)", "\(name)（\(near)？）")
      }
      let further = unknown.count - hints.count
      let more = further > 0 ? Message(" and \(further) more", "等，另有 \(further) 列") : nil
      throw TabularError(
        file: file, line: headerLine, column: first.column + 1, columnName: first.name,
        reason: Message(
          "no property of \(kind.plural): \(hints.map(\.en).joined(separator: ", "))",
          "\(kind.label.zh)没有属性：\(hints.map(\.zh).joined(separator: "、"))") + more
          + (HeaderGuess.hint(in: context.file, context.table, kind: kind)
            ?? Message(
              "; see 'aikb schema \(kind.plural)'; leave a column out with --ignore, or explain the "
                + "file with --map",
              "；见 'aikb schema \(kind.plural)'；可用 --ignore 略去某列，或用 --map 说明该文件"))
          + FigureWords.hint(unknown.map(\.name)))
    }
    if !left.isEmpty {
      // An export has keys, and the relations beside it; other people's tables have neither.
      let isForeign = !header.names.contains { Self.special($0) == "key" }
      report.remarks.append(
        Message(
          "\(file): \(left.joined(separator: ", ")): computed from relations, not read",
          "\(file)：\(left.joined(separator: "、"))：由关系算出，不读取")
          + (isForeign ? Self.howToRelate(left, kind) : nil))
    }
    let special = Dictionary(
      header.names.enumerated().compactMap { at, name in
        columns[name] == nil ? Self.special(name).map { ($0, at) } : nil
      },
      uniquingKeysWith: { first, _ in first })
    key = special["key"]
    source = special["source"]
    retired = special["retired"]
    version = special[RowVersion.column]
    name = properties.first { $0.property.name == "name" }?.column
    guard key != nil || name != nil else {
      throw TabularError(
        file: file, line: headerLine,
        reason: Message("neither a column 'key' nor one for the name", "既没有 'key' 列，也没有名称列"))
    }
    self.properties = properties
    self.relations = relations
    self.units = units
    lastOnRecord = context.lastOnRecord
  }

  /// How columns that mean relations are read as such.
  private static func howToRelate(_ headers: [String], _ kind: Kind) -> Message {
    let options = headers.map { header in
      let word = kind.derived.first { $0.isMeant(by: header) }?.name ?? header
      return "--col '\(header)=\(word)'"
    }.joined(separator: " ")
    return Message(
      "; \(options) makes relations of them, and so does a mapping (--suggest drafts one)",
      "；加 \(options) 可由此建立关系，用映射也可以（--suggest 可起草）")
  }

  /// How many unknown columns are named.
  private static let shownColumns = 8

  /// Whether a header is one that an export with sources puts beside a property.
  private static func isAboutSources(_ header: String, _ kind: Kind) -> Bool {
    SourcedRows.suffixes.contains { suffix in
      header.hasSuffix(suffix)
        && kind.property(named: String(header.dropLast(suffix.count))) != nil
    }
  }

  /// The property a header means; one that is named for a header must exist.
  private static func property(
    _ header: String, _ kind: Kind, _ columns: [String: String], _ registry: Registry,
    file: String, line: Int
  ) throws -> Property? {
    guard let name = columns[header] else { return kind.property(forHeader: header) }
    if let property = kind.property(forHeader: name) { return property }
    let known = (Property.common + kind.properties).map(\.name) + kind.derived.map(\.name)
    let relations = registry.predicates.flatMap { [$0.name, $0.inverse] }
    let near = Nearest.to(name, among: known + relations)
    throw TabularError(
      file: file, line: line, columnName: header,
      reason: Message(
        "\(kind.plural) have no property '\(name)'", "\(kind.plural) 没有属性 '\(name)'")
        + Nearest.hint(near))
  }

  /// Which of the columns besides the properties a header means, in either language.
  private static func special(_ header: String) -> String? {
    switch Fold.key(header) {
    case "key", Fold.key("键"): "key"
    case "source", Fold.key("来源"): "source"
    case "retired": "retired"
    case Fold.key(RowVersion.column): RowVersion.column
    default: nil
    }
  }

  func take(_ row: CSVReader, into report: inout Report) throws {
    var record = EntityRecord()
    var problems = RowProblems()
    try problems.collect(properties) { column, property in
      if let assertion = try context.assertion(
        row, column, property, unit: units[column], &report)
      {
        record.assertions.append(assertion)
      } else if context.writer.citations.policy.blankClears, property.name != "name",
        row.cell(column) == nil
      {
        record.blanks.append(property.name)
      }
    }
    try problems.raise()
    record.retired = try context.date(row, retired)
    let attributions = try context.attributions(row, source)
    let id = try put(record, row, attributions, &report)
    guard !relations.isEmpty else { return }
    let entity = KeyTable.Entry(
      id: id, kind: try context.registry.position(ofKind: kind.name))
    try problems.collect(relations) {
      try $0.take(row, of: entity, by: attributions, context, &report)
    }
    try problems.raise()
  }

  /// Adds or updates the entity of a row, and returns its row id.
  private func put(
    _ given: EntityRecord, _ row: CSVReader, _ attributions: [Attribution],
    _ report: inout Report
  ) throws -> Int64 {
    var record = given
    let entities = context.writer.entities
    if let key = row.cell(key) {
      guard let entry = try entities.find(key, expecting: kind) else {
        guard Key.isValid(key) else {
          throw RowProblem(
            column: self.key, reason: KnowledgeBaseError.notAKey(key).message)
        }
        // Only a key made of this name can have been given up for a namesake, and a row can only mean one
        // of its own kind.
        let made = record["name"]?.canonical.flatMap(Key.slug)
        let successors = made == key ? try context.writer.successors(of: key, of: kind) : []
        guard successors.isEmpty else {
          throw RowProblem(
            column: self.key,
            reason: Message(
              "'\(key)' stands for nobody: namesakes have the keys "
                + successors.joined(separator: ", ") + "; use the one that is meant",
              "'\(key)' 已不指任何对象：同名者的键是 \(successors.joined(separator: ", "))；请用所指的那个"))
        }
        if record["name"] == nil {
          throw RowProblem(
            column: name, reason: Message("'\(key)' is new and needs a name", "'\(key)' 是新实体，需要名称"))
        }
        let id = try entities.add(key: key, kind: kind, record: record, by: attributions)
        report.count(kind.plural, .added, key)
        return id
      }
      let held = context.registry.kinds[entry.kind]
      guard held.name == kind.name else {
        if let name = record["name"]?.canonical, Key.slug(name) == key,
          let renaming = try context.writer.release(key)
        {
          report.renamed.append(renaming)
          let id = try entities.add(key: key, kind: kind, record: record, by: attributions)
          report.count(kind.plural, .added, key)
          return id
        }
        throw RowProblem(
          column: self.key,
          reason: Message(
            "'\(key)' is a \(held.name), not a \(kind.name)",
            "'\(key)' 的类别是 \(held.name)，不是 \(kind.name)"))
      }
      try update(entry.id, key, record, row, attributions, &report)
      return entry.id
    } else {
      guard case .text(let name)? = record["name"] else {
        throw RowProblem(
          column: self.name ?? self.key, reason: Message("must not be blank", "不能为空"))
      }
      if let match = try context.writer.match(name, kind: kind) {
        if match.name != name { record.remove("name") }  // another spelling finds it, no more
        try update(match.id, match.key, record, row, attributions, &report)
        return match.id
      } else {
        if let problem = SummaryRow.problem(of: name, in: row, kind: kind)
          ?? FootnoteMark.problem(of: name, kind: kind, isMapped: false)
        {
          throw RowProblem(column: self.name, reason: problem)
        }
        let (key, renaming) = try context.writer.makeKey(name, kind: kind, context: [])
        if let renaming { report.renamed.append(renaming) }
        let id = try entities.add(
          key: key, kind: kind, record: record, by: attributions, isMade: true)
        report.count(kind.plural, .added, key)
        try context.writer.reviews.propose(id, name: name, kind: kind.name)
        return id
      }
    }
  }

  private func update(
    _ id: Int64, _ key: String, _ record: EntityRecord, _ row: CSVReader,
    _ attributions: [Attribution], _ report: inout Report
  ) throws {
    var record = record
    if let exported = row.cell(version) {
      guard try isUpToDate(exported, id, key, record, &report) else {
        report.count(kind.plural, .unchanged)
        return
      }
      record.isEdit = true
    }
    if attributions.isEmpty, id > lastOnRecord,
      let change = try context.writer.entities.differences(id, kind: kind, record: record)
        .first(where: { $0.held != nil })
    {
      throw RowProblem(
        column: column(of: change.column),
        reason: Message(
          "an earlier row of this ingest says '\(change.held ?? "")' about the same "
            + "\(kind.name) (\(key)); give the rows keys or sources that tell them apart",
          "本次导入的前面一行对同一\(kind.label.zh)（\(key)）给出 '\(change.held ?? "")'；" + "请用键或来源区分这些行"))
    }
    let outcome = try context.writer.entities.update(
      id, key: key, kind: kind, record: record, by: attributions, changes: &report.changes)
    report.count(kind.plural, outcome)
  }

  /// Where a property stands in the file.
  private func column(of property: String) -> Int? {
    properties.first { $0.property.name == property }?.column
  }

  /// Whether an edited row may be taken: nobody has changed the entity since it was exported, or only
  /// to what the row says, or the user prefers the row; false where he prefers what is on record.
  ///
  /// - Throws: `RowProblem` that names everything in which the two differ.
  private func isUpToDate(
    _ exported: String, _ id: Int64, _ key: String, _ record: EntityRecord,
    _ report: inout Report
  ) throws -> Bool {
    let entities = context.writer.entities
    guard try entities.version(of: id, kind: kind) != exported else { return true }
    let differences = try entities.differences(id, kind: kind, record: record)
    guard let first = differences.first else { return true }
    switch context.writer.citations.policy.preference {
    case .incoming: return true
    case .stored:
      report.changes += differences.map {
        ValueChange(key: key, column: $0.column, old: $0.held, new: $0.given ?? "", kept: true)
      }
      return false
    case nil:
      let (en, zh) = (
        differences.map {
          "\($0.column): '\($0.given ?? "")' here, '\($0.held ?? "")' on record"
        }, differences.map { "\($0.column)：文件为 '\($0.given ?? "")'，库中为 '\($0.held ?? "")'" }
      )
      throw RowProblem(
        column: column(of: first.column),
        reason: Message(
          "\(key) was changed since this file was exported (\(en.joined(separator: "; "))); "
            + "--prefer incoming takes the file's, --prefer stored keeps what is on record",
          "\(key) 在本文件导出之后已被更改（\(zh.joined(separator: "；"))）；"
            + "--prefer incoming 采用文件的值，--prefer stored 保留库中的值"))
    }
  }
}
