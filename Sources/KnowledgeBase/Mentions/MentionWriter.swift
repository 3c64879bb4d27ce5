internal import SQLite

/// Keeps `mention` in step with the passages and the names on record.
package final class MentionWriter {
  private let store: Store
  /// What the last update found.
  package private(set) var summary = MentionSummary()

  init(store: Store) { self.store = store }

  /// Passages with their text and the source of their document.
  private static let passages =
    "SELECT p.id, p.text, d.source FROM passage p JOIN document d ON d.id = p.document"

  /// Above this many entities whose names may have changed every passage is read again.
  static let limit = 500

  /// Brings the mentions up to date after the texts of some passages and the names or relations of
  /// some entities changed. The text index must be up to date.
  func update(passages: Set<Int64>, entities: Set<Int64>) throws {
    guard try store.db.integer("SELECT EXISTS (SELECT 1 FROM passage)") == 1 else { return }
    guard entities.count <= Self.limit else { return try rebuild() }
    var affected = passages
    for entity in entities { affected.formUnion(try passagesWithNames(of: entity)) }
    guard !affected.isEmpty else { return }
    let select = try store.db.prepare(Self.passages + " WHERE p.id = ?")
    let rewriter = try Rewriter(store)
    for id in affected.sorted() {
      try select.bind(id, at: 1)
      if try select.step() { try rewriter.rewrite(select) }
      select.reset()
    }
    summary = rewriter.summary
  }

  /// Makes all mentions anew.
  package func rebuild() throws {
    guard try store.db.integer("SELECT EXISTS (SELECT 1 FROM passage)") == 1 else { return }
    let rewriter = try Rewriter(store)
    let select = try store.db.prepare(Self.passages + " ORDER BY p.id")
    while try select.step() {
      try rewriter.rewrite(select)
    }
    summary = rewriter.summary
  }

  /// How many passages hold other mentions than they should.
  func differences() throws -> Int {
    let finder = try MentionFinder(store)
    let held = try HeldMentions(store)
    let select = try store.db.prepare(Self.passages)
    var count = 0
    while try select.step() {
      let mentions = try finder.mentions(
        in: select.string(at: 1) ?? "", source: select.int64(at: 2))
      if try held.mentions(of: select.int64(at: 0)) != mentions { count += 1 }
    }
    return count
  }

  /// Passages that name an entity, or hold one of its names.
  private func passagesWithNames(of entity: Int64) throws -> Set<Int64> {
    var found: Set<Int64> = []
    try store.db.query(
      "SELECT DISTINCT passage FROM mention WHERE entity = ?", [.integer(entity)]
    ) { found.insert($0.int64(at: 0)) }
    var forms: Set<String> = []
    try store.db.query("SELECT form FROM name_form WHERE entity = ?", [.integer(entity)]) {
      forms.insert($0.text(0))
    }
    for form in forms {
      // As it stands, and as the texts may write it: "Qwen 3" for "Qwen3", "GPUs" for "GPU".
      let tokens = MentionToken.tokens(of: form, Array(form.utf8)).map(\.text)
      let phrase = tokens.joined(separator: " ")
      let inflected = phrase.hasSuffix("s") ? String(phrase.dropLast()) : phrase + "s"
      let expression = [form, phrase, inflected].map(\.quoted).joined(separator: " OR ")
      try store.db.query(
        "SELECT rowid >> 2 FROM search_index WHERE search_index MATCH ? AND rowid & 3 = ?",
        [.text("description : (\(expression))"), .integer(SearchOwner.passage.rawValue)]
      ) { found.insert($0.int64(at: 0)) }
    }
    return found
  }
}

/// What an update of the mentions found.
package struct MentionSummary: Sendable {
  /// Mentions in the passages that were read.
  package fileprivate(set) var mentions = 0
  /// Passages whose mentions were other ones before.
  package fileprivate(set) var changedPassages = 0
  /// Names left out, since several entities have them and the context did not tell: the name, whose
  /// it may be, how often it stands there; most frequent first.
  package fileprivate(set) var doubts: [(name: String, keys: [String], count: Int)] = []
}

/// Writes what passages name, touching no row that is right already.
private final class Rewriter {
  private let finder: MentionFinder
  private let held: HeldMentions
  private let delete: Statement
  private let insert: Statement
  private var count = 0
  private var changed = 0

  init(_ store: Store) throws {
    finder = try MentionFinder(store)
    held = try HeldMentions(store)
    delete = try store.db.prepare("DELETE FROM mention WHERE passage = ?")
    insert = try store.db.prepare(
      "INSERT INTO mention(passage, start, length, entity) VALUES (?, ?, ?, ?)")
  }

  var summary: MentionSummary {
    MentionSummary(
      mentions: count, changedPassages: changed,
      doubts: finder.doubts.map { ($0.key.name, $0.key.keys, $0.value) }
        .sorted { ($1.2, $0.0) < ($0.2, $1.0) })
  }

  /// - Parameter row: of ``MentionWriter/passages``.
  func rewrite(_ row: borrowing Statement) throws {
    let passage = row.int64(at: 0)
    let mentions = try finder.mentions(in: row.string(at: 1) ?? "", source: row.int64(at: 2))
    count += mentions.count
    guard try held.mentions(of: passage) != mentions else { return }
    changed += 1
    try delete.bind(passage, at: 1)
    try delete.run()
    for mention in mentions {
      try insert.bind(passage, at: 1)
      try insert.bind(mention.start, at: 2)
      try insert.bind(mention.length, at: 3)
      try insert.bind(mention.entity, at: 4)
      try insert.run()
    }
  }
}

/// Reads the mentions a passage has on record, in order.
private final class HeldMentions {
  private let select: Statement

  init(_ store: Store) throws {
    select = try store.db.prepare(
      "SELECT entity, start, length FROM mention WHERE passage = ? ORDER BY start")
  }

  func mentions(of passage: Int64) throws -> [Mention] {
    try select.bind(passage, at: 1)
    defer { select.reset() }
    var found: [Mention] = []
    while try select.step() {
      found.append(
        Mention(
          entity: select.int64(at: 0), start: Int(select.int64(at: 1)),
          length: Int(select.int64(at: 2))))
    }
    return found
  }
}
