import CZlib

/// Unpacks deflated bytes, RFC 1951 <https://www.rfc-editor.org/rfc/rfc1951>, a stretch at a time.
final class Inflater {
  /// What stands around the deflated bytes.
  enum Format {
    /// Nothing, as in a ZIP archive.
    case raw
    /// RFC 1952 <https://www.rfc-editor.org/rfc/rfc1952>.
    case gzip
  }

  enum Outcome {
    /// Goes on with more input or more room.
    case more
    /// The end of the stream.
    case end
    /// The bytes are no deflated stream, or its check sum is wrong.
    case damaged
  }

  // At an address of its own: zlib keeps a pointer back to it.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private let isReady: Bool

  init(_ format: Format) {
    stream.initialize(to: z_stream())
    isReady = aikb_inflate_init(stream, format == .gzip ? 15 + 16 : -15) == Z_OK
  }

  deinit {
    if isReady { inflateEnd(stream) }
    stream.deallocate()
  }

  /// Unpacks as much of `input` as there is room for in `target`.
  ///
  /// - Returns: how many bytes of each were used, and whether the stream goes on.
  func inflate(
    _ input: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
  ) -> (used: Int, written: Int, outcome: Outcome) {
    guard isReady else { return (0, 0, .damaged) }
    stream.pointee.next_in = UnsafeMutableRawPointer(mutating: input.baseAddress)?
      .assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(input.count)
    stream.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(target.count)
    let result = CZlib.inflate(stream, Z_NO_FLUSH)
    let used = input.count - Int(stream.pointee.avail_in)
    let written = target.count - Int(stream.pointee.avail_out)
    switch result {
    case Z_OK, Z_BUF_ERROR: return (used, written, .more)
    case Z_STREAM_END: return (used, written, .end)
    default: return (used, written, .damaged)
    }
  }

  /// Begins anew, for a further stream behind the first.
  func reset() { inflateReset(stream) }
}
