import Glibc
internal import Messages

/// Where bytes come from: a file, standard input or memory. Knows nothing of what they mean.
package final class ByteSource {
  private enum Origin {
    case descriptor(CInt, isOwned: Bool)
    case memory([UInt8])
  }

  /// The name errors are reported under: the path as given, or `stdin`.
  package let name: String
  /// Size in bytes where it is known beforehand (not for a pipe or a terminal).
  package let byteCount: Int64?
  /// Bytes handed out so far.
  package private(set) var bytesRead: Int64 = 0
  private let origin: Origin

  /// Opens the file at `path`; `-` is standard input.
  ///
  /// - Throws: `TabularError` if it is missing, a folder, or may not be read.
  package init(path: String) throws(TabularError) {
    let isStandardInput = path == "-"
    name = isStandardInput ? "stdin" : path
    let descriptor = isStandardInput ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let reason: Message =
        errno == ENOENT ? "no such file" : "cannot be opened: \(systemMessage(errno))"
      throw TabularError(file: path, reason: reason)
    }
    origin = .descriptor(descriptor, isOwned: !isStandardInput)

    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      byteCount = nil
      throw TabularError(file: name, reason: "cannot be opened: \(systemMessage(errno))")
    }
    let type = status.st_mode & S_IFMT
    byteCount = type == S_IFREG ? Int64(status.st_size) : nil
    if type == S_IFDIR {
      throw TabularError(file: name, reason: "is a directory, not a file")
    }
  }

  /// Bytes that are in memory already.
  package init(bytes: [UInt8], name: String) {
    self.name = name
    byteCount = Int64(bytes.count)
    origin = .memory(bytes)
  }

  deinit {
    if case .descriptor(let descriptor, isOwned: true) = origin { close(descriptor) }
  }

  /// Copies the next bytes to `target`: as many as one read gives, 0 at the end.
  ///
  /// - Throws: `TabularError` if the system cannot read on.
  func read(into target: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
    let count: Int
    switch origin {
    case .descriptor(let descriptor, _):
      count = try read(descriptor, into: target)
    case .memory(let bytes):
      let rest = bytes[Int(bytesRead)...].prefix(target.count)
      target.copyBytes(from: rest)
      count = rest.count
    }
    bytesRead += Int64(count)
    return count
  }

  private func read(
    _ descriptor: CInt, into target: UnsafeMutableRawBufferPointer
  ) throws(TabularError) -> Int {
    while true {
      let count = Glibc.read(descriptor, target.baseAddress, target.count)
      if count >= 0 { return count }
      if errno != EINTR {
        throw TabularError(file: name, reason: "cannot be read: \(systemMessage(errno))")
      }
    }
  }
}
