internal import Glibc
internal import SQLite

/// The words and phrases of a query, to be looked for in folded texts without the help of FTS5.
struct FoldedNeedles {
  /// A word or phrase, as it stands in a folded text.
  struct Needle {
    let bytes: [UInt8]
    /// The last word may go on.
    let isPrefix: Bool
  }

  /// A text holds them when it holds one needle of every group.
  let groups: [[Needle]]
  /// What the needles take of a name, in bytes.
  let length: Int

  init(_ groups: some Sequence<[SearchQuery.Needle]>) {
    self.groups = groups.map { group in
      group.map {
        Needle(bytes: Array($0.tokens.joined(separator: " ").utf8), isPrefix: $0.isPrefix)
      }
    }
    length = self.groups.reduce(0) { sum, group in
      sum + (group.map { $0.bytes.count + 1 }.min() ?? 0)
    }
  }

  /// At how many places of a folded text a needle stands, at most `limit`.
  static func places(
    of needle: Needle, in text: UnsafeBufferPointer<UInt8>, atMost limit: Int
  ) -> Int {
    let size = needle.bytes.count
    guard let base = text.baseAddress, let last = needle.bytes.last else { return 0 }
    let space = UInt8(ascii: " ")
    var places = 0
    // Of a Chinese character the last byte tells most.
    var start = size - 1
    while start < text.count, let found = memchr(base + start, Int32(last), text.count - start) {
      let end = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
      start = end
      // Where a word begins and ends as the needle does.
      guard needle.isPrefix || end == text.count || base[end] == space,
        end == size || base[end - size - 1] == space,
        memcmp(base + end - size, needle.bytes, size) == 0
      else { continue }
      places += 1
      if places == limit { break }
    }
    return places
  }
}

// MARK: - Names

extension FoldedNeedles {
  /// Asks for the folded names of the entity with a row id: its own, and further ones.
  static let namesSQL = "SELECT name, alias FROM search_text WHERE id = ?1 << 2"

  /// Whether an entity's own names hold the needles, and the share of a name that the needles cover:
  /// of the shortest of its own, or of its further names. Nil for one that is not in the index.
  func names(
    of entity: Int64, _ statement: borrowing Statement
  ) throws -> (isOwn: Bool, coverage: Double)? {
    try statement.bind(entity, at: 1)
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    let isOwn = statement.withUnsafeUTF8(at: 0) { name in
      groups.allSatisfy { group in
        group.contains { Self.places(of: $0, in: name, atMost: 1) > 0 }
      }
    }
    let shortest = statement.withUnsafeUTF8(at: isOwn ? 0 : 1) { Self.shortest(of: $0) }
    return (isOwn, min(1, Double(length) / Double(max(shortest, 1))))
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

// MARK: - Texts

extension FoldedNeedles {
  /// Asks for the folded texts of rows of `search_text`: id, name, alias, description.
  static let textsSQL = """
    SELECT t.id, t.name, t.alias, t.description
      FROM \(IdentifierBatch.table) v CROSS JOIN search_text t ON t.id = v.column1
    """

  /// How much a place in each of them counts.
  private static let columns = SearchTable.texts.columnWeights.prefix(3)

  /// Whether names alone hold the needles, and the weight of the row of ``textsSQL``, as `text_weight` takes
  /// it from the columns that hold no pairs; nil for one that does not hold them.
  func texts(in row: borrowing Row) -> (isInNames: Bool, relevance: Double)? {
    var isInNames = true
    var relevance = 0.0
    for group in groups {
      var (names, texts) = (0, 0)
      for needle in group {
        var weight = 0.0
        for (column, factor) in Self.columns.enumerated() {
          let places = row.withUnsafeUTF8(at: column + 1) { text in
            Self.places(of: needle, in: text, atMost: TextRank.places)
          }
          if column < 2 { names += places } else { texts += places }
          weight += Double(places) * factor
        }
        relevance += TextRank.weight(of: weight)
      }
      if names + texts == 0 { return nil }
      if names == 0 { isInNames = false }
    }
    return (isInNames, relevance / Double(max(1, groups.reduce(0) { $0 + $1.count })))
  }
}
