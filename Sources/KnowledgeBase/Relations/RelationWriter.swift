internal import SQLite

/// Writes relations and who says so.
package final class RelationWriter {
  private let store: Store
  private let registry: Registry
  private let citations: CitationWriter
  private let bulk: BulkLoad
  private let insert: Statement
  private let find: Statement
  private let keyOf: Statement
  /// What may be joined: ``code(_:_:_:)`` of every predicate and its pairs of kinds.
  private let allowed: Set<Int>

  init(store: Store, registry: Registry, citations: CitationWriter, bulk: BulkLoad) throws {
    self.bulk = bulk
    self.store = store
    self.registry = registry
    self.citations = citations
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
    insert = try store.db.prepare(
      """
      INSERT INTO relation(subject, predicate, object, qualifier, valid_from,
        valid_to, share, share_low, share_high, quantity, unit, note, retired)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """, persistent: true)
    find = try store.db.prepare(
      """
      SELECT id, valid_to, share, share_low, share_high, quantity, unit, note, retired
        FROM relation
       WHERE subject = ? AND predicate = ? AND object = ? AND qualifier = ?
         AND ifnull(valid_from, '') = ?
      """, persistent: true)
    keyOf = try store.db.prepare("SELECT key FROM entity WHERE id = ?", persistent: true)
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
    try insert.bind(record.subject.id, at: 1)
    try insert.bind(record.predicate.id, at: 2)
    try insert.bind(record.object.id, at: 3)
    try insert.bind(record.qualifier, at: 4)
    try insert.bind(record.validFrom, at: 5)
    for (index, column) in RelationRecord.columns.enumerated() {
      if let value = record.details.first(where: { $0.column == column.name })?.value {
        try insert.bind(value, at: index + 6)
      } else {
        try insert.bindNull(at: index + 6)
      }
    }
    try insert.run()
    guard store.db.changes == 0 else {
      let id = store.db.lastInsertRowID
      for attribution in attributions {
        try citations.addAll(.relation(id), record.details, attribution)
      }
      return (id, .added)
    }
    return try update(record, by: attributions, changes: &changes)
  }

  /// The row id of a relation; nil when it is not on record.
  package func id(of given: RelationRecord) throws -> Int64? {
    try bulk.settle()
    let record = try checked(given)
    try bindIdentity(record)
    defer { find.reset() }
    return try find.step() ? find.int64(at: 0) : nil
  }

  /// The accepted values of a relation, by column, as text; for citing one of them.
  package func canonicalValues(of id: Int64) throws -> [String: String] {
    let columns = RelationRecord.columns.map(\.name)
    var result: [String: String] = [:]
    try store.db.query(
      "SELECT \(columns.joined(separator: ", ")) FROM relation WHERE id = ?", [.integer(id)]
    ) { row in
      for (index, column) in columns.enumerated() {
        if let text = row.value(at: index).canonical { result[column] = text }
      }
    }
    return result
  }

  private func update(
    _ record: RelationRecord, by attributions: [Attribution], changes: inout [ValueChange]
  ) throws -> (id: Int64, outcome: Outcome) {
    try bindIdentity(record)
    guard try find.step() else {
      find.reset()
      throw KnowledgeBaseError.invalid("the relation breaks a rule of the store")
    }
    let id = find.int64(at: 0)
    let values = RelationRecord.columns.indices.map { find.value(at: $0 + 1) }
    find.reset()
    var update = RecordUpdate(
      citations, .relation(id), columns: RelationRecord.columns, values: values)
    var hasChanged = false
    for attribution in attributions.isEmpty ? [nil] : attributions.map(Optional.some) {
      let changed = try update.take(record.details, by: attribution) { column, value in
        try store.db.run(
          "UPDATE relation SET \(RelationRecord.columns[column].name) = ? WHERE id = ?", value,
          .integer(id))
      }
      hasChanged = hasChanged || changed
    }
    if !update.statements.isEmpty { changes += update.changes(of: try name(record)) }
    return (id, hasChanged ? .changed : .unchanged)
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
          "\(predicate.name) goes from \(object) to \(subject), here it is the other way round; "
            + "swap the two, or use \(predicate.inverse) in a mapping")
      }
      let pairs = predicate.pairs.map { "\($0.subject) → \($0.object)" }.sorted()
      throw KnowledgeBaseError.invalid(
        "\(predicate.name) cannot join \(subject) → \(object); it joins \(pairs.joined(separator: ", "))"
      )
    }
    guard given.subject.id != given.object.id else {
      throw KnowledgeBaseError.invalid("\(try key(given.subject.id)) would relate to itself")
    }
    guard predicate.isSymmetric, try key(given.object.id) < key(given.subject.id) else {
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

  private func bindIdentity(_ record: RelationRecord) throws(SQLiteError) {
    try find.bind(record.subject.id, at: 1)
    try find.bind(record.predicate.id, at: 2)
    try find.bind(record.object.id, at: 3)
    try find.bind(record.qualifier, at: 4)
    try find.bind(record.validFrom ?? "", at: 5)
  }

  private func name(_ record: RelationRecord) throws -> String {
    try "\(key(record.subject.id)) \(record.predicate.name) \(key(record.object.id))"
  }

  private func key(_ id: Int64) throws(SQLiteError) -> String {
    try keyOf.bind(id, at: 1)
    defer { keyOf.reset() }
    return try keyOf.step() ? keyOf.string(at: 0) ?? "" : ""
  }
}
