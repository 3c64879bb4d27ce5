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
  /// What the text is beyond doubt, where its user says that it is something else.
  private var better: TextEncoding?
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
      let sample = Array(try source.peek(EncodingDetector.sampleSize))
      let found = sample.withUnsafeBufferPointer {
        EncodingDetector.certainEncoding(
          of: $0, isFinal: sample.count < EncodingDetector.sampleSize)
      }
      // What is no UTF-8 is told where it stands.
      better = found == encoding || encoding == .utf8 ? nil : found
    } else {
      let sample = Array(try source.peek(EncodingDetector.sampleSize))
      if sample.contains(0), let found = Self.encoding(of: sample) { try begin(found) }
    }
  }

  var remarks: [Message] {
    if let encoding, let better {
      return [
        Message(
          "read as \(encoding.title), as you say; it looks like \(better.title): check it, or say "
            + "--encoding \(better.rawValue)",
          "按您指定的 \(encoding.title) 读取；但内容像是 \(better.title)：请核对，或用 --encoding \(better.rawValue)")
      ]
    }
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

  /// Decodes some lines; false at the end.
  private func decodeMore() throws(TabularError) -> Bool {
    let isAtEnd = try !source.read(into: &input)
    guard !input.isEmpty else { return false }
    guard case .decoding(let decoder) = state else { return false }
    let bytes = Array(input.rest)
    let isWhole = isAtEnd || bytes.count >= Self.longestLine || encoding?.isUTF16 ?? false
    let end = isWhole ? bytes.count : bytes.lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 }
    let used = bytes[..<(end ?? 0)].withUnsafeBufferPointer { lines in
      decode(lines, decoder, isFinal: isAtEnd)
    }
    input.drop(used)
    return used > 0 || !isAtEnd
  }

  /// A longer line is decoded part by part.
  private static let longestLine = 1 << 20

  /// Decodes lines, and marks what is UTF-8 in them; returns how many bytes that were.
  private func decode(
    _ lines: UnsafeBufferPointer<UInt8>, _ decoder: TextDecoder, isFinal: Bool
  ) -> Int {
    var used = 0
    // What a user says a text of accented letters is, it is: any bytes are one.
    let isQuestioned = encoding.map { !isGiven || $0 != .windows1252 } ?? false
    for stray in isQuestioned ? StrayUTF8.ranges(in: lines, of: encoding ?? .utf8) : [] {
      let before = UnsafeBufferPointer(rebasing: lines[used..<stray.lowerBound])
      _ = decoder.decode(before, isFinal: true, into: &output)
      output.append(TextDecoder.stray)
      output.append(lines[stray])
      used = stray.upperBound
    }
    let rest = UnsafeBufferPointer(rebasing: lines[used...])
    return used + decoder.decode(rest, isFinal: isFinal, into: &output)
  }
}

extension TextEncoding {
  fileprivate var isUTF16: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }
}
