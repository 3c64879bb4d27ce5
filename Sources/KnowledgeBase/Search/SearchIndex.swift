internal import SQLite

/// Keeps `search_text`, its FTS5 indexes, `name_form`, `search_sound` and `search_shown` in step with
/// what can be found.
///
/// The text is folded by us (``Fold``) and indexed with a stock tokenizer, so that any SQLite can
/// read and search the file.
package struct SearchIndex: ~Copyable {
  private let store: Store

  package init(store: Store) { self.store = store }

  /// Brings the index up to date for some rows of `search_text`, by id (``SearchOwner``): one by one
  /// when they are few, else all anew. A row whose owner is gone is deleted.
  package func update(_ touched: [Int64]) throws {
    // Marked with today's version, the rest of it would never be made anew.
    if try store.hasStaleIndex, try version() != nil { return try rebuild() }
    let total = try store.db.integer("SELECT count(*) FROM search_text")
    if touched.count > 1000, touched.count * 4 > total { return try rebuild(forms: false) }
    let upsert = try store.db.prepare(
      """
      \(FoldedText.insert)
      ON CONFLICT(id) DO UPDATE
        SET name = excluded.name, alias = excluded.alias, description = excluded.description,
          name_pairs = excluded.name_pairs, description_pairs = excluded.description_pairs
      """)
    let delete = try store.db.prepare("DELETE FROM search_text WHERE id = ?")
    let buffer = FoldedText()
    for owner in SearchOwner.allCases {
      let select = try store.db.prepare(owner.texts + " WHERE e.id = ?")
      for id in touched where SearchOwner(identifier: id) == owner {
        try select.bind(id >> 2, at: 1)
        if try select.step() {
          try buffer.write(select, to: upsert)
        } else {
          try delete.bind(id, at: 1)
          try delete.run()
        }
        select.reset()
      }
    }
    let sounds = NameSounds(store: store)
    for id in touched where SearchOwner(identifier: id) == .entity {
      try sounds.rebuild(of: id >> 2)
    }
    try markVersion()
  }

  /// Makes the whole index anew, and the forms names are matched by.
  ///
  /// - Parameter reached: called now and then with the number of texts folded so far.
  package func rebuild(forms: Bool = true, reached: (Int) -> Void = { _ in }) throws {
    // With the triggers a bulk load indexes row by row: 1.7 s against 0.3 s for 100,000 rows.
    var triggers: [(name: String, sql: String)] = []
    try store.db.query(
      "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'search_text'"
    ) { triggers.append(($0.text(0), $0.text(1))) }
    for trigger in triggers { try store.db.execute("DROP TRIGGER \(trigger.name.quoted)") }
    try store.db.execute("DELETE FROM search_text")
    let insert = try store.db.prepare(FoldedText.insert)
    let buffer = FoldedText()
    var count = 0
    for owner in SearchOwner.allCases {
      let select = try store.db.prepare(owner.texts)
      while try select.step() {
        try buffer.write(select, to: insert)
        count += 1
        if count % 1000 == 0 { reached(count) }
      }
    }
    if forms { try NameForms(store: store).rebuild() }
    try NameSounds(store: store).rebuild()
    try ShownEntities(store: store).rebuild()
    for index in ["search_index", "search_name_index"] {
      try store.db.execute("INSERT INTO \(index)(\(index)) VALUES ('rebuild')")
      // One segment instead of a dozen, each of which every word would be looked up in.
      // https://sqlite.org/fts5.html#the_optimize_command
      try store.db.execute("INSERT INTO \(index)(\(index)) VALUES ('optimize')")
    }
    for trigger in triggers { try store.db.execute(trigger.sql) }
    try markVersion()
  }

  /// The version of ``Fold`` the index was made with; nil for an empty index.
  package func version() throws -> Int? {
    guard case .text(let text)? = try store.db.scalar("SELECT value FROM meta WHERE key = 'fold'")
    else { return nil }
    return Int(text)
  }

  /// Whether the index's tables are there.
  func exists() throws -> Bool {
    try store.db.integer(
      """
      SELECT count(*) FROM sqlite_master
       WHERE name IN ('search_text', 'search_index', 'search_index_docsize', 'search_name_index',
         'search_sound', 'search_shown')
      """) == 6
  }

  /// Whether FTS5 finds its own indexes whole and in step with `search_text`
  /// (https://sqlite.org/fts5.html#the_integrity_check_command). The command counts as a write, so it
  /// runs on a connection of its own and is rolled back.
  func isIntact() throws -> Bool {
    guard !store.isImmutable else { return true }
    do throws(SQLiteError) {
      let probe = try Connection(path: store.path, mode: .readWrite)
      try probe.execute("BEGIN IMMEDIATE")
      try probe.execute(
        """
        INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1);
        INSERT INTO search_name_index(search_name_index, rank) VALUES ('integrity-check', 1)
        """)
      try probe.execute("ROLLBACK")
    } catch {
      guard error.code.primary == .corrupt else { throw error }
      return false
    }
    return true
  }

  /// How many rows `search_text` lacks, and how many hold another text than they should or belong to
  /// nobody.
  func differences() throws -> (missing: Int, stale: Int) {
    let held = try store.db.prepare(
      """
      SELECT name, alias, description, name_pairs, description_pairs FROM search_text WHERE id = ?
      """)
    let buffer = FoldedText()
    var (present, missing, stale) = (0, 0, 0)
    for owner in SearchOwner.allCases {
      let select = try store.db.prepare(owner.texts)
      while try select.step() {
        try held.bind(select.int64(at: 0), at: 1)
        defer { held.reset() }
        guard try held.step() else {
          missing += 1
          continue
        }
        present += 1
        if buffer.columns(select) != (0..<5).map({ held.string(at: $0) }) { stale += 1 }
      }
    }
    let rows = Int(try store.db.integer("SELECT count(*) FROM search_text"))
    return (missing, stale + rows - present)
  }

  private func markVersion() throws(SQLiteError) {
    try store.db.run(
      """
      INSERT INTO meta(key, value) VALUES ('fold', ?1)
      ON CONFLICT(key) DO UPDATE SET value = excluded.value WHERE value <> excluded.value
      """, .text(String(Fold.version)))
  }
}

