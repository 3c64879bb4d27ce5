internal import SQLite

/// One search under way: it gathers candidates stage by stage, the likeliest first, and asks the
/// longer texts only for as many as are still wanted.
///
/// Names are looked up in `name_form` and `search_sound`, words of names in `search_name_index`, texts in
/// `search_index`. FTS5 gives matches in the order of their ids; a stage takes the first
/// ``budget`` of them, each with a weight that needs neither a size of the text nor a count of all
/// matches, and only the best of those are looked at in full.
struct SearchRun {
  /// The most matches of the text index that are weighed.
  static let budget = 200
  /// The most matches of a stage that looks at names.
  static let nameBudget = 100

  let store: Store
  let query: SearchQuery
  let options: SearchOptions
  let conditions: SearchConditions
  var found: [Int64: SearchCandidate] = [:]
  /// How many more matches there were than candidates were kept.
  private(set) var passed = 0
  /// The texts were not looked through, since names were found for every hit that is wanted.
  private(set) var passesTexts = false
  /// What the texts were searched for in the end.
  var needleGroups: [[SearchQuery.Needle]]
  var isRelaxed = false
  var respelled: String?

  init(store: Store, query: SearchQuery, options: SearchOptions) throws {
    self.store = store
    self.query = query
    self.options = options
    conditions = try SearchConditions(query, options, store)
    needleGroups = query.needleGroups
  }

  var weights: SearchWeights { options.weights }

  /// With fewer hits by name than this, what is related to one is looked for.
  private static let fewNames = 5

  /// Whether something is called like the query.
  private var isNamed: Bool { found.values.contains { $0.weight >= weights.alias } }

  /// Whether anything but words says what is wanted.
  var isNarrowed: Bool {
    !query.conditions.isEmpty || !options.scope.isEverything || options.accordingTo != nil
  }

  /// Runs the stages that are needed.
  mutating func gather() throws {
    try gatherAsTyped()
    if found.isEmpty, !query.isEmpty { try fallBack() }
  }

  /// Looks for the query as it was typed.
  mutating func gatherAsTyped() throws {
    try identified()
    if conditions.hasEntities {
      for key in query.keys { try names(key) }
      if let key = query.keys.first { try sounds(key) }
    }
    guard !query.isEmpty else {
      if isNarrowed, query.keys.isEmpty { try everything() }
      return
    }
    let isDone = try rareWords(query)
    var isLookedThrough = isDone
    if !isDone, isSelective {
      isLookedThrough = true
      if try !namesAndTexts(query) { try words(query) }
    } else if !isDone {
      try words(query)
    }
    if !isNamed { try versions() }
    if !isNamed, found.values.count(where: { $0.match != .text }) < Self.fewNames { try related() }
    // What only a text holds comes after every name, and what is said after every entity.
    passesTexts = !isLookedThrough && found.count >= options.limit
    if !isLookedThrough, !passesTexts { try texts(query) }
    if conditions.hasEntities, !isNamed { try respacedNames() }
  }

  /// Keeps a candidate, or what is better of it and what was found before.
  mutating func add(_ id: Int64, _ candidate: SearchCandidate) {
    guard var known = found[id] else { return found[id] = candidate }
    known.relevance = max(known.relevance, candidate.relevance)
    if candidate.weight > known.weight {
      known.weight = candidate.weight
      known.match = candidate.match
      known.coverage = candidate.coverage
    } else if candidate.weight == known.weight {
      known.coverage = [known.coverage, candidate.coverage].compactMap(\.self).max()
    }
    found[id] = known
  }

  // MARK: Names

