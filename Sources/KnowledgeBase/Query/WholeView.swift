internal import SQLite
internal import Tabular

/// All rows of a view in its order, for the long ones: what `SELECT * FROM view ORDER BY …` gives,
/// without SQLite sorting keys and looking up names.
struct WholeView: RowSource {
  let columns: [String]
  private let store: Store
  private let statement: ExportStatement
  private let hasNames: Bool

  /// Nil for a view that SQLite reads as it is.
  init?(_ store: Store, view: String) throws {
    guard let statement = Self.statements[view] else { return nil }
    self.store = store
    self.statement = statement
    hasNames = !statement.insertions.isEmpty
    let plain = try store.db.prepare("SELECT * FROM \(view.quoted) LIMIT 0")
    columns = (0..<plain.columnCount).map { plain.columnName($0) }
  }

  func read(_ body: ([Field]) throws -> Void) throws {
    try forEach { try body($0.fields(columns: columns.count)) }
  }

  func write(to writer: inout RowWriter, version: RowVersion?) throws {
    guard let version else {
      return try forEach { try $0.write(to: &writer, columns: columns.count) }
    }
    try read { try writer.write(($0 + [.text(version.of($0))]).map(Cell.init)) }
  }

  private func forEach(_ body: (SortedRows.Row) throws -> Void) throws {
    try store.readingFromEndToEnd {
      let entities = try EntityOrder(store, names: hasNames)
      try SortedRows(store, statement, entities).forEach(body)
    }
  }

  private static let statements = [
    "names": ExportStatement.names,
    "relations": ExportStatement(
      """
      SELECT r.subject, p.name, r.object, nullif(r.qualifier, ''), r.valid_from, r.valid_to, r.share,
             r.share_low, r.share_high, r.quantity, r.unit, r.note
        FROM relation r CROSS JOIN predicate p ON p.id = r.predicate WHERE r.retired IS NULL
      """,
      entities: [0, 2], order: [0, 1, 2, 3, 4],
      insertions: [(4, 0, .name), (5, 2, .name), (6, 0, .nameZH), (7, 2, .nameZH)]),
  ]
}
