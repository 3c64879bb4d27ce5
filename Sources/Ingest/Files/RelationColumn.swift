internal import KnowledgeBase
internal import Messages
internal import Tabular

/// A column of a table without a mapping whose cells name what the row's entity is related to, as
/// `--col Developer=developers` says.
struct RelationColumn {
  let column: Int
  private let predicate: Predicate
  /// The row's entity is the subject.
  private let isForward: Bool
  /// Kinds at the other end.
  private let others: [Kind]

  /// - Parameter word: a column computed from relations (developers), or a predicate or its inverse as it
  ///   reads from the row's side (developed_by).
  /// - Returns: nil when the word is neither, or such a relation cannot be one of the kind.
  init?(_ word: String, at column: Int, of kind: Kind, _ registry: Registry) {
    let computed = kind.derived.first { $0.isMeant(by: word) }
    let reading = computed?.readings.first ?? word
    guard let (predicate, isForward) = try? registry.predicate(reading: reading) else { return nil }
    let others = predicate.pairs.compactMap { pair in
      (isForward ? pair.subject : pair.object) == kind.name
        ? (isForward ? pair.object : pair.subject) : nil
    }
    guard !others.isEmpty else { return nil }
    self.column = column
    self.predicate = predicate
    self.isForward = isForward
    self.others = registry.kinds.filter { others.contains($0.name) }
  }

  /// Takes the relations of a row.
  ///
  /// - Throws: `RowProblem` for a name that is not on record.
  func take(
    _ row: CSVReader, of entity: KeyTable.Entry, by attributions: [Attribution],
    _ context: IngestContext, _ report: inout Report
  ) throws {
    guard let cell = row.cell(column), !context.blanks.contains(cell) else { return }
    for other in try entities(in: cell, context) {
      let record = RelationRecord(
        subject: isForward ? entity : other, predicate: predicate,
        object: isForward ? other : entity)
      let (_, outcome) = try context.writer.relations.put(
        record, by: attributions, changes: &report.changes)
      report.count("relations", outcome)
    }
  }

  /// The entities a cell names: one, or several with a semicolon or 、 between. A comma may be part of a
  /// name.
  private func entities(in cell: String, _ context: IngestContext) throws -> [KeyTable.Entry] {
    if let whole = try entity(ValueParser.name(cell), context) { return [whole] }
    return try cell.split { ";；、\n".contains($0) }.map { ValueParser.name(String($0)) }
      .filter { !$0.isEmpty }.map { name in
        if let entity = try entity(name, context) { return entity }
        let kinds = others.map(\.name).joined(separator: " / ")
        let labels = others.map(\.label.zh).joined(separator: "、")
        throw RowProblem(
          column: column,
          reason: Message("no \(kinds) '\(name)' on record", "没有\(labels) '\(name)' 的记录")
            + Nearest.hint(try context.writer.nearestKeys(to: name))
            + Message(
              "; take it in first, or draft a mapping with --suggest, which can make new ones "
                + "(create: true)",
              "；请先导入，或用 --suggest 起草映射（create: true 可新建）"))
      }
  }

  private func entity(_ name: String, _ context: IngestContext) throws -> KeyTable.Entry? {
    do {
      let match = try context.writer.match(name, kinds: Set(others.map(\.name)))
      return try match.map {
        KeyTable.Entry(id: $0.id, kind: try context.registry.position(ofKind: $0.kind))
      }
    } catch let error as KnowledgeBaseError {
      throw RowProblem(column: column, reason: error.message)
    }
  }
}
