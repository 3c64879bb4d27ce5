internal import SQLite

extension Store {
  /// Keys of the sources behind what a search found: of an entity those that stand behind its values,
  /// of a claim or passage the one that holds it, and of a source itself.
  public func sources(behind hits: [SearchHit]) throws -> Set<String> {
    try reading {
      var keys: Set<String> = []
      for hit in hits {
        if hit.kind == "source" {
          keys.insert(hit.key)
          continue
        }
        let sql =
          switch hit.kind {
          case "claim":
            "SELECT s.key FROM claim c JOIN source s ON s.id = c.source WHERE c.key = ?1"
          case "passage":
            """
            SELECT s.key FROM document d JOIN source s ON s.id = d.source
             WHERE d.key = substr(?1, 1, instr(?1, '#') - 1)
            """
          default:
            """
            SELECT DISTINCT s.key FROM citation c JOIN source s ON s.id = c.source
              JOIN entity e ON e.id = c.entity
             WHERE e.key = ?1 AND c.rank >= 0 AND c.retired IS NULL
            """
          }
        try db.query(sql, [.text(hit.key)]) { keys.insert($0.text(0)) }
      }
      return keys
    }
  }
}
