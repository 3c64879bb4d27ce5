/// A cell of a GitHub table. A backslash is escaped as well, since `\|` would otherwise become an
/// escaped backslash and a cell's end; a line end, of which a cell can have none, becomes `<br>`.
enum MarkdownField {
  static func write(_ text: UnsafeBufferPointer<UInt8>, to sink: ByteSink) throws(SinkError) {
    var previous: UInt8 = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "|"): try sink.write("\\|")
      case UInt8(ascii: "\\"): try sink.write("\\\\")
      case UInt8(ascii: "\n") where previous == UInt8(ascii: "\r"): break
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): try sink.write("<br>")
      default: try sink.write(byte)
      }
      previous = byte
    }
  }
}
