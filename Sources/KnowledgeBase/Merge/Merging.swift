internal import Messages
internal import SQLite

extension Editor {
  /// Makes one entity of two. The revision keeps what changed, so that ``unmerge(_:)`` can take it
  /// back.
  ///
  /// - Parameters:
  ///   - gone: its key leads to the other one from now on.
  ///   - kept: gets everything on record about both.
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` when the two are of different kinds, or joined by a
  ///   relation.
  package func merge(_ gone: EntityReference, into kept: EntityReference) throws {
    try recording(summary: Self.summary(gone.key, kept.key)) { store in
      let session = try store.db.startSession(tables: Self.isRecorded)
      let writer = try Writer(store)
      try EntityMerger(writer: writer, gone: gone, kept: kept).merge()
      let changes = try session.changeset()
      try writer.finish()
      return changes
    }
  }

  /// Takes a merge back: both entities are as they were, with what came in meanwhile where it did not
  /// touch the same rows.
  ///
  /// - Parameter key: of the entity that was merged into another one.
  /// - Returns: the key of the other one.
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` when it was not merged, or when what the merge
  ///   changed has been changed since.
  package func unmerge(_ key: String) throws -> String {
    guard let kept = try store.entityKey(redirectedFrom: key),
      let bytes = try store.db.first(
        """
        SELECT changeset FROM revision
         WHERE summary = ? AND changeset IS NOT NULL ORDER BY id DESC LIMIT 1
        """, [.text(Self.summary(key, kept))], { $0.blob(at: 0) }) ?? nil
    else {
      throw KnowledgeBaseError.invalid(
        Message(
          "\(key) was not merged into another entity; name the key that went",
          "\(key) 并未并入其他实体；请给出被并入的键"))
    }
    try changing(summary: "\(key) ≠ \(kept)") { store in
      let changes = try Changeset(bytes: bytes).inverted()
      do {
        try store.db.apply(changes)
      } catch let error as SQLiteError where error.code.primary == .abort {
        throw KnowledgeBaseError.invalid(
          Message(
            "the merge of \(key) and \(kept) cannot be taken back: what it changed has been changed "
              + "since (\(error.message))",
            "\(key) 与 \(kept) 的合并无法撤销：其改动之后又被修改（\(error.message)）"))
      }
      let writer = try Writer(store)
      for key in [key, kept] {
        if let entry = try writer.entities.find(key) { writer.entities.touch(entry.id) }
      }
      try writer.finish()
      try SearchIndex(store: store).update(try Self.sources(changed: changes))
    }
    return kept
  }

  /// Sources that came or went, by their place in the text index: the first merge may have been the
  /// first to need the source of what is set by hand.
  private static func sources(changed changes: Changeset) throws -> [Int64] {
    var ids: Set<Int64> = []
    try changes.forEach { change in
      guard change.table == "source" else { return }
      if case .integer(let id)?? = change.old.first { ids.insert(id) }
      if case .integer(let id)?? = change.new.first { ids.insert(id) }
    }
    return SearchOwner.source.identifiers(ids)
  }

  private static func summary(_ gone: String, _ kept: String) -> String { "\(gone) → \(kept)" }

  /// What a session records: tables of their own right, not the text index and not the log itself.
  private static func isRecorded(_ table: String) -> Bool {
    !table.hasPrefix("search_") && !table.hasPrefix("sqlite_") && table != "revision"
  }
}

extension Store {
  /// The key of the entity that an old key leads to; nil for a key that is none.
  func entityKey(redirectedFrom key: String) throws -> String? {
    try db.first(
      "SELECT e.key FROM redirect r JOIN entity e ON e.id = r.entity WHERE r.key = ?",
      [.text(key)], { $0.text(0) })
  }
}
