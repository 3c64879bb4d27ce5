internal import Messages
package import SQLite

/// Writes entities: their common and typed columns, who says so, and how their names are matched.
package final class EntityWriter {
  private let store: Store
  private let registry: Registry
  private let citations: CitationWriter
  private let bulk: BulkLoad
  private var tables: [String: KindTable] = [:]
  private let insertEntity: Statement
  private let insertForm: Statement
  private let findKey: Statement
  private let keyOf: Statement
  package let keys = KeyTable()
  /// Entities whose text in the index is out of date; in a bulk load all are, and none is noted.
  package private(set) var touched: Set<Int64> = []

  init(store: Store, registry: Registry, citations: CitationWriter, bulk: BulkLoad) throws {
    self.store = store
    self.bulk = bulk
    if bulk.isOn { keys.beginComplete() }
    self.registry = registry
    self.citations = citations
    insertEntity = try store.db.prepare(
      """
      INSERT INTO entity(key, kind, name, name_zh, description, description_zh, retired, made)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """, persistent: true)
    insertForm = try store.db.prepare(
      "INSERT INTO name_form(form, entity) VALUES (?, ?) ON CONFLICT DO NOTHING", persistent: true)
    keyOf = try store.db.prepare("SELECT key FROM entity WHERE id = ?", persistent: true)
    findKey = try store.db.prepare(
      """
      SELECT id, kind FROM entity WHERE key = ?1
      UNION ALL SELECT e.id, e.kind FROM redirect r JOIN entity e ON e.id = r.entity WHERE r.key = ?1
      """, persistent: true)
  }

  // MARK: Finding

  /// The entity of this key (a redirect is followed); nil when there is none.
  package func find(_ key: UnsafeBufferPointer<UInt8>) throws(SQLiteError) -> KeyTable.Entry? {
    if let entry = keys.find(key) { return entry }
    if keys.isComplete { return nil }
    try findKey.bind(bytes: UnsafeRawBufferPointer(key), at: 1)
    let found = try findKey.step()
    let id = found ? findKey.int64(at: 0) : 0
    let kind = found ? findKey.string(at: 1) : nil
    findKey.reset()
    guard let kind, let position = registry.kinds.firstIndex(where: { $0.name == kind }) else {
      return nil
    }
    keys.insert(key, id: id, kind: position)
    return KeyTable.Entry(id: id, kind: position)
  }

  /// The entity of this key.
  package func find(_ key: String) throws -> KeyTable.Entry? {
    var key = key
    return try key.withUTF8 { try find($0) }
  }

  /// The same, of a file whose entities are of one kind.
  package func find(_ key: String, expecting kind: Kind) throws -> KeyTable.Entry? {
    let table = try table(kind)
    var key = key
    return try key.withUTF8 { key in
      guard try table.inOrder.advance(), table.inOrder.row.holds(key, at: 1) else {
        return try find(key)
      }
      let id = table.inOrder.row.int64(at: 0)
      keys.insert(key, id: id, kind: table.position)
      return KeyTable.Entry(id: id, kind: table.position)
    }
  }

  /// Ends what is being read.
  func stop() {
    for table in tables.values { table.inOrder.stop() }
  }

  /// The key of an entity; "" when there is none.
  package func key(of id: Int64) throws(SQLiteError) -> String {
    try keyOf.bind(id, at: 1)
    defer { keyOf.reset() }
    return try keyOf.step() ? keyOf.string(at: 0) ?? "" : ""
  }

  // MARK: Writing

  /// Adds an entity that does not exist yet.
  ///
  /// - Parameter isMade: the key was made from the name (``KeyMaker``), not given.
  package func add(
    key: String, kind: Kind, record: EntityRecord, by attributions: [Attribution],
    isMade: Bool = false
  ) throws -> Int64 {
    guard Key.isValid(key) else {
      throw KnowledgeBaseError.notAKey(key)
    }
    let table = try table(kind)
    var values = [Value](repeating: .null, count: table.properties.count)
    for assertion in record.assertions {
      if let index = table.index(of: assertion.column) { values[index] = assertion.value }
    }
    guard case .text = values[0] else {
      throw KnowledgeBaseError.invalid(
        Message("a new \(kind.name) needs a name", "新的\(kind.label.zh)需要名称"))
    }
    try insertEntity.bind(key, at: 1)
    try insertEntity.bind(kind.name, at: 2)
    for index in 0..<4 { try insertEntity.bind(values[index], at: index + 3) }
    try insertEntity.bind(record.retired, at: 7)
    try insertEntity.bind(isMade ? 1 : 0, at: 8)
    try insertEntity.run()
    let id = store.db.lastInsertRowID
    try table.insert.bind(id, at: 1)
    for index in 4..<values.count { try table.insert.bind(values[index], at: index - 2) }
    try table.insert.run()
    var copy = key
    copy.withUTF8 { keys.insert($0, id: id, kind: table.position) }
    let isFirm = kind.name == NameResolver.firm
    try addForm(values[0], id, isFirm: isFirm)
    try addForm(values[1], id, isFirm: isFirm)
    touch(id)
    for attribution in attributions {
      try citations.addAll(.entity(id), record.assertions, attribution)
    }
    return id
  }

  /// Brings an entity up to date with what a source says (or the user, without attribution).
  ///
  /// - Parameter changes: gets every value that changed or that was kept beside the accepted one.
  package func update(
    _ id: Int64, key: String, kind: Kind, record: EntityRecord, by attributions: [Attribution],
    changes: inout [ValueChange]
  ) throws -> Outcome {
    let table = try table(kind)
    let (values, retired) = try read(id, table)
    var update = RecordUpdate(citations, .entity(id), columns: table.properties, values: values)
    var hasChanged = false
    for place in 0..<max(1, attributions.count) {
      let attribution = attributions.isEmpty ? nil : attributions[place]
      let changed = try update.take(
        record.assertions, by: attribution, isEdit: record.isEdit
      ) { column, value in
        try store.db.run(table.update(column), value, .integer(id))
        touch(id)
      }
      hasChanged = hasChanged || changed
      for column in record.blanks {
        let isBlanked = try update.blank(column, by: attribution) { column, value in
          try store.db.run(table.update(column), value, .integer(id))
          touch(id)
        }
        hasChanged = hasChanged || isBlanked
      }
    }
    changes += update.changes(of: key)
    // The first two columns are the names.
    if hasChanged, update.statements.contains(where: { $0.column < 2 }) {
      try NameForms(store: store).rebuild(of: id)
    }
    if let date = record.retired, date != retired {
      try store.db.run("UPDATE entity SET retired = ? WHERE id = ?", .text(date), .integer(id))
      touch(id)
      changes.append(
        ValueChange(key: key, column: "retired", old: retired, new: date, kept: false))
      hasChanged = true
    }
    return hasChanged ? .changed : .unchanged
  }

  /// The properties for which an entity holds another value than the record gives, or none.
  package func differences(
    _ id: Int64, kind: Kind, record: EntityRecord
  ) throws -> [(column: String, held: String?, given: String?)] {
    let table = try table(kind)
    let (values, _) = try read(id, table)
    let given = record.assertions.compactMap { assertion -> (String, String?, String?)? in
      guard let index = table.index(of: assertion.column), values[index] != assertion.value,
        !assertion.isVaguer(than: values[index].canonical, of: table.properties[index])
      else { return nil }
      return (assertion.column, values[index].canonical, assertion.value.canonical)
    }
    return given
      + record.blanks.compactMap { column in
        table.index(of: column).flatMap { values[$0].canonical }.map { (column, $0, nil) }
      }
  }

  /// The version of what an entity holds now; of one that is withdrawn, one that no export has.
  package func version(of id: Int64, kind: Kind) throws -> String {
    let table = try table(kind)
    let (values, retired) = try read(id, table)
    let held = zip(table.properties, values).map { ($0.name, $1.canonical) }
    return RowVersion.of(key: try key(of: id), held + [("retired", retired)])
  }

  /// The accepted values of an entity, by property, as text; for citing one of them.
  package func canonicalValues(of id: Int64, kind: Kind) throws -> [String: String] {
    let table = try table(kind)
    let (values, _) = try read(id, table)
    var result: [String: String] = [:]
    for (property, value) in zip(table.properties, values) {
      if let text = value.canonical { result[property.name] = text }
    }
    return result
  }

  /// Takes the value of a property away, by hand; nil when it was cleared before.
  func clear(
    _ property: String, of id: Int64, key: String, kind: Kind, by attribution: Attribution
  ) throws -> ValueChange? {
    let table = try table(kind)
    let (values, _) = try read(id, table)
    let old = table.index(of: property).flatMap { values[$0].canonical }
    var update = RecordUpdate(citations, .entity(id), columns: table.properties, values: values)
    let hasChanged = try update.clear(property, by: attribution) { column, value in
      try store.db.run(table.update(column), value, .integer(id))
    }
    guard hasChanged else { return nil }
    touch(id)
    if property == "name_zh" { try NameForms(store: store).rebuild(of: id) }
    return ValueChange(key: key, column: property, old: old, new: "(not known)", kept: false)
  }

  /// Withdraws the entity on a date, or with nil brings it back.
  ///
  /// - Returns: whether that changed anything.
  func setRetired(_ date: String?, of id: Int64) throws -> Bool {
    try store.db.run(
      "UPDATE entity SET retired = ?1 WHERE id = ?2 AND retired IS NOT ?1",
      date.map(Value.text) ?? .null, .integer(id))
    guard store.db.changes > 0 else { return false }
    touch(id)
    return true
  }

  /// Gives the entity another key and forgets the old one.
  ///
  /// - Parameter isMade: the key was made from the name, and gives way to a namesake.
  package func rename(_ id: Int64, to key: String, isMade: Bool = true) throws {
    try store.db.run(
      "UPDATE entity SET key = ?, made = made AND ? WHERE id = ?", .text(key),
      .integer(isMade ? 1 : 0), .integer(id))
    // Symmetric relations are stored smaller key first.
    try store.db.run(
      """
      UPDATE relation SET subject = object, object = subject WHERE id IN (
        SELECT r.id FROM relation r JOIN predicate p ON p.id = r.predicate
          JOIN entity s ON s.id = r.subject JOIN entity o ON o.id = r.object
         WHERE p.symmetric AND (r.subject = ?1 OR r.object = ?1) AND s.key > o.key)
      """, .integer(id))
    keys.removeAll()
  }

  /// The form under which a name is matched; of a firm also the one without a legal form.
  ///
  /// - Parameter isFirm: nil to look it up.
  func addForm(_ name: Value, _ id: Int64, isFirm: Bool? = nil) throws(SQLiteError) {
    guard case .text(let text) = name else { return }
    let form = NameForms.form(of: text)
    guard !form.isEmpty else { return }
    try insertForm.bind(form, at: 1)
    try insertForm.bind(id, at: 2)
    try insertForm.run()
    guard isFirm != false, let registered = NameForms.registeredForm(of: form) else { return }
    let kind = "SELECT count(*) FROM entity WHERE id = ? AND kind = ?"
    if isFirm == nil {
      let count = try store.db.integer(kind, [.integer(id), .text(NameResolver.firm)])
      if count == 0 { return }
    }
    try insertForm.bind(registered, at: 1)
    try insertForm.bind(id, at: 2)
    try insertForm.run()
  }

  /// The entity's text in the index is out of date (a name was added).
  func touch(_ id: Int64) {
    if !bulk.isOn { touched.insert(id) }
  }

  // MARK: Details

  private func table(_ kind: Kind) throws -> KindTable {
    if let table = tables[kind.name] { return table }
    let position = try registry.position(ofKind: kind.name)
    let table = try KindTable(kind, position: position, store: store)
    tables[kind.name] = table
    return table
  }

  private func read(_ id: Int64, _ table: KindTable) throws -> ([Value], retired: String?) {
    if table.inOrder.isAt(id) { return read(table.inOrder.row, from: 2, table) }
    try table.inOrder.found(id)
    try table.select.bind(id, at: 1)
    defer { table.select.reset() }
    guard try table.select.step() else {
      throw KnowledgeBaseError.invalid(
        Message("entity \(id) is not a \(table.kind.name)", "实体 \(id) 的类别不是 \(table.kind.name)"))
    }
    return read(table.select, from: 0, table)
  }

  private func read(
    _ row: borrowing Statement, from first: Int, _ table: KindTable
  ) -> ([Value], retired: String?) {
    let last = first + table.properties.count
    return ((first..<last).map { row.value(at: $0) }, row.string(at: last))
  }
}

extension Property {
  /// The stored value of canonical text.
  package func value(canonical text: String) -> Value {
    switch type {
    case .integer, .boolean: Int64(text).map(Value.integer) ?? .text(text)
    case .number: Double(text).map(Value.real) ?? .text(text)
    case .text, .date, .choice, .url: .text(text)
    }
  }
}
