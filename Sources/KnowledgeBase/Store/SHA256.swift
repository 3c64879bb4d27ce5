internal import CMessageDigest

/// SHA-256 (FIPS 180-4), by libmd.
package struct SHA256: ~Copyable {
  private var context = SHA2_CTX()

  package init() { SHA256Init(&context) }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    SHA256Update(&context, base.assumingMemoryBound(to: UInt8.self), bytes.count)
  }

  /// The digest as 64 lower-case hexadecimal digits.
  package consuming func hex() -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    SHA256Final(&digest, &context)
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The digest of `bytes` as 64 lower-case hexadecimal digits.
  package static func hex(of bytes: UnsafeBufferPointer<UInt8>) -> String {
    var digest = SHA256()
    digest.update(UnsafeRawBufferPointer(bytes))
    return digest.hex()
  }
}

/// The size and digest of bytes as they go by.
package final class RunningDigest {
  private var digest: SHA256? = SHA256()
  /// Bytes so far.
  package private(set) var size = 0

  package init() {}

  package func update(_ bytes: UnsafeRawBufferPointer) {
    digest?.update(bytes)
    size += bytes.count
  }

  /// The digest of all of them as 64 lower-case hexadecimal digits; nothing may follow.
  package func finish() -> String { digest.take()?.hex() ?? "" }
}
