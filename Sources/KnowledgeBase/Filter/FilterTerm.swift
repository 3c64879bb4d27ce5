internal import Messages

/// One word of a filter: `country:cn`, `-released:2025`, `"open weights"`.
struct FilterTerm: Sendable, Hashable {
  /// As it was typed, for messages.
  let text: String
  let isNegated: Bool
  /// What stands before the colon; nil for plain text.
  let column: String?
  let value: String

  /// Reads a word. The colon may be half- or full-width.
  init(_ word: String) {
    isNegated = word.count > 1 && (word.hasPrefix("-") || word.hasPrefix("－"))
    text = isNegated ? "-" + word.dropFirst() : word
    let plain = isNegated ? String(word.dropFirst()) : word
    if let colon = plain.firstIndex(where: { $0 == ":" || $0 == "：" }), colon != plain.startIndex,
      !plain.hasPrefix("\""), !plain[colon...].hasPrefix("://")
    {
      column = String(plain[..<colon])
      value = Self.unquoted(String(plain[plain.index(after: colon)...]))
    } else {
      column = nil
      value = Self.unquoted(plain)
    }
  }

  /// What is wrong with the word, for an error that names it.
  func malformed(_ reason: Message) -> KnowledgeBaseError {
    .syntax(Message("'\(text)': ", "'\(text)'：") + reason, query: text, offset: 0)
  }

  private static func unquoted(_ text: String) -> String {
    text.count > 1 && text.hasPrefix("\"") && text.hasSuffix("\"")
      ? String(text.dropFirst().dropLast()) : text
  }

  /// The groups of words that are joined by OR; the groups themselves are joined by AND:
  /// `a b OR c d` is a AND (b OR c) AND d.
  ///
  /// - Throws: ``KnowledgeBaseError/syntax(_:query:offset:)`` for an OR without a word on either side.
  static func groups(_ words: [String]) throws -> [[FilterTerm]] {
    var groups: [[FilterTerm]] = []
    var isJoined = false
    let misplaced = KnowledgeBaseError.syntax(
      Message("OR stands between two conditions", "OR 须写在两个条件之间"), query: "OR", offset: 0)
    for word in words where !word.isEmpty {
      if word == "OR" {
        guard !groups.isEmpty, !isJoined else { throw misplaced }
        isJoined = true
      } else if isJoined {
        groups[groups.count - 1].append(FilterTerm(word))
        isJoined = false
      } else {
        groups.append([FilterTerm(word)])
      }
    }
    guard !isJoined else { throw misplaced }
    return groups
  }
}
