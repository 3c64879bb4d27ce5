/// A text without a header, with one before it.
final class HeadedText: ByteStream {
  /// Between the fields.
  let delimiter: UInt8
  private let source: ByteSource
  private var head = ByteQueue()

  /// - Parameter source: UTF-8 without a byte order mark.
  init(_ source: ByteSource, _ header: [String], delimiter: UInt8) {
    self.source = source
    self.delimiter = delimiter
    let quoted = header.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
    let between = String(UnicodeScalar(delimiter))
    head.append(Array((quoted.joined(separator: between) + "\n").utf8))
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
    head.isEmpty ? try source.read(into: target) : head.take(into: target)
  }
}
