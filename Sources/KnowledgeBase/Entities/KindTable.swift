internal import SQLite

/// The prepared statements of one kind's typed table. A value's place is its index in `properties`:
/// the common properties first, then the kind's own.
final class KindTable {
  let kind: Kind
  /// Index in `Registry.kinds`.
  let position: Int
  let properties: [Property]
  private let names: [String]
  let insert: Statement
  let select: Statement
  /// Row id, key, and what `select` gives.
  let inOrder: RowsInOrder

  init(_ kind: Kind, position: Int, store: Store) throws(SQLiteError) {
    self.kind = kind
    self.position = position
    properties = Property.common + kind.properties
    names = properties.map(\.name)
    let own = kind.properties.map { $0.name.quoted }
    let marks = Array(repeating: "?", count: own.count + 1).joined(separator: ", ")
    insert = try store.db.prepare(
      "INSERT INTO \(kind.name.quoted)(\((["id"] + own).joined(separator: ", "))) VALUES (\(marks))",
      persistent: true)
    let columns =
      Property.common.map { "e.\($0.name)" } + own.map { "t.\($0)" } + ["e.retired"]
    select = try store.db.prepare(
      """
      SELECT \(columns.joined(separator: ", "))
        FROM entity e JOIN \(kind.name.quoted) t ON t.id = e.id WHERE e.id = ?
      """, persistent: true)
    // CROSS JOIN: only the kind's own rows are walked through.
    // https://sqlite.org/optoverview.html#crossjoin
    inOrder = try RowsInOrder(
      """
      SELECT t.id, e.key, \(columns.joined(separator: ", "))
        FROM \(kind.name.quoted) t CROSS JOIN entity e ON e.id = t.id WHERE t.id > ? ORDER BY t.id
      """, store: store)
  }

  /// The place of a property.
  func index(of name: String) -> Int? { names.firstIndex(of: name) }

  /// The UPDATE that sets one property; parameters: value, entity.
  func update(_ index: Int) -> String {
    let property = properties[index]
    return property.isCommon
      ? "UPDATE entity SET \(property.name) = ? WHERE id = ?"
      : "UPDATE \(kind.name.quoted) SET \(property.name.quoted) = ? WHERE id = ?"
  }
}
