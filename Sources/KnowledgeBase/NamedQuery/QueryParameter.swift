/// What can be varied in a named query.
public struct QueryParameter: Sendable, Hashable {
  /// What an argument may be.
  public enum ValueType: Sendable, Hashable {
    /// Any text.
    case text
    /// A whole number.
    case integer
    /// A number as people write it: 100e9, 671B, 6710亿.
    case number
    /// An ISO 8601 date of any precision: 2025, 2025-07, 2025-07-23.
    case date
    /// An entity by key, name or ISO code; of one kind where that is said. The statement gets the
    /// key.
    case entity(kind: String?)
    /// A kind by name, plural or label; the statement gets the name ("model").
    case kind
    /// The key of a source.
    case source
    /// One of these words.
    case choice([String])

    /// As the head of a file writes it: "entity:country", "choice(chip|board)".
    public var text: String {
      switch self {
      case .text: "text"
      case .integer: "integer"
      case .number: "number"
      case .date: "date"
      case .entity(let kind): kind.map { "entity:\($0)" } ?? "entity"
      case .kind: "kind"
      case .source: "source"
      case .choice(let words): "choice(\(words.joined(separator: "|")))"
      }
    }

    /// Nil for a type that is not there.
    init?(_ text: String) {
      switch text {
      case "text": self = .text
      case "integer": self = .integer
      case "number": self = .number
      case "date": self = .date
      case "entity": self = .entity(kind: nil)
      case "kind": self = .kind
      case "source": self = .source
      default:
        if text.hasPrefix("entity:"), text.count > 7 {
          self = .entity(kind: String(text.dropFirst(7)))
        } else if text.hasPrefix("choice("), text.hasSuffix(")") {
          let words = text.dropFirst(7).dropLast().split(separator: "|").map(String.init)
          guard !words.isEmpty else { return nil }
          self = .choice(words)
        } else {
          return nil
        }
      }
    }
  }

  /// What a query does when no argument is given.
  public enum Default: Sendable, Hashable {
    /// It cannot be asked.
    case required
    /// NULL: nothing is narrowed.
    case null
    /// This, read like an argument.
    case value(String)
  }

  /// By which the statement uses it: `:name`.
  public let name: String
  /// What an argument may be.
  public let type: ValueType
  /// What stands in for a missing argument.
  public let fallback: Default
  /// What it is for.
  public let description: Label?

  /// For a list: `country=china`, `since`; required ones as `product=…`.
  public var usage: String {
    switch fallback {
    case .required: "\(name)=…"
    case .null: name
    case .value(let text): "\(name)=\(text)"
    }
  }
}
