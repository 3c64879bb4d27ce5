internal import Messages
internal import SQLite

/// A further date of an entity. Its identity is entity, type, date and scope; the rest can change.
package struct EventRecord {
  package var entity: KeyTable.Entry
  /// "effective", "compliance", "preview", "general-availability" …
  package var type: String
  /// ISO 8601, of honest precision.
  package var date: String
  /// What part of the entity it is about.
  package var scope = ""
  /// The columns besides the identity, by name (``EventRecord/columns``); never NULL.
  package var details: [EntityRecord.Assertion] = []

  package init(entity: KeyTable.Entry, type: String, date: String) {
    self.entity = entity
    self.type = type
    self.date = date
  }

  /// The columns besides the identity, with their types.
  package static let columns: [Property] = [.detail("note", .text), .detail("retired", .date)]
}

/// Writes events and who says so.
package final class EventWriter {
  private let table: RecordTable
  private let bulk: BulkLoad
  private let entities: EntityWriter

  init(store: Store, citations: CitationWriter, entities: EntityWriter, bulk: BulkLoad) throws {
    self.bulk = bulk
    self.entities = entities
    table = try RecordTable(
      "event",
      identity: [.column("entity"), .column("type"), .column("date"), .column("scope")],
      columns: EventRecord.columns, store: store, citations: citations,
      bulk: bulk)
  }

  /// Adds the event, or brings it up to date with what the sources say.
  ///
  /// - Parameter changes: gets every value that changed or was kept beside the accepted one.
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` when the type is not written like a key.
  package func put(
    _ record: EventRecord, by attributions: [Attribution], changes: inout [ValueChange]
  ) throws -> (id: Int64, outcome: Outcome) {
    guard Key.isValid(record.type) else {
      throw KnowledgeBaseError.invalid(
        Message(
          "'\(record.type)' is not a type of event; write it like general-availability "
            + "(a-z, 0-9, single dashes)",
          "'\(record.type)' 不是事件类型的写法；请写成 general-availability 的样子（a-z、0-9、单个连字符）"))
    }
    return try table.put(
      record, by: attributions, owner: CitationOwner.event, changes: &changes,
      name: { "\(try self.entities.key(of: record.entity.id)) \(record.type) \(record.date)" })
  }

  /// The row id of an event; nil when it is not on record.
  package func id(of record: EventRecord) throws -> Int64? {
    try bulk.settle()
    return try table.id(of: record)
  }

  /// Ends what is being read.
  func stop() { table.stop() }

  /// The accepted values of an event, by column, as text; for citing one of them.
  package func canonicalValues(of id: Int64) throws -> [String: String] {
    try table.canonicalValues(of: id)
  }
}

extension EventRecord: IdentifiedRecord {
  func bindIdentity(to statement: borrowing Statement) throws(SQLiteError) {
    try statement.bind(entity.id, at: 1)
    try statement.bind(type, at: 2)
    try statement.bind(date, at: 3)
    try statement.bind(scope, at: 4)
  }

  func isIdentified(by row: borrowing Statement, from first: Int) -> Bool {
    row.int64(at: first) == entity.id && row.holds(type, at: first + 1)
      && row.holds(date, at: first + 2) && row.holds(scope, at: first + 3)
  }
}
