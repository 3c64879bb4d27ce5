/// Bytes on their way from where they are made to who reads them.
struct ByteQueue {
  private var bytes: [UInt8] = []
  private var taken = 0

  var count: Int { bytes.count - taken }
  var isEmpty: Bool { count == 0 }

  /// What has not been taken yet.
  var rest: ArraySlice<UInt8> { bytes[taken...] }

  mutating func append(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    taken = 0
  }

  /// Moves the first bytes to `target` and returns how many: as many as there is room for.
  mutating func take(into target: UnsafeMutableRawBufferPointer) -> Int {
    let part = rest.prefix(target.count)
    target.copyBytes(from: part)
    drop(part.count)
    return part.count
  }

  /// Takes the first bytes away unseen.
  mutating func drop(_ count: Int) {
    taken += count
    if taken == bytes.count {
      removeAll()
    } else if taken >= 64 << 10, taken * 2 >= bytes.count {
      bytes.removeFirst(taken)
      taken = 0
    }
  }
}