  /// Entities one of whose names is the key or begins with it.
  mutating func names(_ key: String) throws {
    let within = conditions.and(on: "(f.entity << 2)")
    var hits: [(id: Int64, candidate: SearchCandidate)] = []
    // In the order of the index the key itself comes first.
    try store.db.query(
      """
      SELECT f.entity, length(CAST(f.form AS BLOB)), f.form = ?1,
             CASE WHEN f.form = ?1 THEN (SELECT name FROM entity WHERE id = f.entity) END,
             CASE WHEN f.form = ?1 THEN (SELECT name_zh FROM entity WHERE id = f.entity) END
        FROM name_form f
       WHERE f.form >= ?1 AND f.form < ?1 || char(0x10ffff)\(within) LIMIT \(Self.nameBudget)
      """, [.text(key)]
    ) { row in
      let candidate: SearchCandidate
      if row.int64(at: 2) == 1 {
        let isOwn =
          NameForms.form(of: row.text(3)) == key
          || row.string(at: 4).map(NameForms.form) == key
        candidate = SearchCandidate(
          match: isOwn ? .name : .alias, weight: isOwn ? weights.name : weights.alias, coverage: 1)
      } else {
        candidate = SearchCandidate(
          match: .prefix, weight: weights.prefix,
          coverage: Double(key.utf8.count) / Double(row.int64(at: 1)))
      }
      hits.append((row.int64(at: 0), candidate))
    }
    for hit in hits { add(SearchOwner.entity.identifier(hit.id), hit.candidate) }
  }

  /// Entities whose Chinese name is typed like this in Latin letters, with or without spaces.
  private mutating func sounds(_ key: String) throws {
    guard key.utf8.allSatisfy({ $0 < 0x80 }), key.contains(where: \.isLetter) else { return }
    let typed = key.filter { $0 != " " }
    guard typed.utf8.count > 1 else { return }
    let within = conditions.and(on: "(f.entity << 2)")
    var exact: [(id: Int64, isInitials: Bool, length: Int64)] = []
    try store.db.query(
      "SELECT f.entity, f.initials FROM search_sound f WHERE f.form = ?1\(within)", [.text(typed)]
    ) { exact.append(($0.int64(at: 0), $0.int64(at: 1) == 1, Int64(typed.utf8.count))) }
    // Initials are whole; a reading of four letters may go on.
    if typed.utf8.count > 3 {
      try store.db.query(
        """
        SELECT f.entity, length(f.form) FROM search_sound f
         WHERE f.form > ?1 AND f.form < ?1 || '{' AND f.initials = 0\(within)
         LIMIT \(Self.nameBudget)
        """, [.text(typed)]
      ) { exact.append(($0.int64(at: 0), false, $0.int64(at: 1))) }
    }
    for (id, isInitials, length) in exact {
      let isWhole = Int(length) == typed.utf8.count
      add(
        SearchOwner.entity.identifier(id),
        SearchCandidate(
          match: .sound,
          weight: isInitials ? weights.initials : isWhole ? weights.sound : weights.words,
          coverage: Double(typed.utf8.count) / Double(length)))
    }
  }

  /// With fewer rows than this a word or phrase is rare.
  private static let rare = 64

  /// Whatever holds the query, where its longest word or two are rare: their few rows are read, and no
  /// list of the rows of a frequent word is. False where they are not.
  private mutating func rareWords(_ query: SearchQuery) throws -> Bool {
    let groups = query.needleGroups
    guard query.excluded.isEmpty, groups.count > 1 else { return false }
    let longest = groups.sorted { Self.length(of: $0) > Self.length(of: $1) }
    let rare = Array(longest.prefix(groups.count > 2 ? 2 : 1))
    var ids: [Int64] = []
    try store.db.query(
      """
      SELECT rowid FROM search_index WHERE search_index MATCH ?1\
      \(conditions.and(on: "search_index.rowid")) LIMIT \(Self.rare)
      """, [.text(rare.expression())]
    ) { ids.append($0.int64(at: 0)) }
    guard ids.count < Self.rare else { return false }
    // What the rows may lack first.
    let needles = FoldedNeedles(longest.dropFirst(rare.count) + rare)
    var hits: [(id: Int64, isInNames: Bool, relevance: Double)] = []
    try store.db.query(FoldedNeedles.textsSQL, each: ids) { row in
      if let texts = needles.texts(in: row) {
        hits.append((row.int64(at: 0), texts.isInNames, texts.relevance))
      }
    }
    for hit in hits {
      let isName = hit.isInNames && SearchOwner(identifier: hit.id) == .entity
      add(
        hit.id,
        SearchCandidate(
          match: isName ? .words : .text, weight: isName ? weights.otherWords : weights.text,
          relevance: hit.relevance))
    }
    return true
  }

