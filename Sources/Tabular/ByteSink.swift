import Glibc

/// Where bytes go: a file, standard output or memory, through a buffer.
///
/// What is written reaches the destination with `flush()` or `commit()`, or when the buffer is
/// full; what has reached neither when the sink goes away is lost. A process that wants
/// `SinkError.closedPipe` instead of dying of `SIGPIPE` must ignore that signal.
package final class ByteSink {
  private enum Destination {
    case descriptor(CInt, name: String)
    case file(ReplacementFile, name: String)
    case memory
  }

  private let destination: Destination
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  // Single bytes are written here, so a run-time check per access would be most of the cost. No
  // method calls back, so that two accesses cannot overlap.
  @exclusivity(unchecked) private var count = 0
  private var collected: [UInt8] = []
  private var observer: ((UnsafeBufferPointer<UInt8>) -> Void)?

  private init(_ destination: Destination) {
    self.destination = destination
    buffer = .allocate(capacity: 256 << 10)
  }

  deinit { buffer.deallocate() }

  /// A sink for standard output. Each call makes one, with a buffer of its own.
  package static func stdout() -> ByteSink {
    ByteSink(.descriptor(STDOUT_FILENO, name: "stdout"))
  }

  /// A sink for a descriptor that stays open and belongs to the caller.
  package static func descriptor(_ descriptor: Int32, name: String) -> ByteSink {
    ByteSink(.descriptor(descriptor, name: name))
  }

  /// A sink for a file, which `commit()` puts in its place: until then it has no name, or where the
  /// file system demands one a temporary name in the same folder, and goes away with the sink. A
  /// device or named pipe at `path` is written to directly.
  ///
  /// - Throws: `SinkError` if the file cannot be created there.
  package static func file(_ path: String) throws(SinkError) -> ByteSink {
    ByteSink(.file(try ReplacementFile(path: path), name: path))
  }

  /// A sink that keeps everything in memory: see `bytes`.
  package static func memory() -> ByteSink { ByteSink(.memory) }

  /// What was written to a sink in memory; empty for every other.
  package var bytes: [UInt8] {
    guard case .memory = destination else { return [] }
    return collected + buffer[..<count]
  }

  /// Calls `observer` with all bytes that go to the destination from now on, in order.
  package func observe(_ observer: @escaping (UnsafeBufferPointer<UInt8>) -> Void) {
    self.observer = observer
  }

  /// Hands what is in the buffer to the destination.
  ///
  /// - Throws: `SinkError` if that fails; what was in the buffer is then lost.
  package func flush() throws(SinkError) {
    let pending = UnsafeBufferPointer(rebasing: buffer[..<count])
    count = 0
    try deliver(pending)
  }

  /// Flushes, and does all of `commit()` that can fail for want of space. A sink that goes away
  /// afterwards still leaves no file.
  ///
  /// - Throws: `SinkError` if that fails.
  package func prepare() throws(SinkError) {
    try flush()
    if case .file(let file, _) = destination { try file.prepare() }
  }

  /// Flushes, and puts a file in its place.
  ///
  /// - Throws: `SinkError` if either fails.
  package func commit() throws(SinkError) {
    try flush()
    if case .file(let file, _) = destination { try file.commit() }
  }

  /// Writes one byte.
  ///
  /// - Throws: `SinkError` like `flush()`, as all of these do.
  @inline(__always)
  package func write(_ byte: UInt8) throws(SinkError) {
    if count == buffer.count { try flush() }
    buffer[count] = byte
    count &+= 1
  }

  package func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkError) {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
    if bytes.count > buffer.count - count {
      try flush()
      if bytes.count > buffer.count { return try deliver(bytes) }
    }
    memcpy(buffer.baseAddress! + count, start, bytes.count)
    count += bytes.count
  }

  package func write(_ text: StaticString) throws(SinkError) {
    if text.hasPointerRepresentation {
      try write(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    } else {
      try write(String(text.unicodeScalar))
    }
  }

  package func write(_ text: String) throws(SinkError) {
    try withUTF8(of: text) { (bytes) throws(SinkError) in try write(bytes) }
  }

  /// Writes an integer in decimal.
  package func write(_ integer: Int64) throws(SinkError) {
    let longest = 20  // "-9223372036854775808"
    if buffer.count - count < longest { try flush() }
    var magnitude = integer.magnitude
    var digits = 1
    var bound: UInt64 = 10
    while digits < 19, magnitude >= bound {
      digits += 1
      bound &*= 10
    }
    if integer < 0 { try write(UInt8(ascii: "-")) }
    for place in stride(from: count + digits - 1, through: count, by: -1) {
      buffer[place] = UInt8(ascii: "0") + UInt8(magnitude % 10)
      magnitude /= 10
    }
    count += digits
  }

  private func deliver(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkError) {
    observer?(bytes)
    switch destination {
    case .memory: collected.append(contentsOf: bytes)
    case .descriptor(let descriptor, let name): try write(bytes, to: descriptor, name: name)
    case .file(let file, let name): try write(bytes, to: file.descriptor, name: name)
    }
  }

  private func write(
    _ bytes: UnsafeBufferPointer<UInt8>, to descriptor: CInt, name: String
  ) throws(SinkError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = UnsafeBufferPointer(rebasing: rest)
      let written = Glibc.write(descriptor, part.baseAddress, part.count)
      if written >= 0 {
        rest = rest.dropFirst(written)
      } else if errno != EINTR {
        throw SinkError(name: name, code: errno)
      }
    }
  }
}

/// Calls `body` with the UTF-8 of `text`, without copying where the text is stored that way.
func withUTF8<Result, Failure: Error>(
  of text: String, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
) throws(Failure) -> Result {
  var text = text
  // `String.withUTF8` loses the type of the error, so it is carried out by hand.
  let outcome = text.withUTF8 { bytes in
    do throws(Failure) {
      return Swift.Result<Result, Failure>.success(try body(bytes))
    } catch {
      return .failure(error)
    }
  }
  return try outcome.get()
}
