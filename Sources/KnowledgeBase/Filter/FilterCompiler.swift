internal import Messages
internal import SQLite

/// Turns the words of a filter into SQL conditions, by the registry.
struct FilterCompiler {
  let store: Store
  let registry: Registry
  let kind: Kind
  let basis: FilterBasis

  func compile(_ words: [String]) throws -> Filter {
    var groups = try FilterTerm.groups(words).map { try $0.map(condition) }
    if let asOf = basis.asOf, let existing = existing(on: asOf) { groups.append([existing]) }
    return Filter(kind: kind, groups: groups)
  }

  private func condition(_ term: FilterTerm) throws -> Filter.Condition {
    let compiled = try positive(term)
    guard term.isNegated else { return compiled }
    return Filter.Condition(
      text: term.text, sql: "NOT \(compiled.sql)", missing: compiled.missing,
      blank: compiled.blank, blind: compiled.blind, definition: compiled.definition,
      breakdown: nil)
  }

  private func positive(_ term: FilterTerm) throws -> Filter.Condition {
    guard let column = term.column else { return try text(term) }
    guard !term.value.isEmpty else {
      throw term.malformed(Message("a value is missing after the colon", "冒号后缺少值"))
    }
    switch column.lowercased() {
    case "country", "countries", "国家", "国家/地区": return try country(term)
    case "weights": return try weights(term)
    case "named_in", "source", "来源": return try named(term)
    case "mentioned_in", "document", "提及于", "文档": return try mentioned(term)
    default: break
    }
    if let property = kind.property(forHeader: column) {
      return try FilterValue(property: property, column: basis.column(property), term: term)
        .condition()
    }
    if let (predicate, forward) = try? registry.predicate(reading: reading(of: column)) {
      return try related(term, predicate, forward)
    }
    throw KnowledgeBaseError.unknown(
      what: Message("property or predicate of \(kind.plural)", "\(kind.label.zh)的属性或谓词"),
      name: column,
      nearest: Nearest.to(column, among: known), listed: "aikb schema \(kind.plural)")
  }

  /// What can stand before the colon.
  private var known: [String] {
    (Property.common + kind.properties).map(\.name)
      + ["country", "weights", "named_in", "mentioned_in"]
      + registry.predicates.flatMap { [$0.name, $0.inverse] }
  }

  /// Whether a word before a colon means anything, whatever stands behind it.
  func knows(_ column: String) -> Bool {
    [
      "country", "countries", "国家", "国家/地区", "weights", "named_in", "source", "来源",
      "mentioned_in", "document", "提及于", "文档",
    ]
    .contains(column.lowercased())
      || kind.property(forHeader: column) != nil
      || (try? registry.predicate(reading: reading(of: column))) != nil
  }

  /// The predicate behind a computed column (developers, developer, 开发者); else the word itself.
  private func reading(of column: String) -> String {
    kind.derived.first { $0.isMeant(by: column) || $0.isMeant(by: column + "s") }?.readings.first
      ?? column
  }

  // MARK: Text

  /// Words of its names or descriptions.
  private func text(_ term: FilterTerm) throws -> Filter.Condition {
    let query = SearchQuery(term.value)
    guard !query.isEmpty else {
      throw term.malformed(Message("nothing to look for", "没有可查找的内容"))
    }
    let expression = query.needleGroups.expression(excluding: query.excluded)
    return Filter.Condition(
      text: term.text,
      sql: """
        (e.id IN (SELECT rowid >> 2 FROM search_index
          WHERE search_index MATCH \(expression.quotedText) AND rowid & 3 = 0))
        """, missing: Label(en: "", zh: ""), definition: nil, breakdown: nil)
  }

  // MARK: Openness

  private func weights(_ term: FilterTerm) throws -> Filter.Condition {
    guard let property = kind.property(named: "openness") else {
      throw term.malformed(
        Message(
          "only models have openness, not \(kind.plural)", "只有模型有开放程度，\(kind.label.zh)没有"))
    }
    let groups: [String: [String]] = [
      "open": ["weights-noncommercial", "weights-restricted", "weights-unrestricted"],
      "closed": ["unreleased", "hosted", "api"],
    ]
    guard let values = groups[term.value.lowercased()] else {
      throw KnowledgeBaseError.unknown(
        what: Message("group of openness", "开放程度分组"), name: term.value, nearest: ["open", "closed"])
    }
    let column = basis.column(property)
    let list = values.map(\.quotedText).joined(separator: ", ")
    return Filter.Condition(
      text: term.text, sql: "(\(column) IN (\(list)))", missing: property.label,
      definition: Label(
        en: "\(term.text): openness is \(values.joined(separator: ", ")), in the source's sense",
        zh: "\(term.text)：开放程度为 \(values.joined(separator: "、"))，以来源的说法为准"),
      breakdown: column)
  }

  /// `x:any` and `x:none`: whether anything is on record.
  func blank(_ term: FilterTerm, exists: String, _ missing: Label) -> Filter.Condition? {
    switch term.value.lowercased() {
    case "any", "*":
      Filter.Condition(
        text: term.text, sql: "(\(exists))", missing: missing, definition: nil, breakdown: nil)
    case "none":
      Filter.Condition(
        text: term.text, sql: "(NOT \(exists))", missing: missing, definition: nil, breakdown: nil)
    default: nil
    }
  }
}
