internal import Messages
internal import SQLite

/// Two entities that look alike and are not the same, by key.
package struct DistinctPair: Sendable, Hashable {
  let keys: Set<String>

  /// A pair; the order does not matter.
  package init(_ one: String, _ other: String) { keys = [one, other] }
}

extension Checker {
  /// Whether a text has a Chinese character.
  private static func hasHan(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.properties.isIdeographic }
  }

  /// Names, descriptions and claims that are there in one language only. A Chinese name that is the
  /// English one letter for letter says that Chinese writes it so (GPT-4o): these are counted.
  mutating func languages() throws {
    for kind in registry.kinds {
      let rows = RecordRows.entities(kind)
      damage(
        try rows.select(where: "e.name_zh IS NULL", in: store).map(\.record), column: "name_zh",
        Message("there is no Chinese name", "缺少中文名"),
        Message(
          "give it; where Chinese has none of its own, repeat the English one",
          "请补上；中文没有另外的叫法时，照写英文名"))
      for (record, names) in try rows.select(
        ["e.name", "e.name_zh"], where: "e.name_zh <> e.name", in: store)
      {
        if let name = names[0], Self.hasHan(name) {
          damage(
            [record], column: "name", Message("'\(name)' is not English", "'\(name)' 不是英文"),
            Message("give the English name", "请写英文名"))
        }
        if let name = names[1], !Self.hasHan(name) {
          damage(
            [record], column: "name_zh",
            Message("'\(name)' has no Chinese character", "'\(name)' 中没有汉字"),
            Message(
              "give the Chinese name, or repeat the English one letter for letter",
              "请写中文名，或逐字照写英文名"))
        }
      }
      let alike = try rows.count(where: "e.name_zh = e.name", in: store)
      if alike > 0 {
        findings.append(
          Finding(
            severity: .remark,
            problem: Message(
              "one name for both languages: \(alike) \(kind.plural)",
              "中英文写法相同：\(alike) 个\(kind.label.zh)"),
            remedy: Message(
              verbatim: "aikb sql \"SELECT key, name FROM \(kind.plural) WHERE name_zh = name\""),
            record: RecordReference(file: kind.plural, identity: [:])))
      }
      try halves(rows, "e.description", "e.description_zh")
    }
    try halves(.claims, "t.text", "t.text_zh")
  }

  /// Texts of which one language lacks.
  private mutating func halves(_ rows: RecordRows, _ en: String, _ zh: String) throws {
    for (missing, present, problem) in [
      (en, zh, Message("there is no English text beside the Chinese one", "只有中文，缺少英文")),
      (zh, en, Message("there is no Chinese text beside the English one", "只有英文，缺少中文")),
    ] {
      damage(
        try rows.select(where: "\(missing) IS NULL AND \(present) IS NOT NULL", in: store)
          .map(\.record),
        column: String(missing.dropFirst(2)), problem, Message("translate it", "请补上译文"))
    }
  }

  /// Two entities of a kind whose names say the same, or nearly; each pair once.
  mutating func names(distinct: [DistinctPair]) throws {
    for kind in registry.kinds {
      var known = Set(distinct)
      for column in ["name", "name_zh"] {
        let named = try RecordRows.entities(kind).select(
          ["e.key", "e.\(column)"], where: "e.\(column) IS NOT NULL", in: store)
        var alike = LookAlikes()
        for (record, values) in named {
          guard let key = values[0], let name = values[1] else { continue }
          for other in alike.add(key, name: name)
          where known.insert(DistinctPair(key, other.key)).inserted {
            damage(
              [record], column: column,
              Message(
                "'\(name)' is nearly the name of \(other.key) ('\(other.name)')",
                "'\(name)' 与 \(other.key)（'\(other.name)'）几乎同名"),
              Message(
                "make one of them, or say in checks/distinct.csv that they are two",
                "请合并，或在 checks/distinct.csv 中写明是两个实体"))
          }
        }
      }
    }
  }
}
