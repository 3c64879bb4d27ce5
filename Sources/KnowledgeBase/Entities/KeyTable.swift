/// Keys of entities already seen, with their row ids and kinds: what an ingest looks up a million
/// times. Open addressing over an arena of bytes; about 48 bytes an entity.
package final class KeyTable {
  package struct Entry {
    package let id: Int64
    /// Index in `Registry.kinds`.
    package let kind: Int

    package init(id: Int64, kind: Int) {
      self.id = id
      self.kind = kind
    }
  }

  private struct Slot {
    var hash: UInt32 = 0
    var length: UInt16 = 0
    var kind: UInt8 = 0
    var used: Bool = false
    var offset: UInt32 = 0
    var id: Int64 = 0
  }

  private var slots: [Slot] = Array(repeating: Slot(), count: 1024)
  private var arena: [UInt8] = []
  package private(set) var count = 0

  package init() {}

  /// Remembers `key`; a key already there gets the new id.
  package func insert(_ key: UnsafeBufferPointer<UInt8>, id: Int64, kind: Int) {
    guard key.count <= Int(UInt16.max), arena.count + key.count <= Int(UInt32.max) else { return }
    if (count + 1) * 4 > slots.count * 3 { grow() }
    let hash = Self.hash(key)
    let at = find(key, hash)
    if !slots[at].used {
      count += 1
      slots[at].used = true
      slots[at].hash = hash
      slots[at].offset = UInt32(arena.count)
      slots[at].length = UInt16(key.count)
      arena.append(contentsOf: key)
    }
    slots[at].id = id
    slots[at].kind = UInt8(truncatingIfNeeded: kind)
  }

  /// The entity of this key, if it was inserted.
  package func find(_ key: UnsafeBufferPointer<UInt8>) -> Entry? {
    let slot = slots[find(key, Self.hash(key))]
    return slot.used ? Entry(id: slot.id, kind: Int(slot.kind)) : nil
  }

  /// Forgets everything (keys were renamed).
  package func removeAll() {
    slots = Array(repeating: Slot(), count: 1024)
    arena = []
    count = 0
  }

  private func find(_ key: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Int {
    let mask = slots.count - 1
    return slots.withUnsafeBufferPointer { slots in
      arena.withUnsafeBufferPointer { arena in
        var at = Int(hash) & mask
        while slots[at].used {
          let slot = slots[at]
          if slot.hash == hash, Int(slot.length) == key.count {
            var same = true
            let start = Int(slot.offset)
            for i in 0..<key.count where arena[start + i] != key[i] {
              same = false
              break
            }
            if same { return at }
          }
          at = (at + 1) & mask
        }
        return at
      }
    }
  }

  private func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    let mask = slots.count - 1
    for slot in old where slot.used {
      var at = Int(slot.hash) & mask
      while slots[at].used { at = (at + 1) & mask }
      slots[at] = slot
    }
  }

  /// FNV-1a, 32 bits.
  private static func hash(_ key: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash: UInt32 = 0x811c_9dc5
    for byte in key { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    return hash
  }
}
