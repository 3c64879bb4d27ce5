internal import SQLite

/// The sources behind what a user named.
public struct CitedSources: Sendable {
  /// The sources, each once, by key.
  public let sources: [Source]
  /// Names for which no source is on record.
  public let unsourced: [String]
  /// Names that are the key of a source and of an entity: the source was meant.
  public let shadowed: [String]
  /// Whether values set by hand without a source are among what was named.
  public let isByHand: Bool
}

extension Store {
  /// The sources behind entities: those that ``page(of:)`` numbers. A name that is the key of a
  /// source stands for the source itself.
  ///
  /// - Parameter names: keys of sources; keys, names or codes of entities.
  /// - Throws: what ``entity(_:)`` throws.
  public func citedSources(of names: [String]) throws -> CitedSources {
    try reading {
      var keys: Set<String> = []
      var unsourced: [String] = []
      var shadowed: [String] = []
      for name in names {
        if try db.scalar("SELECT 1 FROM source WHERE key = ?", [.text(name)]) != nil {
          keys.insert(name)
          if try db.scalar("SELECT 1 FROM entity WHERE key = ?", [.text(name)]) != nil {
            shadowed.append(name)
          }
          continue
        }
        let found = try page(of: try entity(name)).sources.map(\.key)
        if found.isEmpty { unsourced.append(name) }
        keys.formUnion(found)
      }
      let isByHand = keys.remove(Source.byHand.key) != nil
      return CitedSources(
        sources: try sources(
          where: "s.key IN (SELECT value FROM json_each(\(Self.json(keys).quotedText)))"),
        unsourced: unsourced, shadowed: shadowed, isByHand: isByHand)
    }
  }

  /// The sources that a condition on `s` selects, by key.
  func sources(where condition: String) throws -> [Source] {
    var sources: [Source] = []
    try db.query(
      """
      SELECT \(Source.columns) FROM source s WHERE \(condition) ORDER BY s.key
      """
    ) { sources.append(Source(row: $0)) }
    return sources
  }

  /// Keys as a JSON array; nothing in a key needs escaping.
  private static func json(_ keys: Set<String>) -> String {
    "[" + keys.sorted().map { "\"\($0)\"" }.joined(separator: ",") + "]"
  }
}
