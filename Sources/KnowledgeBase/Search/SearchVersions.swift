internal import SQLite

extension SearchRun {
  /// What is called by its version alone, as people call it when the maker is clear: R1 is DeepSeek-R1,
  /// the name of which is that of its developer and the query.
  mutating func versions() throws {
    guard let key = query.keys.first, key.contains(where: \.isNumber) else { return }
    let statement = try store.db.cachedStatement(
      """
      SELECT 1 FROM name_form own
        JOIN name_form maker ON maker.form = substr(own.form, 1, length(own.form) - length(?2) - 1)
       WHERE own.entity = ?1 AND length(own.form) > length(?2) + 1
         AND substr(own.form, -length(?2) - 1) = ' ' || ?2
         AND EXISTS (SELECT 1 FROM relation r WHERE r.retired IS NULL
           AND (r.subject = maker.entity AND r.object = ?1
             OR r.subject = ?1 AND r.object = maker.entity))
      """)
    for (id, candidate) in found where candidate.match == .words && id & 3 == 0 {
      try statement.bind(id >> 2, at: 1)
      try statement.bind(key, at: 2)
      let isVersion = try statement.step()
      statement.reset()
      if isVersion {
        add(id, SearchCandidate(match: .alias, weight: weights.alias, coverage: 1))
      }
    }
  }
}