/// Folds one owner's row into the columns of `search_text`, with buffers that are used again.
private final class FoldedText {
  /// Between two texts of a column: the sentinel of ``Fold``, a token of its own.
  private static let boundary: StaticString = " \u{E000} "

  /// The statement that ``write(_:to:)`` runs.
  static let insert = """
    INSERT INTO search_text(id, name, alias, description, name_pairs, description_pairs)
      VALUES (?, ?, ?, ?, ?, ?)
    """

  private var name = ByteBuffer()
  private var alias = ByteBuffer()
  private var description = ByteBuffer()
  private var namePairs = ByteBuffer()
  private var descriptionPairs = ByteBuffer()

  /// Writes the folded columns of a row: id, name, name_zh, description, description_zh, aliases.
  func write(_ row: borrowing Statement, to insert: borrowing Statement) throws(SQLiteError) {
    fold(row)
    try insert.bind(row.int64(at: 0), at: 1)
    try bind(name, to: insert, at: 2)
    try bind(alias, to: insert, at: 3)
    try bind(description, to: insert, at: 4)
    try bind(namePairs, to: insert, at: 5)
    try bind(descriptionPairs, to: insert, at: 6)
    try insert.run()
  }

  /// The folded columns of a row: name, alias, description, and the pairs of both; nil for one
  /// without text.
  func columns(_ row: borrowing Statement) -> [String?] {
    fold(row)
    return [
      name.text(), alias.text(), description.text(), namePairs.text(), descriptionPairs.text(),
    ].map { $0.isEmpty ? nil : $0 }
  }

  private func fold(_ row: borrowing Statement) {
    name.removeAll()
    alias.removeAll()
    description.removeAll()
    append(row, 1, to: &name)
    append(row, 2, to: &name)
    append(row, 5, to: &alias)
    append(row, 3, to: &description)
    append(row, 4, to: &description)
    namePairs.removeAll()
    descriptionPairs.removeAll()
    name.withBytes { HanPairs.append($0, to: &namePairs) }
    alias.withBytes { HanPairs.append($0, to: &namePairs) }
    description.withBytes { HanPairs.append($0, to: &descriptionPairs) }
  }

  /// Appends a column's folded text; a sentinel keeps phrases from crossing into the next.
  private func append(_ row: borrowing Statement, _ column: Int, to buffer: inout ByteBuffer) {
    guard !row.isNull(at: column) else { return }
    let before = buffer.count
    if before > 0 { buffer.append(Self.boundary) }
    let start = buffer.count
    row.withUnsafeUTF8(at: column) { Fold.append($0, to: &buffer) }
    if buffer.count == start { buffer.removeLast(start - before) }
  }

  private func bind(
    _ buffer: borrowing ByteBuffer, to insert: borrowing Statement, at index: Int
  ) throws(SQLiteError) {
    if buffer.count == 0 {
      try insert.bindNull(at: index)
    } else {
      try buffer.withBytes { bytes throws(SQLiteError) in
        try insert.bind(bytes: UnsafeRawBufferPointer(bytes), at: index)
      }
    }
  }
}
