internal import Messages
internal import SQLite

/// Writes claims, what they are about, and the evidence for and against them.
package final class ClaimWriter {
  private let store: Store
  private let sources: SourceWriter
  /// Claims whose text in the index is out of date.
  package private(set) var touched: Set<Int64> = []

  /// Keys of claims that came from a source less believed than the one on record.
  package private(set) var outranked: [String] = []

  init(store: Store, sources: SourceWriter) {
    self.store = store
    self.sources = sources
  }

  /// The row id of the claim of this key; nil when there is none.
  package func id(of key: String) throws -> Int64? {
    try store.db.first("SELECT id FROM claim WHERE key = ?", [.text(key)]) { $0.int64(at: 0) }
  }

  /// The row id of the claim of this key.
  ///
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)`` with the nearest keys.
  package func existing(_ key: String) throws -> Int64 {
    if let id = try id(of: key) { return id }
    var keys: [String] = []
    try store.db.query("SELECT key FROM claim") { keys.append($0.text(0)) }
    throw KnowledgeBaseError.unknown(
      what: Message("claim", "主张"), name: key, nearest: Nearest.to(key, among: keys))
  }

  /// Adds the claim, or brings the columns it fills up to date; blanks overwrite nothing.
  ///
  /// Of two sources that hold a claim of one key the more believed one (``SourceRank``) has it as a
  /// whole: a claim is one statement, and order of arrival plays no part.
  ///
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` when a new claim has no text.
  package func put(_ claim: ClaimRecord) throws -> Outcome {
    guard Key.isValid(claim.key) else {
      throw KnowledgeBaseError.notAKey(claim.key)
    }
    let columns: [(name: String, value: Value)] = [
      ("source", .integer(claim.source)), ("speaker", claim.speaker.map(Value.integer) ?? .null),
      ("text", claim.text.map(Value.text) ?? .null),
      ("text_zh", claim.textZH.map(Value.text) ?? .null), ("modality", .text(claim.modality)),
      ("made", claim.made.map(Value.text) ?? .null),
      ("locator", claim.locator.map(Value.text) ?? .null),
      ("quote", claim.quote.map(Value.text) ?? .null),
      ("retired", claim.retired.map(Value.text) ?? .null),
    ]
    let known = try store.db.first(
      "SELECT id, source FROM claim WHERE key = ?", [.text(claim.key)]
    ) { ($0.int64(at: 0), $0.int64(at: 1)) }
    let isFromAnother = known.map { $0.1 != claim.source } ?? true
    if isFromAnother, claim.text == nil, claim.textZH == nil {
      throw KnowledgeBaseError.invalid(
        Message("the new claim '\(claim.key)' needs a text", "新主张 '\(claim.key)' 需要文本"))
    }
    guard let (id, holder) = known else {
      let marks = Array(repeating: "?", count: columns.count + 1).joined(separator: ", ")
      try store.db.run(
        "INSERT INTO claim(key, \(columns.map(\.name).joined(separator: ", "))) VALUES (\(marks))",
        [.text(claim.key)] + columns.map(\.value))
      let id = store.db.lastInsertRowID
      touched.insert(id)
      _ = try setAbout(claim.about ?? [], of: id)
      return .added
    }
    if isFromAnother, try sources.rank(of: claim.source) < sources.rank(of: holder) {
      outranked.append(claim.key)
      return .unchanged
    }
    var hasChanged = false
    for (name, value) in columns where value != .null || isFromAnother {
      try store.db.run(
        "UPDATE claim SET \(name) = ?1 WHERE id = ?2 AND \(name) IS NOT ?1", value, .integer(id))
      hasChanged = hasChanged || store.db.changes > 0
    }
    if hasChanged { touched.insert(id) }
    if let about = claim.about ?? (isFromAnother ? [] : nil), try setAbout(about, of: id) {
      hasChanged = true
    }
    return hasChanged ? .changed : .unchanged
  }

  private func setAbout(_ entities: [Int64], of claim: Int64) throws -> Bool {
    var known: Set<Int64> = []
    try store.db.query("SELECT entity FROM claim_about WHERE claim = ?", [.integer(claim)]) {
      known.insert($0.int64(at: 0))
    }
    let wanted = Set(entities)
    for entity in known.subtracting(wanted) {
      try store.db.run(
        "DELETE FROM claim_about WHERE claim = ? AND entity = ?", .integer(claim), .integer(entity))
    }
    for entity in wanted.subtracting(known) {
      try store.db.run(
        "INSERT INTO claim_about(claim, entity) VALUES (?, ?)", .integer(claim), .integer(entity))
    }
    return known != wanted
  }

  /// Adds evidence, or gives the same evidence another stance or note.
  ///
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` when a claim would speak for itself.
  package func put(_ evidence: EvidenceRecord) throws -> Outcome {
    var target: [String: Value] = [:]
    switch evidence.target {
    case .claim(let id):
      guard id != evidence.claim else {
        throw KnowledgeBaseError.invalid(
          Message("a claim is no evidence for itself", "主张不能作为自身的佐证"))
      }
      target["other"] = .integer(id)
    case .property(let entity, let name):
      target["entity"] = .integer(entity)
      target["property"] = .text(name)
    case .relation(let id): target["relation"] = .integer(id)
    case .figure(let id): target["figure"] = .integer(id)
    case .event(let id): target["event"] = .integer(id)
    }
    let identity = ["other", "entity", "property", "relation", "figure", "event"]
    let values =
      [.integer(evidence.claim)] + identity.map { target[$0] ?? .null }
      + [evidence.source.map(Value.integer) ?? .null]
    let match = (["claim"] + identity + ["source"]).enumerated()
      .map { "\($1) IS ?\($0 + 1)" }.joined(separator: " AND ")
    let known = try store.db.first(
      "SELECT id, stance, note FROM evidence WHERE \(match)", values
    ) { ($0.int64(at: 0), $0.text(1), $0.string(at: 2)) }
    guard let (id, stance, note) = known else {
      try store.db.run(
        """
        INSERT INTO evidence(claim, \(identity.joined(separator: ", ")), source, stance, note)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        values + [.text(evidence.stance), evidence.note.map(Value.text) ?? .null])
      return .added
    }
    guard stance != evidence.stance || (evidence.note != nil && note != evidence.note) else {
      return .unchanged
    }
    try store.db.run(
      "UPDATE evidence SET stance = ?, note = ifnull(?, note) WHERE id = ?", .text(evidence.stance),
      evidence.note.map(Value.text) ?? .null, .integer(id))
    return .changed
  }
}
