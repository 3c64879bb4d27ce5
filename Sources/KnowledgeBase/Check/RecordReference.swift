internal import SQLite

/// A row of a whole export, named by what it says and not by where it stands.
package struct RecordReference: Sendable, Hashable {
  /// The file of the export without its ending: `models`, `relations`.
  package let file: String
  /// The columns that tell the row apart, and what they hold; "" where it is blank. Empty: the file is
  /// meant and no row of it.
  package let identity: [String: String]
  /// The column that is meant; nil: the row.
  package var column: String?

  package init(file: String, identity: [String: String], column: String? = nil) {
    self.file = file
    self.identity = identity
    self.column = column
  }
}

/// The current rows of one file of an export, as SQL that names each of them.
struct RecordRows {
  /// The file of the export without its ending.
  let file: String
  /// The stored table, which goes by `t`.
  let table: String
  /// The column of `citation` that refers to it; "" for what is not cited.
  let owner: String
  /// The columns that tell a row apart, each with its SQL.
  private let identity: [(column: String, sql: String)]
  private let joins: String

  /// The entities of a kind; `e` is the entity's row.
  static func entities(_ kind: Kind) -> RecordRows {
    RecordRows(
      file: kind.plural, table: kind.name.quoted, owner: "entity", identity: [("key", "e.key")],
      joins: "JOIN entity e ON e.id = t.id AND e.retired IS NULL")
  }

  static let relations = RecordRows(
    file: "relations", table: "relation", owner: "relation",
    identity: [
      ("subject", "s.key"), ("predicate", "p.name"), ("object", "o.key"),
      ("qualifier", "t.qualifier"), ("valid_from", "t.valid_from"),
    ],
    joins: """
      JOIN entity s ON s.id = t.subject JOIN predicate p ON p.id = t.predicate
      JOIN entity o ON o.id = t.object AND t.retired IS NULL
      """)

  static let figures = RecordRows(
    file: "figures", table: "figure", owner: "figure",
    identity: [
      ("subject", "s.key"), ("measure", "t.measure"), ("object", "o.key"), ("date", "t.date"),
      ("condition", "t.condition"),
    ],
    joins: """
      JOIN entity s ON s.id = t.subject AND t.retired IS NULL
      LEFT JOIN entity o ON o.id = t.object
      """)

  static let events = RecordRows(
    file: "events", table: "event", owner: "event",
    identity: [
      ("entity", "e.key"), ("type", "t.type"), ("date", "t.date"), ("scope", "t.scope"),
    ],
    joins: "JOIN entity e ON e.id = t.entity AND t.retired IS NULL")

  static let claims = RecordRows(
    file: "claims", table: "claim", owner: "claim", identity: [("key", "t.key")], joins: "")

  static let sources = RecordRows(
    file: "sources", table: "source", owner: "", identity: [("key", "t.key")], joins: "")

  /// The rows of the view `citations`, which is a row for each property.
  static let citations = RecordRows(
    file: "citations", table: "citations", owner: "",
    identity: (PackageLayout.record + ["claim", "source", "quote"]).map { ($0, "t.\($0)") },
    joins: "")

  /// The rows for which a condition holds, each with the columns asked for.
  func select(
    _ columns: [String] = [], where condition: String, in store: Store
  ) throws -> [(record: RecordReference, values: [String?])] {
    var rows: [(record: RecordReference, values: [String?])] = []
    let known = identity.count
    try store.db.query(
      """
      SELECT \((identity.map(\.sql) + columns).joined(separator: ", "))
        FROM \(table) t \(joins) WHERE \(condition)
      """
    ) { row in
      var names: [String: String] = [:]
      for (index, column) in identity.enumerated() { names[column.column] = row.text(index) }
      let values = columns.indices.map { row.string(at: known + $0) }
      rows.append((RecordReference(file: file, identity: names), values))
    }
    return rows
  }

  /// How many rows there are for which a condition holds.
  func count(where condition: String, in store: Store) throws -> Int {
    Int(try store.db.integer("SELECT count(*) FROM \(table) t \(joins) WHERE \(condition)"))
  }
}
