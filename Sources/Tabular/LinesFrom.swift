/// A text without the lines above its header.
///
/// Lines are those an editor counts: `\n`, `\r\n` and a lone `\r` each end one, inside quotes too.
final class LinesFrom: ByteStream {
  private let source: ByteSource
  private var linesToSkip: Int
  /// The last byte left out was a `\r`, and a `\n` behind it is of the same line end.
  private var isAfterReturn = false

  /// - Parameter line: the first line to keep, from 1.
  init(_ source: ByteSource, line: Int) {
    self.source = source
    linesToSkip = line - 1
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
    while true {
      let count = try source.read(into: target)
      if count == 0 || linesToSkip == 0 && !isAfterReturn { return count }
      let start = skip(in: UnsafeRawBufferPointer(rebasing: target[..<count]))
      guard start < count else { continue }
      UnsafeMutableRawBufferPointer(rebasing: target[..<(count - start)])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: target[start..<count]))
      return count - start
    }
  }

  /// Where the text to keep begins; the number of bytes if it does not yet.
  private func skip(in bytes: UnsafeRawBufferPointer) -> Int {
    for (at, byte) in bytes.enumerated() {
      let isSecondHalf = isAfterReturn && byte == UInt8(ascii: "\n")
      isAfterReturn = false
      if isSecondHalf { continue }
      if linesToSkip == 0 { return at }
      guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else { continue }
      linesToSkip -= 1
      isAfterReturn = byte == UInt8(ascii: "\r")
    }
    return bytes.count
  }
}
