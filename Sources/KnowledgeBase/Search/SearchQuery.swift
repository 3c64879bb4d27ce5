/// What a user typed into the search box, folded.
///
/// Words are AND; a part in double quotes (half- or full-width) is a phrase; everything else is
/// literal text, so that `GPT-4o`, `R1-0528` or an unbalanced quote never reach the query syntax.
public struct SearchQuery: Sendable, Hashable {
  /// Folded tokens of each word or phrase.
  public let phrases: [[String]]
  /// The whole query as names are matched.
  let key: String

  /// Reads what was typed.
  public init(_ text: String) {
    phrases = Self.parts(of: text).compactMap { part in
      let tokens = Fold.key(part).split(separator: " ").map(String.init)
      return tokens.isEmpty ? nil : tokens
    }
    key = NameForms.form(of: text)
  }

  /// Nothing in the query can be searched for in text (only punctuation, say); a name may match it.
  public var isEmpty: Bool { phrases.isEmpty }

  /// The FTS5 expression: every phrase quoted, all required.
  package var expression: String {
    phrases.map { "\"" + $0.joined(separator: " ") + "\"" }.joined(separator: " AND ")
  }

  /// Words, and what stands in quotes; an unbalanced quote is a separator.
  private static func parts(of text: String) -> [String] {
    var parts: [String] = []
    var word = ""
    var rest = Substring(text)
    func close() {
      if !word.isEmpty { parts.append(word) }
      word = ""
    }
    while let character = rest.popFirst() {
      if let closing = quotes[character] {
        close()
        if let end = rest.firstIndex(where: { $0 == closing || $0 == "\"" }) {
          parts.append(String(rest[..<end]))
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
