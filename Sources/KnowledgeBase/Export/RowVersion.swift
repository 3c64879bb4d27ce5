internal import SQLite

/// Tells whether an entity was changed between an export and the ingest of the edited file.
///
/// The version of a row is a hash of the values on record (FNV-1a, summed over the properties that
/// have one, so that a further property of the kind changes nothing). It is kept nowhere but in the
/// file, and spelled in letters, which no spreadsheet takes for a number or a date.
package struct RowVersion {
  /// The header of the column that has it.
  package static let column = "row_version"

  private let key: Int
  private let properties: [(name: String, place: Int)]

  /// - Parameter columns: of the rows; nil where they are not all that the kind has.
  package init?(_ kind: Kind, columns: [String]) {
    guard let key = columns.firstIndex(of: "key") else { return nil }
    self.key = key
    var properties: [(name: String, place: Int)] = []
    for property in Property.common + kind.properties {
      guard let place = columns.firstIndex(of: property.name) else { return nil }
      properties.append((property.name, place))
    }
    self.properties = properties
  }

  /// The version of a row: twelve letters.
  package func of(_ row: [Field]) -> String {
    let values = properties.lazy.map { ($0.name, row[$0.place].canonical) }
    return Self.of(key: row[key].canonical ?? "", values)
  }

  /// The version of the current row of a statement.
  func of(_ row: borrowing Statement) -> String {
    var sum = Self.hash("key", row, at: key)
    for (name, place) in properties where !row.isNull(at: place) {
      sum &+= Self.hash(name, row, at: place)
    }
    return Self.letters(sum)
  }

  /// The version of what an entity holds.
  ///
  /// - Parameter values: property and canonical value, in any order.
  static func of(key: String, _ values: some Sequence<(String, String?)>) -> String {
    var sum = hash("key", key.utf8)
    for case (let name, let value?) in values { sum &+= hash(name, value.utf8) }
    return letters(sum)
  }

  private static func letters(_ sum: UInt64) -> String {
    var sum = sum
    return String(unsafeUninitializedCapacity: 12) { letters in
      for place in 0..<12 {
        let (rest, letter) = sum.quotientAndRemainder(dividingBy: 26)
        sum = rest
        letters[place] = UInt8(ascii: "a") + UInt8(letter)
      }
      return 12
    }
  }

  /// The hash of a value in its canonical form, which a text has already.
  private static func hash(_ name: String, _ row: borrowing Statement, at place: Int) -> UInt64 {
    if row.type(at: place) == .text { return row.withUnsafeUTF8(at: place) { hash(name, $0) } }
    return row.value(at: place).canonical.map { hash(name, $0.utf8) } ?? 0
  }

  /// FNV-1a, 64 bits: isthe.com/chongo/tech/comp/fnv; its bits are mixed once more (the finalizer of
  /// SplitMix64), since they are summed up.
  private static func hash(_ name: String, _ value: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func take(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    for byte in name.utf8 { take(byte) }
    take(0)
    for byte in value { take(byte) }
    hash = (hash ^ hash >> 30) &* 0xbf58_476d_1ce4_e5b9
    hash = (hash ^ hash >> 27) &* 0x94d0_49bb_1331_11eb
    return hash ^ hash >> 31
  }
}

extension Field {
  /// As ``Value/canonical``.
  fileprivate var canonical: String? {
    switch self {
    case .null, .blob: nil
    case .text(let text): text
    case .integer(let number): String(number)
    case .real(let number): Value.real(number).canonical
    }
  }
}
