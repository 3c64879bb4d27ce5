/// A piece of original text with the places where a query matches.
public struct Snippet: Sendable, Hashable {
  /// The piece, with … where it was cut.
  public let text: String
  /// Byte ranges in `text`'s UTF-8, in order, not overlapping.
  public let matches: [Range<Int>]

  /// The text with each match between two marks.
  public func marked(_ open: String, _ close: String) -> String {
    var bytes: [UInt8] = []
    let utf8 = Array(text.utf8)
    var at = 0
    for match in matches {
      bytes += utf8[at..<match.lowerBound]
      bytes += Array(open.utf8) + utf8[match] + Array(close.utf8)
      at = match.upperBound
    }
    bytes += utf8[at...]
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The part of `text` around the first match; nil when there is none. See ``best(of:matching:tokens:)``.
  static func of(
    _ text: String, matching needles: [SearchQuery.Needle], tokens limit: Int = 40
  ) -> Snippet? {
    best(of: text, matching: needles, tokens: limit)?.snippet
  }

  /// The part of `text` that has most of the needles, and how many; nil when it has none.
  ///
  /// Matches are found in the folded text and shown in the original, so that a traditional query
  /// marks simplified text. The piece begins with a sentence where one begins shortly before the
  /// match, and ends with one where it ends soon enough; else it is cut between words, never inside
  /// one or inside a character.
  ///
  /// - Parameter tokens: longest piece, in tokens (a word, or one Chinese character).
  static func best(
    of text: String, matching needles: [SearchQuery.Needle], tokens limit: Int = 40
  ) -> (snippet: Snippet, needles: Int)? {
    let tokens = Fold.tokens(text)
    let hits = hits(of: needles, in: tokens)
    guard !hits.isEmpty else { return nil }
    // Among windows that begin with a match, the first with most of the needles.
    var best = (start: 0, needles: 0)
    if tokens.count > limit {
      for (index, hit) in hits.enumerated() {
        let end = hit.range.lowerBound + limit * 3 / 4
        let count = Set(hits[index...].prefix { $0.range.upperBound <= end }.map(\.needle)).count
        if count > best.needles { best = (hit.range.lowerBound, count) }
      }
    } else {
      best = (0, Set(hits.map(\.needle)).count)
    }
    let window = window(around: best.start, tokens, limit)
    let snippet = cut(text, to: window, tokens, hits.map(\.range))
    return (snippet, max(best.needles, 1))
  }

  /// Where the needles stand, as ranges of token numbers in their order.
  private static func hits(
    of needles: [SearchQuery.Needle], in tokens: [FoldToken]
  ) -> [(range: Range<Int>, needle: Int)] {
    var hits: [(range: Range<Int>, needle: Int)] = []
    for (number, needle) in needles.enumerated() {
      let count = needle.tokens.count
      var at = 0
      while at + count <= tokens.count {
        if (0..<count).allSatisfy({ needle.matches(tokens[at + $0].text, at: $0) }) {
          hits.append((at..<at + count, number))
          at += count
        } else {
          at += 1
        }
      }
    }
    return hits.sorted {
      ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound)
    }
  }

  /// The tokens to show around the one at `start`.
  private static func window(
    around start: Int, _ tokens: [FoldToken], _ limit: Int
  ) -> Range<Int> {
    guard tokens.count > limit else { return 0..<tokens.count }
    let earliest = max(0, start - limit / 4)
    // The beginning of the sentence, when it is near enough.
    let stop = tokens[earliest..<start].lastIndex { $0.isSentinel }
    let from = stop.map { $0 + 1 } ?? (earliest > 0 ? earliest : 0)
    var to = min(tokens.count, from + limit)
    if to < tokens.count, let stop = tokens[from..<to].lastIndex(where: \.isSentinel),
      stop > start + limit / 4
    {
      to = stop + 1
    }
    return from..<to
  }

  /// The original text of some tokens, with … where it was cut.
  private static func cut(
    _ text: String, to window: Range<Int>, _ tokens: [FoldToken], _ hits: [Range<Int>]
  ) -> Snippet {
    let utf8 = Array(text.utf8)
    let from = window.lowerBound == 0 ? 0 : tokens[window.lowerBound].range.lowerBound
    let to =
      window.upperBound == tokens.count
      ? utf8.count : tokens[window.upperBound - 1].range.upperBound
    let head = from > 0 ? Array("…".utf8) : []
    let tail = to < utf8.count ? Array("…".utf8) : []
    var matches: [Range<Int>] = []
    for hit in hits where hit.lowerBound >= window.lowerBound && hit.upperBound <= window.upperBound
    {
      let lower = tokens[hit.lowerBound].range.lowerBound - from + head.count
      let upper = tokens[hit.upperBound - 1].range.upperBound - from + head.count
      if let last = matches.last, lower < last.upperBound { continue }
      matches.append(lower..<upper)
    }
    return Snippet(
      text: String(decoding: head + utf8[from..<to] + tail, as: UTF8.self), matches: matches)
  }
}
