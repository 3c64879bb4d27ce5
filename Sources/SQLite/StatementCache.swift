internal import CSQLite

/// Compiled statements of one connection, kept for reuse.
///
/// A statement is *taken out* while it is in use, so that a nested use of the same SQL gets one of
/// its own and cannot reset the outer one. It holds raw pointers, since a dictionary cannot hold a
/// noncopyable value; a ``Statement`` wraps the pointer while it is on loan.
@safe
struct StatementCache {
  /// SQL text compared by its bytes.
  ///
  /// Swift's `String` equality is canonical equivalence: a literal in NFC and one in NFD would
  /// share a statement and give each other's results.
  struct Key: Hashable {
    let sql: String

    static func == (left: Key, right: Key) -> Bool { left.sql.hasBytes(of: right.sql) }

    /// The length and eight bytes each of the middle and the end: statements that are much alike differ
    /// in one of them, and most of the text need not be read.
    func hash(into hasher: inout Hasher) {
      var sql = sql
      hasher.combine(sql.utf8.count)
      sql.withUTF8 { text in
        guard text.count >= 8 else { return }
        let bytes = UnsafeRawBufferPointer(text)
        for offset in [text.count - 8, text.count / 2 - 4] {
          unsafe hasher.combine(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
      }
    }
  }

  @safe
  private struct Entry {
    let statement: OpaquePointer
    let age: UInt64
  }

  /// How many idle statements are kept: above the number of different statements the program uses,
  /// and a few kilobytes each.
  static let capacity = 128

  private var entries: [Key: Entry] = [:]
  private var clock: UInt64 = 0

  /// The number of idle statements.
  var count: Int { entries.count }

  /// Takes a statement out, if there is one.
  mutating func take(_ key: Key) -> OpaquePointer? {
    unsafe entries.removeValue(forKey: key)?.statement
  }

  /// Takes a statement in, which the caller has reset and cleared, and returns the one it
  /// displaces: an idle one of the same SQL, or the least recently used one when the cache is full.
  mutating func insert(_ statement: OpaquePointer, for key: Key) -> OpaquePointer? {
    clock += 1
    let entry = unsafe Entry(statement: statement, age: clock)
    if let displaced = entries.updateValue(entry, forKey: key) {
      return unsafe displaced.statement
    }
    guard entries.count > Self.capacity,
      let oldest = entries.min(by: { $0.value.age < $1.value.age })
    else { return nil }
    entries.removeValue(forKey: oldest.key)
    return unsafe oldest.value.statement
  }

  /// Gives up every idle statement, for the caller to finalize.
  mutating func removeAll() -> [OpaquePointer] {
    defer { entries.removeAll() }
    return unsafe entries.values.map { unsafe $0.statement }
  }
}
