internal import Messages

/// The table of contents of a ZIP archive, APPNOTE.TXT 6.3.10
/// <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>, sections 4.3.12 to 4.3.16.
final class ZipArchive {
  /// One file in the archive.
  struct Entry {
    let name: String
    /// 0 stored, 8 deflated.
    let method: Int
    let isEncrypted: Bool
    let checksum: UInt32
    /// Sizes in bytes, in the archive and unpacked.
    let packedSize: Int64
    let size: Int64
    /// Where its local header stands.
    let offset: Int64
  }

  let bytes: RandomAccessBytes
  private let entries: [String: Entry]

  /// The largest table of contents that is read, in bytes; a workbook has some thousands.
  private static let directoryLimit: Int64 = 16 << 20

  /// - Throws: `TabularError` when the end of the archive is missing or makes no sense.
  init(_ source: ByteSource) throws(TabularError) {
    bytes = try RandomAccessBytes(source)
    let (offset, size) = try Self.directory(of: bytes)
    guard size <= Self.directoryLimit, offset >= 0, size >= 0, offset <= bytes.count - size else {
      throw Self.damaged(bytes.name)
    }
    var fields = LittleEndianFields(try bytes.read(at: offset, count: Int(size)))
    var entries: [String: Entry] = [:]
    while fields.count >= 46 {
      guard let entry = Self.entry(from: &fields) else { throw Self.damaged(bytes.name) }
      // Of two with one name the first counts, and no reader has to agree on that: neither is read.
      guard entries.updateValue(entry, forKey: entry.name) == nil else {
        throw Self.damaged(bytes.name)
      }
    }
    self.entries = entries
  }

  /// The names of all files.
  var names: [String] { entries.keys.sorted() }

  /// The file of this name, unpacked while it is read; nil if there is none.
  ///
  /// - Throws: `TabularError` when it is encrypted or packed in a way no workbook is.
  func open(_ name: String) throws(TabularError) -> ZipEntryStream? {
    guard let entry = entries[name] else { return nil }
    return try ZipEntryStream(entry, in: bytes)
  }

  static func damaged(_ file: String) -> TabularError {
    TabularError(
      file: file,
      reason: Message(
        "the ZIP archive is damaged or cut off; fetch or save it again", "ZIP 文件已损坏或不完整；请重新下载或保存"))
  }

  /// Offset and size of the central directory.
  private static func directory(
    of bytes: RandomAccessBytes
  ) throws(TabularError) -> (offset: Int64, size: Int64) {
    let recordSize = 22
    let tailSize = min(bytes.count, Int64(recordSize + 0xFFFF))
    let tail = try bytes.read(at: bytes.count - tailSize, count: Int(tailSize))
    guard tail.count >= recordSize else { throw damaged(bytes.name) }
    for at in stride(from: tail.count - recordSize, through: 0, by: -1)
    where tail[at...].starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      var fields = LittleEndianFields(Array(tail[at...]))
      fields.skip(12)
      let size = Int64(fields.uint32())
      let offset = Int64(fields.uint32())
      if offset == 0xFFFF_FFFF || size == 0xFFFF_FFFF {
        let end = bytes.count - tailSize + Int64(at)
        return try largeDirectory(of: bytes, endingBefore: end)
      }
      return (offset, size)
    }
    throw damaged(bytes.name)
  }

  /// The same in an archive above 4 GB.
  private static func largeDirectory(
    of bytes: RandomAccessBytes, endingBefore end: Int64
  ) throws(TabularError) -> (offset: Int64, size: Int64) {
    var locator = LittleEndianFields(try bytes.read(at: end - 20, count: 20))
    guard locator.uint32() == 0x0706_4B50 else { throw damaged(bytes.name) }
    locator.skip(4)
    var record = LittleEndianFields(try bytes.read(at: locator.int64(), count: 56))
    guard record.uint32() == 0x0606_4B50 else { throw damaged(bytes.name) }
    record.skip(36)
    let size = record.int64()
    return (record.int64(), size)
  }

  private static func entry(from fields: inout LittleEndianFields) -> Entry? {
    guard fields.uint32() == 0x0201_4B50 else { return nil }
    fields.skip(4)
    let flags = fields.uint16()
    let method = Int(fields.uint16())
    fields.skip(4)
    let checksum = fields.uint32()
    var packedSize = Int64(fields.uint32())
    var size = Int64(fields.uint32())
    let (nameSize, extraSize, commentSize) = (fields.uint16(), fields.uint16(), fields.uint16())
    fields.skip(8)
    var offset = Int64(fields.uint32())
    guard fields.count >= Int(nameSize) + Int(extraSize) + Int(commentSize) else { return nil }
    let name = String(decoding: fields.bytes(Int(nameSize)), as: UTF8.self)
    var extra = LittleEndianFields(Array(fields.bytes(Int(extraSize))))
    fields.skip(Int(commentSize))
    while extra.count >= 4 {
      let id = extra.uint16()
      var field = LittleEndianFields(Array(extra.bytes(Int(extra.uint16()))))
      guard id == 1 else { continue }
      // Only what did not fit above stands here, in this order.
      if size == 0xFFFF_FFFF { size = field.int64() }
      if packedSize == 0xFFFF_FFFF { packedSize = field.int64() }
      if offset == 0xFFFF_FFFF { offset = field.int64() }
    }
    guard size >= 0, packedSize >= 0, offset >= 0 else { return nil }
    return Entry(
      name: name, method: method, isEncrypted: flags & 1 != 0, checksum: checksum,
      packedSize: packedSize, size: size, offset: offset)
  }
}

/// Numbers one behind the other, the lowest byte first. What is not there is zero.
struct LittleEndianFields {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  var count: Int { rest.count }

  mutating func skip(_ count: Int) { rest = rest.dropFirst(count) }

  mutating func bytes(_ count: Int) -> ArraySlice<UInt8> {
    defer { skip(count) }
    return rest.prefix(count)
  }

  mutating func uint16() -> UInt16 { UInt16(truncatingIfNeeded: number(2)) }
  mutating func uint32() -> UInt32 { UInt32(truncatingIfNeeded: number(4)) }
  mutating func int64() -> Int64 { Int64(bitPattern: number(8)) }

  private mutating func number(_ size: Int) -> UInt64 {
    bytes(size).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
