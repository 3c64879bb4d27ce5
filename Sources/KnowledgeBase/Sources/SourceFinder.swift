internal import Messages
internal import SQLite

extension Store {
  /// The source of this key, and its standing.
  ///
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)`` with the nearest keys.
  func source(_ key: String) throws -> SourceRank {
    try reading {
      let rank = try db.first(
        "SELECT id, key, reliability, published FROM source WHERE key = ?", [.text(key)]
      ) {
        SourceRank(
          id: $0.int64(at: 0), key: $0.text(1), reliability: $0.string(at: 2),
          published: $0.string(at: 3))
      }
      if let rank { return rank }
      var keys: [String] = []
      try db.query("SELECT key FROM source") { keys.append($0.text(0)) }
      throw KnowledgeBaseError.unknown(
        what: Message("source", "来源"), name: key, nearest: Nearest.to(key, among: keys),
        listed: "aikb sources")
    }
  }
}
