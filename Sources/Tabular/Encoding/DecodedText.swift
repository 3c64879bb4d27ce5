internal import Messages

/// The text of a source as UTF-8, whatever encoding it has.
///
/// As long as the text is ASCII its encoding is left open: it is decided at the first byte that is
/// not, from what follows there. So neither a pipe nor a file of any size is read twice, and the
/// first thousand lines of a table may well be plain English.
final class DecodedText: ByteStream {
  /// The encoding, given or found; nil as long as it is open.
  private(set) var encoding: TextEncoding?

  private enum State {
    case open
    case utf8
    case decoding(TextDecoder)
  }

  private let source: ByteSource
  private let isGiven: Bool
  private var state = State.open
  private var input = ByteQueue()
  private var output = ByteQueue()

  /// - Parameter encoding: nil to find it.
  /// - Throws: `TabularError` when the source cannot be read, or the system cannot convert from it.
  init(_ source: ByteSource, encoding: TextEncoding?) throws(TabularError) {
    self.source = source
    isGiven = encoding != nil
    let start = Array(try source.peek(4))
    if let found = EncodingDetector.byteOrderMark(of: start),
      encoding == nil || encoding == found.encoding || encoding?.isUTF16 == found.encoding.isUTF16
    {
      try begin(found.encoding)
      try skip(found.length)
    } else if let encoding {
      try begin(encoding)
    } else {
      let sample = Array(try source.peek(EncodingDetector.sampleSize))
      if sample.contains(0), let found = Self.encoding(of: sample) { try begin(found) }
    }
  }

  var remarks: [Message] {
    guard let encoding, encoding != .utf8, !isGiven else { return [] }
    if encoding == .windows1252 {
      return [
        Message(
          "read as Windows-1252, a guess of last resort; --encoding names another",
          "按 Windows-1252 读取，这是最后的猜测；可用 --encoding 指定其他编码")
      ]
    }
    return [
      Message(
        "read as \(encoding.title); --encoding names another",
        "按 \(encoding.title) 读取；可用 --encoding 指定其他编码")
    ]
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
    if case .open = state, let count = try readASCII(into: target) { return count }
    if case .decoding = state {
      while output.isEmpty {
        guard try decodeMore() else { return 0 }
      }
      return output.take(into: target)
    }
    return try source.read(into: target)
  }

  /// Reads up to the first byte that is not ASCII; nil when that comes next, and has decided.
  private func readASCII(
    into target: UnsafeMutableRawBufferPointer
  ) throws(TabularError) -> Int? {
    let count = try source.read(into: target)
    let bytes = UnsafeRawBufferPointer(rebasing: target[..<count])
    let ascii = Self.asciiPrefix(bytes.bindMemory(to: UInt8.self))
    if ascii == count { return count }
    source.unread(UnsafeRawBufferPointer(rebasing: bytes[ascii...]))
    if ascii > 0 { return ascii }
    let sample = Array(try source.peek(EncodingDetector.sampleSize))
    try begin(Self.encoding(of: sample) ?? .utf8)
    return nil
  }

  private static func asciiPrefix(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var at = 0
    while at + ByteWord.size <= bytes.count, ByteWord.load(base + at) & ByteWord.highBits == 0 {
      at += ByteWord.size
    }
    while at < bytes.count, base[at] < 0x80 { at += 1 }
    return at
  }

  private static func encoding(of sample: [UInt8]) -> TextEncoding? {
    sample.withUnsafeBufferPointer {
      EncodingDetector.encoding(
        of: $0, isFinal: sample.count < EncodingDetector.sampleSize)
    }
  }

  private func begin(_ encoding: TextEncoding) throws(TabularError) {
    self.encoding = encoding
    if encoding == .utf8 {
      state = .utf8
    } else {
      state = .decoding(try TextDecoder(encoding, file: source.name))
    }
  }

  private func skip(_ count: Int) throws(TabularError) {
    let mark = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
    defer { mark.deallocate() }
    _ = try source.read(into: mark)
  }

  /// Decodes one stretch; false at the end.
  private func decodeMore() throws(TabularError) -> Bool {
    let isAtEnd = try !source.read(into: &input)
    guard !input.isEmpty else { return false }
    guard case .decoding(let decoder) = state else { return false }
    let used = Array(input.rest).withUnsafeBufferPointer {
      decoder.decode($0, isFinal: isAtEnd, into: &output)
    }
    input.drop(used)
    return used > 0 || !isAtEnd
  }
}

extension TextEncoding {
  fileprivate var isUTF16: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }
}
