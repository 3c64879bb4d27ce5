internal import Messages
internal import SQLite

/// The original texts of one thing that was found.
struct SearchTexts {
  let key: String
  let kind: String
  let name: String
  let nameZH: String?
  let aliases: [String]
  let descriptions: [String]

  /// From a name where that is what matched, else from the description, another name or a name.
  func snippet(
    _ needles: [SearchQuery.Needle], _ match: SearchHit.Match, tokens: Int
  ) -> Snippet? {
    let names = [name] + [nameZH].compactMap(\.self)
    let texts: [String]
    switch match {
    case .name, .prefix: texts = names + aliases + descriptions
    case .alias, .words: texts = aliases.isEmpty ? names + descriptions : names + aliases
    default: texts = descriptions + aliases + names
    }
    // The text that has most of what is looked for, the first of several.
    var best: (snippet: Snippet, needles: Int)?
    for text in texts {
      guard let (snippet, count) = Snippet.best(of: text, matching: needles, tokens: tokens) else {
        continue
      }
      if count > best?.needles ?? 0 { best = (snippet, count) }
      if count == needles.count { break }
    }
    return best?.snippet
  }
}

extension SearchTexts {
  /// Reads the texts of a row of `search_text`.
  init(of id: Int64, in store: Store) throws {
    let owner = SearchOwner(identifier: id)
    let row: [Value] = [.integer(id >> 2)]

    var aliases: [String] = []
    let texts: SearchTexts?
    switch owner {
    case .entity:
      try store.db.query(
        "SELECT text FROM name WHERE entity = ? AND role <> 'pinyin' ORDER BY text", row
      ) { aliases.append($0.text(0)) }
      texts = try store.db.first(
        "SELECT key, kind, name, name_zh, description, description_zh FROM entity WHERE id = ?", row
      ) { row in
        SearchTexts(
          key: row.text(0), kind: row.text(1), name: row.text(2), nameZH: row.string(at: 3),
          aliases: aliases,
          descriptions: [row.string(at: 4), row.string(at: 5)].compactMap(\.self))
      }
    case .claim:
      texts = try store.db.first("SELECT key, text, text_zh, quote FROM claim WHERE id = ?", row) {
        row in
        SearchTexts(
          key: row.text(0), kind: "claim", name: row.string(at: 1) ?? row.text(2),
          nameZH: row.string(at: 2), aliases: [],
          descriptions: (1...3).compactMap { row.string(at: $0) })
      }
    case .source:
      texts = try store.db.first("SELECT key, title, publisher FROM source WHERE id = ?", row) {
        row in
        SearchTexts(
          key: row.text(0), kind: "source", name: row.text(1), nameZH: nil, aliases: [],
          descriptions: [row.text(1)] + [row.string(at: 2)].compactMap(\.self))
      }
    case .passage:
      texts = try store.db.first(
        """
        SELECT d.key || '#' || p.ordinal, ifnull(p.heading, d.title), p.text
          FROM passage p JOIN document d ON d.id = p.document WHERE p.id = ?
        """, row
      ) { row in
        SearchTexts(
          key: row.text(0), kind: "passage", name: row.text(1), nameZH: nil, aliases: [],
          descriptions: [row.text(2), row.text(1)])
      }
    }
    guard let texts else {
      throw KnowledgeBaseError.invalid(
        Message(
          "\(owner) \(id >> 2) is gone; run aikb reindex",
          "\(owner) \(id >> 2) 已不存在；请运行 aikb reindex"))
    }
    self = texts
  }
}
