internal import SQLite

/// Finds the entity a name means: its own name exactly, else any of its names as they are matched
/// (folded: case, width, accents, traditional characters), else a firm's without its legal form.
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
  ///
  /// Where none does, the one firm whose name differs in its legal form alone, or whose own name this
  /// one is but for words of its trade (华为技术有限公司 is 华为); where there are several, none.
  package func matches(_ name: String, kinds: Set<String>? = nil) throws -> [Match] {
    let name = Normalization.nfc(name)
    let form = NameForms.form(of: name)
    let found = try lookUp(form, name, kinds)
    guard found.isEmpty, kinds?.contains(Self.firm) ?? true else { return found }
    let firms = try registered(form, name)
    return firms.count == 1 ? firms : []
  }

  /// The kind whose names have legal forms.
  static let firm = "firm"

  /// Firms that are called this but for the legal form.
  private func registered(_ form: String, _ name: String) throws -> [Match] {
    guard let core = LegalForm.core(of: form) else {
      return try lookUp(NameForms.marked(form), name, [Self.firm])
    }
    let same = try lookUp(core, name, [Self.firm])
    let alike = try lookUp(NameForms.marked(core), name, [Self.firm])
    let firms = same + alike.filter { match in !same.contains { $0.id == match.id } }
    let plain = LegalForm.plain(of: core)
    return firms.isEmpty && plain != core ? try lookUp(plain, name, [Self.firm]) : firms
  }

  private func lookUp(_ form: String, _ name: String, _ kinds: Set<String>?) throws -> [Match] {
    try db.bind(form, at: 1)
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
