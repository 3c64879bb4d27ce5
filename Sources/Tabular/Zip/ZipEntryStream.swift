import CZlib
internal import Messages

/// The content of one file in a ZIP archive, unpacked while it is read and checked against what the
/// archive says about it.
///
/// A file made to burst whoever unpacks it is refused: one that unpacks to more than the archive
/// says, or beyond 256 MiB to more than 200 times its size in the archive. (Sheets of a million equal
/// rows come to about 60 times.)
final class ZipEntryStream: ByteStream {
  private static let mildSize: Int64 = 256 << 20
  private static let largestRatio: Int64 = 200

  private let entry: ZipArchive.Entry
  private let bytes: RandomAccessBytes
  private let inflater: Inflater?
  private var at: Int64
  private let end: Int64
  private var input = ByteQueue()
  private var written: Int64 = 0
  private var checksum: UInt32 = 0
  private var isAtEnd = false

  init(_ entry: ZipArchive.Entry, in bytes: RandomAccessBytes) throws(TabularError) {
    self.entry = entry
    self.bytes = bytes
    guard !entry.isEncrypted else {
      throw TabularError(
        file: bytes.name,
        reason: Message("has a password; save it without one", "带有密码；请另存为不带密码的文件"))
    }
    guard entry.method == 0 || entry.method == 8 else {
      throw TabularError(
        file: bytes.name,
        reason: Message(
          "packed by a method that workbooks do not use (\(entry.method)); save it again",
          "使用了工作簿不用的压缩方法（\(entry.method)）；请重新保存"))
    }
    inflater = entry.method == 8 ? Inflater(.raw) : nil
    var header = LittleEndianFields(try bytes.read(at: entry.offset, count: 30))
    guard header.count == 30, header.uint32() == 0x0403_4B50 else {
      throw ZipArchive.damaged(bytes.name)
    }
    header.skip(22)
    at = entry.offset + 30 + Int64(header.uint16()) + Int64(header.uint16())
    guard entry.packedSize <= bytes.count - at else { throw ZipArchive.damaged(bytes.name) }
    end = at + entry.packedSize
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
    while !isAtEnd {
      if input.isEmpty, at < end {
        let stretch = try bytes.read(at: at, count: Int(min(64 << 10, end - at)))
        at += Int64(stretch.count)
        input.append(stretch)
      }
      let count = try unpack(into: target)
      if count > 0 {
        try check(UnsafeRawBufferPointer(rebasing: target[..<count]))
        return count
      }
    }
    guard written == entry.size, checksum == entry.checksum else {
      throw ZipArchive.damaged(bytes.name)
    }
    return 0
  }

  private func unpack(into target: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
    guard let inflater else {
      if input.isEmpty { isAtEnd = true }
      return input.take(into: target)
    }
    let hasInput = !input.isEmpty
    let (used, count, outcome) = input.rest.withUnsafeBytes { inflater.inflate($0, into: target) }
    input.drop(used)
    switch outcome {
    case .end: isAtEnd = true
    case .damaged: throw ZipArchive.damaged(bytes.name)
    case .more where count == 0 && !hasInput: throw ZipArchive.damaged(bytes.name)
    case .more: break
    }
    return count
  }

  private func check(_ part: UnsafeRawBufferPointer) throws(TabularError) {
    written += Int64(part.count)
    checksum = UInt32(
      truncatingIfNeeded: crc32(
        UInt(checksum), part.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt32(part.count)))
    let isBomb =
      written > Self.mildSize && written / Self.largestRatio > max(entry.packedSize, 1)
    if written > entry.size || isBomb {
      throw TabularError(
        file: bytes.name,
        reason: Message(
          "\(entry.name) unpacks to far more than it should: a file made to do harm, or damaged",
          "\(entry.name) 解压后远超应有的大小：恶意文件或已损坏"))
    }
  }
}
