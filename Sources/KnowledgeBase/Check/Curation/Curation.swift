internal import Messages
internal import SQLite

extension Store {
  /// Checks what an editor answers for before a knowledge base is published: that every value is
  /// cited, sources may be used (``Licence``), names are there in both languages and none is there
  /// twice, nothing stands alone, dates run forwards, links and units are well formed and quotes are
  /// short. References, types and the kinds of a predicate are checked when rows come in.
  ///
  /// - Parameter distinct: pairs of keys of entities that look alike and are not the same.
  /// - Returns: what is wrong, each with the row it is about; remarks on what was only counted.
  package func checkCuration(distinct: [DistinctPair] = []) throws -> [Finding] {
    try reading {
      var check = Checker(store: self, registry: try registry)
      try check.values()
      try check.sources()
      try check.quotes()
      try check.languages()
      try check.names(distinct: distinct)
      try check.orphans()
      try check.chronology()
      try check.links()
      try check.units()
      return check.findings
    }
  }
}

extension Checker {
  /// Reports damage in each of these rows.
  mutating func damage(
    _ records: [RecordReference], column: String? = nil, _ problem: Message, _ remedy: Message
  ) {
    for var record in records {
      if let column { record.column = column }
      findings.append(
        Finding(severity: .damage, problem: problem, remedy: remedy, record: record))
    }
  }

  /// Values that no source gives.
  mutating func values() throws {
    for value in CitableValues.all(registry) {
      let condition = "\(value.isPresent) AND NOT \(value.isCited)"
      let found = try value.rows.select(where: condition, in: store).map(\.record)
      damage(
        found, column: value.column,
        value.column.map { Message("\($0) is cited by no source", "没有来源为 \($0) 作证") }
          ?? Message("is cited by no source", "没有来源为此作证"),
        Message(
          "name the source in the column source or in citations.csv, or leave the value out",
          "请在 source 列或 citations.csv 中写明来源，否则删去该值"))
    }
  }

  /// Entities that nothing is said about. Countries are a complete list, whether or not they matter.
  mutating func orphans() throws {
    for kind in registry.kinds where kind.name != "country" {
      let found = try RecordRows.entities(kind).select(
        where: """
          NOT EXISTS (SELECT 1 FROM relation r WHERE r.subject = e.id AND r.retired IS NULL)
          AND NOT EXISTS (SELECT 1 FROM relation r WHERE r.object = e.id AND r.retired IS NULL)
          AND NOT EXISTS (SELECT 1 FROM figure f WHERE f.subject = e.id OR f.object = e.id)
          AND NOT EXISTS (SELECT 1 FROM event v WHERE v.entity = e.id)
          AND NOT EXISTS (SELECT 1 FROM claim_about a WHERE a.entity = e.id)
          AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.speaker = e.id)
          """, in: store
      ).map(\.record)
      damage(
        found,
        Message(
          "stands alone: no relation, figure, event or claim has to do with it",
          "孤立的实体：没有任何关系、数据、事件或主张与之相关"),
        Message("relate it to something, or leave it out", "请为它建立关系，否则删去"))
    }
  }

  /// Dates of a record in the order in which they happen, by kind.
  private static let order = [
    "policy": ["proposed", "announced", "published", "effective", "ended"],
    "chip": ["announced", "released"],
    "firm": ["founded", "ended"],
  ]

  /// Dates that run backwards, which they may where a citation of one of them says why: rules of the
  /// United States are often in force when they are filed, days before they are printed.
  mutating func chronology() throws {
    for kind in registry.kinds {
      guard let order = Self.order[kind.name] else { continue }
      for later in order.indices.dropFirst() {
        for earlier in 0..<later {
          try chronology(kind, order[earlier], order[later], unless: order[(earlier + 1)..<later])
        }
      }
    }
  }

  /// Two dates that run backwards, unless there is one between them.
  private mutating func chronology(
    _ kind: Kind, _ earlier: String, _ later: String, unless between: ArraySlice<String>
  ) throws {
    let isNext = (between.map { "t.\($0) IS NULL" } + ["t.\(earlier) > t.\(later)"])
      .joined(separator: " AND ")
    let found = try RecordRows.entities(kind).select(
      ["t.\(earlier)", "t.\(later)"],
      where: """
        \(isNext) AND NOT EXISTS (SELECT 1 FROM citation c
          WHERE c.entity = e.id AND c.reason IS NOT NULL AND c.fields IN ('\(earlier)', '\(later)'))
        """, in: store)
    for (record, dates) in found {
      guard let first = dates[0].flatMap({ PartialDate($0) }),
        let second = dates[1].flatMap({ PartialDate($0) }), second.isBefore(first)
      else { continue }
      damage(
        [record], column: later,
        Message(
          "\(later) (\(second.text)) lies before \(earlier) (\(first.text))",
          "\(later)（\(second.text)）早于 \(earlier)（\(first.text)）"),
        Message(
          "mend the date, or cite it in citations.csv with the reason",
          "请改正日期，或在 citations.csv 中引证并写明理由"))
    }
  }

  /// Currencies and units of figures. A number and its unit in one cell are read when rows come in.
  mutating func units() throws {
    for (condition, column, problem, remedy) in [
      (
        "t.currency NOT GLOB '[A-Z][A-Z][A-Z]'", "currency",
        Message("the currency is no code of ISO 4217", "货币不是 ISO 4217 代码"),
        Message("write USD, CNY, EUR …", "请写 USD、CNY、EUR 等")
      ),
      (
        "t.unit = t.currency", "unit",
        Message("the unit repeats the currency", "单位与货币重复"),
        Message("leave the unit blank", "单位请留空")
      ),
      (
        "t.unit = '%'", "unit", Message("the unit is a sign", "单位写成了符号"),
        Message("write percent", "请写 percent")
      ),
    ] {
      let found = try RecordRows.figures.select(where: condition, in: store).map(\.record)
      damage(found, column: column, problem, remedy)
    }
  }
}
