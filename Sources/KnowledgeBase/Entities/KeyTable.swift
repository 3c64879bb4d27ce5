internal import Glibc

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
  /// Whether every key on record is here, so that one that is not need not be looked for.
  private(set) var isComplete = false

  package init() {}

  /// For a store without records, all of whose keys will come through here.
  func beginComplete() { isComplete = count == 0 }

  /// There are keys on record that were not inserted.
  func markIncomplete() { isComplete = false }

  /// Remembers `key`; a key already there gets the new id.
  package func insert(_ key: UnsafeBufferPointer<UInt8>, id: Int64, kind: Int) {
    guard key.count <= Int(UInt16.max), arena.count + key.count <= Int(UInt32.max) else {
      isComplete = false
      return
    }
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
    isComplete = false
  }

  private func find(_ key: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Int {
    let mask = slots.count - 1
    return slots.withUnsafeBufferPointer { slots in
      arena.withUnsafeBufferPointer { arena in
        var at = Int(hash) & mask
        while slots[at].used {
          let slot = slots[at]
          if slot.hash == hash, Int(slot.length) == key.count, key.count > 0 {
            let same =
              memcmp(
                arena.baseAddress.unsafelyUnwrapped + Int(slot.offset),
                key.baseAddress.unsafelyUnwrapped, key.count) == 0
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

  /// Eight bytes at a time: multiply and fold, in the manner of wyhash
  /// (https://github.com/wangyi-fudan/wyhash).
  private static func hash(_ key: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let bytes = UnsafeRawBufferPointer(key)
    var hash = UInt64(key.count) &* 0x9e37_79b9_7f4a_7c15
    func mix(_ word: UInt64) {
      let product = (hash ^ word).multipliedFullWidth(by: 0xa076_1d64_78bd_642f)
      hash = product.high ^ product.low
    }
    var at = 0
    while at + 8 <= bytes.count {
      mix(bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      at += 8
    }
    var rest: UInt64 = 0
    while at < bytes.count {
      rest = rest << 8 | UInt64(bytes[at])
      at += 1
    }
    mix(rest)
    return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
  }
}
