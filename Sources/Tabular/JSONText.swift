/// A text as a JSON string, RFC 8259 section 7 <https://www.rfc-editor.org/rfc/rfc8259#section-7>.
enum JSONText {
  /// Writes a text with its quotes. Bytes that are not UTF-8 become U+FFFD, since JSON has no place
  /// for them.
  static func write(_ text: UnsafeBufferPointer<UInt8>, to sink: ByteSink) throws(SinkError) {
    try sink.write(UInt8(ascii: "\""))
    if isWellFormed(text) {
      try writeEscaped(text, to: sink)
    } else {
      try withUTF8(of: String(decoding: text, as: UTF8.self)) { (repaired) throws(SinkError) in
        try writeEscaped(repaired, to: sink)
      }
    }
    try sink.write(UInt8(ascii: "\""))
  }

  /// What stands before the value of each member of an object: `"first":`, then `,"second":`.
  ///
  /// Each name is made different from the others, so that a second `name` becomes `name_2`: two
  /// members of one name are allowed, but most readers drop one of them.
  static func members(named names: [String]) throws(SinkError) -> [[UInt8]] {
    var members: [[UInt8]] = []
    for name in uniqueNames(names) {
      let sink = ByteSink.memory()
      if !members.isEmpty { try sink.write(UInt8(ascii: ",")) }
      try withUTF8(of: name) { (bytes) throws(SinkError) in try write(bytes, to: sink) }
      try sink.write(UInt8(ascii: ":"))
      members.append(sink.bytes)
    }
    return members
  }

  private static func uniqueNames(_ names: [String]) -> [String] {
    var taken = Set(names)
    var seen: Set<String> = []
    return names.map { name in
      if seen.insert(name).inserted { return name }
      var number = 2
      while !taken.insert("\(name)_\(number)").inserted { number += 1 }
      return "\(name)_\(number)"
    }
  }

  private static func isWellFormed(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = text.baseAddress else { return true }
    let outcome = UTF8Check.check(base, from: 0, to: text.count, isFinal: true)
    return outcome == .wellFormed(upTo: text.count)
  }

  private static func writeEscaped(
    _ text: UnsafeBufferPointer<UInt8>, to sink: ByteSink
  ) throws(SinkError) {
    var written = 0
    for (at, byte) in text.enumerated() where needsEscape(byte) {
      try sink.write(UnsafeBufferPointer(rebasing: text[written..<at]))
      try writeEscape(of: byte, to: sink)
      written = at + 1
    }
    try sink.write(UnsafeBufferPointer(rebasing: text[written...]))
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func writeEscape(of byte: UInt8, to sink: ByteSink) throws(SinkError) {
    switch byte {
    case UInt8(ascii: "\""): try sink.write("\\\"")
    case UInt8(ascii: "\\"): try sink.write("\\\\")
    case UInt8(ascii: "\n"): try sink.write("\\n")
    case UInt8(ascii: "\r"): try sink.write("\\r")
    case UInt8(ascii: "\t"): try sink.write("\\t")
    case 0x08: try sink.write("\\b")
    case 0x0C: try sink.write("\\f")
    default:
      try sink.write("\\u00")
      try sink.write(hexDigit(byte >> 4))
      try sink.write(hexDigit(byte & 0x0F))
    }
  }
}
