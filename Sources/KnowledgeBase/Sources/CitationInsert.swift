internal import SQLite

/// The prepared statements for citations of one sort of record.
final class CitationInsert {
  private let full: Statement
  private let plain: Statement
  private let find: Statement
  private let inOrder: RowsInOrder

  /// What holds for a row as `addPlain` adds it, besides what that binds.
  private static let isPlain = """
    value IS NULL AND wording IS NULL AND state = 'value' AND rank = 0 AND reason IS NULL \
    AND low IS NULL AND high IS NULL AND quote IS NULL AND retired IS NULL
    """

  /// - Parameter owner: the column that names the record.
  init(owner: String, store: Store) throws {
    full = try store.db.prepare(
      """
      INSERT INTO citation(\(owner), source, fields, value, wording, state, rank, reason, basis, low,
        high, confidence, as_of, locator, quote, retired)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, persistent: true)
    plain = try store.db.prepare(
      """
      INSERT INTO citation(\(owner), source, fields, confidence, basis, as_of, locator)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """, persistent: true)
    find = try store.db.prepare(
      """
      SELECT id FROM citation
       WHERE \(owner) = ? AND source = ? AND fields = ? AND confidence IS ? AND basis IS ?
         AND as_of IS ? AND locator IS ? AND \(Self.isPlain)
      """, persistent: true)
    inOrder = try RowsInOrder(
      """
      SELECT id, \(owner), source, fields, confidence, basis, as_of, locator, \(Self.isPlain)
        FROM citation WHERE id > ? ORDER BY id
      """, store: store)
  }

  /// Ends what is being read.
  func stop() { inOrder.stop() }

  func add(_ owner: Int64, _ citation: Citation) throws(SQLiteError) {
    try full.bind(owner, at: 1)
    try full.bind(citation.source.id, at: 2)
    try citation.bind(to: full, from: 3)
    try full.run()
  }

  func addPlain(
    _ owner: Int64, _ source: Int64, _ fields: String, _ detail: CitationDetail
  ) throws(SQLiteError) {
    try Self.bind(owner, source, fields, detail, to: plain)
    try plain.run()
  }

  /// Whether ``addPlain(_:_:_:_:)`` has added such a row.
  func hasPlain(
    _ owner: Int64, _ source: Int64, _ fields: String, _ detail: CitationDetail
  ) throws(SQLiteError) -> Bool {
    if try inOrder.advance(), Self.isPlain(inOrder.row, owner, source, fields, detail) {
      return true
    }
    try Self.bind(owner, source, fields, detail, to: find)
    defer { find.reset() }
    guard try find.step() else { return false }
    try inOrder.found(find.int64(at: 0))
    return true
  }

  /// Whether `inOrder` has come to such a row.
  private static func isPlain(
    _ row: borrowing Statement, _ owner: Int64, _ source: Int64, _ fields: String,
    _ detail: CitationDetail
  ) -> Bool {
    row.int64(at: 1) == owner && row.int64(at: 2) == source && row.holds(fields, at: 3)
      && row.holds(detail.confidence, at: 4) && row.holds(detail.basis, at: 5)
      && row.holds(detail.asOf, at: 6) && row.holds(detail.locator, at: 7)
      && row.int64(at: 8) == 1
  }

  private static func bind(
    _ owner: Int64, _ source: Int64, _ fields: String, _ detail: CitationDetail,
    to statement: borrowing Statement
  ) throws(SQLiteError) {
    try statement.bind(owner, at: 1)
    try statement.bind(source, at: 2)
    try statement.bind(fields, at: 3)
    try statement.bind(detail.confidence, at: 4)
    try statement.bind(detail.basis, at: 5)
    try statement.bind(detail.asOf, at: 6)
    try statement.bind(detail.locator, at: 7)
  }
}

extension Citation {
  /// Binds everything from `fields` to `retired`: fourteen parameters.
  func bind(
    to statement: borrowing Statement, from first: Int
  ) throws(SQLiteError) {
    try statement.bind(fields.joined(separator: ","), at: first)
    try statement.bind(value, at: first + 1)
    try statement.bind(detail.wording, at: first + 2)
    try statement.bind(detail.state, at: first + 3)
    try statement.bind(detail.rank, at: first + 4)
    try statement.bind(detail.reason, at: first + 5)
    try statement.bind(detail.basis, at: first + 6)
    try statement.bind(detail.low, at: first + 7)
    try statement.bind(detail.high, at: first + 8)
    try statement.bind(detail.confidence, at: first + 9)
    try statement.bind(detail.asOf, at: first + 10)
    try statement.bind(detail.locator, at: first + 11)
    try statement.bind(detail.quote, at: first + 12)
    try statement.bind(detail.retired, at: first + 13)
  }
}
