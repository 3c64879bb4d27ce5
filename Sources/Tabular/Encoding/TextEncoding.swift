/// How the characters of a text file are written as bytes. The raw value is the name on the command
/// line.
package enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  /// What a Chinese Excel saves; its older forms GBK and GB2312 are parts of it.
  case gb18030
  /// What an Excel of Taiwan or Hong Kong saves.
  case big5
  /// What a western Excel saves. Any bytes at all are text in it, so it is never more than a guess.
  case windows1252 = "windows-1252"

  /// The encoding of a name as people write it (`GBK`, `UTF8`, `cp1252`); nil if there is none.
  package init?(named name: String) {
    let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
    switch plain {
    case "utf8", "unicode": self = .utf8
    case "utf16", "utf16le": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    case "gb18030", "gbk", "gb2312", "cp936", "windows936", "ansi936": self = .gb18030
    case "big5", "cp950", "windows950": self = .big5
    case "windows1252", "cp1252", "latin1", "iso88591": self = .windows1252
    default: return nil
    }
  }

  /// As it is written in prose.
  package var title: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LittleEndian: "UTF-16 LE"
    case .utf16BigEndian: "UTF-16 BE"
    case .gb18030: "GB18030"
    case .big5: "Big5"
    case .windows1252: "Windows-1252"
    }
  }

  /// The byte order marks by which a file says what it is, longest first.
  static let byteOrderMarks: [(mark: [UInt8], encoding: TextEncoding)] = [
    ([0x84, 0x31, 0x95, 0x33], .gb18030),
    ([0xEF, 0xBB, 0xBF], .utf8),
    ([0xFF, 0xFE], .utf16LittleEndian),
    ([0xFE, 0xFF], .utf16BigEndian),
  ]
}
