internal import SQLite

extension Writer {
  /// Withdraws what a source used to say and says no longer: its citations, and the record itself
  /// where nobody else is cited for it. A record the source says again is back.
  ///
  /// Call it when everything has come in that the source says now, with
  /// ``CitationWriter/watched`` set from the start.
  ///
  /// - Returns: of how many records the source's word was withdrawn, and of how many it is back.
  package func retireUnheard(
    of source: Int64, on date: String
  ) throws -> (retired: Int, back: Int) {
    try bulk.settle()
    var retired = 0
    for table in ["entity", "relation", "figure", "event"] {
      let heard = Set(citations.heard.filter { $0.column == table }.map(\.id))
      var known: [(id: Int64, isAlone: Bool)] = []
      try store.db.query(
        """
        SELECT t.id, NOT EXISTS (
                 SELECT 1 FROM citation o WHERE o.\(table) = t.id AND o.source <> ?1
                    AND o.retired IS NULL)
          FROM \(table) t WHERE t.id IN (SELECT \(table) FROM citation WHERE source = ?1)
        """, [.integer(source)]
      ) { known.append(($0.int64(at: 0), $0.int64(at: 1) == 1)) }
      for record in known where !heard.contains(record.id) {
        try store.db.run(
          "UPDATE citation SET retired = ? WHERE \(table) = ? AND source = ? AND retired IS NULL",
          .text(date), .integer(record.id), .integer(source))
        if store.db.changes > 0 { retired += 1 }
        guard record.isAlone else { continue }
        try store.db.run(
          "UPDATE \(table) SET retired = ? WHERE id = ? AND retired IS NULL", .text(date),
          .integer(record.id))
        if table == "entity" { entities.touch(record.id) }
      }
    }
    for owner in citations.back where owner.column != "claim" {
      try store.db.run(
        "UPDATE \(owner.column) SET retired = NULL WHERE id = ?", .integer(owner.id))
      if owner.column == "entity" { entities.touch(owner.id) }
    }
    return (retired, citations.back.count)
  }
}
