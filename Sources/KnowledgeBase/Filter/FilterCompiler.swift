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
      throw KnowledgeBaseError.invalid(
        Message("'\(term.text)': a value is missing after the colon", "'\(term.text)'：冒号后缺少值"))
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
    if let inverse = Self.derived[column],
      let (predicate, forward) = try? registry.predicate(reading: inverse)
    {
      return try related(term, predicate, forward)
    }
    if let (predicate, forward) = try? registry.predicate(reading: column) {
      return try related(term, predicate, forward)
    }
    throw KnowledgeBaseError.unknown(
      what: Message("property or predicate of \(kind.plural)", "\(kind.label.zh)的属性或谓词"),
      name: column,
      nearest: Nearest.to(column, among: known))
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
      || kind.property(forHeader: column) != nil || Self.derived[column] != nil
      || (try? registry.predicate(reading: column)) != nil
  }

  /// The predicates behind the computed columns.
  private static let derived = [
    "developers": "developed_by", "developer": "developed_by", "开发者": "developed_by",
    "designers": "designed_by", "designer": "designed_by", "设计者": "designed_by",
    "manufacturers": "manufactured_by", "制造商": "manufactured_by",
    "issuers": "issued_by", "issuer": "issued_by", "发布机构": "issued_by",
  ]

  // MARK: Text

  /// Words of its names or descriptions.
  private func text(_ term: FilterTerm) throws -> Filter.Condition {
    let query = SearchQuery(term.value)
    guard !query.isEmpty else {
      throw KnowledgeBaseError.invalid(
        Message("'\(term.text)': nothing to look for", "'\(term.text)'：没有可查找的内容"))
    }
    let expression = query.needleGroups.expression(excluding: query.excluded)
    return Filter.Condition(
      text: term.text,
      sql: """
        (e.id IN (SELECT rowid >> 2 FROM search_index
          WHERE search_index MATCH \(expression.quotedText) AND rowid & 3 = 0))
        """, missing: Label(en: "", zh: ""), definition: nil, breakdown: nil)
  }

  // MARK: Countries

  private func country(_ term: FilterTerm) throws -> Filter.Condition {
    let missing = Label(en: "country", zh: "国家/地区")
    guard let (rows, meaning) = Countries(basis: basis).of(kind) else {
      throw KnowledgeBaseError.invalid(
        Message("\(kind.plural) have no country on record", "\(kind.label.zh)没有国家记录"))
    }
    func countries(_ condition: String) -> String {
      "SELECT 1 FROM (\(rows)) WHERE \(condition)"
    }
    if let blank = blank(term, exists: "EXISTS (\(countries("1")))", missing) { return blank }
    let isOnly = term.value.hasPrefix("=")
    let country = try store.country(isOnly ? String(term.value.dropFirst()) : term.value)
    let members = """
      (SELECT \(country.id) UNION ALL SELECT m.subject FROM relation m
        WHERE m.object = \(country.id) AND m.retired IS NULL
          AND m.predicate = \(try registry.predicate("member_of").id))
      """
    let one = "EXISTS (\(countries("country IN \(members)")))"
    let others = "NOT EXISTS (\(countries("country NOT IN \(members)")))"
    let own = [
      "china": Label(
        en: "; Hong Kong, Macao and Taiwan are entries of their own and not included",
        zh: "；香港、澳门、台湾另列，不含在内")
    ][country.key]
    let zh = country.nameZH ?? country.name
    let word =
      isOnly ? Label(en: "the only one is", zh: "仅为") : Label(en: "one of them is", zh: "之一为")
    return Filter.Condition(
      text: term.text,
      sql: """
        (CASE WHEN NOT EXISTS (\(countries("1"))) THEN NULL
               WHEN \(one)\(isOnly ? " AND \(others)" : "") THEN 1 ELSE 0 END)
        """, missing: missing,
      definition: Label(
        en: "\(term.text): \(meaning.en), and \(word.en) \(country.name)\(own?.en ?? "")",
        zh: "\(term.text)：\(meaning.zh)，\(word.zh)\(zh)\(own?.zh ?? "")"), breakdown: nil)
  }

  // MARK: Openness

  private func weights(_ term: FilterTerm) throws -> Filter.Condition {
    guard let property = kind.property(named: "openness") else {
      throw KnowledgeBaseError.invalid(
        Message(
          "weights: is about models; \(kind.plural) have no openness",
          "weights: 只用于模型；\(kind.label.zh)没有开放程度"))
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

  // MARK: Sources

  private func named(_ term: FilterTerm) throws -> Filter.Condition {
    let source = try SourceWriter(store: store).rank(of: term.value).id
    return Filter.Condition(
      text: term.text,
      sql: """
        (EXISTS (SELECT 1 FROM citation c WHERE c.entity = e.id AND c.source = \(source))
          OR EXISTS (SELECT 1 FROM name n WHERE n.entity = e.id AND n.source = \(source))
          OR EXISTS (SELECT 1 FROM claim_about a JOIN claim l ON l.id = a.claim
               WHERE a.entity = e.id AND l.source = \(source))
          OR EXISTS (SELECT 1 FROM relation r JOIN citation c ON c.relation = r.id
               WHERE r.subject = e.id AND c.source = \(source))
          OR EXISTS (SELECT 1 FROM relation r JOIN citation c ON c.relation = r.id
               WHERE r.object = e.id AND c.source = \(source))
          OR EXISTS (SELECT 1 FROM mention m JOIN passage p ON p.id = m.passage
               JOIN document d ON d.id = p.document WHERE m.entity = e.id AND d.source = \(source)))
        """, missing: Label(en: "", zh: ""), definition: nil, breakdown: nil)
  }

  /// What the passages of a document name.
  private func mentioned(_ term: FilterTerm) throws -> Filter.Condition {
    let document = try store.document(term.value)
    return Filter.Condition(
      text: term.text,
      sql: """
        (EXISTS (SELECT 1 FROM mention m JOIN passage p ON p.id = m.passage
           WHERE m.entity = e.id AND p.document = \(document)))
        """, missing: Label(en: "", zh: ""), definition: nil, breakdown: nil)
  }

  // MARK: Relations

  /// Predicates of which everything has one: where none is on record, nobody can tell.
  private static let expected: Set<String> = [
    "developed_by", "designed_by", "manufactured_by", "owned_by", "operated_by",
    "headquartered_in", "located_in", "country_of_origin", "issued_by", "jurisdiction",
    "trained_on",
  ]

  private func related(
    _ term: FilterTerm, _ predicate: Predicate, _ forward: Bool
  ) throws -> Filter.Condition {
    let kinds = forward ? predicate.subjectKinds : predicate.objectKinds
    guard
      kinds.contains(kind.name)
        || (predicate.isSymmetric && predicate.objectKinds.contains(kind.name))
    else {
      let pairs = predicate.pairs.map { "\($0.subject) → \($0.object)" }.sorted()
      let joined = pairs.joined(separator: ", ")
      throw KnowledgeBaseError.invalid(
        Message(
          "'\(term.text)': \(predicate.name) joins \(joined), not \(kind.plural)",
          "'\(term.text)'：\(predicate.name) 连接的是 \(joined)，不是\(kind.label.zh)")
          + (forward
            ? Message(
              "; read the other way round it is \(predicate.inverse)",
              "；反向读作 \(predicate.inverse)") : nil))
    }
    let name = forward ? predicate.name : predicate.inverse
    let label = forward ? predicate.label : predicate.inverseLabel
    let sides =
      predicate.isSymmetric
      ? [("subject", "object"), ("object", "subject")]
      : forward ? [("subject", "object")] : [("object", "subject")]
    func exists(_ condition: String) -> String {
      "("
        + sides.map { here, there in
          """
          EXISTS (SELECT 1 FROM relation r WHERE r.\(here) = e.id AND r.predicate = \(predicate.id) \
          AND \(basis.relation) AND \(condition.replacing("{other}", with: "r.\(there)")))
          """
        }.joined(separator: " OR ") + ")"
    }
    if let blank = blank(term, exists: exists("1"), label) { return blank }
    let otherKinds =
      predicate.isSymmetric
      ? predicate.subjectKinds.union(predicate.objectKinds)
      : forward ? predicate.objectKinds : predicate.subjectKinds
    let wanted: String
    var definition: Label?
    var blind: Filter.Blind?
    if let other = try? registry.kind(term.value) {
      wanted =
        "EXISTS (SELECT 1 FROM entity o WHERE o.id = {other} AND o.kind = \(other.name.quotedText))"
      blind = self.blind(other, predicate, forward)
    } else {
      let other = try self.other(term.value)
      if other.kind == "country", otherKinds != ["country"] {
        wanted = "{other} IN (\(try seated(in: other.id)))"
        definition = Label(
          en: "\(term.text): \(other.name), or what has its seat there",
          zh: "\(term.text)：\(other.nameZH ?? other.name)，或总部、所在地在该处者")
      } else if !otherKinds.contains(other.kind) {
        throw KnowledgeBaseError.invalid(
          Message(
            "'\(term.text)': \(other.key) is a \(other.kind); \(label.en) takes "
              + otherKinds.sorted().joined(separator: ", "),
            "'\(term.text)'：\(other.key) 是 \(other.kind)；“\(label.zh)”只与 "
              + otherKinds.sorted().joined(separator: "、") + " 相连"))
      } else {
        wanted =
          basis.isGrouped ? "{other} IN (\(try group(of: other.id)))" : "{other} = \(other.id)"
      }
    }
    var cases = "WHEN \(exists(wanted)) THEN 1"
    if let holds = basis.holds {
      cases = """
        WHEN \(exists("\(wanted) AND \(holds.certainly)")) THEN 1
               WHEN \(exists("\(wanted) AND \(holds.possibly)")) THEN NULL
        """
    }
    if Self.expected.contains(name) {
      cases += "\n               WHEN NOT \(exists("1")) THEN NULL"
    }
    if basis.asOf != nil, definition == nil {
      definition = Label(
        en: "\(term.text): relations without dates are taken to hold",
        zh: "\(term.text)：无日期的关系视为成立")
    }
    return Filter.Condition(
      text: term.text, sql: "(CASE \(cases) ELSE 0 END)", missing: label,
      blank: "NOT \(exists("1"))", blind: blind, definition: definition, breakdown: nil)
  }

  /// The other end of a relation: an entity, or a country by its code.
  private func other(_ text: String) throws -> EntityReference {
    do {
      return try store.entity(text)
    } catch KnowledgeBaseError.unknown(let what, let name, let nearest) {
      if (2...3).contains(text.utf8.count), let country = try? store.country(text) {
        return country
      }
      throw KnowledgeBaseError.unknown(what: what, name: name, nearest: nearest)
    }
  }

  /// Row ids of a country and of what has its seat there.
  private func seated(in country: Int64) throws -> String {
    let seats = try ["headquartered_in", "located_in"].map { try registry.predicate($0).id }
    return """
      SELECT \(country) UNION ALL SELECT s.subject FROM relation s WHERE s.object = \(country)
        AND s.predicate IN (\(seats.map(String.init).joined(separator: ", "))) AND s.retired IS NULL
      """
  }

  /// Who owns facilities cannot be told of those whose owner is not on record.
  private func blind(_ other: Kind, _ predicate: Predicate, _ forward: Bool) -> Filter.Blind? {
    let inverse = forward ? predicate.inverse : predicate.name
    guard !predicate.isSymmetric, Self.expected.contains(inverse) else { return nil }
    let label = forward ? predicate.inverseLabel : predicate.label
    return Filter.Blind(
      kind: other, lacking: label,
      sql: """
        NOT EXISTS (SELECT 1 FROM relation r WHERE r.\(forward ? "object" : "subject") = o.id \
        AND r.predicate = \(predicate.id) AND \(basis.relation))
        """)
  }

  /// An entity and everything that belongs to it, through any number of steps.
  private func group(of id: Int64) throws -> String {
    """
    WITH RECURSIVE member(id) AS (SELECT \(id) UNION
      SELECT s.subject FROM relation s JOIN member ON s.object = member.id
       WHERE s.predicate = \(try registry.predicate("subsidiary_of").id) AND s.retired IS NULL)
    SELECT id FROM member
    """
  }

  /// `x:any` and `x:none`: whether anything is on record.
  private func blank(_ term: FilterTerm, exists: String, _ missing: Label) -> Filter.Condition? {
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

  // MARK: Dates

  /// What was there on a date: released, founded and not ended, in force.
  private func existing(on date: PartialDate) -> Filter.Condition? {
    let starts = ["released", "founded", "effective", "operational", "announced", "born"]
    guard let start = starts.compactMap({ kind.property(named: $0) }).first else { return nil }
    let begin = basis.column(start)
    let (low, high) = PartialDate.bounds(of: begin)
    // Whoever had a relation by then was there, whether or not anybody says since when.
    let (_, since) = PartialDate.bounds(of: "r.valid_from")
    let had = ["subject", "object"].map { side in
      """
      EXISTS (SELECT 1 FROM relation r WHERE r.\(side) = e.id AND r.retired IS NULL \
      AND r.valid_from IS NOT NULL AND \(since) <= \(date.firstText.quotedText))
      """
    }.joined(separator: " OR ")
    var sql = """
      CASE WHEN \(begin) IS NULL THEN CASE WHEN \(had) THEN 1 END WHEN \(low) > \(date.lastText.quotedText) THEN 0
              WHEN \(high) <= \(date.firstText.quotedText) THEN 1 END
      """
    if let end = kind.property(named: "ended") {
      let column = basis.column(end)
      let (low, high) = PartialDate.bounds(of: column)
      sql += """
         AND CASE WHEN \(column) IS NULL THEN 1 WHEN \(high) < \(date.firstText.quotedText) THEN 0
              WHEN \(low) >= \(date.lastText.quotedText) THEN 1 END
        """
    }
    return Filter.Condition(
      text: "--as-of \(date.text)", sql: "(\(sql))", missing: start.label,
      blank: "\(begin) IS NULL",
      definition: Label(
        en: "as of \(date.text): \(start.label.en) by then"
          + (kind.property(named: "ended") == nil ? "" : ", and not ended"),
        zh: "截至 \(date.text)：\(start.label.zh)不晚于此"
          + (kind.property(named: "ended") == nil ? "" : "，且尚未终止")), breakdown: nil)
  }
}
