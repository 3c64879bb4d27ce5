/// What a user typed into the search box, folded.
///
/// Words are AND; a part in double quotes (half- or full-width) is a phrase; everything else is
/// literal text, so that `GPT-4o`, `R1-0528` or an unbalanced quote never reach the query syntax.
public struct SearchQuery: Sendable, Hashable {
  /// Folded tokens of each word or phrase.
  public let phrases: [[String]]
  /// The phrases that were in quotes: they stay together whatever happens.
  private let quoted: Set<Int>
  /// The whole query as names are matched.
  let key: String

  /// Reads what was typed.
  public init(_ text: String) {
    var phrases: [[String]] = []
    var quoted: Set<Int> = []
    for part in Self.parts(of: text) {
      let tokens = Fold.key(part.text).split(separator: " ").map(String.init)
      guard !tokens.isEmpty else { continue }
      if part.isQuoted { quoted.insert(phrases.count) }
      phrases.append(tokens)
    }
    self.phrases = phrases
    self.quoted = quoted
    key = NameForms.form(of: text)
  }

  /// Nothing in the query can be searched for in text (only punctuation, say); a name may match it.
  public var isEmpty: Bool { phrases.isEmpty }

  /// Tokens that must stand together; the last may be the beginning of a longer word.
  struct Needle: Hashable {
    let tokens: [String]
    var isPrefix = false

    /// As an FTS5 phrase, https://sqlite.org/fts5.html#fts5_phrases.
    var expression: String {
      "\"" + tokens.joined(separator: " ") + "\"" + (isPrefix ? " *" : "")
    }

    /// Whether `token` is what the needle has at `place`.
    func matches(_ token: String, at place: Int) -> Bool {
      isPrefix && place == tokens.count - 1
        ? token.hasPrefix(tokens[place]) : token == tokens[place]
    }
  }

  /// What is looked for: every word or phrase as typed.
  var needles: [Needle] { phrases.map { Needle(tokens: $0) } }

  /// The same taken apart, but for what was in quotes: every token by itself, and words of two letters
  /// or more also as the beginning of longer ones.
  var relaxedNeedles: [Needle] {
    phrases.enumerated().flatMap { index, tokens in
      if quoted.contains(index) { return [Needle(tokens: tokens)] }
      return tokens.map { token in
        Needle(
          tokens: [token], isPrefix: token.utf8.count > 1 && token.utf8.allSatisfy { $0 < 0x80 })
      }
    }
  }

  /// Words, and what stands in quotes; an unbalanced quote is a separator.
  private static func parts(of text: String) -> [(text: String, isQuoted: Bool)] {
    var parts: [(text: String, isQuoted: Bool)] = []
    var word = ""
    var rest = Substring(text)
    func close() {
      if !word.isEmpty { parts.append((word, false)) }
      word = ""
    }
    while let character = rest.popFirst() {
      if let closing = quotes[character] {
        close()
        if let end = rest.firstIndex(where: { $0 == closing || $0 == "\"" }) {
          parts.append((String(rest[..<end]), true))
          rest = rest[rest.index(after: end)...]
        }
      } else if character.isWhitespace {
        close()
      } else {
        word.append(character)
      }
    }
    close()
    return parts
  }

  private static let quotes: [Character: Character] = ["\"": "\"", "“": "”", "「": "」", "《": "》"]
}
