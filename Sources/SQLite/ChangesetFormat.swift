internal import CSQLite

/// A check of bytes against the format of changesets and patchsets.
///
/// SQLite has none: damaged bytes make it walk in circles (3.40.1), and have made it read beyond
/// its buffers. So nothing reaches it that this did not pass. Format: the comment at the head of
/// https://sqlite.org/src/file/ext/session/sqlite3session.c
struct ChangesetFormat {
  private struct Damage: Error {}

  private let bytes: [UInt8]
  private var position = 0
  private var isPatchset = false
  /// For each column of the current table, whether it is in the primary key.
  private var primaryKey: [Bool] = []

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether the bytes are changes behind table headers, from the first to the last byte.
  static func isValid(_ bytes: [UInt8]) -> Bool {
    var reader = ChangesetFormat(bytes)
    do {
      while reader.position < bytes.count { try reader.readItem() }
      return true
    } catch { return false }
  }

  /// A table header, or a change of the table of the last header.
  private mutating func readItem() throws(Damage) {
    let isFirst = position == 0
    switch try readByte() {
    case UInt8(ascii: "T"):
      guard isFirst || !isPatchset else { throw Damage() }
      try readTable()
    case UInt8(ascii: "P"):
      guard isFirst || isPatchset else { throw Damage() }
      isPatchset = true
      try readTable()
    case let operation:
      guard !isFirst, try readByte() <= 1 else { throw Damage() }  // the indirect flag
      try readChange(Int32(operation))
    }
  }

  /// The number of columns, their places in the primary key, and the name up to a NUL.
  private mutating func readTable() throws(Damage) {
    let columns = try readLength()
    guard columns > 0 else { throw Damage() }
    primaryKey = try take(columns).map { $0 != 0 }
    guard primaryKey.contains(true), try readByte() != 0 else { throw Damage() }
    while try readByte() != 0 {}
  }

  private mutating func readChange(_ operation: Int32) throws(Damage) {
    switch (operation, isPatchset) {
    case (SQLITE_INSERT, _), (SQLITE_DELETE, false):
      for isKey in primaryKey { try require(isKey ? .key : .value, readField()) }
    case (SQLITE_DELETE, true):
      for isKey in primaryKey where isKey { try require(.key, readField()) }
    case (SQLITE_UPDATE, true):
      for isKey in primaryKey { try require(isKey ? .key : .any, readField()) }
    case (SQLITE_UPDATE, false):
      // The old values, the key among them, and then the new ones of the same columns but the key.
      var old: [Field] = []
      for isKey in primaryKey {
        let field = try readField()
        try require(isKey ? .key : .any, field)
        old.append(isKey ? .missing : field)
      }
      for field in old { try require(field == .missing ? .missing : .value, readField()) }
    default:
      throw Damage()
    }
  }

  private enum Field { case missing, null, value }
  private enum Requirement { case missing, key, value, any }

  private func require(_ requirement: Requirement, _ field: Field) throws(Damage) {
    let isMet =
      switch requirement {
      case .missing: field == .missing
      case .key: field == .value  // a row with NULL in its key is never recorded
      case .value: field != .missing
      case .any: true
      }
    guard isMet else { throw Damage() }
  }

  private mutating func readField() throws(Damage) -> Field {
    switch try readByte() {
    case 0: return .missing
    case 1, 2: _ = try take(8)  // an integer, a real
    case 3, 4: _ = try take(try readLength())  // text, a blob
    case 5: return .null
    default: throw Damage()
    }
    return .value
  }

  /// A varint, of which SQLite keeps 31 bits: no longer number may pass.
  /// https://sqlite.org/fileformat2.html#varint
  private mutating func readLength() throws(Damage) -> Int {
    var value = 0
    for _ in 0..<5 {
      let byte = try readByte()
      value = value << 7 | Int(byte & 0x7F)
      if byte & 0x80 == 0 {
        guard value <= Int32.max else { throw Damage() }
        return value
      }
    }
    throw Damage()
  }

  private mutating func readByte() throws(Damage) -> UInt8 {
    guard position < bytes.count else { throw Damage() }
    defer { position += 1 }
    return bytes[position]
  }

  private mutating func take(_ count: Int) throws(Damage) -> ArraySlice<UInt8> {
    guard count <= bytes.count - position else { throw Damage() }
    defer { position += count }
    return bytes[position..<position + count]
  }
}
