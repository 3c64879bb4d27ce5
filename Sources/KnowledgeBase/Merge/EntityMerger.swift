internal import Messages
internal import SQLite

/// Makes one entity of two: everything on record about one becomes the other's.
///
/// Every citation stays: where the two differ in a value, what the sources of the one that goes say is
/// kept beside the other's, and the accepted value is the one of the most believed source, as if the
/// sources had named the same entity from the first. Names become further names, the key a redirect.
struct EntityMerger {
  let writer: Writer
  /// The one that goes.
  let gone: EntityReference
  /// The one that stays.
  let kept: EntityReference

  private var store: Store { writer.store }

  func merge() throws {
    guard gone.id != kept.id else {
      throw KnowledgeBaseError.invalid(
        Message("\(kept.key) is the same entity already", "\(kept.key) 已是同一实体"))
    }
    guard gone.kind == kept.kind else {
      throw KnowledgeBaseError.invalid(
        Message(
          "\(gone.key) is a \(gone.kind) and \(kept.key) a \(kept.kind): not the same",
          "\(gone.key) 属 \(gone.kind)，\(kept.key) 属 \(kept.kind)：不是同一实体"))
    }
    try properties()
    let records = MergedRecords(writer: writer, gone: gone, kept: kept)
    try records.relations()
    try records.figures()
    try records.events()
    try names()
    try references()
    try store.db.run("DELETE FROM entity WHERE id = ?", .integer(gone.id))
    writer.entities.keys.removeAll()
    _ = try writer.names.putRedirect(key: gone.key, entity: kept.id)
    try NameForms(store: store).rebuild(of: kept.id)
    writer.entities.touch(gone.id)
    writer.entities.touch(kept.id)
  }

  // MARK: Properties

  private func properties() throws {
    let kind = try writer.registry.kind(kept.kind)
    let columns = Property.common + kind.properties
    let values = try writer.entities.canonicalValues(of: gone.id, kind: kind)
    let held = try writer.entities.canonicalValues(of: kept.id, kind: kind)
    let citations = try writer.citations.all(of: .entity(gone.id))
    let cited = Set(citations.flatMap(\.fields))
    // What nobody is cited for fills blanks; where it differs it is kept as the user's own word.
    var uncited = EntityRecord()
    for column in columns where !cited.contains(column.name) && held[column.name] == nil {
      guard let text = values[column.name] else { continue }
      uncited.assertions.append(.init(column: column.name, value: column.value(canonical: text)))
    }
    var changes: [ValueChange] = []
    _ = try writer.entities.update(
      kept.id, key: kept.key, kind: kind, record: uncited, by: [], changes: &changes)
    for column in columns where !cited.contains(column.name) && !Self.isName(column.name) {
      guard let text = values[column.name], let own = held[column.name], own != text else {
        continue
      }
      var detail = CitationDetail()
      detail.reason = "said of \(gone.key) before the merge"
      _ = try writer.sources.put(Source.byHand)
      _ = try writer.citations.put(
        .entity(kept.id), source: try writer.sources.rank(of: Source.byHand.key),
        fields: [column.name], value: text, detail: detail, held: { held })
    }
    try MergedCitations(writer: writer, columns: columns, values: values, name: gone.key)
      .replay(
        citations, onto: .entity(kept.id), leavingOut: { Self.isName($0) && held[$0] != nil },
        held: { try writer.entities.canonicalValues(of: kept.id, kind: kind) }
      ) { assertions, attribution in
        var record = EntityRecord()
        record.assertions = assertions
        _ = try writer.entities.update(
          kept.id, key: kept.key, kind: kind, record: record, by: [attribution], changes: &changes)
      }
  }

  /// A merge renames nobody.
  private static func isName(_ column: String) -> Bool { column == "name" || column == "name_zh" }

  // MARK: Names and what else points at an entity

  private func names() throws {
    let alike = [kept.name, kept.nameZH ?? ""]
    for (text, lang) in [(gone.name, "und"), (gone.nameZH ?? "", "zh-Hans")]
    where !text.isEmpty && !alike.contains(text) {
      let source = try writer.citations.all(of: .entity(gone.id))
        .filter { $0.agrees(on: lang == "und" ? "name" : "name_zh") }.map(\.source).max()
      _ = try writer.names.put(
        entity: kept.id, text: text, lang: lang, role: "alias", source: source)
    }
    try store.db.run(
      "UPDATE OR IGNORE name SET entity = ? WHERE entity = ?", .integer(kept.id), .integer(gone.id))
  }

  private func references() throws {
    let both: [Value] = [.integer(kept.id), .integer(gone.id)]
    for sql in [
      "UPDATE identifier SET entity = ? WHERE entity = ?",
      "UPDATE redirect SET entity = ? WHERE entity = ?",
      "UPDATE claim SET speaker = ? WHERE speaker = ?",
      "UPDATE OR IGNORE claim_about SET entity = ? WHERE entity = ?",
      "UPDATE OR IGNORE evidence SET entity = ? WHERE entity = ?",
      "UPDATE mention SET entity = ? WHERE entity = ?",
      "UPDATE OR IGNORE match_review SET entity = ? WHERE entity = ?",
      "UPDATE OR IGNORE match_review SET other = ? WHERE other = ?",
    ] { try store.db.run(sql, both) }
    for sql in [
      "DELETE FROM claim_about WHERE entity = ?",
      "DELETE FROM match_review WHERE ? IN (entity, other)",
    ] { try store.db.run(sql, .integer(gone.id)) }
  }
}
