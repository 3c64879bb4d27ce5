internal import Glibc
internal import SQLite

/// Looks at the names of entities as they stand in the index for the words of a query.
struct SearchNames {
  /// Asks for the folded names of the entity with a row id: its own, and further ones.
  static let sql = "SELECT name, alias FROM search_text WHERE id = ?1 << 2"

  /// The bytes of every needle, group by group.
  private let groups: [[(bytes: [UInt8], isPrefix: Bool)]]
  /// What the needles take of a name, in bytes.
  private let length: Int

  init(_ groups: [[SearchQuery.Needle]]) {
    self.groups = groups.map { group in
      group.map { (Array($0.tokens.joined(separator: " ").utf8), $0.isPrefix) }
    }
    length = self.groups.reduce(0) { sum, group in
      sum + (group.map { $0.bytes.count + 1 }.min() ?? 0)
    }
  }

  /// Whether an entity's own names hold a needle of every group, and the share of a name that the
  /// needles cover: of the shortest of its own, or of its further names. Nil for one that is not in
  /// the index.
  func look(
    at entity: Int64, _ statement: borrowing Statement
  ) throws -> (isOwn: Bool, coverage: Double)? {
    try statement.bind(entity, at: 1)
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    let isOwn = statement.withUnsafeUTF8(at: 0) { name in
      groups.allSatisfy { group in
        group.contains { Self.holds(name, $0.bytes, isPrefix: $0.isPrefix) }
      }
    }
    let shortest = statement.withUnsafeUTF8(at: isOwn ? 0 : 1) { Self.shortest(of: $0) }
    return (isOwn, min(1, Double(length) / Double(max(shortest, 1))))
  }

  /// Whether the tokens stand in a folded text, whole but for the last of a prefix.
  private static func holds(
    _ text: UnsafeBufferPointer<UInt8>, _ tokens: [UInt8], isPrefix: Bool
  ) -> Bool {
    guard let base = text.baseAddress else { return false }
    let space = UInt8(ascii: " ")
    var start = 0
    while start + tokens.count <= text.count {
      let end = start + tokens.count
      if memcmp(base + start, tokens, tokens.count) == 0,
        isPrefix || end == text.count || text[end] == space
      {
        return true
      }
      // The next token.
      guard let gap = text[start...].firstIndex(of: space) else { return false }
      start = gap + 1
    }
    return false
  }

  /// The length in bytes of the shortest of the names between sentinels.
  private static func shortest(of text: UnsafeBufferPointer<UInt8>) -> Int {
    let sentinel = Array(Fold.sentinel.utf8)
    var shortest = Int.max
    var start = 0
    var at = 0
    while at < text.count {
      if text[at] == sentinel[0], text[at...].starts(with: sentinel) {
        shortest = min(shortest, at - start)
        at += sentinel.count
        start = at
      } else {
        at += 1
      }
    }
    return min(shortest, text.count - start)
  }
}
