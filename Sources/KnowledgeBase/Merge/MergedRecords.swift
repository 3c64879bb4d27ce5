internal import Messages
internal import SQLite

/// Gives relations, figures and events of the entity that goes to the one that stays. Where that has
/// the same record already, its citations and evidence go there.
struct MergedRecords {
  let writer: Writer
  let gone: EntityReference
  let kept: EntityReference

  private var store: Store { writer.store }

  // MARK: Relations

  func relations() throws {
    var rows: [(id: Int64, subject: Int64, predicate: String, object: Int64, record: [String?])] =
      []
    try store.db.query(
      """
      SELECT r.id, r.subject, p.name, r.object, r.qualifier, r.valid_from
        FROM relation r JOIN predicate p ON p.id = r.predicate
       WHERE ?1 IN (r.subject, r.object) ORDER BY r.id
      """, [.integer(gone.id)]
    ) {
      rows.append(
        (
          $0.int64(at: 0), $0.int64(at: 1), $0.text(2), $0.int64(at: 3),
          [$0.string(at: 4), $0.string(at: 5)]
        ))
    }
    for row in rows {
      let predicate = try writer.registry.predicate(row.predicate)
      let subject = row.subject == gone.id ? kept.id : row.subject
      let object = row.object == gone.id ? kept.id : row.object
      guard subject != object else {
        throw KnowledgeBaseError.invalid(
          Message(
            "\(gone.key) and \(kept.key) are joined by \(predicate.name), so they are not the same; "
              + "unlink them first if they are",
            "\(gone.key) 与 \(kept.key) 之间有 \(predicate.name) 关系，因此不是同一实体；若确为同一实体，请先用 unlink 撤销该关系"))
      }
      var record = RelationRecord(
        subject: try entry(subject), predicate: predicate, object: try entry(object))
      record.qualifier = row.record[0] ?? ""
      record.validFrom = row.record[1]
      if let same = try writer.relations.id(of: record), same != row.id {
        let values = try writer.relations.canonicalValues(of: row.id)
        try absorb(
          .relation(row.id), into: .relation(same), values, RelationRecord.columns,
          held: { try writer.relations.canonicalValues(of: same) }
        ) { details, attributions in
          record.details = details
          var changes: [ValueChange] = []
          _ = try writer.relations.put(record, by: attributions, changes: &changes)
        }
      } else {
        let isSwapped =
          try predicate.isSymmetric
          && writer.entities.key(of: object) < writer.entities.key(of: subject)
        try store.db.run(
          "UPDATE relation SET subject = ?, object = ? WHERE id = ?",
          .integer(isSwapped ? object : subject), .integer(isSwapped ? subject : object),
          .integer(row.id))
      }
    }
  }

  // MARK: Figures and events

  func figures() throws {
    var rows: [(id: Int64, subject: Int64, object: Int64?, identity: [String])] = []
    try store.db.query(
      """
      SELECT id, subject, object, measure, date, condition FROM figure
       WHERE subject = ?1 OR object = ?1 ORDER BY id
      """, [.integer(gone.id)]
    ) {
      rows.append(
        (
          $0.int64(at: 0), $0.int64(at: 1), $0.isNull(at: 2) ? nil : $0.int64(at: 2),
          [$0.text(3), $0.text(4), $0.text(5)]
        ))
    }
    for row in rows {
      let subject = row.subject == gone.id ? kept.id : row.subject
      let object = row.object == gone.id ? kept.id : row.object
      var record = FigureRecord(
        subject: try entry(subject), measure: row.identity[0], date: row.identity[1])
      record.object = try object.map(entry)
      record.condition = row.identity[2]
      if let same = try writer.figures.id(of: record), same != row.id {
        let values = try writer.figures.canonicalValues(of: row.id)
        try absorb(
          .figure(row.id), into: .figure(same), values, FigureRecord.columns,
          held: { try writer.figures.canonicalValues(of: same) }
        ) { details, attributions in
          record.details = details
          var changes: [ValueChange] = []
          _ = try writer.figures.put(record, by: attributions, changes: &changes)
        }
      } else {
        try store.db.run(
          "UPDATE figure SET subject = ?, object = ? WHERE id = ?", .integer(subject),
          object.map(Value.integer) ?? .null, .integer(row.id))
      }
    }
  }

  func events() throws {
    var rows: [(id: Int64, identity: [String])] = []
    try store.db.query(
      "SELECT id, type, date, scope FROM event WHERE entity = ? ORDER BY id", [.integer(gone.id)]
    ) { rows.append(($0.int64(at: 0), [$0.text(1), $0.text(2), $0.text(3)])) }
    for row in rows {
      var record = EventRecord(
        entity: try entry(kept.id), type: row.identity[0], date: row.identity[1])
      record.scope = row.identity[2]
      if let same = try writer.events.id(of: record) {
        let values = try writer.events.canonicalValues(of: row.id)
        try absorb(
          .event(row.id), into: .event(same), values, EventRecord.columns,
          held: { try writer.events.canonicalValues(of: same) }
        ) { details, attributions in
          record.details = details
          var changes: [ValueChange] = []
          _ = try writer.events.put(record, by: attributions, changes: &changes)
        }
      } else {
        try store.db.run(
          "UPDATE event SET entity = ? WHERE id = ?", .integer(kept.id), .integer(row.id))
      }
    }
  }

  // MARK: The same record on both sides

  private func absorb(
    _ old: CitationOwner, into same: CitationOwner, _ values: [String: String],
    _ columns: [Property], held: () throws -> [String: String],
    put: ([EntityRecord.Assertion], [Attribution]) throws -> Void
  ) throws {
    let blank = try held()
    let fill = columns.compactMap { column -> EntityRecord.Assertion? in
      guard blank[column.name] == nil, column.name != "retired", let text = values[column.name]
      else { return nil }
      return .init(column: column.name, value: column.value(canonical: text))
    }
    if !fill.isEmpty { try put(fill, []) }
    try MergedCitations(writer: writer, columns: columns, values: values, name: gone.key)
      .replay(
        try writer.citations.all(of: old), onto: same, held: held
      ) { try put($0, [$1]) }
    try store.db.run(
      "UPDATE OR IGNORE evidence SET \(old.column) = ? WHERE \(old.column) = ?", .integer(same.id),
      .integer(old.id))
    try store.db.run("DELETE FROM \(old.column) WHERE id = ?", .integer(old.id))
  }

  private func entry(_ id: Int64) throws -> KeyTable.Entry {
    guard let entry = try writer.entities.find(try writer.entities.key(of: id)) else {
      throw KnowledgeBaseError.invalid(
        Message("no entity with row id \(id)", "没有行号为 \(id) 的实体"))
    }
    return entry
  }
}
