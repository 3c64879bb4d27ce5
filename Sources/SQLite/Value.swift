internal import Glibc

/// One SQLite value, with its storage class.
///
/// Equality follows the storage: text is equal when its *bytes* are (Swift compares strings by
/// canonical equivalence, SQLite's BINARY collation does not), and the integer 1 is not the real
/// 1.0. https://sqlite.org/datatype3.html
package enum Value: Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  /// The storage class SQLite would report for this value.
  package var storageClass: StorageClass {
    switch self {
    case .null: .null
    case .integer: .integer
    case .real: .real
    case .text: .text
    case .blob: .blob
    }
  }
}

/// The five storage classes. https://sqlite.org/c3ref/c_blob.html
package enum StorageClass: Int32, Sendable, Hashable {
  case integer = 1
  case real = 2
  case text = 3
  case blob = 4
  case null = 5
}

extension Value: Hashable {
  package static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.integer(let left), .integer(let right)): left == right
    case (.real(let left), .real(let right)): left == right
    case (.text(let left), .text(let right)): left.hasBytes(of: right)
    case (.blob(let left), .blob(let right)): left == right
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(storageClass)
    switch self {
    case .null: break
    case .integer(let number): hasher.combine(number)
    case .real(let number): hasher.combine(number)
    case .text(let text): hasher.combineBytes(of: text)
    case .blob(let bytes): hasher.combine(bytes)
    }
  }
}

extension String {
  /// Whether two strings are the same bytes of UTF-8, compared all at once.
  func hasBytes(of other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    let isEqual = unsafe utf8.withContiguousStorageIfAvailable { mine in
      unsafe other.utf8.withContiguousStorageIfAvailable { others in
        guard let mine = mine.baseAddress, let theirs = others.baseAddress else {
          return true
        }
        return unsafe memcmp(mine, theirs, others.count) == 0
      }
    }
    return (isEqual ?? nil) ?? utf8.elementsEqual(other.utf8)
  }
}

extension Hasher {
  /// Hashes a string by its UTF-8 bytes, to agree with an equality on bytes.
  mutating func combineBytes(of text: String) {
    var text = text
    text.withUTF8 { unsafe combine(bytes: UnsafeRawBufferPointer($0)) }
    // Never occurs in UTF-8: two strings in a row do not run together.
    combine(0xFF as UInt8)
  }
}

extension Value {
  /// NULL for nil, else an integer.
  package init(_ number: Int64?) { self = number.map(Value.integer) ?? .null }
  /// NULL for nil, else an integer.
  package init(_ number: Int?) { self = number.map { .integer(Int64($0)) } ?? .null }
  /// NULL for nil, else a real. A NaN is stored by SQLite as NULL.
  package init(_ number: Double?) { self = number.map(Value.real) ?? .null }
  /// NULL for nil, else text.
  package init(_ text: String?) { self = text.map(Value.text) ?? .null }
  /// 0 or 1: SQLite has no boolean storage class.
  /// https://sqlite.org/datatype3.html#boolean_datatype
  package init(_ flag: Bool) { self = .integer(flag ? 1 : 0) }

  /// Whether this is NULL.
  package var isNull: Bool { self == .null }

  /// The integer, or nil for every other storage class; nothing is converted.
  package var int64: Int64? {
    if case .integer(let number) = self { number } else { nil }
  }

  /// The real, or the integer as a real; nil for every other storage class.
  package var double: Double? {
    switch self {
    case .real(let number): number
    case .integer(let number): Double(number)
    default: nil
    }
  }

  /// The text, or nil for every other storage class; nothing is converted.
  package var string: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// The bytes of a blob, or nil for every other storage class.
  package var bytes: [UInt8]? {
    if case .blob(let bytes) = self { bytes } else { nil }
  }
}

extension Value: ExpressibleByNilLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByStringLiteral
{
  package init(nilLiteral: ()) { self = .null }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(floatLiteral value: Double) { self = .real(value) }
  package init(stringLiteral value: String) { self = .text(value) }
}
