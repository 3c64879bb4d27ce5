/// How a delimited file is laid out: what separates its fields, and where its header begins.
struct Dialect: Equatable {
  var delimiter: UInt8
  /// Offset of the header record, behind byte order mark and `sep=` line.
  var headerStart: Int
  /// Physical line of that offset, from 1.
  var headerLine: Int

  /// Tried in this order; of two that are equally frequent the earlier wins.
  static let candidates = [
    UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
  ]

  /// Decides from the beginning of a file, reading on until its header line is complete.
  ///
  /// A first line `sep=X`, which Excel reads and writes, names the delimiter and is no header.
  /// Otherwise it is the candidate that occurs most often in the header line outside quotes, and
  /// the comma where none does.
  ///
  /// - Parameter delimiter: overrules whatever the file says.
  /// - Throws: `TabularError` if the source cannot be read.
  static func detect(
    in window: inout TextWindow, delimiter: UInt8?
  ) throws(TabularError) -> Dialect {
    var isComplete = window.isAtEnd
    while true {
      let bytes = UnsafeBufferPointer(start: window.base, count: window.end)
      if let dialect = detect(in: bytes, isComplete: isComplete, delimiter: delimiter) {
        return dialect
      }
      let hasRead = try window.readMore(keepingFrom: 0)
      isComplete = !hasRead || window.isAtEnd || window.end >= lookAhead
    }
  }

  /// A header line that has not ended after so many bytes is judged by these.
  private static let lookAhead = 64 << 10

  /// The same on bytes in memory; nil if the header line may go on behind them.
  ///
  /// - Parameter isComplete: decide, whatever may follow.
  static func detect(
    in bytes: UnsafeBufferPointer<UInt8>, isComplete: Bool, delimiter: UInt8?
  ) -> Dialect? {
    guard bytes.count >= 3 || isComplete else { return nil }
    let textStart = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    guard let line = firstLine(of: bytes, from: textStart, isComplete: isComplete) else {
      return nil
    }
    var dialect = Dialect(
      delimiter: candidates[0], headerStart: textStart, headerLine: 1)
    var declared: UInt8?
    if line.lowerBound == textStart, let named = delimiterNamed(in: bytes[line]) {
      declared = named
      dialect.headerStart = line.upperBound + lineEndLength(bytes, at: line.upperBound)
      dialect.headerLine = 2
      // A `\r` that is the last byte so far may be half of `\r\n`.
      if dialect.headerStart >= bytes.count && !isComplete { return nil }
    }
    dialect.delimiter = delimiter ?? declared ?? mostFrequentCandidate(in: bytes[line])
    return dialect
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let quote = UInt8(ascii: "\"")

  /// The first line that is not blank, without its end; a line end inside quotes is part of it.
  private static func firstLine(
    of bytes: UnsafeBufferPointer<UInt8>, from start: Int, isComplete: Bool
  ) -> Range<Int>? {
    var lineStart = start
    while lineStart < bytes.count, isLineEnd(bytes[lineStart]) { lineStart += 1 }
    var isQuoted = false
    for at in lineStart..<bytes.count {
      if bytes[at] == quote { isQuoted.toggle() }
      if !isQuoted && isLineEnd(bytes[at]) { return lineStart..<at }
    }
    return isComplete ? lineStart..<bytes.count : nil
  }

  /// The `X` of `sep=X`, with or without quotes around the whole.
  private static func delimiterNamed(in line: Slice<UnsafeBufferPointer<UInt8>>) -> UInt8? {
    var line = line
    if line.count == 7, line.first == quote, line.last == quote {
      line = line.dropFirst().dropLast()
    }
    guard line.count == 5, let delimiter = line.last, delimiter < 0x80 else { return nil }
    guard line.dropLast().elementsEqual("sep=".utf8, by: { $0 | 0x20 == $1 | 0x20 }) else {
      return nil
    }
    return delimiter == quote || isLineEnd(delimiter) ? nil : delimiter
  }

  private static func mostFrequentCandidate(
    in line: Slice<UnsafeBufferPointer<UInt8>>
  ) -> UInt8 {
    var counts = [Int](repeating: 0, count: candidates.count)
    var isQuoted = false
    for byte in line {
      if byte == quote {
        isQuoted.toggle()
      } else if !isQuoted, let index = candidates.firstIndex(of: byte) {
        counts[index] += 1
      }
    }
    var best = 0
    for index in counts.indices where counts[index] > counts[best] { best = index }
    return candidates[best]
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == newline || byte == carriageReturn }

  private static func lineEndLength(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
    guard offset < bytes.count else { return 0 }
    let isPair =
      bytes[offset] == carriageReturn && offset + 1 < bytes.count && bytes[offset + 1] == newline
    return isPair ? 2 : 1
  }
}
