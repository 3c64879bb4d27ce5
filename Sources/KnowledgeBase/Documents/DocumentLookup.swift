internal import Messages
internal import SQLite

extension Store {
  /// The row id of the document of this key.
  ///
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)``.
  func document(_ key: String) throws -> Int64 {
    if let id = try db.first(
      "SELECT id FROM document WHERE key = ?", [.text(key)], { $0.int64(at: 0) })
    {
      return id
    }
    var known: [String] = []
    try db.query("SELECT key FROM document ORDER BY key") { known.append($0.text(0)) }
    throw KnowledgeBaseError.unknown(
      what: Message("document", "文档"), name: key, nearest: Nearest.to(key, among: known))
  }
}
