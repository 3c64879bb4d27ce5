internal import KnowledgeBase

/// What a column may be, by its header and what it holds.
enum ColumnGuess {
  case property(Property)
  /// The name of a predicate as it reads from the row's side, and the kind at its other end.
  case relation(String, kind: String)
  case nothing

  /// Words in headers that stand for entities of a kind, whatever else the header says.
  private static let words: [(kind: String, words: [String])] = [
    ("country", ["country", "nation", "国家", "国别", "地区"]),
    (
      "firm",
      [
        "company", "organization", "organisation", "developer", "manufacturer", "vendor", "maker",
        "owner", "designer", "foundry", "firm", "公司", "企业", "机构", "开发者", "开发商", "厂商",
        "制造商", "所有者", "研发单位", "代工厂",
      ]
    ),
    ("chip", ["chip", "hardware", "gpu", "accelerator", "芯片", "硬件"]),
  ]

  /// How rows of a kind most often relate to another kind; the first of a header's own words counts.
  private static let relations: [(kind: String, other: String, word: String?, predicate: String)] =
    [
      ("model", "firm", nil, "developed_by"), ("model", "country", nil, "country_of_origin"),
      ("model", "chip", nil, "trained_on"), ("chip", "firm", "foundry", "manufactured_by"),
      ("chip", "firm", "代工厂", "manufactured_by"), ("chip", "firm", nil, "designed_by"),
      ("facility", "country", nil, "located_in"), ("facility", "firm", nil, "owned_by"),
      ("facility", "chip", nil, "contains"), ("firm", "country", nil, "headquartered_in"),
      ("institution", "country", nil, "headquartered_in"),
    ]

  static func of(_ column: ColumnProfile, kind: Kind, registry: Registry) -> ColumnGuess {
    if let property = HeaderUnit.property(of: kind, forHeader: column.header) {
      return .property(property)
    }
    let header = Fold.key(column.header)
    if let computed = kind.derived.first(where: { $0.isMeant(by: column.header) }),
      let word = computed.readings.first, column.longest < 200,
      let (predicate, isForward) = try? registry.predicate(reading: word)
    {
      let others = predicate.pairs.filter { (isForward ? $0.subject : $0.object) == kind.name }
        .map { isForward ? $0.object : $0.subject }
      // Most who develop, design or make anything are firms.
      if let other = others.contains("firm") ? "firm" : others.min() {
        return .relation(word, kind: other)
      }
    }
    for predicate in registry.predicates {
      for (name, label, isForward) in [
        (predicate.name, predicate.label, true), (predicate.inverse, predicate.inverseLabel, false),
      ] where [name, label.en, label.zh].contains(where: { Fold.key($0) == header }) {
        let others = predicate.pairs.filter { (isForward ? $0.subject : $0.object) == kind.name }
        if let other = others.map({ isForward ? $0.object : $0.subject }).min() {
          return .relation(name, kind: other)
        }
      }
    }
    let tokens = " \(header) "
    for (other, words) in words where other != kind.name && column.longest < 200 {
      guard let word = words.first(where: { tokens.contains(" \(Fold.key($0)) ") }) else {
        continue
      }
      let found = relations.first {
        $0.kind == kind.name && $0.other == other && ($0.word ?? word) == word
      }
      if let found { return .relation(found.predicate, kind: other) }
    }
    // The header says the property among other words: "Release date (first)".
    let near = kind.properties.filter { property in
      [property.name, property.label.en, property.label.zh].map(Fold.key).contains {
        $0.count > 2 && tokens.contains(" \($0) ")
      }
    }
    if near.count == 1, fits(column, near[0]) { return .property(near[0]) }
    return .nothing
  }

  /// Whether the words of a column can be values of a property.
  private static func fits(_ column: ColumnProfile, _ property: Property) -> Bool {
    if property.type == .date { return column.holdsDates }
    if property.type == .choice { return true }
    return column.words.allSatisfy { word in
      CellHint.isUnknown(word)
        || DecimalMark.allCases.contains {
          (try? ValueParser.parse(word, as: property, decimal: $0)) != nil
        }
    }
  }
}
