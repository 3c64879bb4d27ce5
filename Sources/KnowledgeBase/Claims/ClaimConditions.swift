internal import Messages

/// Turns the words of a filter on claims into SQL conditions over `c`, the claim: 1, 0 or NULL where a
/// value is not on record.
struct ClaimConditions {
  let store: Store

  /// What can stand before the colon.
  static let columns = ["about", "modality", "source", "speaker", "made", "evidence"]

  /// Joined by AND; within, by OR.
  func compile(_ words: [String]) throws -> String {
    let groups = try KnowledgeBaseError.locating(in: words) {
      try FilterTerm.groups(words).map { group in
        let conditions = try group.map { term in
          (term.isNegated ? "NOT " : "") + "(\(try condition(term)))"
        }
        return "(" + conditions.joined(separator: " OR ") + ")"
      }
    }
    return groups.isEmpty ? "1" : groups.joined(separator: " AND ")
  }

  private func condition(_ term: FilterTerm) throws -> String {
    guard let column = term.column else { return try text(term) }
    guard !term.value.isEmpty else {
      throw term.malformed(Message("a value is missing after the colon", "冒号后缺少值"))
    }
    switch column.lowercased() {
    case "about", "关于": return try about(term)
    case "speaker", "发言者": return "c.speaker IS NOT NULL AND c.speaker = \(try entity(term))"
    case "modality", "语气":
      return "c.modality = \(try choice(term, "modality", ClaimRecord.modalities).quotedText)"
    case "source", "named_in", "来源":
      return "c.source = \(try store.source(term.value).id)"
    case "made", "日期":
      let made = Property.detail("made", .date)
      return try FilterValue(property: made, column: "c.made", term: term).condition().sql
    case "evidence", "证据": return try evidence(term)
    default:
      let near = Nearest.to(column, among: Self.columns)
      throw KnowledgeBaseError.unknown(
        what: Message("property of claims", "主张的属性"), name: column,
        nearest: near.isEmpty ? Self.columns : near)
    }
  }

  private func entity(_ term: FilterTerm) throws -> Int64 { try store.entity(term.value).id }

  /// About an entity, or about any of a kind; who says it is in it, too.
  private func about(_ term: FilterTerm) throws -> String {
    let named = "EXISTS (SELECT 1 FROM claim_about a WHERE a.claim = c.id AND a.entity"
    if let kind = try? store.registry.kind(term.value) {
      return "\(named) IN (SELECT id FROM entity WHERE kind = \(kind.name.quotedText)))"
    }
    let id = try entity(term)
    return "ifnull(c.speaker = \(id), 0) OR \(named) = \(id))"
  }

  /// `evidence:none`, `evidence:supports`.
  private func evidence(_ term: FilterTerm) throws -> String {
    let exists = "EXISTS (SELECT 1 FROM evidence v WHERE v.claim = c.id AND v.stance"
    let word = try choice(term, "evidence", ["none", "any", "supports", "contradicts", "premise"])
    return switch word {
    case "none": "NOT \(exists) <> 'premise')"
    case "any": "\(exists) <> 'premise')"
    default: "\(exists) = \(word.quotedText))"
    }
  }

  private func choice(_ term: FilterTerm, _ name: String, _ words: [String]) throws -> String {
    guard words.contains(term.value) else {
      let near = Nearest.to(term.value, among: words)
      throw KnowledgeBaseError.unknown(
        what: Message(verbatim: "\(name)"), name: term.value, nearest: near.isEmpty ? words : near)
    }
    return term.value
  }

  /// Words of its text in either language, or of its quote.
  private func text(_ term: FilterTerm) throws -> String {
    let query = SearchQuery(term.value)
    guard !query.isEmpty else {
      throw term.malformed(Message("nothing to look for", "没有可查找的内容"))
    }
    return """
      c.id IN (SELECT rowid >> 2 FROM search_index
        WHERE search_index MATCH \(query.needleGroups.expression(excluding: query.excluded).quotedText) AND rowid & 3 = 1)
      """
  }
}
