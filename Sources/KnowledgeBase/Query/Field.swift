package import SQLite

/// One value of a result.
public enum Field: Sendable, Hashable {
  case null
  case text(String)
  case integer(Int64)
  case real(Double)
  case blob([UInt8])

  package init(_ value: Value) {
    switch value {
    case .null: self = .null
    case .integer(let number): self = .integer(number)
    case .real(let number): self = .real(number)
    case .text(let text): self = .text(text)
    case .blob(let bytes): self = .blob(bytes)
    }
  }

  /// The text, or the number in decimal; nil for NULL.
  public var string: String? {
    switch self {
    case .null, .blob: nil
    case .text(let text): text
    case .integer(let number): String(number)
    case .real(let number): number.description
    }
  }
}
