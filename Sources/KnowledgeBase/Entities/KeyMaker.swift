internal import SQLite

/// Makes keys for entities that come without one.
///
/// Which key an entity gets must not depend on the order of arrival. So of two that want the same key
/// neither keeps it: each gets a suffix that depends on itself alone, its context (a model's developer)
/// or else its kind and six digits of a hash of its name. The one that was there first is renamed; the
/// plain key then stands for nobody, and whoever still uses it is told the new ones. A key that was given,
/// by the Seeds or in a file, stays: only the newcomer gets a suffix.
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
    guard !holders.isEmpty else {
      return (try isTaken(base) ? try free(base, apart(name, kind, context), name) : base, nil)
    }
    let mine = try free(base, apart(name, kind, context), name)
    guard let plain = holders.first(where: { $0.key == base }) else { return (mine, nil) }
    guard plain.isMade else { return (mine, nil) }
    let other = apart(plain.name, plain.kind, try contextOf(plain.id))
    return (mine, (plain.id, try free(base, other, plain.name)))
  }

  /// Lets an entity whose key was made give it up to one that comes with that key.
  ///
  /// - Returns: who has to be renamed, and to what; nil when the key was given.
  func release(_ key: String) throws -> (id: Int64, to: String)? {
    guard let holder = try holders(of: key).first(where: { $0.key == key }), holder.isMade else {
      return nil
    }
    return (holder.id, try free(key, apart(holder.name, holder.kind, []), holder.name))
  }

  /// The keys that entities got when they had to give up this one; empty for a key that is free.
  func successors(of key: String, of kind: Kind?) throws -> [String] {
    try holders(of: key).filter { kind == nil || $0.kind.name == kind?.name }.map(\.key)
  }

  private struct Holder {
    let id: Int64
    let key: String
    let kind: Kind
    let name: String
    let isMade: Bool
  }

  /// Who has the plain key, or was moved away from it for a namesake.
  private func holders(of base: String) throws -> [Holder] {
    var result: [Holder] = []
    try store.db.query(
      "SELECT id, key, kind, name, made FROM entity WHERE key = ?1 OR (key > ?1 || '-' AND key < ?1 || '.')",
      [.text(base)]
    ) { row in
      let key = row.text(1)
      let name = row.text(3)
      if key == base || Key.slug(name) == base {
        result.append(
          Holder(
            id: row.int64(at: 0), key: key, kind: try registry.kind(row.text(2)), name: name,
            isMade: row.int64(at: 4) == 1))
      }
    }
    return result
  }

  private func apart(_ name: String, _ kind: Kind, _ context: [String]) -> String {
    context.compactMap(Key.slug).min() ?? "\(kind.name)-\(Key.digest(name))"
  }

  /// The base with a suffix; with the hash of the name too where that is taken.
  private func free(_ base: String, _ suffix: String, _ name: String) throws -> String {
    let key = "\(base)-\(suffix)"
    return try isTaken(key) ? "\(key)-\(Key.digest(name))" : key
  }

  /// Whether a key is some entity's, or was.
  private func isTaken(_ key: String) throws -> Bool {
    try store.db.scalar(
      "SELECT 1 FROM entity WHERE key = ?1 UNION ALL SELECT 1 FROM redirect WHERE key = ?1",
      [.text(key)]) != nil
  }
}
