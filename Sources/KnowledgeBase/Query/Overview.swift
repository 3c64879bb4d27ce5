internal import SQLite

extension Store {
  /// How many current entities of each kind there are, and how many rows of every other sort.
  public func counts() throws -> [(name: String, label: Label, count: Int)] {
    try reading {
      var counts: [(name: String, label: Label, count: Int)] = []
      for kind in try registry.kinds {
        counts.append(
          (
            kind.plural, Label(en: kind.plural, zh: kind.label.zh),
            Int(
              try db.integer(
                "SELECT count(*) FROM entity WHERE kind = ? AND retired IS NULL", [.text(kind.name)]
              ))
          ))
      }
      for (name, table, zh) in [
        ("relations", "relation", "关系"), ("events", "event", "事件"), ("figures", "figure", "数值"),
        ("claims", "claim", "主张"), ("evidence", "evidence", "佐证"),
        ("documents", "document", "文档"), ("passages", "passage", "段落"),
        ("mentions", "mention", "提及"), ("sources", "source", "来源"),
        ("citations", "citation", "出处"), ("names", "name", "名称"),
      ] {
        counts.append(
          (name, Label(en: name, zh: zh), Int(try db.integer("SELECT count(*) FROM \(table)"))))
      }
      return counts
    }
  }

  /// Makes the text index and the forms of names anew.
  ///
  /// - Returns: the number of texts indexed.
  public func reindex(command: String) throws -> Int {
    try writing {
      try SearchIndex(store: self).rebuild()
      try MentionWriter(store: self).rebuild()
      try Revision.record(db, command: command, author: nil, summary: nil)
      return Int(try db.integer("SELECT count(*) FROM search_text"))
    }
  }
}

extension Store {
  /// Whether there is no entity and no source yet.
  public var isEmpty: Bool {
    get throws {
      try reading {
        try db.integer("SELECT EXISTS (SELECT 1 FROM entity) OR EXISTS (SELECT 1 FROM source)") == 0
      }
    }
  }

  /// Whether an entity has this key.
  package func hasEntity(_ key: String) throws -> Bool {
    try reading {
      try db.integer("SELECT EXISTS (SELECT 1 FROM entity WHERE key = ?)", [.text(key)]) == 1
    }
  }

  /// Leaves the first revision row of a new file; a file that has any is left alone.
  public func recordCreation(command: String, author: String?) throws {
    guard try reading({ try db.integer("SELECT count(*) FROM revision") }) == 0 else { return }
    try writing {
      guard try db.integer("SELECT count(*) FROM revision") == 0 else { return }
      try Revision.record(db, command: command, author: author, summary: nil)
    }
  }

  /// Runs `body` on one snapshot: what others write meanwhile stays unseen.
  public func snapshot(_ body: () throws -> Void) throws {
    try reading(body)
  }
}
