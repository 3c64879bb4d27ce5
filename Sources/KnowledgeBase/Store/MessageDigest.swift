internal import CMessageDigest

/// A digest by any of the algorithms that data packages name, by libmd. For what is ours there is
/// ``SHA256``.
package struct MessageDigest {
  /// The algorithms, by the names that stand before a digest: `sha256:…`.
  package enum Algorithm: String, Sendable, CaseIterable {
    case md5, sha1, sha256, sha512
  }

  private enum Context {
    case md5(MD5_CTX)
    case sha1(SHA1_CTX)
    case sha256(SHA2_CTX)
    case sha512(SHA2_CTX)
  }

  private var context: Context

  package init(_ algorithm: Algorithm) {
    switch algorithm {
    case .md5:
      var start = MD5_CTX()
      MD5Init(&start)
      context = .md5(start)
    case .sha1:
      var start = SHA1_CTX()
      SHA1Init(&start)
      context = .sha1(start)
    case .sha256:
      var start = SHA2_CTX()
      SHA256Init(&start)
      context = .sha256(start)
    case .sha512:
      var start = SHA2_CTX()
      SHA512Init(&start)
      context = .sha512(start)
    }
  }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    switch context {
    case .md5(var state):
      MD5Update(&state, base, bytes.count)
      context = .md5(state)
    case .sha1(var state):
      SHA1Update(&state, base, bytes.count)
      context = .sha1(state)
    case .sha256(var state):
      SHA256Update(&state, base, bytes.count)
      context = .sha256(state)
    case .sha512(var state):
      SHA512Update(&state, base, bytes.count)
      context = .sha512(state)
    }
  }

  /// The digest in lower-case hexadecimal digits.
  package func hex() -> String {
    var digest = [UInt8](repeating: 0, count: 64)
    let size: Int
    switch context {
    case .md5(var state):
      MD5Final(&digest, &state)
      size = 16
    case .sha1(var state):
      SHA1Final(&digest, &state)
      size = 20
    case .sha256(var state):
      SHA256Final(&digest, &state)
      size = 32
    case .sha512(var state):
      SHA512Final(&digest, &state)
      size = 64
    }
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest[..<size].flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
      as: UTF8.self)
  }
}
