internal import SQLite

/// Finds the entity a name means: its own name exactly, else any of its names as they are matched
/// (folded: case, width, accents, traditional characters).
package final class NameResolver {
  package struct Match: Sendable, Hashable {
    package let id: Int64
    package let key: String
    package let kind: String
    package let name: String
    /// The name is the same letter for letter.
    package let isExact: Bool
  }

  private let db: Statement

  package init(_ store: Store) throws {
    db = try store.db.prepare(
      """
      SELECT e.id, e.key, e.kind, e.name,
             e.name = ?2 OR e.name_zh = ?2
               OR EXISTS (SELECT 1 FROM name n WHERE n.entity = e.id AND n.text = ?2)
        FROM name_form f JOIN entity e ON e.id = f.entity
       WHERE f.form = ?1 ORDER BY e.key
      """, persistent: true)
  }

  /// Every entity one of whose names matches, exact matches first.
  package func matches(_ name: String, kinds: Set<String>? = nil) throws -> [Match] {
    let name = Normalization.nfc(name)
    try db.bind(NameForms.form(of: name), at: 1)
    try db.bind(name, at: 2)
    defer { db.reset() }
    var found: [Match] = []
    while try db.step() {
      let kind = db.string(at: 2) ?? ""
      guard kinds?.contains(kind) ?? true else { continue }
      found.append(
        Match(
          id: db.int64(at: 0), key: db.string(at: 1) ?? "", kind: kind,
          name: db.string(at: 3) ?? "", isExact: db.int64(at: 4) == 1))
    }
    return found.filter(\.isExact) + found.filter { !$0.isExact }
  }
}
