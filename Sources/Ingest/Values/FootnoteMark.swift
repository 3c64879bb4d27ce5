internal import KnowledgeBase
internal import Messages

/// The mark of a footnote at the end of a name or number, as tables on paper and on the web have them:
/// FooBar-6¹, FooBar*, 文心一言[1], 671B（注1）.
enum FootnoteMark {
  /// Whether a text ends with what may be one, or part of a name: raised figures, a star (Q*), ①.
  static func mayBeAtEnd(of text: String) -> Bool {
    isAtEnd(of: text) || text.contains(/.[¹²³⁰⁴-⁹*＊①-⑳]$/)
  }

  /// Whether a text ends with what is nothing else: brackets with a number or 注 in them, daggers.
  static func isAtEnd(of text: String) -> Bool {
    text.contains(/.\s*[\[［](?:\d{1,3}|[a-z])[\]］]$|.[†‡※]$/)
      || text.contains(/.\s*[(（\[【][注註]\s?\d{0,2}[)）\]】]$|.[注註]\d{1,2}$/)
  }

  /// Why a row of this name is not taken for a new entity of a kind; nil when it may be one.
  ///
  /// - Parameter isMapped: whoever described the file has seen its names: only what can be nothing else
  ///   counts.
  static func problem(of name: String, kind: Kind, isMapped: Bool) -> Message? {
    guard isMapped ? isAtEnd(of: name) : mayBeAtEnd(of: name) else { return nil }
    return Message(
      "'\(name.prefix(60))' ends like a footnote mark; take it out, or if it is part of the name, take "
        + "the \(kind.name) in with a key first",
      "'\(name.prefix(60))' 末尾像是脚注标记；请去掉；若确是名称的一部分，请先以键导入该\(kind.label.zh)")
  }
}
