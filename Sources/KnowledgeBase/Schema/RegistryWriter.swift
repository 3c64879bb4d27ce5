internal import Messages
internal import SQLite

/// What a user adds to the registry: a kind, a property, a predicate.
package struct KindDefinition: Sendable {
  package var name: String
  package var plural: String
  package var label: Label

  package init(name: String, plural: String, label: Label) {
    self.name = name
    self.plural = plural
    self.label = label
  }
}

/// A property of a kind, as a user defines it.
package struct PropertyDefinition: Sendable {
  package var kind: String
  package var name: String
  package var type: Property.ValueType
  package var unit: String?
  package var choices: [String] = []
  package var label: Label
  package var definition: String?
  package var synonyms: [String] = []

  package init(kind: String, name: String, type: Property.ValueType, label: Label) {
    self.kind = kind
    self.name = name
    self.type = type
    self.label = label
  }
}

/// A predicate, as a user defines it.
package struct PredicateDefinition: Sendable {
  package var name: String
  package var inverse: String
  package var isSymmetric = false
  package var isSupply = false
  package var label: Label
  package var inverseLabel: Label
  package var pairs: [Predicate.Pair]

  package init(
    name: String, inverse: String, label: Label, inverseLabel: Label, pairs: [Predicate.Pair]
  ) {
    self.name = name
    self.inverse = inverse
    self.label = label
    self.inverseLabel = inverseLabel
    self.pairs = pairs
  }
}

