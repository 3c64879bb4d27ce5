internal import SQLite

/// Makes keys for entities that come without one.
///
/// Which key an entity gets must not depend on the order of arrival. So of two that want the same key
/// neither keeps it: they are told apart by their kinds, within a kind by their context (a model's
/// developer), else by six digits of a hash of the name. The one that was there first is renamed; the
/// plain key then stands for nobody, ever, and whoever still uses it is told the new ones.
package struct KeyMaker {
  /// A key that had to change because a second entity of that name arrived.
  package struct Renaming: Sendable, Hashable {
    package let old: String
    package let new: String
  }

  let store: Store
  let registry: Registry

  /// A key for a new entity.
  ///
  /// - Parameters:
  ///   - context: names that tell it from its namesakes, e.g. its developers.
  ///   - contextOf: the same for an entity on record.
  /// - Returns: the key, and the entity on record that needs another one.
  func key(
    name: String, kind: Kind, context: [String], contextOf: (Int64) throws -> [String]
  ) throws -> (key: String, rename: (id: Int64, to: String)?) {
    guard let base = Key.slug(name) else {
      return ("\(kind.name)-\(Key.digest(name))", nil)
    }
    let holders = try holders(of: base)
    guard !holders.isEmpty else { return (base, nil) }
    let mine = try free(base, apart(name, kind, context), name)
    guard let plain = holders.first(where: { $0.key == base }) else { return (mine, nil) }
    // A key given by hand says more than the name does: it stays.
    guard Key.slug(plain.name) == base else { return (mine, nil) }
    if plain.kind.name != kind.name {
      return (
        try free(base, kind.name, name), (plain.id, try free(base, plain.kind.name, plain.name))
      )
    }
    let other = apart(plain.name, kind, try contextOf(plain.id))
    return (mine, (plain.id, try free(base, other, plain.name)))
  }

  /// The keys that entities got when they had to give up this one; empty for a key that is free.
  func successors(of key: String) throws -> [String] {
    try holders(of: key).map(\.key)
  }

  private struct Holder {
    let id: Int64
    let key: String
    let kind: Kind
    let name: String
  }

  /// Who has the plain key, or was moved away from it for a namesake.
  private func holders(of base: String) throws -> [Holder] {
    var result: [Holder] = []
    try store.db.query(
      "SELECT id, key, kind, name FROM entity WHERE key = ?1 OR (key > ?1 || '-' AND key < ?1 || '.')",
      [.text(base)]
    ) { row in
      let key = row.text(1)
      let name = row.text(3)
      if key == base || Key.slug(name) == base {
        result.append(
          Holder(id: row.int64(at: 0), key: key, kind: try registry.kind(row.text(2)), name: name))
      }
    }
    return result
  }

  private func apart(_ name: String, _ kind: Kind, _ context: [String]) -> String {
    context.compactMap(Key.slug).min() ?? Key.digest(kind.name + "\u{0}" + name)
  }

  /// The base with a suffix; with the hash of the name too where that is taken.
  private func free(_ base: String, _ suffix: String, _ name: String) throws -> String {
    let key = "\(base)-\(suffix)"
    let taken = try store.db.scalar("SELECT 1 FROM entity WHERE key = ?", [.text(key)]) != nil
    return taken ? "\(key)-\(Key.digest(name))" : key
  }
}
