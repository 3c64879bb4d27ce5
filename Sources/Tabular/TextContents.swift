package import Messages

/// A text read whole, whatever its encoding, packed with gzip or not.
package struct TextContents {
  package let text: String
  /// What its user should know about how it was read.
  package let remarks: [Message]

  /// - Parameters:
  ///   - encoding: nil to find it.
  ///   - limit: the longest text taken, in bytes of UTF-8.
  /// - Throws: `TabularError` if the source cannot be read, is no text or is longer.
  package init(
    _ source: ByteSource, encoding: TextEncoding? = nil, limit: Int
  ) throws(TabularError) {
    let content = try TableFile.unpacked(source)
    switch FileSignature(try content.peek(FileSignature.length)) {
    case .refused(let reason): throw TabularError(file: source.name, reason: reason)
    case .gzip, .zip: throw Self.isNoText(source)
    case nil: break
    }
    let decoded = ByteSource(try DecodedText(content, encoding: encoding), from: content)
    var bytes = ByteQueue()
    while try decoded.read(into: &bytes) {
      guard bytes.count <= limit else {
        throw TabularError(
          file: source.name,
          reason: Message("larger than \(limit >> 20) MB", "大于 \(limit >> 20) MB"))
      }
    }
    guard !bytes.rest.contains(0), let text = String(validating: bytes.rest, as: UTF8.self) else {
      throw Self.isNoText(source)
    }
    self.text = text
    remarks = decoded.remarks
  }

  private static func isNoText(_ source: ByteSource) -> TabularError {
    TabularError(
      file: source.name,
      reason: Message(
        "not a text, or in an encoding that cannot be told; name it with --encoding",
        "不是文本，或编码无法判断；请用 --encoding 指明编码"))
  }
}
