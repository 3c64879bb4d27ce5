internal import Messages
internal import SQLite

/// Changes a user makes by hand, each in a transaction and with a revision of its own. A value set here
/// stays whatever is ingested later; what sources say otherwise is kept beside it.
package struct Editor {
  let store: Store
  private let command: String
  private let author: String?

  /// - Parameters:
  ///   - command: what the revision is called.
  ///   - author: who made the change.
  package init(_ store: Store, command: String, author: String?) {
    self.store = store
    self.command = command
    self.author = author
  }

  // MARK: Properties

  /// Sets properties of an entity.
  ///
  /// - Returns: what became of the entity, and the values that changed.
  /// - Throws: ``KnowledgeBaseError``.
  package func set(
    _ entity: EntityReference, _ assertions: [EntityRecord.Assertion], note: HandNote
  ) throws -> (outcome: Outcome, changes: [ValueChange]) {
    try writing(summary: entity.key) { writer in
      let kind = try writer.registry.kind(entity.kind)
      var record = EntityRecord()
      record.assertions = assertions
      var changes: [ValueChange] = []
      do {
        let outcome = try writer.entities.update(
          entity.id, key: entity.key, kind: kind, record: record,
          by: try note.attributions(writer.sources), changes: &changes)
        return ((outcome, changes), outcome != .unchanged)
      } catch let error as SQLiteError where error.code == .constraintUnique {
        let columns = assertions.map(\.column).joined(separator: ", ")
        throw KnowledgeBaseError.invalid(
          Message(
            "another one of the \(kind.plural) has this \(columns) already; set the other one first",
            "另一\(kind.label.zh)已有此 \(columns)；请先修改那一条"))
      }
    }
  }

  /// Takes the value of a property away: it is not known, whatever sources give.
  ///
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` for the name, which an entity must have.
  package func clear(
    _ entity: EntityReference, property: String, note: HandNote
  ) throws -> [ValueChange] {
    guard property != "name" else {
      throw KnowledgeBaseError.invalid(
        Message("\(entity.key) must have a name", "\(entity.key) 必须有名称"))
    }
    return try writing(summary: entity.key) { writer in
      let change = try writer.entities.clear(
        property, of: entity.id, key: entity.key, kind: try writer.registry.kind(entity.kind),
        by: try note.attributions(writer.sources)[0])
      return (change.map { [$0] } ?? [], change != nil)
    }
  }

  // MARK: Relations

  /// Joins two entities, or sets details of the relation they have; one that was unlinked is back.
  package func link(
    _ identity: RelationLink, details: [EntityRecord.Assertion], note: HandNote
  ) throws -> (outcome: Outcome, changes: [ValueChange]) {
    try writing(summary: identity.summary) { writer in
      var record = try identity.record(writer.registry)
      record.details = details
      var changes: [ValueChange] = []
      let isBack = try writer.relations.id(of: record).map(writer.relations.restore) ?? false
      let (_, outcome) = try writer.relations.put(
        record, by: try note.attributions(writer.sources), changes: &changes)
      let result = isBack && outcome == .unchanged ? .changed : outcome
      return ((result, changes), result != .unchanged)
    }
  }

  /// Withdraws a relation on a date; it stays on record, and a later ingest does not bring it back.
  ///
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` when there is no such relation, or several differ
  ///   in qualifier or date.
  package func unlink(_ identity: RelationLink, on date: String, note: HandNote) throws {
    try writing(summary: identity.summary) { writer in
      var record = try identity.record(writer.registry)
      if try writer.relations.id(of: record) == nil {
        guard identity.qualifier == nil, identity.validFrom == nil,
          let only = try writer.relations.only(like: record)
        else {
          throw KnowledgeBaseError.invalid(
            Message("no relation: \(identity.summary)", "没有这样的关系：\(identity.summary)"))
        }
        (record.qualifier, record.validFrom) = only
      }
      record.details = [.init(column: "retired", value: .text(date))]
      var changes: [ValueChange] = []
      let (_, outcome) = try writer.relations.put(
        record, by: try note.attributions(writer.sources), changes: &changes)
      return ((), outcome != .unchanged)
    }
  }

  // MARK: Keys and names

  /// Gives an entity another key; the old one leads to it from now on.
  ///
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` when the key has not the form of one or is taken.
  package func rename(_ entity: EntityReference, to key: String) throws {
    guard key != entity.key else { return }
    try writing(summary: "\(entity.key) → \(key)") { writer in
      guard Key.isValid(key) else {
        throw KnowledgeBaseError.notAKey(key)
      }
      if let holder = try writer.entities.find(key), holder.id != entity.id {
        throw KnowledgeBaseError.invalid(
          Message(
            "'\(key)' leads to \(try writer.entities.key(of: holder.id)) already",
            "'\(key)' 已指向 \(try writer.entities.key(of: holder.id))"))
      }
      try store.db.run("DELETE FROM redirect WHERE key = ?", .text(key))
      try writer.entities.rename(entity.id, to: key, isMade: false)
      _ = try writer.names.putRedirect(key: entity.key, entity: entity.id)
      return ((), true)
    }
  }

  /// Withdraws an entity on a date, or with nil brings it back.
  ///
  /// - Returns: whether anything changed.
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` for a date to come: what is withdrawn is left out at
  ///   once.
  package func retire(_ entity: EntityReference, on date: String?) throws -> Bool {
    if let day = date.flatMap({ PartialDate($0) }), let today = PartialDate(Clock.today()),
      today.isBefore(day)
    {
      throw KnowledgeBaseError.invalid(
        Message(
          "\(day.text) is yet to come; an entity is withdrawn today or on a day that was",
          "\(day.text) 尚未到来；撤下日期只能是今天或已过去的日期"))
    }
    return try writing(summary: entity.key) { writer in
      let hasChanged = try writer.entities.setRetired(date, of: entity.id)
      return (hasChanged, hasChanged)
    }
  }

  /// Adds a further name of an entity.
  package func addName(
    _ entity: EntityReference, text: String, lang: String, role: String, note: HandNote
  ) throws -> Outcome {
    try writing(summary: "\(entity.key) \(text)") { writer in
      let source = try note.source.map { try writer.sources.rank(of: $0) }
      let outcome = try writer.names.put(
        entity: entity.id, text: text, lang: lang, role: role, source: source)
      return (outcome, outcome != .unchanged)
    }
  }

  /// Takes a further name of an entity away, whatever its language and role.
  ///
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)``.
  package func removeName(_ entity: EntityReference, text: String) throws {
    try writing(summary: "\(entity.key) \(text)") { writer in
      try writer.names.remove(text, of: entity.id)
      return ((), true)
    }
  }

  // MARK: Claims

  /// Puts evidence for or against a claim on record.
  package func addEvidence(
    claim: String, stance: String, target: (Writer) throws -> EvidenceRecord.Target, note: String?,
    source: String?
  ) throws -> Outcome {
    try writing(summary: claim) { writer in
      var evidence = EvidenceRecord(
        claim: try writer.claims.existing(claim), stance: stance, target: try target(writer))
      evidence.note = note
      evidence.source = try source.map { try writer.sources.rank(of: $0).id }
      let outcome = try writer.claims.put(evidence)
      return (outcome, outcome != .unchanged)
    }
  }

  // MARK: The registry

  /// Changes kinds, properties and predicates.
  package func define<R>(_ body: (RegistryWriter) throws -> R) throws -> R {
    defer { store.forgetRegistry() }
    return try store.writing {
      let result = try body(RegistryWriter(store))
      try Revision.record(store.db, command: command, author: author, summary: nil)
      return result
    }
  }

  /// Runs a change in a transaction; one that changed nothing leaves no trace.
  private func writing<R>(
    summary: String, _ body: (Writer) throws -> (result: R, hasChanged: Bool)
  ) throws -> R {
    var kept: R?
    do {
      return try store.writing {
        let writer = try Writer(store)
        let (result, hasChanged) = try body(writer)
        guard hasChanged else {
          kept = result
          throw Unchanged()
        }
        try writer.finish()
        try Revision.record(store.db, command: command, author: author, summary: summary)
        return result
      }
    } catch let error as Unchanged {
      if let kept { return kept }
      throw error
    }
  }

  /// Runs a change in a transaction and leaves a revision of it.
  func changing(summary: String, _ body: (Store) throws -> Void) throws {
    try store.writing {
      try body(store)
      try Revision.record(store.db, command: command, author: author, summary: summary)
    }
  }

  /// The same, with what changed: so that it can be taken back.
  func recording(summary: String, _ body: (Store) throws -> Changeset) throws {
    try store.writing {
      let changes = try body(store)
      let revision = try Revision.record(
        store.db, command: command, author: author, summary: summary)
      try store.db.run(
        "UPDATE revision SET changeset = ? WHERE id = ?", .blob(changes.bytes), .integer(revision))
    }
  }

  private struct Unchanged: Error {}
}
