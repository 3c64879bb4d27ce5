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

extension Message: ExpressibleByStringInterpolation {
  /// A text that is the same in both languages.
  public init(stringLiteral text: String) { self.init(text, text) }
}

extension Message {
  /// The two texts of `a`, each followed by that of `b`.
  public static func + (a: Message, b: Message) -> Message {
    Message(a.en + b.en, a.zh + b.zh)
  }
}
