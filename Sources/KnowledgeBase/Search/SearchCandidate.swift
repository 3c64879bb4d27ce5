internal import SQLite

/// Something that a stage of a search found, before it is ranked.
struct SearchCandidate {
  /// Why it was found.
  var match: SearchHit.Match
  /// The weight of that (``SearchWeights``).
  var weight: Double
  /// Of a name that was matched from its beginning, the share that the query covers.
  var coverage: Double?
  /// `text_weight` of the text index, between 0 and 1.
  var relevance = 0.0
}

/// What is to be known of an entity to rank and to show it.
struct SearchTraits {
  let key: String
  let kind: String
  let isRetired: Bool
  let name: String
  let nameZH: String?
  /// How many relations it has, up to 32.
  let relations: Int

  /// Asks for the traits of the entity with a row id.
  static let sql = """
    SELECT e.key, e.kind, e.retired IS NOT NULL, e.name, e.name_zh,
           (SELECT count(*) FROM (SELECT 1 FROM relation WHERE subject = ?1
             UNION ALL SELECT 1 FROM relation WHERE object = ?1 LIMIT 32))
      FROM entity e WHERE e.id = ?1
    """

  /// Reads the traits of an entity with ``sql``; nil for one that is gone.
  init?(_ entity: Int64, _ statement: borrowing Statement) throws {
    try statement.bind(entity, at: 1)
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    key = statement.string(at: 0) ?? ""
    kind = statement.string(at: 1) ?? ""
    isRetired = statement.int64(at: 2) == 1
    name = statement.string(at: 3) ?? ""
    nameZH = statement.string(at: 4)
    relations = Int(statement.int64(at: 5))
  }
}
