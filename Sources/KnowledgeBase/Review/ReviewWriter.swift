internal import SQLite

/// Notes which new entities may be ones on record, for the user to decide. Nothing is merged unasked.
package final class ReviewWriter {
  private let store: Store
  /// Pairs noted, of which each side is still open.
  package private(set) var noted = 0
  private let byForm: Statement
  private let byBeginning: Statement
  private let insert: Statement

  /// Names compared with a new one at most: those that begin like it.
  private static let comparisons: Int64 = 200

  init(store: Store) throws {
    self.store = store
    byForm = try store.db.prepare(
      """
      SELECT e.id, f.form FROM name_form f JOIN entity e ON e.id = f.entity
       WHERE f.form = ?1 AND e.kind = ?2 AND e.id <> ?3
      """, persistent: true)
    byBeginning = try store.db.prepare(
      """
      SELECT e.id, f.form FROM name_form f JOIN entity e ON e.id = f.entity
       WHERE f.form >= ?1 AND f.form < ?1 || char(0x10ffff) AND e.kind = ?2 AND e.id <> ?3
       LIMIT ?4
      """, persistent: true)
    insert = try store.db.prepare(
      """
      INSERT INTO match_review(entity, other, rule, detail, score)
      SELECT ?1, ?2, ?3, ?4, ?5
       WHERE NOT EXISTS (SELECT 1 FROM match_review WHERE entity = ?2 AND other = ?1)
      ON CONFLICT DO NOTHING
      """, persistent: true)
  }

  /// Looks for entities of the kind that a new one may be, by name.
  ///
  /// Compared are names that begin with the same three letters, names in brackets, and initials; a
  /// wrong letter among the first three is not seen.
  package func propose(_ entity: Int64, name: String, kind: String) throws {
    let form = NameForms.form(of: name)
    for (other, known) in try candidates(form, kind, entity) {
      // The marked form of a registered name is compared as the name itself is.
      if known.hasPrefix("=") { continue }
      if let likeness = NameLikeness.of(form, known, kind: kind) {
        try note(entity, other, likeness)
      }
    }
    for part in NameLikeness.bracketed(name) {
      let form = NameForms.form(of: part)
      for (other, _) in try named(form, kind, entity) {
        try note(entity, other, NameLikeness(rule: .parenthesis, detail: part, score: 0.8))
      }
    }
    if let initials = NameLikeness.initials(form) {
      for (other, _) in try named(initials, kind, entity) {
        try note(
          entity, other,
          NameLikeness(rule: .initials, detail: initials.uppercased(), score: 0.5))
      }
    }
  }

  /// Notes that a new entity has the name of one on record, and why it was kept apart.
  package func propose(_ entity: Int64, namesake other: Int64, because reason: String) throws {
    try note(entity, other, NameLikeness(rule: .namesake, detail: reason, score: 0.6))
  }

  /// Notes that a row without a name of its own may be one of another vintage.
  ///
  /// - Parameter share: the part of its columns that agree.
  package func propose(_ entity: Int64, row other: Int64, agreeing share: Double) throws {
    let percent = (share * 100).rounded()
    try note(
      entity, other,
      NameLikeness(rule: .row, detail: String(Int(percent)), score: percent / 100))
  }

  /// Writes down a pair as another knowledge base has it. What was decided stays decided: a pair that
  /// is open there does not open it here.
  package func put(
    _ entity: Int64, _ other: Int64, _ likeness: NameLikeness, isApart: Bool, decided: String?
  ) throws -> Outcome {
    // The pair is one whichever of the two came later.
    let known = try store.db.first(
      """
      SELECT entity, other, state FROM match_review
       WHERE (entity = ?1 AND other = ?2) OR (entity = ?2 AND other = ?1)
      """, [.integer(entity), .integer(other)]
    ) { (entity: $0.int64(at: 0), other: $0.int64(at: 1), isApart: $0.text(2) == "apart") }
    guard let known else {
      try store.db.run(
        """
        INSERT INTO match_review(entity, other, rule, detail, score, state, decided)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """, .integer(entity), .integer(other), .text(likeness.rule.rawValue),
        .text(likeness.detail), .real(likeness.score), .text(isApart ? "apart" : "open"),
        decided.map(Value.text) ?? .null)
      return .added
    }
    guard isApart, !known.isApart else { return .unchanged }
    try store.db.run(
      "UPDATE match_review SET state = 'apart', decided = ?3 WHERE entity = ?1 AND other = ?2",
      .integer(known.entity), .integer(known.other), decided.map(Value.text) ?? .null)
    return .changed
  }

  private func candidates(
    _ form: String, _ kind: String, _ entity: Int64
  ) throws -> [(id: Int64, form: String)] {
    let beginning = String(form.prefix(3))
    guard beginning.count == 3 else { return [] }
    try byBeginning.bind(beginning, at: 1)
    try byBeginning.bind(kind, at: 2)
    try byBeginning.bind(entity, at: 3)
    try byBeginning.bind(Self.comparisons, at: 4)
    return try rows(byBeginning)
  }

  private func named(
    _ form: String, _ kind: String, _ entity: Int64
  ) throws -> [(id: Int64, form: String)] {
    try byForm.bind(form, at: 1)
    try byForm.bind(kind, at: 2)
    try byForm.bind(entity, at: 3)
    return try rows(byForm)
  }

  private func rows(_ statement: borrowing Statement) throws -> [(id: Int64, form: String)] {
    defer { statement.reset() }
    var found: [(id: Int64, form: String)] = []
    while try statement.step() {
      found.append((statement.int64(at: 0), statement.string(at: 1) ?? ""))
    }
    return found
  }

  private func note(_ entity: Int64, _ other: Int64, _ likeness: NameLikeness) throws {
    try insert.bind(entity, at: 1)
    try insert.bind(other, at: 2)
    try insert.bind(likeness.rule.rawValue, at: 3)
    try insert.bind(likeness.detail, at: 4)
    try insert.bind(.real(likeness.score), at: 5)
    try insert.run()
    noted += store.db.changes
  }
}
