internal import SQLite

/// One thing that is wrong with a knowledge base, and the command that mends it.
public struct Finding: Sendable, Hashable {
  /// What is wrong, and where.
  public let problem: String
  /// What mends it.
  public let remedy: String
}

extension Store {
  /// Checks the file: SQLite's integrity, foreign keys, the migrations, each entity's typed row and
  /// its dates, keys, the order of symmetric relations, the text index against the text, derived name forms.
  ///
  /// - Returns: what is wrong; empty for a sound file.
  public func check() throws -> [Finding] {
    let restore = "restore a backup, or export what can be read and ingest it into a new file"
    var findings: [Finding] = []
    func report(_ sql: String, _ remedy: String, _ problem: (borrowing Row) -> String) throws {
      try db.query(sql) { findings.append(Finding(problem: problem($0), remedy: remedy)) }
    }
    try reading {
      do {
        try Migrator(path: path).verify(db, upTo: Migrator.latest)
      } catch let error as KnowledgeBaseError {
        findings.append(Finding(problem: "\(error)", remedy: restore))
      }
      try report("SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'", restore) {
        "SQLite: \($0.text(0))"
      }
      guard findings.isEmpty else { return }
      try report(
        "SELECT \"table\", \"parent\", count(*) FROM pragma_foreign_key_check GROUP BY 1, 2",
        restore
      ) { "\($0.int64(at: 2)) rows of \($0.text(0)) refer to a \($0.text(1)) that is not there" }
      try report(
        """
        SELECT p.subject, p.predicate, p.object FROM (
          SELECT s.key AS subject, p.name AS predicate, o.key AS object
            FROM relation r JOIN predicate p ON p.id = r.predicate
            JOIN entity s ON s.id = r.subject JOIN entity o ON o.id = r.object
           WHERE p.symmetric AND s.key > o.key) p
        """, "export --all, init --empty, ingest"
      ) { "\($0.text(0)) \($0.text(1)) \($0.text(2)): symmetric, but not stored smaller key first" }
      for kind in try registry.kinds {
        try report(
          """
          SELECT e.key FROM entity e LEFT JOIN \(kind.name.quoted) t ON t.id = e.id
           WHERE e.kind = \(kind.name.quotedText) AND t.id IS NULL
          """, restore
        ) { "\($0.text(0)): a \(kind.name) without its row in \(kind.name)" }
        for property in kind.properties where property.type == .date {
          try db.query(
            """
            SELECT e.key, t.\(property.name.quoted) FROM \(kind.name.quoted) t
              JOIN entity e ON e.id = t.id WHERE t.\(property.name.quoted) IS NOT NULL
            """
          ) { row in
            if PartialDate(row.text(1)) == nil {
              findings.append(
                Finding(
                  problem: "\(row.text(0)): \(property.name) '\(row.text(1))' is not a date",
                  remedy: "ingest a corrected row"))
            }
          }
        }
      }
      try db.query("SELECT key FROM entity UNION ALL SELECT key FROM source") { row in
        if !Key.isValid(row.text(0)) {
          findings.append(
            Finding(problem: "'\(row.text(0))' is not a key", remedy: "export, mend, ingest"))
        }
      }
      try checkIndex(&findings)
    }
    return findings
  }

  private func checkIndex(_ findings: inout [Finding]) throws {
    func stale(_ problem: String) {
      findings.append(Finding(problem: problem, remedy: "aikb reindex"))
    }
    let index = SearchIndex(store: self)
    guard try index.exists() else {
      findings.append(
        Finding(
          problem: "search_text or search_index, the text index, is missing",
          remedy: "export --all, init --empty, ingest"))
      return
    }
    let entities = try db.integer("SELECT count(*) FROM entity")
    if let version = try index.version() {
      if version != Fold.version {
        stale("the text index was folded by version \(version), this is \(Fold.version)")
      }
    } else if entities > 0 {
      stale("there is no text index")
    }
    let missing = try db.integer(
      "SELECT count(*) FROM entity e LEFT JOIN search_text t ON t.id = e.id WHERE t.id IS NULL")
    if missing > 0 { stale("\(missing) entities are not in the text index") }
    let unindexed = try db.integer(
      """
      SELECT count(*) FROM search_text t LEFT JOIN search_index_docsize d ON d.id = t.id
       WHERE d.id IS NULL
      """)
    if unindexed > 0 { stale("\(unindexed) entities cannot be found by their text") }
    if try !index.isIntact() { stale("the text index is damaged") }
    let different = try index.differences()
    if different > 0 { stale("\(different) entities stand in the text index with another text") }
    let formless = try db.integer(
      """
      SELECT count(*) FROM entity e
       WHERE NOT EXISTS (SELECT 1 FROM name_form f WHERE f.entity = e.id)
      """)
    if formless > 0 { stale("\(formless) entities cannot be matched by name") }
  }
}
