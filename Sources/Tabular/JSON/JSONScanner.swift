internal import Messages

/// Reads the tokens of JSON, RFC 8259 <https://www.rfc-editor.org/rfc/rfc8259>, from UTF-8 text.
///
/// More lenient than the RFC in what others write: `NaN` and `Infinity`, and control characters in
/// strings.
struct JSONScanner {
  /// Physical line, from 1.
  private(set) var line = 1
  private let source: ByteSource
  private var queue = ByteQueue()
  private var window: [UInt8] = []
  private var at = 0

  /// The longest string or number, in bytes.
  private static let limit = 64 << 20

  init(_ source: ByteSource) { self.source = source }

  /// The first byte of the next token, which stays to be read; nil at the end.
  mutating func peek() throws(TabularError) -> UInt8? {
    while let byte = try current() {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): at += 1
      case UInt8(ascii: "\n"):
        line += 1
        at += 1
      default: return byte
      }
    }
    return nil
  }

  /// Takes the next token if it is this one.
  mutating func take(_ token: Unicode.Scalar) throws(TabularError) -> Bool {
    guard try peek() == UInt8(ascii: token) else { return false }
    at += 1
    return true
  }

  mutating func expect(_ token: Unicode.Scalar) throws(TabularError) {
    if try !take(token) {
      throw error(Message("'\(token)' is missing here", "此处缺少“\(token)”"))
    }
  }

  /// The string that comes next.
  mutating func string() throws(TabularError) -> String {
    let start = line
    try expect("\"")
    // What came before an escape, or from an earlier window; most strings have neither.
    var text: [UInt8] = []
    while try current() != nil, text.count <= Self.limit {
      let part = plainPart()
      at = part.endIndex
      let mark = at < window.count ? window[at] : nil
      if mark == UInt8(ascii: "\""), text.isEmpty {
        at += 1
        return try string(of: part)
      }
      text += part
      guard let mark else { continue }
      at += 1
      if mark == UInt8(ascii: "\"") { return try string(of: text[...]) }
      try appendEscape(to: &text)
    }
    line = start
    throw error(Message("the string opened here is not closed", "此处打开的字符串没有关闭"))
  }

  /// The bytes of a string up to its end, an escape or the end of the window, whichever comes first.
  private mutating func plainPart() -> ArraySlice<UInt8> {
    var end = at
    while end < window.count {
      let byte = window[end]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
      if byte == UInt8(ascii: "\n") { line += 1 }
      end += 1
    }
    return window[at..<end]
  }

  private func string(of bytes: ArraySlice<UInt8>) throws(TabularError) -> String {
    if let string = bytes.withUnsafeBufferPointer(UTF8Check.string) { return string }
    throw error(
      Message("the string is not \(source.encoding.title)", "字符串不是 \(source.encoding.title)"))
  }

  /// The number, `true`, `false` or `null` that comes next, as it is written.
  mutating func literal() throws(TabularError) -> String {
    _ = try peek()
    var text: [UInt8] = []
    while let byte = try current(), Self.isLiteral(byte), text.count < 4096 {
      text.append(byte)
      at += 1
    }
    let literal = String(decoding: text, as: UTF8.self)
    let isWord = ["true", "false", "null", "NaN", "Infinity", "-Infinity"].contains(literal)
    guard isWord || Double(literal) != nil else {
      if literal.isEmpty { throw error(Message("not JSON here", "此处不是 JSON")) }
      throw error(Message("not JSON: \(literal)", "不是 JSON：\(literal)"))
    }
    return literal
  }

  func error(_ reason: Message, line: Int? = nil) -> TabularError {
    TabularError(file: source.name, line: line ?? self.line, reason: reason)
  }

  private static func isLiteral(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  private mutating func current() throws(TabularError) -> UInt8? {
    if at == window.count {
      guard try source.read(into: &queue) else { return nil }
      window = Array(queue.rest)
      queue.removeAll()
      at = 0
    }
    return window[at]
  }

  private mutating func appendEscape(to text: inout [UInt8]) throws(TabularError) {
    let escaped = try current()
    at += 1
    switch escaped {
    case UInt8(ascii: "n"): text.append(UInt8(ascii: "\n"))
    case UInt8(ascii: "t"): text.append(UInt8(ascii: "\t"))
    case UInt8(ascii: "r"): text.append(UInt8(ascii: "\r"))
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "u"): text += UTF8.encode(try escapedScalar()).map(Array.init) ?? []
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escaped ?? 0)
    default: throw error(Message("no such escape in a string", "字符串中没有这种转义"))
    }
  }

  /// The character of `\uXXXX`, or of two of them that are a surrogate pair.
  private mutating func escapedScalar() throws(TabularError) -> Unicode.Scalar {
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    if first < 0xDC00, try current() == UInt8(ascii: "\\") {
      at += 1
      if try current() == UInt8(ascii: "u") {
        at += 1
        let second = try hexadecimal()
        if 0xDC00...0xDFFF ~= second,
          let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        {
          return scalar
        }
      }
    }
    throw error(Message("half a character (a lone surrogate)", "半个字符（单独的代理码元）"))
  }

  private mutating func hexadecimal() throws(TabularError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = try current(),
        let digit = Character(Unicode.Scalar(byte)).hexDigitValue
      else { throw error(Message("\\u needs four digits", "\\u 需要四位十六进制数字")) }
      at += 1
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
