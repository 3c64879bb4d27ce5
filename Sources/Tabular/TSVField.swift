/// A field of tab-separated text: `\t`, `\n`, `\r` and `\\` stand for the characters that would
/// break the line apart.
enum TSVField {
  static func write(_ text: UnsafeBufferPointer<UInt8>, to sink: ByteSink) throws(SinkError) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "\t"): try sink.write("\\t")
      case UInt8(ascii: "\n"): try sink.write("\\n")
      case UInt8(ascii: "\r"): try sink.write("\\r")
      case UInt8(ascii: "\\"): try sink.write("\\\\")
      default: try sink.write(byte)
      }
    }
  }
}
