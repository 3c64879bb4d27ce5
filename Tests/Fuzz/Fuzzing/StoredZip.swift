/// A ZIP archive of files that are not packed.
package struct StoredZip {
  package private(set) var bytes: [UInt8] = []

  package init(_ files: [String: String]) {
    var directory: [UInt8] = []
    for (name, text) in files.sorted(by: { $0.key < $1.key }) {
      let content = Array(text.utf8)
      let name = Array(name.utf8)
      let sizes =
        Self.number(Self.checksum(content), 4) + Self.number(content.count, 4)
        + Self.number(content.count, 4) + Self.number(name.count, 2)
      let offset = bytes.count
      bytes += [0x50, 0x4B, 3, 4, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0] + sizes + [0, 0] + name + content
      directory += [0x50, 0x4B, 1, 2, 20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0] + sizes
      directory += [UInt8](repeating: 0, count: 12) + Self.number(offset, 4) + name
    }
    let start = bytes.count
    bytes += directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0]
    bytes += Self.number(files.count, 2) + Self.number(files.count, 2)
    bytes += Self.number(directory.count, 4) + Self.number(start, 4) + [0, 0]
  }

  static func number(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// What eight bits come to in a CRC-32.
  private static let steps = (0..<256).map { (byte: UInt32) in
    (0..<8).reduce(byte) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
  }

  static func checksum(_ bytes: [UInt8]) -> Int {
    let crc = steps.withUnsafeBufferPointer { steps in
      bytes.withUnsafeBufferPointer { bytes in
        bytes.reduce(0xFFFF_FFFF as UInt32) { $0 >> 8 ^ steps[Int(($0 ^ UInt32($1)) & 0xFF)] }
      }
    }
    return Int(~crc)
  }
}
