import CZlib

/// Packs bytes by DEFLATE, RFC 1951 <https://www.rfc-editor.org/rfc/rfc1951>, without a header.
final class Deflater {
  // At an address of its own: zlib keeps a pointer back to it.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 64 << 10)

  init() {
    stream.initialize(to: z_stream())
    // A quick level: text of tables packs nearly as well as with a slow one.
    _ = aikb_deflate_init(stream, 3, -15)
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
    buffer.deallocate()
  }

  /// Begins anew.
  func reset() { deflateReset(stream) }

  /// Packs `input`, and with `isFinal` ends the stream.
  ///
  /// - Returns: how many bytes were written.
  func deflate(
    _ input: UnsafeBufferPointer<UInt8>, isFinal: Bool, to sink: ByteSink
  ) throws(SinkError) -> Int64 {
    stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    stream.pointee.avail_in = UInt32(input.count)
    var written: Int64 = 0
    repeat {
      stream.pointee.next_out = buffer.baseAddress
      stream.pointee.avail_out = UInt32(buffer.count)
      _ = CZlib.deflate(stream, isFinal ? Z_FINISH : Z_NO_FLUSH)
      let count = buffer.count - Int(stream.pointee.avail_out)
      try sink.write(UnsafeBufferPointer(rebasing: buffer[..<count]))
      written += Int64(count)
    } while stream.pointee.avail_out == 0
    return written
  }
}
