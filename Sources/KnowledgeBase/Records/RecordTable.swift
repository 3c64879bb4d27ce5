internal import Messages
internal import SQLite

/// A record that some of its columns tell apart from all others and that is cited for the rest.
protocol IdentifiedRecord {
  /// The columns besides the identity; never NULL.
  var details: [EntityRecord.Assertion] { get }

  /// Binds the columns of the identity, from 1.
  func bindIdentity(to statement: borrowing Statement) throws(SQLiteError)

  /// Whether a row has this identity, from the column `first` on.
  func isIdentified(by row: borrowing Statement, from first: Int) -> Bool
}

/// A table whose rows are told apart by some columns and cited for the others: relations, figures,
/// events.
final class RecordTable {
  /// A column that takes part in a record's identity.
  enum Identity {
    case column(String)
    /// NULL in the table, `blank` (an SQL literal) where it is compared or bound.
    case nullable(String, blank: String)

    var name: String {
      switch self {
      case .column(let name), .nullable(let name, _): name
      }
    }

    func inserted(_ place: Int) -> String {
      switch self {
      case .column: "?\(place)"
      case .nullable(_, let blank): "nullif(?\(place), \(blank))"
      }
    }

    /// As it is compared with what is bound.
    var compared: String {
      switch self {
      case .column(let name): name
      case .nullable(let name, let blank): "ifnull(\(name), \(blank))"
      }
    }
  }

  private let table: String
  private let columns: [Property]
  private let names: [String]
  private let store: Store
  private let citations: CitationWriter
  private let bulk: BulkLoad
  private let identityCount: Int
  private let insert: Statement
  private let find: Statement
  private let read: Statement
  /// The columns as `find` gives them, then the identity.
  private let inOrder: RowsInOrder

  init(
    _ table: String, identity: [Identity], columns: [Property], store: Store,
    citations: CitationWriter, bulk: BulkLoad
  ) throws {
    self.table = table
    self.columns = columns
    self.store = store
    self.citations = citations
    self.bulk = bulk
    identityCount = identity.count
    names = columns.map(\.name)
    let places = identity.enumerated().map { $1.inserted($0 + 1) }
    // NULL means "nothing said": a column with a default then gets it.
    let details = columns.enumerated().map { index, column in
      column.defaultValue.map { "ifnull(?\(identity.count + index + 1), \($0))" }
        ?? "?\(identity.count + index + 1)"
    }
    insert = try store.db.prepare(
      """
      INSERT INTO \(table)(\((identity.map(\.name) + names).joined(separator: ", ")))
      VALUES (\((places + details).joined(separator: ", "))) ON CONFLICT DO NOTHING
      """, persistent: true)
    let match = identity.enumerated().map { "\($1.compared) = ?\($0 + 1)" }
      .joined(separator: " AND ")
    let selected = (["id"] + names).joined(separator: ", ")
    find = try store.db.prepare(
      "SELECT \(selected) FROM \(table) WHERE \(match)", persistent: true)
    read = try store.db.prepare(
      "SELECT \(selected) FROM \(table) WHERE id = ?", persistent: true)
    inOrder = try RowsInOrder(
      """
      SELECT \(selected), \(identity.map(\.compared).joined(separator: ", "))
        FROM \(table) WHERE id > ? ORDER BY id
      """, store: store)
  }

  /// Ends what is being read.
  func stop() { inOrder.stop() }

  /// Adds the record, or brings it up to date with what the sources say.
  ///
  /// - Parameters:
  ///   - changes: gets every value that changed or was kept beside the accepted one.
  ///   - name: how a report names the record.
  func put(
    _ record: some IdentifiedRecord, by attributions: [Attribution],
    owner: (Int64) -> CitationOwner, changes: inout [ValueChange], name: () throws -> String
  ) throws -> (id: Int64, outcome: Outcome) {
    let details = record.details
    // While a bulk load keeps the indexes away, looking for a relation would read all of them.
    if !bulk.isPending, let held = try stored(record) {
      return try update(
        held, details, by: attributions, owner: owner(held.id), changes: &changes, name: name)
    }
    try record.bindIdentity(to: insert)
    for index in names.indices { try insert.bindNull(at: identityCount + index + 1) }
    for detail in details {
      guard let index = names.firstIndex(of: detail.column) else { continue }
      try insert.bind(detail.value, at: identityCount + index + 1)
    }
    try insert.run()
    if store.db.changes > 0 {
      let id = store.db.lastInsertRowID
      for attribution in attributions { try citations.addAll(owner(id), details, attribution) }
      return (id, .added)
    }
    guard let held = try stored(record) else {
      throw KnowledgeBaseError.invalid(
        Message("the \(table) breaks a rule of the store", "\(table) 的这条记录违反知识库的规则"))
    }
    return try update(
      held, details, by: attributions, owner: owner(held.id), changes: &changes, name: name)
  }

  private func update(
    _ record: (id: Int64, values: [Value]), _ details: [EntityRecord.Assertion],
    by attributions: [Attribution], owner: CitationOwner, changes: inout [ValueChange],
    name: () throws -> String
  ) throws -> (id: Int64, outcome: Outcome) {
    var update = RecordUpdate(citations, owner, columns: columns, values: record.values)
    var hasChanged = false
    for place in 0..<max(1, attributions.count) {
      let attribution = attributions.isEmpty ? nil : attributions[place]
      let changed = try update.take(details, by: attribution) { column, value in
        try store.db.run(
          "UPDATE \(table) SET \(names[column]) = ? WHERE id = ?", value,
          .integer(record.id))
      }
      hasChanged = hasChanged || changed
    }
    if !update.statements.isEmpty { changes += update.changes(of: try name()) }
    return (record.id, hasChanged ? .changed : .unchanged)
  }

  /// The row id of a record; nil when it is not on record.
  func id(of record: some IdentifiedRecord) throws -> Int64? {
    try record.bindIdentity(to: find)
    defer { find.reset() }
    return try find.step() ? find.int64(at: 0) : nil
  }

  /// The row id of a record and what its columns hold; nil when it is not on record.
  private func stored(_ record: some IdentifiedRecord) throws -> (id: Int64, values: [Value])? {
    if try inOrder.advance(), record.isIdentified(by: inOrder.row, from: names.count + 1) {
      return (inOrder.row.int64(at: 0), values(inOrder.row))
    }
    try record.bindIdentity(to: find)
    defer { find.reset() }
    guard try find.step() else { return nil }
    let id = find.int64(at: 0)
    try inOrder.found(id)
    return (id, values(find))
  }

  private func values(_ row: borrowing Statement) -> [Value] {
    names.indices.map { row.value(at: $0 + 1) }
  }

  /// The accepted values of a record, by column, as text; for citing one of them.
  func canonicalValues(of id: Int64) throws -> [String: String] {
    var result: [String: String] = [:]
    for (column, value) in zip(names, try values(of: id)) {
      if let text = value.canonical { result[column] = text }
    }
    return result
  }

  private func values(of id: Int64) throws -> [Value] {
    try read.bind(id, at: 1)
    defer { read.reset() }
    guard try read.step() else {
      throw KnowledgeBaseError.invalid(
        Message("no \(table) with row id \(id)", "\(table) 中没有行号为 \(id) 的记录"))
    }
    return values(read)
  }
}

extension Property {
  /// The column's default, as an SQL literal: the first of the choices of a column that is never NULL.
  fileprivate var defaultValue: String? { type == .choice ? choices.first?.quotedText : nil }
}
