/// What the tool says to its user, in English and in simplified Chinese, written side by side where
/// it arises.
///
/// Both hold the same facts; what a source or the user wrote stands in both as it was written.
public struct Message: Sendable, Hashable {
  /// English.
  public let en: String
  /// Simplified Chinese.
  public let zh: String

  /// A text and its translation.
  public init(_ en: String, _ zh: String) {
    self.en = en
    self.zh = zh
  }
}

extension Message: CustomStringConvertible {
  /// The English text.
  public var description: String { en }
}

extension Message {
  /// A text that is the same in both languages: data, a name, what another program says.
  public init(verbatim text: String) { self.init(text, text) }
}

extension Message {
  /// The two texts of `a`, each followed by that of `b`, if there is one.
  public static func + (a: Message, b: Message?) -> Message {
    guard let b else { return a }
    return Message(a.en + b.en, a.zh + b.zh)
  }
}

extension Sequence where Element == Message {
  /// The texts with commas between.
  public func joined() -> Message {
    Message(map(\.en).joined(separator: ", "), map(\.zh).joined(separator: "，"))
  }
}

extension Int {
  /// The number with a noun of English: "1 row", "2 rows".
  ///
  /// - Parameter plural: of a noun that has no "s" there.
  package func of(_ noun: String, plural: String? = nil) -> String {
    self == 1 ? "1 \(noun)" : "\(self) \(plural ?? noun + "s")"
  }
}
