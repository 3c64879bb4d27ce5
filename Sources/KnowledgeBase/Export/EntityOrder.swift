internal import SQLite

/// All entities in the order of their keys, with their texts, in memory: an export compares ranks in place
/// of keys, and looks no name up row by row.
///
/// It takes about 40 bytes an entity, and as much again with the names.
struct EntityOrder {
  /// A text that an entity has.
  enum Text: Int {
    case key, name, nameZH
  }

  /// The row ids, ascending, and the rank of each.
  private var ids: [Int64] = []
  private var ranks: [UInt32] = []
  /// The texts in the order of the ranks, and where each begins; a blank one is empty.
  private var texts: [UInt8] = []
  private var starts = [0]
  /// The number of texts of each entity.
  private let width: Int

  /// - Parameter names: the names are wanted, too, not the keys alone.
  init(_ store: Store, names: Bool) throws {
    width = names ? 3 : 1
    let columns = names ? "key, name, name_zh" : "key"
    let statement = try store.db.prepare("SELECT id, \(columns) FROM entity ORDER BY key")
    var found: [(id: Int64, rank: UInt32)] = []
    while try statement.step() {
      found.append((statement.int64(at: 0), UInt32(clamping: found.count)))
      for column in 1...width {
        // What is not UTF-8 becomes U+FFFD here, once for all times that it is written.
        statement.withUnsafeUTF8(at: column) {
          texts.append(contentsOf: String(decoding: $0, as: UTF8.self).utf8)
        }
        starts.append(texts.count)
      }
    }
    found.sort { $0.id < $1.id }
    ids = found.map(\.id)
    ranks = found.map(\.rank)
  }

  /// The rank of the entity with a row id; nil where there is none.
  func rank(of id: Int64) -> UInt32? {
    guard let first = ids.first, id >= first else { return nil }
    // Row ids mostly follow one another without a gap.
    let guess = Int(clamping: id - first)
    if guess < ids.count, ids[guess] == id { return ranks[guess] }
    var (low, high) = (0, ids.count)
    while low < high {
      let middle = (low + high) / 2
      if ids[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < ids.count && ids[low] == id ? ranks[low] : nil
  }

  /// Calls `body` with a text, which is well-formed UTF-8; it is empty where the entity has none.
  func withText<R, Failure: Error>(
    _ text: Text, of rank: UInt32, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> R
  ) throws(Failure) -> R {
    let place = Int(rank) * width + text.rawValue
    let bytes = starts[place]..<starts[place + 1]
    return try texts.withUnsafeBufferPointer { (all) throws(Failure) in
      try body(UnsafeBufferPointer(rebasing: all[bytes]))
    }
  }
}
