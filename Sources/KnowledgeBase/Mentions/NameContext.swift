internal import SQLite

/// Decides whose name it is that several entities share, and whether an ordinary word is a name, by
/// what stands around it.
///
/// Evidence, in points: the source of the text is known to call the entity so (4), the kind is named within six tokens (3), the entity is related to another
/// one that the passage names beyond doubt (2; to a country 1, since everything is in one), the name
/// is its own and not a further one (1). The
/// entity with the most points is meant; with equal points nobody is. An ordinary word needs two points besides being its own name.
final class NameContext {
  private let neighbors: Statement
  private var related: [Int64: Set<Int64>] = [:]
  private let words: [String: Set<String>]

  init(_ store: Store, registry: Registry) throws {
    neighbors = try store.db.prepare(
      """
      SELECT object FROM relation WHERE subject = ?1 AND retired IS NULL
      UNION SELECT subject FROM relation WHERE object = ?1 AND retired IS NULL
      """, persistent: true)
    var words = Self.kindWords
    for kind in registry.kinds {
      let own = [kind.name, kind.plural, kind.label.en, kind.label.zh].map(Fold.key)
      words[kind.name, default: []].formUnion(own.filter { !$0.isEmpty })
    }
    self.words = words
  }

  /// What texts call things of a kind besides its labels, folded.
  private static let kindWords: [String: Set<String>] = [
    "firm": [
      "company", "companies", "corp", "inc", "startup", "maker", "公 司", "企 业", "厂 商", "集 团",
    ],
    "model": ["llm", "language model", "大 模 型", "模 型"],
    "chip": ["gpu", "accelerator", "processor", "system", "rack", "芯 片", "处 理 器", "系 统", "加 速 卡"],
    "country": ["government", "nation", "政 府", "国 家"],
    "person": ["ceo", "founder", "mr", "先 生", "女 士", "创 始 人"],
    "policy": ["act", "law", "rule", "bill", "法 案", "规 则", "政 策", "计 划"],
    "facility": ["fab", "data center", "data centre", "cluster", "工 厂", "数 据 中 心", "集 群"],
    "institution": ["university", "institute", "大 学", "研 究 院", "研 究 所"],
  ]

  private static let reach = 6

  /// The one entity each name means, nil where that stays open.
  func meanings(
    of names: [NameFinder.Found], _ tokens: [MentionToken], source: Int64
  ) throws -> [NamedEntity?] {
    let certain = names.filter(\.isCertain).map { $0.entities[0].entity }
    let countries = Set(certain.filter { $0.kind == "country" }.map(\.id))
    let others = Set(certain.map(\.id)).subtracting(countries)
    return try names.map { name in
      if name.isCertain { return name.entities[0].entity }
      let window = Self.window(around: name.tokens, tokens)
      var best: (entity: NamedEntity, points: Int)?
      var isTied = false
      for (entity, spelling) in name.entities {
        let evidence =
          try evidence(for: entity, window, others: others, countries: countries)
          + (spelling.sources.contains(source) ? 4 : 0)
        if name.isOrdinary, evidence < 2 { continue }
        let points = evidence + (spelling.isOwn ? 1 : 0)
        if points > (best?.points ?? -1) {
          best = (entity, points)
          isTied = false
        } else if points == best?.points {
          isTied = true
        }
      }
      return isTied ? nil : best?.entity
    }
  }

  /// The points for what stands around a name.
  private func evidence(
    for entity: NamedEntity, _ window: String, others: Set<Int64>, countries: Set<Int64>
  ) throws -> Int {
    let isKindNamed = words[entity.kind]?.contains { window.contains(" \($0) ") } ?? false
    let related = try related(to: entity.id)
    return (isKindNamed ? 3 : 0)
      + (!related.isDisjoint(with: others) ? 2 : !related.isDisjoint(with: countries) ? 1 : 0)
  }

  private func related(to entity: Int64) throws -> Set<Int64> {
    if let known = related[entity] { return known }
    var found: Set<Int64> = []
    try neighbors.bind(entity, at: 1)
    while try neighbors.step() { found.insert(neighbors.int64(at: 0)) }
    neighbors.reset()
    related[entity] = found
    return found
  }

  /// The folded tokens around a name, without its own, between spaces.
  private static func window(around name: Range<Int>, _ tokens: [MentionToken]) -> String {
    let before = tokens[max(0, name.lowerBound - reach)..<name.lowerBound]
    let after = tokens[name.upperBound..<min(tokens.count, name.upperBound + reach)]
    return " " + before.map(\.text).joined(separator: " ") + " | "
      + after.map(\.text).joined(separator: " ") + " "
  }
}
