/// What a list, a timeline or an export is narrowed to: conditions on the entities of one kind, as SQL
/// with three answers. NULL means that it cannot be decided, because a value is not on record.
public struct Filter: Sendable {
  /// One word of the filter, compiled.
  struct Condition: Sendable {
    /// As it was typed.
    let text: String
    /// SQL over `e` (the entity) and `t` (its typed row): 1, 0 or NULL.
    let sql: String
    /// What is missing where it cannot be decided: "openness", "released".
    let missing: Label
    /// SQL: whether it is missing altogether. Where it is not and the condition is NULL all the same, what
    /// is on record is too vague. Nil: it is never vague.
    var blank: String?
    /// What else the condition cannot see: facilities whose owner nobody knows are in no list of owners.
    var blind: Blind?
    /// What the word means, where that needs saying.
    let definition: Label?
    /// A column whose values among the selected are counted: of which sorts are the open weights?
    let breakdown: String?
  }

  /// Entities of another kind that lack what would tell whom they belong to.
  struct Blind: Sendable {
    /// What lacks it.
    let kind: Kind
    /// What it lacks: "owned by".
    let lacking: Label
    /// SQL over `o`, its entity: it lacks it.
    let sql: String
  }

  /// The kind whose entities it narrows.
  public let kind: Kind
  /// Joined by AND; within, by OR.
  let groups: [[Condition]]

  var conditions: [Condition] { groups.flatMap(\.self) }

  /// The whole condition; "1" for a filter that lets everything through.
  var sql: String {
    groups.isEmpty
      ? "1"
      : groups.map { "(" + $0.map(\.sql).joined(separator: "\n      OR ") + ")" }
        .joined(separator: "\n   AND ")
  }

  /// The entities it lets through, as a subquery of their row ids.
  var entities: String {
    """
    SELECT e.id FROM entity e JOIN \(kind.name.quoted) t ON t.id = e.id
     WHERE e.kind = \(kind.name.quotedText) AND e.retired IS NULL
       AND \(sql)
    """
  }
}