/// Adds to the registry what users define, with the tables and views that belong to it. Call it inside
/// a write transaction; the registry has to be read again afterwards (``Store/forgetRegistry()``).
package struct RegistryWriter {
  private let store: Store

  package init(_ store: Store) { self.store = store }

  // MARK: Kinds

  /// Adds a kind with its table and view; one that is there already gets these labels.
  ///
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` for a name that is reserved or taken.
  package func put(_ kind: KindDefinition) throws -> Outcome {
    let known = try store.db.first(
      "SELECT plural, builtin, label_en, label_zh FROM kind WHERE name = ?", [.text(kind.name)]
    ) { ($0.text(0), $0.int64(at: 1) == 1, $0.text(2), $0.text(3)) }
    if let (plural, isBuiltin, en, zh) = known {
      guard plural == kind.plural, !isBuiltin else {
        throw KnowledgeBaseError.invalid(
          Message(
            "the kind '\(kind.name)' (\(plural)) is there already",
            "类别 '\(kind.name)'（\(plural)）已存在")
            + (isBuiltin
              ? Message(
                " and comes with aikb; add properties to it with 'aikb kind extend'",
                "，且为 aikb 自带；可用 'aikb kind extend' 为其添加属性") : nil))
      }
      guard (en, zh) != (kind.label.en, kind.label.zh) else { return .unchanged }
      try store.db.run(
        "UPDATE kind SET label_en = ?, label_zh = ? WHERE name = ?", .text(kind.label.en),
        .text(kind.label.zh), .text(kind.name))
      return .changed
    }
    try requireFree(kind.name)
    try requireFree(kind.plural)
    guard kind.name != kind.plural else {
      throw KnowledgeBaseError.invalid(
        Message(
          "'\(kind.name)': the plural names the view and has to differ from the kind's own name",
          "'\(kind.name)'：复数形式是视图名，不能与类别名相同"))
    }
    try store.db.run(
      """
      INSERT INTO kind(name, plural, position, label_en, label_zh)
      VALUES (?, ?, (SELECT max(position) + 1 FROM kind), ?, ?)
      """, .text(kind.name), .text(kind.plural), .text(kind.label.en), .text(kind.label.zh))
    try store.db.execute(
      """
      CREATE TABLE \(kind.name.quoted)(
        id INTEGER PRIMARY KEY REFERENCES entity(id) ON DELETE CASCADE) STRICT
      """)
    try RegistryViews.rebuild(store.db)
    return .added
  }

  /// Removes a kind of the user's with its table, view and properties.
  ///
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` while entities of it exist, or a predicate of the
  ///   user's joins it; for a built-in kind.
  package func removeKind(_ name: String) throws {
    let kind = try Registry(store.db).kind(name)
    guard !kind.isBuiltin else {
      throw KnowledgeBaseError.invalid(
        Message("'\(kind.name)' comes with aikb and stays", "'\(kind.name)' 是内置类别，不能删除"))
    }
    let count = try store.db.integer(
      "SELECT count(*) FROM entity WHERE kind = ?", [.text(kind.name)])
    guard count == 0 else {
      throw KnowledgeBaseError.invalid(
        Message(
          "there are \(count) \(kind.plural), retired ones included; a kind is removed when it is empty",
          "\(kind.plural) 还有 \(count) 个（含已撤下的）；类别为空时才能删除")
      )
    }
    let predicates = try store.db.first(
      """
      SELECT group_concat(DISTINCT p.name) FROM predicate_kind k JOIN predicate p ON p.id = k.predicate
       WHERE k.subject_kind = ?1 OR k.object_kind = ?1
      """, [.text(kind.name)]
    ) { $0.string(at: 0) }
    if let predicates = predicates ?? nil {
      throw KnowledgeBaseError.invalid(
        Message(
          "\(predicates) joins \(kind.plural); remove that first with 'aikb predicate remove'",
          "谓词 \(predicates) 还连接着 \(kind.plural)；" + "请先用 'aikb predicate remove' 删除该谓词"))
    }
    try store.db.execute("DROP VIEW \(kind.plural.quoted); DROP TABLE \(kind.name.quoted)")
    try store.db.run("DELETE FROM property WHERE kind = ?", .text(kind.name))
    try store.db.run("DELETE FROM kind WHERE name = ?", .text(kind.name))
  }

  // MARK: Properties

  /// Adds a property with its column; one that is there already gets these labels.
  ///
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` for a name that is reserved or taken, or when the
  ///   property is there with another type.
  package func put(_ property: PropertyDefinition) throws -> Outcome {
    let kind = try Registry(store.db).kind(property.kind)
    if let known = kind.properties.first(where: { $0.name == property.name }) {
      guard known.type == property.type, known.unit == property.unit,
        known.choices == property.choices
      else {
        throw KnowledgeBaseError.invalid(
          Message(
            "\(kind.plural) have a property '\(known.name)' already, of type \(known.type.rawValue)",
            "\(kind.plural) 已有属性 '\(known.name)'，类型为 \(known.type.rawValue)")
            + (known.unit.map { Message(" in \($0)", "，单位为 \($0)") }))
      }
      guard
        known.label != property.label || known.definition != property.definition
          || known.synonyms != property.synonyms
      else { return .unchanged }
      try store.db.run(
        """
        UPDATE property SET label_en = ?, label_zh = ?, definition = ?, synonyms = ?
         WHERE kind = ? AND name = ?
        """, .text(property.label.en), .text(property.label.zh),
        property.definition.map(Value.text) ?? .null, .text(Self.json(property.synonyms)),
        .text(kind.name), .text(property.name))
      return .changed
    }
    try requireForm(property.name, Message("a property", "属性"))
    let taken =
      Property.common.map(\.name) + kind.derived.map(\.name)
      + ["id", "key", "kind", "retired", "source", "rowid"]
    guard !taken.contains(property.name) else {
      throw KnowledgeBaseError.invalid(
        Message(
          "'\(property.name)' is a column that every kind or this one has already; choose another name",
          "'\(property.name)' 是所有类别或此类别已有的列；请另取名称")
      )
    }
    guard (property.type == .choice) != property.choices.isEmpty else {
      throw KnowledgeBaseError.invalid(
        Message(
          "'\(property.name)': a choice needs its values, and only a choice has any: stage:choice(a|b|c)",
          "'\(property.name)'：choice 类型须列出可选值，也只有它能列出：stage:choice(a|b|c)")
      )
    }
    try store.db.run(
      """
      INSERT INTO property(kind, name, position, type, unit, choices, definition, label_en, label_zh,
        synonyms)
      VALUES (?1, ?2, (SELECT ifnull(max(position), 0) + 1 FROM property WHERE kind = ?1),
        ?3, ?4, ?5, ?6, ?7, ?8, ?9)
      """, .text(kind.name), .text(property.name), .text(property.type.rawValue),
      property.unit.map(Value.text) ?? .null,
      property.choices.isEmpty ? .null : .text(Self.json(property.choices)),
      property.definition.map(Value.text) ?? .null, .text(property.label.en),
      .text(property.label.zh), .text(Self.json(property.synonyms)))
    let column = property.name.quoted
    let check =
      property.choices.isEmpty
      ? ""
      : " CHECK (\(property.choices.map { "\(column) = \($0.quotedText)" }.joined(separator: " OR ")))"
    try store.db.execute(
      "ALTER TABLE \(kind.name.quoted) ADD COLUMN \(column) \(property.type.storage)\(check)")
    try RegistryViews.rebuild(store.db)
    return .added
  }

  // MARK: Predicates

  /// Row ids below this are kept for predicates that come with the program.
  private static let firstOwnPredicate: Int64 = 1000

  /// Adds a predicate; one of the user's that is there already gets these labels and pairs.
  ///
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` for a name that is reserved or taken;
  ///   ``KnowledgeBaseError/unknown(what:name:nearest:listed:)`` for a kind that is not there.
  package func put(_ predicate: PredicateDefinition) throws -> Outcome {
    let registry = try Registry(store.db)
    guard !predicate.pairs.isEmpty else {
      throw KnowledgeBaseError.invalid(
        Message("'\(predicate.name)': which kinds may it join?", "'\(predicate.name)'：它可以连接哪些类别？"))
    }
    for pair in predicate.pairs {
      _ = try registry.kind(pair.subject)
      _ = try registry.kind(pair.object)
    }
    let values: [Value] = [
      .text(predicate.inverse), .integer(predicate.isSymmetric ? 1 : 0),
      .integer(predicate.isSupply ? 1 : 0), .text(predicate.label.en), .text(predicate.label.zh),
      .text(predicate.inverseLabel.en), .text(predicate.inverseLabel.zh),
    ]
    if let known = registry.predicates.first(where: { $0.name == predicate.name }) {
      guard known.id >= Self.firstOwnPredicate, known.inverse == predicate.inverse,
        known.isSymmetric == predicate.isSymmetric
      else {
        throw KnowledgeBaseError.invalid(
          Message(
            "the predicate '\(known.name)' (inverse \(known.inverse)) is there already",
            "谓词 '\(known.name)'（反向 \(known.inverse)）已存在"))
      }
      let isSame =
        known.label == predicate.label && known.inverseLabel == predicate.inverseLabel
        && known.isSupply == predicate.isSupply && known.pairs == Set(predicate.pairs)
      guard !isSame else { return .unchanged }
      try store.db.run(
        """
        UPDATE predicate SET inverse = ?, symmetric = ?, supply = ?, label_en = ?, label_zh = ?,
          inverse_en = ?, inverse_zh = ? WHERE id = ?
        """, values + [.integer(known.id)])
      try setPairs(predicate.pairs, of: known.id)
      return .changed
    }
    for name in Set([predicate.name, predicate.inverse]) {
      try requireForm(name, Message("a predicate", "谓词"))
      if registry.predicates.contains(where: { $0.name == name || $0.inverse == name }) {
        throw KnowledgeBaseError.invalid(
          Message("'\(name)' is the name of another predicate", "'\(name)' 是另一个谓词的名称"))
      }
    }
    guard predicate.isSymmetric == (predicate.name == predicate.inverse) else {
      throw KnowledgeBaseError.invalid(
        Message(
          "'\(predicate.name)': a symmetric predicate is its own inverse, any other has one of its own",
          "'\(predicate.name)'：对称谓词的反向就是其自身，其他谓词须另有反向名称")
      )
    }
    try store.db.run(
      """
      INSERT INTO predicate(id, name, inverse, symmetric, supply, label_en, label_zh, inverse_en,
        inverse_zh)
      VALUES ((SELECT max(\(Self.firstOwnPredicate), max(id) + 1) FROM predicate), ?, ?, ?, ?, ?, ?, ?, ?)
      """, [.text(predicate.name)] + values)
    try setPairs(predicate.pairs, of: store.db.lastInsertRowID)
    return .added
  }

  /// Removes a predicate of the user's.
  ///
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` while relations use it; for a built-in predicate.
  package func removePredicate(_ name: String) throws {
    let predicate = try Registry(store.db).predicate(name)
    guard predicate.id >= Self.firstOwnPredicate else {
      throw KnowledgeBaseError.invalid(
        Message("'\(name)' comes with aikb and stays", "'\(name)' 是内置的，不能删除"))
    }
    let count = try store.db.integer(
      "SELECT count(*) FROM relation WHERE predicate = ?", [.integer(predicate.id)])
    guard count == 0 else {
      throw KnowledgeBaseError.invalid(
        Message(
          "\(count) relations use '\(name)'; it stays while they do",
          "还有 \(count) 个关系使用 '\(name)'，不能删除"))
    }
    try store.db.run("DELETE FROM predicate WHERE id = ?", .integer(predicate.id))
  }

  private func setPairs(_ pairs: [Predicate.Pair], of predicate: Int64) throws {
    try store.db.run("DELETE FROM predicate_kind WHERE predicate = ?", .integer(predicate))
    for pair in pairs {
      try store.db.run(
        """
        INSERT INTO predicate_kind(predicate, subject_kind, object_kind) VALUES (?, ?, ?)
        ON CONFLICT DO NOTHING
        """, .integer(predicate), .text(pair.subject), .text(pair.object))
    }
  }

  // MARK: Names

  /// Words that are, or may become, tables, views, functions or files of aikb's own.
  private static let reserved: Set<String> = [
    "search", "neighbors", "reach", "path", "fold", "human", "query", "queries", "review", "merge",
    "redirects", "identifiers", "properties", "predicates", "kinds", "all", "view", "table",
    "index",
  ]

  private func requireForm(_ name: String, _ what: Message) throws {
    let bytes = Array(name.utf8)
    let isForm =
      bytes.first.map { (97...122).contains($0) } ?? false
      && bytes.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
      && bytes.count <= 63
    guard isForm else {
      throw KnowledgeBaseError.invalid(
        Message("'\(name)' cannot name ", "'\(name)' 不能用作") + what
          + Message(
            ": a-z, 0-9 and _, beginning with a letter", "的名称：须为 a-z、0-9 和 _，以字母开头"))
    }
  }

  private func requireFree(_ name: String) throws {
    try requireForm(name, Message("a kind", "类别"))
    let isTaken =
      try store.db.scalar("SELECT 1 FROM sqlite_master WHERE name = ?", [.text(name)]) != nil
      || store.db.scalar("SELECT 1 FROM kind WHERE name = ?1 OR plural = ?1", [.text(name)]) != nil
    guard !isTaken, !Self.reserved.contains(name), !name.hasPrefix("sqlite_"),
      !name.hasPrefix("search_")
    else {
      throw KnowledgeBaseError.invalid(
        Message("'\(name)' is taken or reserved; choose another name", "'\(name)' 已被占用或为保留名称；请另取名称")
      )
    }
  }

  private static func json(_ words: [String]) -> String {
    let quoted = words.map { word in
      var text = "\""
      for scalar in word.unicodeScalars {
        switch scalar {
        case "\"", "\\": text += "\\" + String(scalar)
        case _ where scalar.value < 32:
          let hex = String(scalar.value, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        default: text.unicodeScalars.append(scalar)
        }
      }
      return text + "\""
    }
    return "[\(quoted.joined(separator: ","))]"
  }
}

extension Property.ValueType {
  /// The type of the column in a STRICT table.
  fileprivate var storage: String {
    switch self {
    case .integer, .boolean: "INTEGER"
    case .number: "REAL"
    case .text, .date, .choice, .url: "TEXT"
    }
  }
}
