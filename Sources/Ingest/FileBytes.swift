internal import Glibc
internal import KnowledgeBase
internal import Messages
internal import Tabular

/// Small files read whole (mappings), and digests of files of any size.
enum FileBytes {
  /// The bytes of a file of up to `limit` bytes.
  ///
  /// - Throws: ``TabularError`` when it cannot be read.
  static func read(_ path: String, limit: Int = 16 << 20) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try chunks(of: path) { chunk in
      guard bytes.count + chunk.count <= limit else {
        throw TabularError(
          file: path, reason: Message("larger than \(limit >> 20) MB", "大于 \(limit >> 20) MB"))
      }
      bytes.append(contentsOf: chunk)
    }
    return bytes
  }

  /// The SHA-256 of a file, in hexadecimal.
  static func sha256(_ path: String) throws -> String {
    var digest = SHA256()
    try chunks(of: path) { digest.update($0) }
    return digest.hex()
  }

  private static func chunks(
    of path: String, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw TabularError(
        file: path, reason: Message(verbatim: "\(String(cString: strerror(errno)))"))
    }
    defer { close(file) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = Glibc.read(file, buffer.baseAddress, buffer.count)
      guard count >= 0 else {
        throw TabularError(
          file: path, reason: Message(verbatim: "\(String(cString: strerror(errno)))"))
      }
      if count == 0 { return }
      try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }
}