  /// The letters of the shortest needle of a group: longer words are rarer.
  private static func length(of group: [SearchQuery.Needle]) -> Int {
    group.map { $0.tokens.reduce(0) { $0 + $1.utf8.count } }.min() ?? 0
  }

  /// Whether few rows hold the query, most likely: it is several words or a longer phrase.
  private var isSelective: Bool {
    query.excluded.isEmpty && query.groups.allSatisfy { $0.count == 1 && $0[0].variants.isEmpty }
      && (query.groups.count > 1 || query.groups[0][0].tokens.count > 2)
  }

  /// Whatever holds the query, in one look at names and texts; false where there is more than is
  /// looked through, so that names may be missing.
  private mutating func namesAndTexts(_ query: SearchQuery) throws -> Bool {
    var names = BestMatches(candidateLimit)
    var texts = BestMatches(candidateLimit)
    try store.db.query(
      Self.sql(.texts, conditions.and(on: "search_index.rowid"), textLimit, rank: "text_place"),
      [.text(query.folded)]
    ) { row in
      let (id, rank) = (row.int64(at: 0), row.double(at: 1))
      if rank >= 1, SearchOwner(identifier: id) == .entity {
        names.add(id, rank - 1)
      } else {
        texts.add(id, rank >= 1 ? rank - 1 : rank)
      }
    }
    let count = names.count + texts.count
    passed = max(passed, names.count - candidateLimit, texts.count - candidateLimit)
    for (id, relevance) in names.best() {
      add(id, SearchCandidate(match: .words, weight: weights.otherWords, relevance: relevance))
    }
    for (id, relevance) in texts.best() {
      add(id, SearchCandidate(match: .text, weight: weights.text, relevance: relevance))
    }
    return count < textLimit
  }

  /// Entities in whose names the words stand.
  mutating func words(_ query: SearchQuery) throws {
    guard conditions.hasEntities else { return }
    try match(
      .names, query.needleGroups.expression(excluding: query.excluded),
      Self.nameBudget, .words, weights.otherWords)
  }

  // MARK: Texts

  /// Whatever holds the query.
  mutating func texts(_ query: SearchQuery) throws {
    try match(
      .texts,
      query.needleGroups.expression(excluding: query.excluded), textLimit, .text, weights.text)
  }

  /// How many candidates of a stage are kept.
  var candidateLimit: Int { max(64, min(options.limit, 1_000_000) * 2) }

  /// How many matches of the text index are weighed.
  var textLimit: Int { max(Self.budget, min(options.limit, 1_000_000) + 50) }

  /// Takes what an FTS5 expression finds in one of the two indexes.
  mutating func match(
    _ table: SearchTable, _ expression: String, _ limit: Int,
    _ match: SearchHit.Match, _ weight: Double, related: String? = nil
  ) throws {
    // Of what is not among the best nothing but the number is kept.
    var matches = BestMatches(candidateLimit)
    try store.db.query(
      Self.sql(table, conditions.and(on: "\(table.rawValue).rowid"), limit, related),
      [.text(expression)]
    ) { matches.add($0.int64(at: 0), $0.double(at: 1)) }
    passed = max(passed, matches.count - candidateLimit)
    for (id, relevance) in matches.best() {
      add(id, SearchCandidate(match: match, weight: weight, relevance: relevance))
    }
  }

  static func sql(
    _ table: SearchTable, _ within: String, _ limit: Int, _ related: String? = nil,
    rank: String = "text_weight"
  ) -> String {
    let index = table.rawValue
    let sql = """
      SELECT rowid AS hit, \(rank)(\(index), \(table.weights)) AS weight
        FROM \(index) WHERE \(index) MATCH ?1\(within) LIMIT \(limit)
      """
    return related.map { "SELECT hit, weight FROM (\(sql)) WHERE \($0)" } ?? sql
  }

  /// What meets the conditions, where there is nothing else to look for.
  private mutating func everything() throws {
    var ids: [Int64] = []
    try store.db.query(
      "SELECT s.id FROM search_text s WHERE 1\(conditions.and(on: "s.id")) LIMIT \(textLimit)"
    ) { ids.append($0.int64(at: 0)) }
    for id in ids { add(id, SearchCandidate(match: .text, weight: weights.text)) }
  }
}
