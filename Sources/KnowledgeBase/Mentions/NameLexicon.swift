internal import SQLite

/// The names of entities as a trie of tokens, for finding the longest one that stands at a place.
///
/// Only names that begin with a token the texts hold are read from the store, when that token first
/// turns up: reading texts costs by what they say, not by how many entities there are.
final class NameLexicon {
  /// A place in the trie.
  final class Node {
    fileprivate(set) var children: [String: Node] = [:]
    /// Whose name ends here, and how it must be written.
    fileprivate(set) var names: [(entity: NamedEntity, spelling: NameSpelling)] = []
    /// The country this one character stands for beside another one.
    fileprivate(set) var country: (entity: NamedEntity, spelling: NameSpelling)?
  }

  private var roots: [String: Node] = [:]
  private var entities: [Int64: NamedEntity?] = [:]
  private let forms: Statement
  private let entity: Statement
  private let names: Statement

  init(_ store: Store) throws {
    forms = try store.db.prepare(
      "SELECT DISTINCT entity FROM name_form WHERE form >= ?1 AND form < ?2", persistent: true)
    entity = try store.db.prepare(
      "SELECT key, kind, name, name_zh FROM entity WHERE id = ? AND retired IS NULL",
      persistent: true)
    names = try store.db.prepare(
      """
      SELECT text, role, iif(role = 'wording', source, NULL) FROM name WHERE entity = ?1
      UNION ALL SELECT value, 'wording', source FROM citation
        WHERE entity = ?1 AND fields IN ('name', 'name_zh') AND value IS NOT NULL
      """, persistent: true)
  }

  /// Where names that begin with this token go on.
  func root(_ token: String) throws -> Node {
    if let node = roots[token] { return node }
    let node = Node()
    // A space and the digits are all that folded text has below the colon.
    try forms.bind(token, at: 1)
    try forms.bind(token + ":", at: 2)
    var found: [Int64] = []
    while try forms.step() { found.append(forms.int64(at: 0)) }
    forms.reset()
    for id in found.sorted() {
      guard let entity = try load(id) else { continue }
      for (form, spelling) in entity.names {
        let tokens = form.split(separator: " ")
        guard tokens.first.map(String.init) == token else { continue }
        var end = node
        for token in tokens.dropFirst() {
          let key = String(token)
          let next = end.children[key] ?? Node()
          end.children[key] = next
          end = next
        }
        if spelling.isAbbreviation {
          end.country = (entity, spelling)
        } else {
          end.names.append((entity, spelling))
        }
      }
    }
    roots[token] = node
    return node
  }

  private func load(_ id: Int64) throws -> NamedEntity? {
    if let known = entities[id] { return known }
    try entity.bind(id, at: 1)
    defer { entity.reset() }
    guard try entity.step() else {
      entities[id] = .some(nil)
      return nil
    }
    let kind = entity.string(at: 1) ?? ""
    var spellings: [String: NameSpelling] = [:]
    func add(_ name: String?, role: String?, source: Int64? = nil) {
      guard let name else { return }
      let tokens = MentionToken.tokens(of: name, Array(name.utf8))
      guard var spelling = NameSpelling(name, tokens: tokens, role: role, kind: kind) else {
        return
      }
      if let source { spelling.sources = [source] }
      for form in Self.forms(tokens.map(\.text), kind: kind) {
        spellings[form] = spellings[form]?.merged(with: spelling) ?? spelling
      }
    }
    add(entity.string(at: 2), role: nil)
    add(entity.string(at: 3), role: nil)
    try names.bind(id, at: 1)
    defer { names.reset() }
    while try names.step() {
      add(
        names.string(at: 0), role: names.string(at: 1),
        source: names.isNull(at: 2) ? nil : names.int64(at: 2))
    }
    let loaded = NamedEntity(
      id: id, key: entity.string(at: 0) ?? "", kind: kind, names: spellings)
    entities[id] = loaded
    return loaded
  }

  /// The folded name; of a concept also without the plural it may be recorded in.
  private static func forms(_ tokens: [String], kind: String) -> [String] {
    let form = tokens.joined(separator: " ")
    guard kind == "concept" || kind == "technology", let last = tokens.last,
      last.utf8.count > 4, last.hasSuffix("s"), !last.hasSuffix("ss")
    else { return [form] }
    return [form, String(form.dropLast())]
  }
}
