internal import SQLite

/// What a search tries when the words as they were typed lead to no name, or to nothing at all.
extension SearchRun {
  /// Of "HW 910C" or "华为昇腾", what is related to 华为 and called the other; of "出口管制 2022", what is
  /// of that year.
  mutating func related() throws {
    // Who asks for the firms of Korea does not mean what else has to do with it.
    if try relatedOfKind() { return }
    for (name, rest) in query.splits {
      let conditions = [try relation(to: name), year(name)]
      for condition in conditions.compactMap(\.self) {
        let expression = rest.needleGroups.expression(excluding: rest.excluded)
        try match(
          .names, expression, Self.budget, .related,
          weights.relatedName, related: condition)
        try match(
          .texts, expression, Self.budget, .related, weights.related,
          related: "hit & 3 = 0 AND \(condition)")
      }
    }
  }

  /// A condition on `hit`: related to what is called `name`, or for a country to somebody who is.
  private func relation(to name: String) throws -> String? {
    let (ids, isCountry) = try named(name)
    guard !ids.isEmpty else { return nil }
    let list = ids.map(String.init).joined(separator: ", ")
    var condition = """
      EXISTS (SELECT 1 FROM relation r WHERE r.retired IS NULL
        AND (r.subject = hit >> 2 AND r.object IN (\(list))
          OR r.object = hit >> 2 AND r.subject IN (\(list))))
      """
    if isCountry {
      condition += """
         OR EXISTS (SELECT 1 FROM relation r JOIN relation h ON h.subject = r.subject
          WHERE r.object = hit >> 2 AND h.object IN (\(list)) AND r.retired IS NULL
            AND h.retired IS NULL)
        """
    }
    return "(\(condition))"
  }

  /// What is called `name` in any spelling, and whether a country is among them.
  func named(_ name: String) throws -> (ids: [Int64], isCountry: Bool) {
    var ids: [Int64] = []
    var isCountry = false
    if let code = Demonyms.country(of: name), let country = try? store.country(code) {
      return ([country.id], true)
    }
    try store.db.query(
      """
      SELECT e.id, e.kind = 'country' FROM name_form f JOIN entity e ON e.id = f.entity
       WHERE f.form = ?1 AND e.retired IS NULL
      UNION ALL SELECT e.id, e.kind = 'country' FROM search_sound f JOIN entity e ON e.id = f.entity
       WHERE f.form = ?1 AND e.retired IS NULL LIMIT 10
      """, [.text(name)]
    ) { row in
      let id = row.int64(at: 0)
      guard ids.count < 5, !ids.contains(id) else { return }
      ids.append(id)
      if row.int64(at: 1) == 1 { isCountry = true }
    }
    return (ids, isCountry)
  }

  private func year(_ word: String) -> String? {
    guard let year = Int(word), (1900...2100).contains(year) else { return nil }
    return "(\(conditions.dates.isIn(year: word, id: "hit")))"
  }

  /// Nothing was found: the words otherwise spaced, without those of a question, by their sound, apart
  /// and as beginnings, spelt as in the names that are on record, and at last some of them only.
  mutating func fallBack() throws {
    if conditions.hasEntities { try respacedBeginnings() }
    for respaced in query.respaced where found.isEmpty {
      try look(for: respaced)
    }
    if found.isEmpty, let topic = query.withoutFillers { try look(for: topic) }
    if found.isEmpty { try soundsAlike(exactly: true) }
    if found.isEmpty { try relax(query) }
    if found.isEmpty {
      isRelaxed = false
      try soundsAlike(exactly: false)
    }
    let spelling = Spelling(store: store)
    if found.isEmpty, conditions.hasEntities, let name = try spelling.nearestName(to: query) {
      try look(for: name)
    }
    if found.isEmpty, let corrected = try spelling.corrected(query) {
      try look(for: corrected)
      if found.isEmpty { try relax(corrected) }
      isRelaxed = false
      if !found.isEmpty { respelled = corrected.typed }
    }
    if found.isEmpty, let site = TypedIdentifier(query.literal)?.site {
      try look(for: SearchQuery(site))
    }
    if found.isEmpty { try fewerWords() }
    if found.isEmpty, conditions.hasEntities { try partlyNamed() }
  }

  /// As many of the words as something holds, at least half of them: of several choices that with the
  /// best match.
  private mutating func fewerWords() throws {
    let words = query.withoutFillers ?? query
    for fewer in words.withFewerWords {
      var best: (run: SearchRun, weight: Double, query: SearchQuery)?
      for query in fewer {
        var run = try SearchRun(store: store, query: query, options: options)
        try run.gatherAsTyped()
        let weight = run.found.map { $0.key & 3 == 0 ? $0.value.weight : 0 }.max()
        if let weight, weight > best?.weight ?? -1 { best = (run, weight, query) }
      }
      guard let best else { continue }
      found = best.run.found
      needleGroups = best.run.needleGroups
      respelled = best.query.typed
      return
    }
  }

  /// The words of a query apart, and as the beginnings of longer ones.
  private mutating func relax(_ query: SearchQuery) throws {
    isRelaxed = true
    needleGroups = query.relaxedNeedleGroups
    let expression = needleGroups.expression(excluding: query.excluded)
    if conditions.hasEntities {
      try match(
        .names, expression, Self.nameBudget, .words, weights.otherWords)
    }
    try match(.texts, expression, textLimit, .text, weights.text)
  }

  /// Names and texts that another spelling leads to.
  private mutating func look(for other: SearchQuery) throws {
    var run = try SearchRun(store: store, query: other, options: options)
    try run.gatherAsTyped()
    guard !run.found.isEmpty else { return }
    found = run.found
    needleGroups = run.needleGroups
    respelled = run.respelled ?? other.typed
  }

  /// Entities whose Chinese name sounds like the query (台集电), or nearly like it in Latin letters
  /// (taji dian).
  private mutating func soundsAlike(exactly: Bool) throws {
    guard conditions.hasEntities, let key = query.keys.first else { return }
    let within = conditions.and(on: "(f.entity << 2)")
    let spelling = Spelling(store: store)
    let alike = try exactly ? spelling.soundsSame(key, within) : spelling.soundsNearly(key, within)
    for id in alike {
      add(
        SearchOwner.entity.identifier(id),
        SearchCandidate(
          match: .sound, weight: exactly ? weights.sound : weights.initials, coverage: 1))
    }
  }
}
