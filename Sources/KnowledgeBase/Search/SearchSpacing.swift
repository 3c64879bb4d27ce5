internal import SQLite

extension SearchQuery {
  /// Tokens that are spaced otherwise at most, and letters of one that is split anywhere.
  private static let fewTokens = 6
  private static let splitLengths = 4...24

  /// The whole query with its words otherwise spaced, as a name might have it: "open ai" as `openai`,
  /// `huggingface` as "hugging face", `kimik2` as "kimi k2", "tpu v 5 p" as "tpu v5p".
  var respacedNames: [String] {
    guard let tokens = plainTokens, (1...Self.fewTokens).contains(tokens.count) else { return [] }
    var names = [tokens.flatMap { Self.apart($0) }, tokens.flatMap(Self.digitsApart)]
      .map { $0.joined(separator: " ") }
    for start in tokens.indices {
      for end in tokens.indices[(start + 1)...] {
        let name = tokens[..<start] + [tokens[start...end].joined()] + tokens[(end + 1)...]
        names.append(name.joined(separator: " "))
      }
    }
    let typed = tokens.joined(separator: " ")
    var start = typed.startIndex
    for token in tokens {
      let end = typed.utf8.index(start, offsetBy: token.utf8.count)
      if Self.splitLengths.contains(token.utf8.count) {
        for cut in typed.utf8[start..<end].indices.dropFirst() {
          var name = typed
          name.insert(" ", at: cut)
          names.append(name)
        }
      }
      if end < typed.endIndex { start = typed.utf8.index(after: end) }
    }
    var seen: Set = [typed]
    return names.filter { seen.insert($0).inserted }
  }

  /// The tokens, where they are all in Latin letters and digits and no phrase.
  private var plainTokens: [String]? {
    guard groups.allSatisfy({ $0.count == 1 && !$0[0].isQuoted }) else { return nil }
    let tokens = groups.flatMap { $0[0].tokens }
    return tokens.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } } ? tokens : nil
  }

  /// A word in two, at every place; nothing for one that is too short or too long.
  static func halves(of token: String) -> [(head: String, tail: String)] {
    guard splitLengths.contains(token.utf8.count) else { return [] }
    return token.indices.dropFirst().map { (String(token[..<$0]), String(token[$0...])) }
  }

  /// Letters and digits apart, everywhere: "gb", "200", "nvl", "72".
  static func apart(_ token: String) -> [String] {
    guard token.utf8.contains(where: { !(0x61...0x7A).contains($0) }) else { return [token] }
    var parts: [String] = []
    for character in token {
      if let last = parts.last?.last, last.isNumber == character.isNumber {
        parts[parts.count - 1].append(character)
      } else {
        parts.append(String(character))
      }
    }
    return parts
  }

  /// The same with every digit apart: `claude35sonnet` as "claude", "3", "5", "sonnet".
  private static func digitsApart(_ token: String) -> [String] {
    apart(token).flatMap { part in
      part.first?.isNumber == true ? part.map { String($0) } : [part]
    }
  }
}

extension SearchRun {
  /// Entities called like the query with its words otherwise spaced.
  mutating func respacedNames() throws {
    let names = query.respacedNames
    guard !names.isEmpty else { return }
    let isFirst = found.isEmpty
    let known = try namesOnRecord(among: names)
    guard !known.isEmpty else { return }
    var hits: [(id: Int64, form: String)] = []
    for form in known where hits.count < Self.nameBudget {
      try store.db.query(
        """
        SELECT f.entity FROM name_form f
         WHERE f.form = ?1\(conditions.and(on: "(f.entity << 2)")) LIMIT \(Self.nameBudget)
        """, [.text(form)]
      ) { hits.append(($0.int64(at: 0), form)) }
    }
    for hit in hits {
      add(
        SearchOwner.entity.identifier(hit.id),
        SearchCandidate(match: .name, weight: weights.alias, coverage: 1))
    }
    if isFirst, let form = hits.first?.form { try settle(on: [form]) }
  }

  /// Those of the names that something has.
  ///
  /// Of a word in two at every place most are passed over: where no name begins with "hugg", the look
  /// for "hugg ingface" tells it of all that come after.
  private func namesOnRecord(among names: [String]) throws -> [String] {
    let next = try store.db.cachedStatement("SELECT min(form) FROM name_form WHERE form >= ?1")
    var known: [String] = []
    var reached = ""
    for name in names.sorted() where !name.utf8.lexicographicallyPrecedes(reached.utf8) {
      if name != reached {
        try next.bind(name, at: 1)
        defer { next.reset() }
        guard try next.step(), let form = next.string(at: 0) else { break }
        reached = form
      }
      if name == reached { known.append(name) }
    }
    return known
  }

  /// Names that begin with the query where one of its words is taken apart: `huggingf`.
  mutating func respacedBeginnings() throws {
    for name in query.respacedNames where found.isEmpty {
      try names(name)
      if !found.isEmpty { try settle(on: [name], isBeginning: true) }
    }
  }

  /// Takes folded names for what was meant, and looks for texts that hold one of them.
  mutating func settle(on names: [String], isBeginning: Bool = false) throws {
    respelled = names.map(SearchQuery.written).joined(separator: " OR ")
    needleGroups = [
      names.map { name in
        SearchQuery.Needle(
          tokens: name.split(separator: " ").map(String.init), isPrefix: isBeginning)
      }
    ]
    try match(
      .texts, needleGroups.expression(excluding: query.excluded),
      textLimit, .text, weights.text)
  }
}
