import Glibc
internal import Messages

/// Bytes put aside to be read again: in a temporary file without a name, which goes away with them.
final class Spool {
  private let descriptor: CInt
  private let file: String
  private var pending = ByteQueue()
  private var reading: Int64 = 0

  /// - Parameter file: under whose name errors are reported.
  /// - Throws: `TabularError` when no temporary file can be made.
  init(for file: String) throws(TabularError) {
    self.file = file
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var path = Array("\(folder)/aikb-XXXXXX".utf8CString)
    descriptor = mkstemp(&path)
    guard descriptor >= 0 else {
      let system = systemMessage(errno)
      throw TabularError(
        file: file,
        reason: Message(
          "no temporary file can be made in \(folder) (TMPDIR names another folder): \(system)",
          "无法在 \(folder) 中建立临时文件（可用 TMPDIR 指定其他目录）：\(system)"))
    }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(path)
  }

  deinit { close(descriptor) }

  /// A spool with all that is left of a source, and its descriptor.
  static func copy(of source: ByteSource) throws(TabularError) -> Spool {
    let spool = try Spool(for: source.name)
    var queue = ByteQueue()
    while try source.read(into: &queue) {
      try spool.append(queue.rest)
      queue.removeAll()
    }
    try spool.flush()
    return spool
  }

  /// The temporary file. Everything is in it after `flush()`.
  var fileDescriptor: CInt { descriptor }

  func append(_ bytes: some Sequence<UInt8>) throws(TabularError) {
    pending.append(bytes)
    if pending.count >= 256 << 10 { try flush() }
  }

  func flush() throws(TabularError) {
    while !pending.isEmpty {
      let count = pending.rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        pending.drop(count)
      } else if errno != EINTR {
        let system = systemMessage(errno)
        throw TabularError(
          file: file,
          reason: Message("the temporary file cannot be written: \(system)", "无法写入临时文件：\(system)"))
      }
    }
  }

  /// Appends the next stretch, from the front, to `queue`; false at the end.
  func read(into queue: inout ByteQueue) throws(TabularError) -> Bool {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 8)
    defer { buffer.deallocate() }
    let count = pread(descriptor, buffer.baseAddress, buffer.count, Int(reading))
    guard count >= 0 else {
      let system = systemMessage(errno)
      throw TabularError(
        file: file,
        reason: Message("the temporary file cannot be read: \(system)", "无法读取临时文件：\(system)"))
    }
    reading += Int64(count)
    queue.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    return count > 0
  }
}
