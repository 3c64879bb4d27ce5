internal import Messages

/// Turns text of one encoding into UTF-8, a stretch at a time.
///
/// A byte that is no text becomes 0xFF, which is never part of UTF-8, so that the reader of the text
/// tells of it by line and column.
package struct TextDecoder {
  /// What stands for a byte that is no text.
  static let undecodable: UInt8 = 0xFF
  /// What stands before a stretch that is UTF-8 in a text of another encoding; no part of UTF-8 either.
  package static let stray: UInt8 = 0xFE

  private let encoding: TextEncoding
  private let converter: Iconv?

  /// - Throws: `TabularError` when the system cannot convert from `encoding`.
  init(_ encoding: TextEncoding, file: String) throws(TabularError) {
    self.encoding = encoding
    switch encoding {
    case .gb18030, .big5:
      guard let converter = Iconv(from: encoding == .big5 ? "BIG5" : "GB18030") else {
        throw TabularError(file: file, reason: Self.missingConverter(encoding))
      }
      self.converter = converter
    default: converter = nil
    }
  }

  /// Decodes the beginning of `bytes` and returns how many bytes that were. What is left is the
  /// beginning of a character, unless `isFinal`.
  func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, isFinal: Bool, into output: inout ByteQueue
  ) -> Int {
    switch encoding {
    case .utf8:
      output.append(bytes)
      return bytes.count
    case .utf16LittleEndian, .utf16BigEndian:
      return UTF16Text.decode(
        bytes, bigEndian: encoding == .utf16BigEndian, isFinal: isFinal, into: &output)
    case .windows1252:
      Windows1252.decode(bytes, into: &output)
      return bytes.count
    case .gb18030, .big5:
      return converter?.decode(bytes, isFinal: isFinal, into: &output) ?? 0
    }
  }

  private static func missingConverter(_ encoding: TextEncoding) -> Message {
    Message(
      """
      this system has no converter for \(encoding.title) (glibc's gconv modules); install them \
      (Debian libc6, Fedora glibc-gconv-extra) or save the file as UTF-8
      """,
      """
      本系统没有 \(encoding.title) 的转换模块（glibc 的 gconv）；请安装（Debian 的 libc6、\
      Fedora 的 glibc-gconv-extra），或将文件另存为 UTF-8
      """)
  }
}
