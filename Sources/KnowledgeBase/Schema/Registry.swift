internal import Messages
package import SQLite

/// The kinds, properties and predicates of one knowledge base.
public struct Registry: Sendable {
  /// All kinds, in the order of listings.
  public let kinds: [Kind]
  /// All predicates, in the order of their definition.
  public let predicates: [Predicate]
  private let kindIndex: [String: Int]
  /// By their names, plurals and labels as ``Fold`` has them.
  let kindFolded: [String: Int]
  private let predicateIndex: [String: Int]

  package init(_ db: borrowing Connection) throws {
    var kinds: [Kind] = []
    var index: [String: Int] = [:]
    try db.query(
      "SELECT name, plural, position, label_en, label_zh, builtin FROM kind ORDER BY position, name"
    ) { row in
      let kind = Kind(
        name: row.text(0), plural: row.text(1), position: Int(row.int64(at: 2)),
        label: Label(en: row.text(3), zh: row.text(4)), isBuiltin: row.int64(at: 5) == 1)
      index[kind.name] = kinds.count
      kinds.append(kind)
    }
    var lists: [String: [String]] = [:]  // "kind.property.synonyms"
    try db.query(
      """
      SELECT p.kind || '.' || p.name || '.synonyms', j.value
        FROM property p JOIN json_each(p.synonyms) j
      UNION ALL SELECT p.kind || '.' || p.name || '.choices', j.value
        FROM property p JOIN json_each(p.choices) j
      UNION ALL SELECT d.kind || '.' || d.name || '.derived', j.value
        FROM derived d JOIN json_each(d.synonyms) j
      """
    ) { row in lists[row.text(0), default: []].append(row.text(1)) }
    try db.query(
      """
      SELECT kind, name, type, unit, definition, label_en, label_zh
        FROM property ORDER BY kind, position, name
      """
    ) { row in
      let path = row.text(0) + "." + row.text(1)
      guard let at = index[row.text(0)] else { return }
      kinds[at].properties.append(
        Property(
          name: row.text(1), type: Property.ValueType(rawValue: row.text(2)) ?? .text,
          unit: row.string(at: 3), choices: lists[path + ".choices"] ?? [],
          definition: row.string(at: 4), label: Label(en: row.text(5), zh: row.text(6)),
          synonyms: lists[path + ".synonyms"] ?? []))
    }
    try db.query(
      """
      SELECT kind, name, label_en, label_zh, definition, expression
        FROM derived ORDER BY kind, position, name
      """
    ) { row in
      guard let at = index[row.text(0)] else { return }
      kinds[at].derived.append(
        DerivedColumn(
          name: row.text(1), label: Label(en: row.text(2), zh: row.text(3)),
          definition: row.string(at: 4),
          synonyms: lists["\(row.text(0)).\(row.text(1)).derived"] ?? [],
          expression: row.text(5), kind: row.text(0)))
    }
    var pairs: [Int64: Set<Predicate.Pair>] = [:]
    try db.query("SELECT predicate, subject_kind, object_kind FROM predicate_kind") { row in
      pairs[row.int64(at: 0), default: []].insert(.init(subject: row.text(1), object: row.text(2)))
    }
    var predicates: [Predicate] = []
    try db.query(
      """
      SELECT id, name, inverse, symmetric, supply, label_en, label_zh, inverse_en, inverse_zh
        FROM predicate ORDER BY id
      """
    ) { row in
      predicates.append(
        Predicate(
          id: row.int64(at: 0), name: row.text(1), inverse: row.text(2),
          isSymmetric: row.int64(at: 3) == 1, isSupply: row.int64(at: 4) == 1,
          label: Label(en: row.text(5), zh: row.text(6)),
          inverseLabel: Label(en: row.text(7), zh: row.text(8)),
          pairs: pairs[row.int64(at: 0)] ?? []))
    }
    var names: [String: Int] = [:]
    for (at, kind) in kinds.enumerated() {
      names[kind.name] = at
      names[kind.plural] = at
    }
    for (at, kind) in kinds.enumerated() {
      for label in [kind.label.en, kind.label.zh] where names[label] == nil { names[label] = at }
    }
    var folded: [String: Int] = [:]
    for (at, kind) in kinds.enumerated() {
      for word in [kind.name, kind.plural, kind.label.en, kind.label.zh] {
        let key = Fold.key(word)
        if !key.isEmpty, folded[key] == nil { folded[key] = at }
      }
    }
    self.kinds = kinds
    self.predicates = predicates
    kindFolded = folded
    kindIndex = names
    predicateIndex = Dictionary(uniqueKeysWithValues: predicates.enumerated().map { ($1.name, $0) })
  }

  /// The kind of this name or plural, or of its label in either language (模型).
  ///
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)``.
  public func kind(_ name: String) throws -> Kind { kinds[try position(ofKind: name)] }

  /// The place in ``kinds`` of the kind that ``kind(_:)`` gives.
  ///
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)``.
  package func position(ofKind name: String) throws -> Int {
    if let at = kindIndex[name] { return at }
    throw KnowledgeBaseError.unknown(
      what: Message("kind", "类别"), name: name,
      nearest: Nearest.to(name, among: kinds.map(\.plural)),
      listed: "aikb schema")
  }

  /// The predicate of this name.
  ///
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)``.
  public func predicate(_ name: String) throws -> Predicate {
    if let at = predicateIndex[name] { return predicates[at] }
    throw KnowledgeBaseError.unknown(
      what: Message("predicate", "谓词"), name: name,
      nearest: Nearest.to(name, among: predicates.map(\.name)), listed: "aikb schema predicates")
  }

  /// The predicate read from this side: its name (`forward`) or its inverse.
  public func predicate(reading name: String) throws -> (predicate: Predicate, forward: Bool) {
    if let at = predicateIndex[name] { return (predicates[at], true) }
    if let predicate = predicates.first(where: { $0.inverse == name }) { return (predicate, false) }
    throw KnowledgeBaseError.unknown(
      what: Message("predicate", "谓词"), name: name,
      nearest: Nearest.to(name, among: predicates.flatMap { [$0.name, $0.inverse] }),
      listed: "aikb schema predicates")
  }
}

extension Row {
  /// A text column; "" for NULL.
  func text(_ index: Int) -> String { string(at: index) ?? "" }
}
