internal import Messages
internal import SQLite

/// Writes relations and who says so.
package final class RelationWriter {
  private let store: Store
  private let registry: Registry
  private let bulk: BulkLoad
  private let table: RecordTable
  private let entities: EntityWriter
  /// What may be joined: ``code(_:_:_:)`` of every predicate and its pairs of kinds.
  private let allowed: Set<Int>
  /// The ends of relations that were added or changed, up to a few hundred: what they are related to
  /// helps to tell namesakes in texts apart.
  package private(set) var touched: Set<Int64> = []

  init(
    store: Store, registry: Registry, citations: CitationWriter, entities: EntityWriter,
    bulk: BulkLoad
  ) throws {
    self.bulk = bulk
    self.entities = entities
    self.store = store
    self.registry = registry
    let places = Dictionary(
      uniqueKeysWithValues: registry.kinds.enumerated().map { ($1.name, $0) })
    allowed = Set(
      registry.predicates.flatMap { predicate in
        predicate.pairs.compactMap { pair in
          places[pair.subject].flatMap { subject in
            places[pair.object].map { Self.code(predicate, subject, $0) }
          }
        }
      })
    table = try RecordTable(
      "relation",
      identity: [
        .column("subject"), .column("predicate"), .column("object"), .column("qualifier"),
        .nullable("valid_from", blank: "''"),
      ], columns: RelationRecord.columns, store: store, citations: citations,
      bulk: bulk)
  }

  /// Adds the relation, or brings it up to date with what the sources say.
  ///
  /// - Parameter changes: gets every value that changed or was kept beside the accepted one.
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` when the predicate cannot join these kinds, or an
  ///   entity would relate to itself.
  package func put(
    _ given: RelationRecord, by attributions: [Attribution], changes: inout [ValueChange]
  ) throws -> (id: Int64, outcome: Outcome) {
    let record = try checked(given)
    let result = try table.put(
      record, by: attributions, owner: CitationOwner.relation, changes: &changes,
      name: { try self.name(record) })
    if result.outcome != .unchanged, !bulk.isOn, touched.count <= MentionWriter.limit {
      touched.formUnion([record.subject.id, record.object.id])
    }
    return result
  }

  /// The row id of a relation; nil when it is not on record.
  package func id(of given: RelationRecord) throws -> Int64? {
    try bulk.settle()
    let record = try checked(given)
    return try table.id(of: record)
  }

  /// Brings back a relation that was unlinked.
  ///
  /// - Returns: whether it was.
  func restore(_ id: Int64) throws -> Bool {
    try store.db.run(
      "UPDATE relation SET retired = NULL WHERE id = ? AND retired IS NOT NULL", .integer(id))
    guard store.db.changes > 0 else { return false }
    try store.db.run("DELETE FROM citation WHERE relation = ? AND fields = 'retired'", .integer(id))
    return true
  }

  /// Qualifier and first date of the one current relation that joins these two by this predicate; nil
  /// when there is none.
  ///
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` when there are several.
  func only(like given: RelationRecord) throws -> (qualifier: String, validFrom: String?)? {
    let record = try checked(given)
    var found: [(qualifier: String, validFrom: String?)] = []
    try store.db.query(
      """
      SELECT qualifier, valid_from FROM relation
       WHERE subject = ? AND predicate = ? AND object = ? AND retired IS NULL
      """,
      [.integer(record.subject.id), .integer(record.predicate.id), .integer(record.object.id)]
    ) { found.append(($0.text(0), $0.string(at: 1))) }
    guard found.count < 2 else {
      let list = found.map {
        "--qualifier '\($0.qualifier)'" + ($0.validFrom.map { " --from \($0)" } ?? "")
      }
      throw KnowledgeBaseError.invalid(
        Message(
          "\(try name(record)): there are \(found.count); say which: \(list.joined(separator: ", "))",
          "\(try name(record))：有 \(found.count) 个；" + "请说明是哪一个：\(list.joined(separator: ", "))"))
    }
    return found.first
  }

  /// Ends what is being read.
  func stop() { table.stop() }

  /// The accepted values of a relation, by column, as text; for citing one of them.
  package func canonicalValues(of id: Int64) throws -> [String: String] {
    try table.canonicalValues(of: id)
  }

  /// The record with the sides of a symmetric predicate in order, its kinds allowed.
  private func checked(_ given: RelationRecord) throws -> RelationRecord {
    let predicate = given.predicate
    let (from, to) = (given.subject.kind, given.object.kind)
    guard
      allowed.contains(Self.code(predicate, from, to))
        || (predicate.isSymmetric && allowed.contains(Self.code(predicate, to, from)))
    else {
      let subject = registry.kinds[from].name
      let object = registry.kinds[to].name
      if predicate.joins(object, subject) {
        throw KnowledgeBaseError.invalid(
          Message(
            "\(predicate.name) goes from \(object) to \(subject), here it is the other way round; "
              + "swap the two, or use \(predicate.inverse) in a mapping",
            "\(predicate.name) 的方向是 \(object) → \(subject)，此处相反；"
              + "请对调两者，或在映射中使用 \(predicate.inverse)"))
      }
      let pairs = predicate.pairs.map { "\($0.subject) → \($0.object)" }.sorted()
      throw KnowledgeBaseError.invalid(
        Message(
          "\(predicate.name) cannot join \(subject) → \(object); it joins ",
          "\(predicate.name) 不能连接 \(subject) → \(object)；可连接的有：")
          + Message(verbatim: pairs.joined(separator: ", ")))
    }
    guard given.subject.id != given.object.id else {
      throw KnowledgeBaseError.invalid(
        Message(
          "\(try entities.key(of: given.subject.id)) would relate to itself",
          "\(try entities.key(of: given.subject.id)) 不能与自身建立关系"))
    }
    guard predicate.isSymmetric,
      try entities.key(of: given.object.id) < entities.key(of: given.subject.id)
    else {
      return given
    }
    var swapped = given
    swapped.subject = given.object
    swapped.object = given.subject
    return swapped
  }

  /// A predicate and two kinds (places in the registry) in one number.
  private static func code(_ predicate: Predicate, _ subject: Int, _ object: Int) -> Int {
    Int(predicate.id) << 20 | subject << 10 | object
  }

  private func name(_ record: RelationRecord) throws -> String {
    "\(try entities.key(of: record.subject.id)) \(record.predicate.name) "
      + "\(try entities.key(of: record.object.id))"
  }
}
