internal import SQLite

/// Finds words of names that are spelt nearly like what was typed.
struct Spelling {
  let store: Store

  /// How many edits a word may be away: none up to three letters, one up to seven, then two; two also
  /// where it has the same letters in another order (`gtp`). Digits have to be the same: `h100` is not
  /// a slip for `a100`, nor `qwen3` for `qwen2`.
  static func bound(_ word: String) -> Int {
    let letters = word.unicodeScalars.count { $0.properties.isAlphabetic }
    return letters < 4 ? 0 : letters < 8 ? 1 : 2
  }

  /// Whether the words differ by a slip, and by how many edits.
  static func edits(_ word: String, _ other: String) -> Int? {
    let isShuffled = word.count > 2 && word.unicodeScalars.sorted() == other.unicodeScalars.sorted()
    let bound = isShuffled ? 2 : bound(word)
    guard bound > 0, word.filter(\.isNumber) == other.filter(\.isNumber) else { return nil }
    let edits = Nearest.distance(
      Array(word.unicodeScalars), Array(other.unicodeScalars), bound: bound)
    return edits <= bound ? edits : nil
  }

  /// The query with every word that no name has replaced by the nearest that one has; nil when there
  /// is nothing to replace, or nothing near.
  func corrected(_ query: SearchQuery) throws -> SearchQuery? {
    var replacements: [String: String] = [:]
    let isShort = query.groups.count <= 4
    for term in query.groups.flatMap(\.self) where !term.isQuoted {
      for token in term.tokens where token.utf8.count > 2 && replacements[token] == nil {
        guard try !isKnown(token) else { continue }
        let near = try nearest(to: token) ?? (isShort ? nearestHalves(of: token) : nil)
        if let near { replacements[token] = near }
      }
    }
    return replacements.isEmpty ? nil : query.replacing(replacements)
  }

  private func isKnown(_ word: String) throws -> Bool {
    try store.db.scalar("SELECT 1 FROM search_word WHERE term = ?1", [.text(word)]) != nil
  }

  /// Two words written as one, one of them with a slip: `hugingface`.
  private func nearestHalves(of token: String) throws -> String? {
    let halves = SearchQuery.halves(of: token).filter {
      $0.head.utf8.count > 2 && $0.tail.utf8.count > 2
    }
    for (head, tail) in halves {
      let name =
        if try isKnown(tail), let near = try nearest(to: head) {
          "\(near) \(tail)"
        } else if try isKnown(head), let near = try nearest(to: tail) {
          "\(head) \(near)"
        } else { "" }
      if try isName(name) { return name }
    }
    return nil
  }

  /// The query as the name it differs from by a slip or two, wherever the words begin: `hugingfase`.
  func nearestName(to query: SearchQuery) throws -> SearchQuery? {
    guard let key = query.keys.first, query.groups.allSatisfy({ $0.count == 1 && !$0[0].isQuoted })
    else { return nil }
    let typed = key.filter { $0 != " " }
    guard Self.bound(typed) > 0, typed.utf8.count < 40, typed.utf8.allSatisfy({ $0 < 0x80 }) else {
      return nil
    }
    var best: (edits: Int, form: String)?
    try store.db.query(
      """
      SELECT form FROM name_form
       WHERE form >= ?1 AND form < ?1 || char(0x10ffff) AND length(replace(form, ' ', '')) BETWEEN ?2 AND ?3
      """,
      [
        .text(String(typed.prefix(1))), .integer(Int64(typed.utf8.count - 2)),
        .integer(Int64(typed.utf8.count + 2)),
      ]
    ) { row in
      let form = row.text(0)
      guard let edits = Self.edits(typed, form.filter { $0 != " " }) else { return }
      if let known = best, (known.edits, known.form) <= (edits, form) { return }
      best = (edits, form)
    }
    return best.map { query.replacing(all: $0.form) }
  }

  private func isName(_ form: String) throws -> Bool {
    try !form.isEmpty
      && store.db.scalar("SELECT 1 FROM name_form WHERE form = ?1", [.text(form)]) != nil
  }

  /// The nearest word of a name with the same first letter; of several the most frequent.
  private func nearest(to word: String) throws -> String? {
    guard let first = word.unicodeScalars.first else { return nil }
    var best: (edits: Int, uses: Int64, word: String)?
    try store.db.query(
      """
      SELECT term, doc FROM search_word
       WHERE term >= ?1 AND term < ?1 || char(0x10ffff) AND length(term) BETWEEN ?2 AND ?3
      """,
      [
        .text(String(first)), .integer(Int64(word.unicodeScalars.count - 2)),
        .integer(Int64(word.unicodeScalars.count + 2)),
      ]
    ) { row in
      let term = row.text(0)
      guard let edits = Self.edits(word, term) else { return }
      let uses = row.int64(at: 1)
      if let known = best, (known.edits, -known.uses) <= (edits, -uses) { return }
      best = (edits, uses, term)
    }
    return best?.word
  }

  /// Entities whose Chinese name is read like a Chinese query.
  ///
  /// - Parameter within: a further condition on `f.entity`.
  func soundsSame(_ key: String, _ within: String) throws -> [Int64] {
    var found: [Int64] = []
    for typed in Pinyin.typed(key) {
      try store.db.query(
        "SELECT f.entity FROM search_sound f WHERE f.form = ?1 AND f.initials = 0\(within) LIMIT 20",
        [.text(typed.full)]
      ) { found.append($0.int64(at: 0)) }
    }
    return found
  }

  /// Entities whose Chinese name is read nearly as a query in Latin letters is written.
  ///
  /// - Parameter within: a further condition on `f.entity`.
  func soundsNearly(_ key: String, _ within: String) throws -> [Int64] {
    let latin = key.filter { $0 != " " }
    guard latin.utf8.count > 4, latin.utf8.allSatisfy({ $0 < 0x80 }) else { return [] }
    var found: [Int64] = []
    try store.db.query(
      """
      SELECT f.form, f.entity FROM search_sound f
       WHERE f.form >= ?1 AND f.form < ?1 || '{' AND f.initials = 0
         AND length(f.form) BETWEEN ?2 AND ?3\(within)
      """,
      [
        .text(String(latin.prefix(1))), .integer(Int64(latin.utf8.count - 2)),
        .integer(Int64(latin.utf8.count + 2)),
      ]
    ) { row in
      if Self.edits(latin, row.text(0)) != nil { found.append(row.int64(at: 1)) }
    }
    return found
  }
}
