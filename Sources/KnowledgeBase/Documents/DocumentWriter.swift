internal import SQLite

/// A paragraph of a text, with the section it stands in.
package struct Passage: Sendable, Hashable {
  /// Number of its section: "2.1"; nil before the first heading.
  package let section: String?
  /// Heading of its section.
  package let heading: String?
  package let text: String

  package init(section: String?, heading: String?, text: String) {
    self.section = section
    self.heading = heading
    self.text = text
  }
}

/// Writes documents and their passages.
package final class DocumentWriter {
  private let store: Store
  /// Passages whose text in the index is out of date.
  package private(set) var touched: Set<Int64> = []
  /// Passages that were given, changed or not: what they name is looked up anew.
  package private(set) var read: Set<Int64> = []

  init(store: Store) { self.store = store }

  /// Adds the document, or brings its title, language and source up to date; nil leaves as it is.
  package func put(key: String, source: Int64, title: String?, lang: String?) throws -> (
    id: Int64, outcome: Outcome
  ) {
    guard Key.isValid(key) else {
      throw KnowledgeBaseError.notAKey(key)
    }
    let known = try store.db.first("SELECT id FROM document WHERE key = ?", [.text(key)]) {
      $0.int64(at: 0)
    }
    guard let id = known else {
      try store.db.run(
        "INSERT INTO document(key, source, title, lang) VALUES (?, ?, ?, ?)", .text(key),
        .integer(source), .text(title ?? key), lang.map(Value.text) ?? .null)
      return (store.db.lastInsertRowID, .added)
    }
    try store.db.run(
      """
      UPDATE document SET source = ?2, title = ifnull(?3, title), lang = ifnull(?4, lang)
       WHERE id = ?1 AND (source <> ?2 OR title <> ifnull(?3, title) OR lang IS NOT ifnull(?4, lang))
      """, .integer(id), .integer(source), title.map(Value.text) ?? .null,
      lang.map(Value.text) ?? .null)
    return (id, store.db.changes > 0 ? .changed : .unchanged)
  }

  /// The row id of the document of this key; nil when there is none.
  package func id(of key: String) throws -> Int64? {
    try store.db.first("SELECT id FROM document WHERE key = ?", [.text(key)]) { $0.int64(at: 0) }
  }

  /// Whether a document on record has any of these passages.
  package func shares(_ passages: [Passage], with document: Int64) throws -> Bool {
    let texts = Set(passages.map(\.text))
    var isShared = false
    try store.db.query("SELECT text FROM passage WHERE document = ?", [.integer(document)]) {
      isShared = isShared || texts.contains($0.text(0))
    }
    return isShared
  }

  /// Writes one passage at its place (from 1).
  package func put(_ passage: Passage, at ordinal: Int, of document: Int64) throws -> Outcome {
    let known = try store.db.first(
      "SELECT id, section, heading, text FROM passage WHERE document = ? AND ordinal = ?",
      [.integer(document), .integer(Int64(ordinal))]
    ) {
      (
        $0.int64(at: 0),
        Passage(section: $0.string(at: 1), heading: $0.string(at: 2), text: $0.text(3))
      )
    }
    let values: [Value] = [
      passage.section.map(Value.text) ?? .null, passage.heading.map(Value.text) ?? .null,
      .text(passage.text), .integer(document), .integer(Int64(ordinal)),
    ]
    guard let (id, stored) = known else {
      try store.db.run(
        "INSERT INTO passage(section, heading, text, document, ordinal) VALUES (?, ?, ?, ?, ?)",
        values)
      touched.insert(store.db.lastInsertRowID)
      read.insert(store.db.lastInsertRowID)
      return .added
    }
    read.insert(id)
    guard stored != passage else { return .unchanged }
    try store.db.run(
      "UPDATE passage SET section = ?, heading = ?, text = ? WHERE document = ? AND ordinal = ?",
      values)
    touched.insert(id)
    return .changed
  }

  /// Drops the passages beyond the first `count`: an edition that is shorter than the last.
  ///
  /// - Returns: how many there were.
  package func cut(_ document: Int64, after count: Int) throws -> Int {
    var dropped: [Int64] = []
    try store.db.query(
      "SELECT id FROM passage WHERE document = ? AND ordinal > ?",
      [.integer(document), .integer(Int64(count))]
    ) { dropped.append($0.int64(at: 0)) }
    for id in dropped { try store.db.run("DELETE FROM passage WHERE id = ?", .integer(id)) }
    touched.formUnion(dropped)
    return dropped.count
  }
}
