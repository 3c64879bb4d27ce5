internal import Messages
internal import SQLite

/// An entity as lists and answers name it.
public struct EntityReference: Sendable, Hashable {
  package let id: Int64
  /// Its key.
  public let key: String
  /// Name of its kind.
  public let kind: String
  /// English, or the source’s own form.
  public let name: String
  /// In simplified Chinese.
  public let nameZH: String?
}

extension Store {
  /// The entity a user means: by key, by ISO code, by an old key, by an external identifier ("wikidata:Q30"), or by
  /// any of its names in either language.
  ///
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)`` with the nearest keys, or
  ///   ``KnowledgeBaseError/ambiguous(name:keys:)``.
  public func entity(_ text: String) throws -> EntityReference {
    try reading {
      let select = "SELECT e.id, e.key, e.kind, e.name, e.name_zh FROM"
      for sql in [
        "\(select) entity e WHERE e.key = ?1",
        "\(select) country c JOIN entity e ON e.id = c.id WHERE ?1 IN (c.iso2, c.iso3)",
        "\(select) redirect r JOIN entity e ON e.id = r.entity WHERE r.key = ?1",
        """
        \(select) identifier i JOIN entity e ON e.id = i.entity
         WHERE i.scheme = substr(?1, 1, instr(?1, ':') - 1) AND i.value = substr(?1, instr(?1, ':') + 1)
        """,
      ] {
        if let found = try db.first(sql, [.text(text)], EntityReference.init(row:)) { return found }
      }
      let matches = try NameResolver(self).matches(text)
      let best = matches.filter(\.isExact).isEmpty ? matches : matches.filter(\.isExact)
      if best.count > 1 {
        throw KnowledgeBaseError.ambiguous(name: text, keys: best.map(\.key))
      }
      if let match = best.first,
        let found = try db.first(
          "\(select) entity e WHERE e.id = ?1", [.integer(match.id)], EntityReference.init(row:))
      {
        return found
      }
      throw KnowledgeBaseError.unknown(
        what: Message("entity", "实体"), name: text, nearest: try nearestKeys(to: text))
    }
  }

  /// Keys whose own text or whose names are near `text`.
  private func nearestKeys(to text: String) throws -> [String] {
    let folded = Fold.key(text)
    var names: [String: String] = [:]
    try db.query(
      """
      SELECT f.form, e.key FROM name_form f JOIN entity e ON e.id = f.entity
       WHERE length(f.form) BETWEEN ?1 AND ?2 OR f.form LIKE ?3 || '%'
      """,
      [.integer(Int64(folded.count - 3)), .integer(Int64(folded.count + 3)), .text(folded)]
    ) { names[$0.text(0)] = $0.text(1) }
    var keys: [String] = []
    for form in Nearest.to(folded, among: Array(names.keys), limit: 5) {
      if let key = names[form], !keys.contains(key) { keys.append(key) }
    }
    return Array(keys.prefix(3))
  }
}

extension EntityReference {
  /// From columns id, key, kind, name, name_zh.
  init(row: borrowing Row) {
    self.init(
      id: row.int64(at: 0), key: row.text(1), kind: row.text(2), name: row.text(3),
      nameZH: row.string(at: 4))
  }
}
