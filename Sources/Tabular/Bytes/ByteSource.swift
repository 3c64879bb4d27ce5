import Glibc
package import Messages

/// Where bytes come from: a file, standard input, memory, or a `ByteStream` that makes them from
/// those of another source. Knows nothing of what they mean.
package final class ByteSource {
  private enum Origin {
    case descriptor(CInt, isOwned: Bool)
    case memory([UInt8])
    case stream(any ByteStream, from: ByteSource)
  }

  /// The name errors are reported under: the path as given, or `stdin`.
  package let name: String
  /// Size in bytes where it is known beforehand (not for a pipe or a terminal). Of bytes made from
  /// others it is the size of those, as in `bytesRead`.
  package let byteCount: Int64?
  private let origin: Origin
  private var taken: Int64 = 0
  /// Read already to look at it, but not handed out.
  private var lookahead = ByteQueue()

  /// Opens the file at `path`; `-` is standard input.
  ///
  /// - Throws: `TabularError` if it is missing, a folder, or may not be read.
  package init(path: String) throws(TabularError) {
    let isStandardInput = path == "-"
    name = isStandardInput ? "stdin" : path
    let descriptor = isStandardInput ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let reason: Message =
        errno == ENOENT
        ? Message("no such file", "没有这个文件")
        : Message("cannot be opened: \(systemMessage(errno))", "无法打开：\(systemMessage(errno))")
      throw TabularError(file: path, reason: reason)
    }
    origin = .descriptor(descriptor, isOwned: !isStandardInput)

    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      byteCount = nil
      throw TabularError(
        file: name,
        reason: Message("cannot be opened: \(systemMessage(errno))", "无法打开：\(systemMessage(errno))")
      )
    }
    let type = status.st_mode & S_IFMT
    byteCount = type == S_IFREG ? Int64(status.st_size) : nil
    if type == S_IFDIR {
      throw TabularError(file: name, reason: Message("is a directory, not a file", "是文件夹，不是文件"))
    }
  }

  /// Bytes that are in memory already.
  package init(bytes: [UInt8], name: String) {
    self.name = name
    byteCount = Int64(bytes.count)
    origin = .memory(bytes)
  }

  /// The bytes that `stream` makes from those of `source`.
  ///
  /// - Parameter name: nil for that of `source`.
  init(_ stream: any ByteStream, from source: ByteSource, name: String? = nil) {
    self.name = name ?? source.name
    byteCount = source.byteCount
    origin = .stream(stream, from: source)
  }

  deinit {
    if case .descriptor(let descriptor, isOwned: true) = origin { close(descriptor) }
  }

  /// Bytes handed out so far; of bytes made from others, how far those have been read.
  package var bytesRead: Int64 {
    if case .stream(_, let source) = origin { return source.bytesRead }
    return taken
  }

  /// The encoding of the text, as far as it has been read. UTF-8 where nothing says otherwise.
  package var encoding: TextEncoding {
    guard case .stream(let stream, let source) = origin else { return .utf8 }
    return (stream as? DecodedText)?.encoding ?? source.encoding
  }

  /// What its user should know about how the bytes were made, complete once all are read.
  package var remarks: [Message] {
    guard case .stream(let stream, let source) = origin else { return [] }
    return source.remarks + stream.remarks
  }

  /// Where the records stand that the bytes hold, if that is not where their lines are.
  var places: RecordPlaces? {
    guard case .stream(let stream, _) = origin else { return nil }
    return stream.places
  }

  /// The file itself, where it is one whose bytes can be read in any order.
  var regularFile: CInt? {
    guard case .descriptor(let descriptor, _) = origin, byteCount != nil else { return nil }
    return descriptor
  }

  /// All the bytes, where they are in memory.
  var bytesInMemory: [UInt8]? {
    guard case .memory(let bytes) = origin else { return nil }
    return bytes
  }

  /// Says that the file has been read up to there by other means than `read`.
  func noteRead(upTo offset: Int64) { taken = max(taken, offset) }

  /// The next bytes, which stay to be read: `count` of them, or all that are left if these are fewer.
  ///
  /// - Throws: `TabularError` like `read`.
  func peek(_ count: Int) throws(TabularError) -> ArraySlice<UInt8> {
    if lookahead.count < count {
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 8)
      defer { buffer.deallocate() }
      while lookahead.count < count {
        let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<(count - lookahead.count)])
        let read = try readOrigin(into: part)
        if read == 0 { break }
        lookahead.append(UnsafeRawBufferPointer(rebasing: part[..<read]))
      }
    }
    return lookahead.rest.prefix(count)
  }

  /// Gives back the last bytes that were read.
  func unread(_ bytes: UnsafeRawBufferPointer) {
    var queue = ByteQueue()
    queue.append(bytes)
    queue.append(lookahead.rest)
    lookahead = queue
    taken -= Int64(bytes.count)
  }

  /// Calls `body` with all bytes that are left, stretch by stretch.
  ///
  /// - Throws: `TabularError` like `read`.
  package func forEachChunk(_ body: (UnsafeRawBufferPointer) -> Void) throws(TabularError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = try read(into: buffer)
      if count == 0 { return }
      body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// Appends the next stretch of bytes to `queue`.
  ///
  /// - Returns: false at the end.
  func read(into queue: inout ByteQueue) throws(TabularError) -> Bool {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 8)
    defer { buffer.deallocate() }
    let count = try read(into: buffer)
    queue.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    return count > 0
  }

  /// Copies the next bytes to `target`: as many as one read gives, 0 at the end.
  ///
  /// - Throws: `TabularError` if the system cannot read on.
  func read(into target: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
    let count: Int
    if lookahead.isEmpty {
      count = try readOrigin(into: target)
    } else {
      count = lookahead.take(into: target)
    }
    taken += Int64(count)
    return count
  }

  private func readOrigin(
    into target: UnsafeMutableRawBufferPointer
  ) throws(TabularError) -> Int {
    switch origin {
    case .descriptor(let descriptor, _): return try read(descriptor, into: target)
    case .memory(let bytes):
      let rest = bytes[(Int(taken) + lookahead.count)...].prefix(target.count)
      target.copyBytes(from: rest)
      return rest.count
    case .stream(let stream, _): return try stream.read(into: target)
    }
  }

  private func read(
    _ descriptor: CInt, into target: UnsafeMutableRawBufferPointer
  ) throws(TabularError) -> Int {
    while true {
      let count = Glibc.read(descriptor, target.baseAddress, target.count)
      if count >= 0 { return count }
      if errno != EINTR {
        throw TabularError(
          file: name,
          reason: Message("cannot be read: \(systemMessage(errno))", "无法读取：\(systemMessage(errno))")
        )
      }
    }
  }
}
