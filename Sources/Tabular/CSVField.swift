/// One field of text separated by commas, RFC 4180 section 2
/// <https://www.rfc-editor.org/rfc/rfc4180#section-2>, or in the same way by another character.
enum CSVField {
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let space = UInt8(ascii: " ")
  private static let apostrophe = UInt8(ascii: "'")

  /// Writes a text, in quotes only where it would not read back the same without them. The empty
  /// text is `""`, which tells it from NULL.
  ///
  /// - Parameters:
  ///   - delimiter: what separates the fields.
  ///   - excel: whether the file is for a spreadsheet, which decides on the apostrophe of
  ///     `ExcelGuard`.
  static func write(
    _ text: UnsafeBufferPointer<UInt8>, delimiter: UInt8, excel: Bool, to sink: ByteSink
  ) throws(SinkError) {
    let hasGuard = ExcelGuard.isWritten(before: text, excel: excel)
    let isQuoted = needsQuotes(text, delimiter: delimiter)
    if isQuoted { try sink.write(quote) }
    if hasGuard { try sink.write(apostrophe) }
    if isQuoted {
      try writeDoublingQuotes(text, to: sink)
      try sink.write(quote)
    } else {
      try sink.write(text)
    }
  }

  private static func needsQuotes(
    _ text: UnsafeBufferPointer<UInt8>, delimiter: UInt8
  ) -> Bool {
    guard let base = text.baseAddress, let first = text.first, let last = text.last else {
      return true
    }
    if first == space || last == space { return true }
    let wordsEnd = text.count & ~(ByteWord.size - 1)
    for at in stride(from: 0, to: wordsEnd, by: ByteWord.size) {
      let word = ByteWord.load(base + at)
      let others =
        ByteWord.nonZero(word ^ ByteWord.repeating(delimiter))
        & ByteWord.nonZero(word ^ ByteWord.repeating(quote))
        & ByteWord.nonZero(word ^ ByteWord.repeating(lineFeed))
        & ByteWord.nonZero(word ^ ByteWord.repeating(carriageReturn))
      if ~others & ByteWord.highBits != 0 { return true }
    }
    return text[wordsEnd...].contains {
      $0 == delimiter || $0 == quote || $0 == lineFeed || $0 == carriageReturn
    }
  }

  private static func writeDoublingQuotes(
    _ text: UnsafeBufferPointer<UInt8>, to sink: ByteSink
  ) throws(SinkError) {
    var rest = text[...]
    while let at = rest.firstIndex(of: quote) {
      try sink.write(UnsafeBufferPointer(rebasing: rest[...at]))
      try sink.write(quote)
      rest = rest[(at + 1)...]
    }
    try sink.write(UnsafeBufferPointer(rebasing: rest))
  }
}
