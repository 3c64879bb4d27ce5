/// The names SQLite opens, made from paths.
enum DatabaseName {
  /// A path that SQLite takes literally.
  ///
  /// Some builds (Debian's is one) read every name that begins with `file:` as a URI; a file of
  /// that name is reached through its folder. https://sqlite.org/uri.html
  static func plain(_ path: String) -> String {
    path.hasPrefix("file:") ? "./" + path : path
  }

  /// A path that is never taken for a database in memory.
  static func file(_ path: String) -> String {
    path == ":memory:" ? "./" + path : plain(path)
  }

  /// The URI that opens a file as unchangeable.
  /// https://sqlite.org/uri.html#uriimmutable
  static func immutable(_ path: String) -> String {
    // After `file:`, two slashes open an authority: an absolute path gets an empty one.
    let prefix = path.utf8.first == UInt8(ascii: "/") ? "file://" : "file:"
    return prefix + percentEncoded(path) + "?immutable=1"
  }

  /// Every byte that is not unreserved in RFC 3986 (section 2.3) as `%XX`; slashes stay.
  private static func percentEncoded(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var encoded: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        encoded.append(byte)
      default:
        encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}
