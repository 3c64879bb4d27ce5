internal import SQLite

extension Store {
  /// What a user who began to type an entity may mean: keys that begin with the text; without any,
  /// names in either language that do.
  ///
  /// - Parameter limit: of each.
  /// - Returns: keys or names, in the order of their code points.
  public func entities(beginning text: String, limit: Int = 100) throws -> [String] {
    try reading {
      let keys = try column(
        """
        SELECT key FROM entity WHERE key >= ?1 AND key < ?1 || char(0x10FFFF) AND retired IS NULL
         ORDER BY key LIMIT ?2
        """, [.text(text), .integer(Int64(limit))])
      guard keys.isEmpty else { return keys }
      return try column(
        """
        WITH near(id) AS (
          SELECT entity FROM name_form WHERE form >= ?2 AND form < ?2 || char(0x10FFFF) LIMIT ?3),
        named(text) AS (
          SELECT name FROM entity JOIN near USING (id) WHERE retired IS NULL
          UNION SELECT name_zh FROM entity JOIN near USING (id) WHERE retired IS NULL
          UNION SELECT n.text FROM name n JOIN near ON n.entity = near.id
            JOIN entity e ON e.id = n.entity WHERE e.retired IS NULL)
        SELECT text FROM named WHERE substr(text, 1, length(?1)) = ?1 ORDER BY text
        """, [.text(text), .text(Fold.key(text)), .integer(Int64(limit))])
    }
  }

  /// Keys of sources that begin with the text.
  public func sources(beginning text: String, limit: Int = 100) throws -> [String] {
    try reading {
      try column(
        """
        SELECT key FROM source WHERE key >= ?1 AND key < ?1 || char(0x10FFFF) ORDER BY key LIMIT ?2
        """, [.text(text), .integer(Int64(limit))])
    }
  }

  private func column(_ sql: String, _ values: [Value]) throws -> [String] {
    var texts: [String] = []
    try db.query(sql, values) { texts.append($0.text(0)) }
    return texts
  }
}
