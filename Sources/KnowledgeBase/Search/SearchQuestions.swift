internal import SQLite

/// Words that a question has and its answer need not have.
enum Fillers {
  /// Folded, the longest first.
  private static let all: [[String]] = (english + chinese)
    .map { Fold.key($0).split(separator: " ").map(String.init) }
    .sorted { ($1.count, $0.joined()) < ($0.count, $1.joined()) }
  private static let firsts = Set(all.compactMap(\.first))

  private static let english =
    """
    who what which when where why how is are was were be been being has have had do does did can could
    will would should the a an of in on at by for to from with about and or than that this these those
    there it its makes make made tell me show list find all any please vs versus whats whos
    """.split { $0 == " " || $0 == "\n" }.map(String.init)

  private static let chinese =
    "的 是 了 吗 呢 啊 吧 和 与 及 在 有 被 谁 什么 甚么 哪些 哪个 哪家 哪里 有哪些 是什么 如何 怎么 怎样 为什么 请问 多少 几个 关于 以及 查询 告诉我"
    .split(separator: " ").map(String.init)

  /// What stands between them: `[[华 为] [芯 片]]` of 华为的芯片.
  static func pieces(_ tokens: [String]) -> [[String]] {
    var pieces: [[String]] = [[]]
    var index = 0
    while index < tokens.count {
      if firsts.contains(tokens[index]),
        let filler = all.first(where: { tokens[index...].starts(with: $0) })
      {
        pieces.append([])
        index += filler.count
      } else {
        pieces[pieces.count - 1].append(tokens[index])
        index += 1
      }
    }
    return pieces.filter { !$0.isEmpty }
  }
}

extension SearchQuery {
  /// The query without the words that only a question has; nil when it has none, or nothing else.
  var withoutFillers: SearchQuery? {
    let pieces = groups.map { group -> [[Term]] in
      guard group.count == 1, !group[0].isQuoted else { return [group] }
      return Fillers.pieces(group[0].tokens).map { [Term(tokens: $0, isQuoted: false)] }
    }
    let rest = pieces.flatMap(\.self)
    guard !rest.isEmpty, rest != groups else { return nil }
    return with(rest)
  }

  /// The folded text of a query that is one or a few words, the words of a question left out.
  var topic: String {
    groups.allSatisfy { $0.count == 1 }
      ? groups.flatMap { Fillers.pieces($0[0].tokens).flatMap(\.self) }.joined(separator: " ") : ""
  }
}

extension SearchRun {
  /// Of "华为的芯片" or "openai models", what is of the kind and related to what is called 华为; of "韩国企业"
  /// or "korean firms", those of the country.
  ///
  /// - Returns: whether there are such of a country.
  mutating func relatedOfKind() throws -> Bool {
    var hasCountry = false
    for (name, rest) in query.splits {
      guard let kind = try store.registry.kind(written: rest.topic) else { continue }
      let (ids, isCountry) = try named(name)
      guard !ids.isEmpty else { continue }
      let list = ids.map(String.init).joined(separator: ", ")
      if isCountry, try ofCountry(list, kind) {
        hasCountry = true
        continue
      }
      let related = """
        SELECT object FROM relation WHERE subject IN (\(list)) AND retired IS NULL
        UNION ALL SELECT subject FROM relation WHERE object IN (\(list)) AND retired IS NULL
        """
      var found: [Int64] = []
      try store.db.query(
        """
        SELECT id << 2 FROM entity WHERE kind = \(kind.name.quotedText) AND retired IS NULL
           AND id IN (\(related))\(conditions.and(on: "(id << 2)")) LIMIT \(Self.budget)
        """
      ) { found.append($0.int64(at: 0)) }
      for id in found {
        add(id, SearchCandidate(match: .related, weight: weights.relatedName))
      }
    }
    return hasCountry
  }

  /// What of a kind belongs to one of the countries, as `country:` has it; false where nothing does.
  private mutating func ofCountry(_ countries: String, _ kind: Kind) throws -> Bool {
    guard let (rows, _) = Countries(basis: FilterBasis()).of(kind) else { return false }
    var found: [Int64] = []
    try store.db.query(
      """
      SELECT e.id << 2 FROM entity e WHERE e.kind = \(kind.name.quotedText) AND e.retired IS NULL
         AND EXISTS (SELECT 1 FROM (\(rows)) WHERE country IN (\(countries)))
         \(conditions.and(on: "(e.id << 2)")) LIMIT \(Self.budget)
      """
    ) { found.append($0.int64(at: 0)) }
    for id in found {
      add(id, SearchCandidate(match: .related, weight: weights.otherWords))
    }
    return !found.isEmpty
  }

  /// What single words of the query name, where nothing has them all: of 中芯国际 7nm, 中芯国际.
  mutating func partlyNamed() throws {
    var names: [String] = []
    for name in query.splits.map(\.name) {
      let ids = try named(name).ids.map(SearchOwner.entity.identifier)
      for id in ids {
        add(id, SearchCandidate(match: .words, weight: weights.text, coverage: 1))
      }
      if !ids.isEmpty { names.append(name) }
    }
    guard !names.isEmpty else { return }
    try settle(on: names)
  }
}
