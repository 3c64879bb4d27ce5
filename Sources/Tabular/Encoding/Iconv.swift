import Glibc

/// The system's converter from one encoding to UTF-8,
/// <https://man7.org/linux/man-pages/man3/iconv.3.html>.
final class Iconv {
  private let descriptor: iconv_t

  /// nil if the system has no converter for an encoding of this name.
  init?(from encoding: String) {
    // What fails is `(iconv_t)-1`.
    guard let opened = iconv_open("UTF-8", encoding), Int(bitPattern: opened) != -1 else {
      return nil
    }
    descriptor = opened
  }

  deinit { iconv_close(descriptor) }

  /// See `TextDecoder.decode`.
  func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, isFinal: Bool, into output: inout ByteQueue
  ) -> Int {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return 0 }
    // iconv takes a pointer to bytes it may change, and changes none.
    var from: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(
      mutating: UnsafeRawPointer(start)
    ).assumingMemoryBound(to: CChar.self)
    var left = bytes.count
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16 << 10) { buffer in
      while left > 0 {
        var to = buffer.baseAddress
        var room = buffer.count
        let result = iconv(descriptor, &from, &left, &to, &room)
        let code = errno
        output.append(
          UnsafeRawBufferPointer(start: buffer.baseAddress, count: buffer.count - room))
        if result != -1 || code == E2BIG { continue }
        // EINVAL: a character is cut off at the end; EILSEQ: no character begins here.
        if code == EINVAL, !isFinal { break }
        output.append(TextDecoder.undecodable)
        from = from.map { $0 + 1 }
        left -= 1
      }
    }
    return bytes.count - left
  }
}
