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

  /// The part of `text` around the first match; nil when there is none.
  ///
  /// Matches are found in the folded text and shown in the original, so that a traditional query
  /// marks simplified text. The cut falls between tokens, never inside a character.
  ///
  /// - Parameter tokens: longest piece, in tokens (a word, or one Chinese character).
  static func of(
    _ text: String, matching needles: [SearchQuery.Needle], tokens limit: Int = 40
  ) -> Snippet? {
    let tokens = Fold.tokens(text)
    var hits: [Range<Int>] = []  // ranges of token numbers
    for needle in needles {
      let count = needle.tokens.count
      var at = 0
      while at + count <= tokens.count {
        if (0..<count).allSatisfy({ needle.matches(tokens[at + $0].text, at: $0) }) {
          hits.append(at..<at + count)
          at += count
        } else {
          at += 1
        }
      }
    }
    guard let first = hits.min(by: { $0.lowerBound < $1.lowerBound }) else { return nil }
    hits.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    let start = tokens.count <= limit ? 0 : max(0, first.lowerBound - limit / 4)
    let end = min(tokens.count, start + limit)
    let utf8 = Array(text.utf8)
    let from = start == 0 ? 0 : tokens[start].range.lowerBound
    let to = end == tokens.count ? utf8.count : tokens[end - 1].range.upperBound
    let head = from > 0 ? Array("…".utf8) : []
    let tail = to < utf8.count ? Array("…".utf8) : []
    var matches: [Range<Int>] = []
    for hit in hits where hit.lowerBound >= start && hit.upperBound <= end {
      let range =
        tokens[hit.lowerBound].range.lowerBound - from + head.count..<tokens[hit.upperBound - 1]
        .range.upperBound - from + head.count
      if let last = matches.last, range.lowerBound < last.upperBound { continue }
      matches.append(range)
    }
    return Snippet(
      text: String(decoding: head + utf8[from..<to] + tail, as: UTF8.self), matches: matches)
  }
}
