internal import Messages

extension FilterCompiler {
  /// Predicates of which everything has one: where none is on record, nobody can tell.
  private static let expected: Set<String> = [
    "developed_by", "designed_by", "manufactured_by", "owned_by", "operated_by",
    "headquartered_in", "located_in", "country_of_origin", "issued_by", "jurisdiction",
    "trained_on",
  ]

  /// `developed_by:huawei`: a relation to an entity, to anything of a kind, to what sits in a country.
  func related(
    _ term: FilterTerm, _ predicate: Predicate, _ forward: Bool
  ) throws -> Filter.Condition {
    let kinds = forward ? predicate.subjectKinds : predicate.objectKinds
    guard
      kinds.contains(kind.name)
        || (predicate.isSymmetric && predicate.objectKinds.contains(kind.name))
    else {
      let pairs = predicate.pairs.map { "\($0.subject) → \($0.object)" }.sorted()
      let joined = pairs.joined(separator: ", ")
      throw term.malformed(
        Message(
          "\(predicate.name) joins \(joined), not \(kind.plural)",
          "\(predicate.name) 连接的是 \(joined)，不是\(kind.label.zh)")
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
          EXISTS (SELECT 1 FROM relation r WHERE r.\(here) = e.id AND r.predicate = \(predicate.sqlID) \
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
        wanted = "{other} IN (\(try seated(in: other)))"
        definition = Label(
          en: "\(term.text): \(other.name), or what has its seat there",
          zh: "\(term.text)：\(other.nameZH ?? other.name)，或总部、所在地在该处者")
      } else if !otherKinds.contains(other.kind) {
        throw term.malformed(
          Message(
            "\(other.key) is a \(other.kind); \(label.en) takes "
              + otherKinds.sorted().joined(separator: ", "),
            "\(other.key) 是 \(other.kind)；“\(label.zh)”只与 "
              + otherKinds.sorted().joined(separator: "、") + " 相连"))
      } else {
        wanted =
          basis.isGrouped ? "{other} IN (\(try group(of: other)))" : "{other} = \(other.sqlID)"
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
    } catch let error as KnowledgeBaseError {
      guard case .unknown = error, (2...3).contains(text.utf8.count),
        let country = try? store.country(text)
      else { throw error }
      return country
    }
  }

  /// Row ids of a country and of what has its seat there.
  private func seated(in country: EntityReference) throws -> String {
    let seats = try ["headquartered_in", "located_in"].map { try registry.predicate($0).sqlID }
    return """
      SELECT \(country.sqlID) UNION ALL SELECT s.subject FROM relation s WHERE s.object = \(country.sqlID)
        AND s.predicate IN (\(seats.joined(separator: ", "))) AND s.retired IS NULL
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
        AND r.predicate = \(predicate.sqlID) AND \(basis.relation))
        """)
  }

  /// An entity and everything that belongs to it, through any number of steps.
  private func group(of entity: EntityReference) throws -> String {
    """
    WITH RECURSIVE member(id) AS (SELECT \(entity.sqlID) UNION
      SELECT s.subject FROM relation s JOIN member ON s.object = member.id
       WHERE s.predicate = \(try registry.predicate("subsidiary_of").sqlID) AND s.retired IS NULL)
    SELECT id FROM member
    """
  }
}
