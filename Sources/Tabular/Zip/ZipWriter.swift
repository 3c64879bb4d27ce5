import CZlib
import Glibc

/// Writes a ZIP archive file by file to a sink that cannot go back, APPNOTE.TXT 6.3.10
/// <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>: check sum and sizes stand behind
/// each file (section 4.3.9).
struct ZipWriter {
  private struct Entry {
    let name: String
    let offset: Int64
    var checksum: UInt32 = 0
    var packedSize: Int64 = 0
    var size: Int64 = 0
  }

  private let sink: ByteSink
  private let deflater = Deflater()
  private var entries: [Entry] = []
  private var written: Int64 = 0

  /// Deflated, sizes behind the file, names in UTF-8; made on 1980-01-01, so that the same content
  /// makes the same archive.
  private static let common: [UInt8] = [20, 0, 0x08, 0x08, 8, 0, 0, 0, 0x21, 0]

  init(to sink: ByteSink) { self.sink = sink }

  /// Begins a file.
  mutating func begin(_ name: String) throws(SinkError) {
    entries.append(Entry(name: name, offset: written))
    deflater.reset()
    let name = Array(name.utf8)
    try put(
      [0x50, 0x4B, 3, 4] + Self.common + [UInt8](repeating: 0, count: 12)
        + Self.number(name.count, 2)
        + [0, 0] + name)
  }

  /// Adds to the file that was begun last.
  mutating func write(_ bytes: [UInt8]) throws(SinkError) {
    try add(bytes, isFinal: false)
  }

  /// Ends that file.
  mutating func end() throws(SinkError) {
    try add([], isFinal: true)
    let entry = entries[entries.count - 1]
    // Larger ones need another form, which a sheet of at most 1,048,576 rows hardly comes to.
    guard entry.size < 0xFFFF_FFFF, written < 0xFFFF_FFFF else {
      throw SinkError(name: entry.name, code: EFBIG)
    }
    try put([0x50, 0x4B, 7, 8] + Self.sums(entry))
  }

  /// Writes a whole file.
  mutating func file(_ name: String, _ text: String) throws(SinkError) {
    try begin(name)
    try write(Array(text.utf8))
    try end()
  }

  /// Ends the archive.
  mutating func finish() throws(SinkError) {
    let start = written
    for entry in entries {
      let name = Array(entry.name.utf8)
      try put(
        [0x50, 0x4B, 1, 2, 20, 0] + Self.common + Self.sums(entry) + Self.number(name.count, 2)
          + [UInt8](repeating: 0, count: 12) + Self.number(Int(entry.offset), 4) + name)
    }
    let size = written - start
    try put(
      [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + Self.number(entries.count, 2)
        + Self.number(entries.count, 2) + Self.number(Int(size), 4) + Self.number(Int(start), 4)
        + [0, 0])
  }

  private mutating func add(_ bytes: [UInt8], isFinal: Bool) throws(SinkError) {
    let last = entries.count - 1
    let packed = try withBytes(of: bytes) { (buffer) throws(SinkError) in
      entries[last].checksum = UInt32(
        truncatingIfNeeded: crc32(
          UInt(entries[last].checksum), buffer.baseAddress, UInt32(buffer.count)))
      return try deflater.deflate(buffer, isFinal: isFinal, to: sink)
    }
    entries[last].size += Int64(bytes.count)
    entries[last].packedSize += packed
    written += packed
  }

  private mutating func put(_ bytes: [UInt8]) throws(SinkError) {
    try withBytes(of: bytes) { (buffer) throws(SinkError) in try sink.write(buffer) }
    written += Int64(bytes.count)
  }

  private static func sums(_ entry: Entry) -> [UInt8] {
    number(Int(entry.checksum), 4) + number(Int(entry.packedSize), 4) + number(Int(entry.size), 4)
  }

  private static func number(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}

/// Calls `body` with the bytes, keeping the type of its error.
private func withBytes<Result>(
  of bytes: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) throws(SinkError) -> Result
) throws(SinkError) -> Result {
  // An empty array may have no address, which zlib and CRC-32 take for "begin anew".
  if bytes.isEmpty {
    var none: UInt8 = 0
    return try withUnsafePointer(to: &none) { (place) throws(SinkError) in
      try body(UnsafeBufferPointer(start: place, count: 0))
    }
  }
  return try bytes.withUnsafeBufferPointer { (buffer) throws(SinkError) in try body(buffer) }
}
