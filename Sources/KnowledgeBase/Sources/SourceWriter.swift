internal import Messages
internal import SQLite

/// Writes sources and remembers how far each is believed.
package final class SourceWriter {
  private let store: Store
  private var ranks: [Int64: SourceRank] = [:]
  private var ids: [String: Int64] = [:]
  /// Sources whose text in the index is out of date.
  package private(set) var touched: Set<Int64> = []

  init(store: Store) { self.store = store }

  static let columns = [
    "title", "publisher", "url", "published", "retrieved", "licence", "attribution", "lang",
    "reliability",
  ]

  /// Adds the source, or brings the columns it fills up to date; blanks overwrite nothing.
  package func put(_ source: Source) throws -> (id: Int64, outcome: Outcome) {
    guard Key.isValid(source.key) else {
      throw KnowledgeBaseError.notAKey(source.key)
    }
    let values: [String?] = [
      source.title, source.publisher, source.url, source.published, source.retrieved,
      source.licence, source.attribution, source.lang, source.reliability,
    ]
    let supersedes = try source.supersedes.map { try rank(of: $0).id }
    guard let id = try id(of: source.key) else {
      let marks = Array(repeating: "?", count: Self.columns.count + 2).joined(separator: ", ")
      try store.db.run(
        "INSERT INTO source(key, \(Self.columns.joined(separator: ", ")), supersedes) "
          + "VALUES (\(marks))",
        [.text(source.key)] + values.map { $0.map(Value.text) ?? .null }
          + [supersedes.map(Value.integer) ?? .null])
      let id = store.db.lastInsertRowID
      ids[source.key] = id
      touched.insert(id)
      return (id, .added)
    }
    var changed = false
    for (column, value) in zip(Self.columns, values) {
      guard let value else { continue }
      try store.db.run(
        "UPDATE source SET \(column) = ?1 WHERE id = ?2 AND \(column) IS NOT ?1", .text(value),
        .integer(id))
      changed = changed || store.db.changes > 0
    }
    if let supersedes {
      try store.db.run(
        "UPDATE source SET supersedes = ?1 WHERE id = ?2 AND supersedes IS NOT ?1",
        .integer(supersedes), .integer(id))
      changed = changed || store.db.changes > 0
    }
    if changed {
      ranks[id] = nil
      touched.insert(id)
    }
    return (id, changed ? .changed : .unchanged)
  }

  /// The row id of the source of this key; nil when there is none.
  package func id(of key: String) throws -> Int64? {
    if let id = ids[key] { return id }
    guard
      let id = try store.db.first(
        "SELECT id FROM source WHERE key = ?", [.text(key)], { $0.int64(at: 0) })
    else { return nil }
    ids[key] = id
    return id
  }

  /// The title of the source of this key; nil when there is none.
  package func title(of key: String) throws -> String? {
    try store.db.first("SELECT title FROM source WHERE key = ?", [.text(key)]) { $0.text(0) }
  }

  /// The standing of the source of this key.
  ///
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)`` with the nearest keys.
  package func rank(of key: String) throws -> SourceRank {
    if let id = ids[key] { return try rank(of: id) }
    let rank = try store.source(key)
    ids[key] = rank.id
    ranks[rank.id] = rank
    return rank
  }

  /// The standing of the source with this row id.
  func rank(of id: Int64) throws -> SourceRank {
    if let rank = ranks[id] { return rank }
    let rank = try store.db.first(
      "SELECT key, reliability, published FROM source WHERE id = ?", [.integer(id)]
    ) {
      SourceRank(
        id: id, key: $0.text(0), reliability: $0.string(at: 1), published: $0.string(at: 2))
    }
    guard let rank else {
      throw KnowledgeBaseError.invalid(Message("no source with row id \(id)", "没有行号为 \(id) 的来源"))
    }
    ranks[id] = rank
    return rank
  }
}
