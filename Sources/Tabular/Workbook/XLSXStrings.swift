internal import Messages

/// The texts that the cells of an XLSX workbook share. They are kept in memory, as many as there are:
/// cells name them in any order.
final class XLSXStrings: XMLHandler {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var text = XLSXText()
  private let file: String

  /// In bytes.
  private static let limit = 1 << 30

  init(file: String) { self.file = file }

  subscript(_ index: Int) -> String? {
    guard ends.indices.contains(index) else { return nil }
    return String(decoding: bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]], as: UTF8.self)
  }

  func start(_ name: String, _ attributes: XMLAttributes) { text.start(name) }

  func end(_ name: String) throws(TabularError) {
    text.end(name)
    guard name == "si" else { return }
    bytes += text.take().utf8
    ends.append(bytes.count)
  }

  func text(_ utf8: UnsafeBufferPointer<UInt8>) throws(TabularError) {
    text.append(utf8)
    guard bytes.count + text.count <= Self.limit else {
      throw TabularError(
        file: file,
        reason: Message("more than 1 GiB of text; save it as CSV", "文字超过 1 GiB；请另存为 CSV"))
    }
  }
}

/// The text of a shared string or of a cell that holds its own: that of its runs, without the
/// pronunciation shown above East Asian characters.
struct XLSXText {
  private var bytes: [UInt8] = []
  private var isInText = false
  private var isInPronunciation = false

  /// In bytes.
  var count: Int { bytes.count }

  mutating func start(_ name: String) {
    switch name {
    case "t": isInText = true
    case "rPh": isInPronunciation = true
    default: break
    }
  }

  mutating func end(_ name: String) {
    switch name {
    case "t": isInText = false
    case "rPh": isInPronunciation = false
    default: break
    }
  }

  mutating func append(_ utf8: UnsafeBufferPointer<UInt8>) {
    if isInText, !isInPronunciation { bytes.append(contentsOf: utf8) }
  }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// The text so far, which begins anew.
  mutating func take() -> String {
    defer { bytes.removeAll(keepingCapacity: true) }
    return XLSXText.unescaped(String(decoding: bytes, as: UTF8.self))
  }

  /// `_x000D_` stands for the character of that number, which XML may not have in it:
  /// ECMA-376 Part 1, section 22.9.2.19.
  static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "_")), text.contains("_x") else { return text }
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      let escape = rest.prefix(6)
      if scalar == "_", escape.count == 6, escape.first == "x", escape.last == "_",
        let number = UInt32(String(escape.dropFirst().dropLast()), radix: 16),
        let escaped = Unicode.Scalar(number), number != 0
      {
        result.append(escaped)
        rest = rest.dropFirst(6)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
