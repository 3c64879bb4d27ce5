import Glibc
internal import Messages

/// The bytes of a source in any order. What cannot be read so, a pipe, is put aside in a temporary
/// file first.
final class RandomAccessBytes {
  private enum Storage {
    case file(CInt)
    case memory([UInt8])
    case spool(Spool)
  }

  /// The name errors are reported under.
  let name: String
  let count: Int64
  private let storage: Storage
  // Holds the file open.
  private let source: ByteSource

  /// - Parameter source: one of which nothing has been read.
  /// - Throws: `TabularError` when it cannot be read or put aside.
  init(_ source: ByteSource) throws(TabularError) {
    self.source = source
    name = source.name
    if let file = source.regularFile, let size = source.byteCount {
      storage = .file(file)
      count = size
    } else if let bytes = source.bytesInMemory {
      storage = .memory(bytes)
      count = Int64(bytes.count)
    } else {
      let spool = try Spool.copy(of: source)
      var status = stat()
      guard fstat(spool.fileDescriptor, &status) == 0 else {
        throw TabularError(file: source.name, reason: Message(verbatim: systemMessage(errno)))
      }
      storage = .spool(spool)
      count = Int64(status.st_size)
    }
  }

  /// `count` bytes from `offset`; fewer where the file ends before.
  ///
  /// - Throws: `TabularError` when the system cannot read them.
  func read(at offset: Int64, count: Int) throws(TabularError) -> [UInt8] {
    guard offset >= 0, offset < self.count, count > 0 else { return [] }
    let size = Int(min(Int64(count), self.count - offset))
    switch storage {
    case .memory(let bytes): return Array(bytes[Int(offset)..<Int(offset) + size])
    case .spool(let spool): return try read(spool.fileDescriptor, offset, size)
    case .file(let descriptor):
      source.noteRead(upTo: offset + Int64(size))
      return try read(descriptor, offset, size)
    }
  }

  private func read(
    _ descriptor: CInt, _ offset: Int64, _ size: Int
  ) throws(TabularError) -> [UInt8] {
    var done = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
      while done < size {
        let count = pread(descriptor, buffer.baseAddress! + done, size - done, Int(offset) + done)
        if count > 0 { done += count } else if count == 0 || errno != EINTR { break }
      }
      initialized = done
    }
    guard done == size else {
      throw TabularError(
        file: name,
        reason: Message("cannot be read: \(systemMessage(errno))", "无法读取：\(systemMessage(errno))"))
    }
    return bytes
  }
}
