internal import Messages

/// A small JSON document in memory, RFC 8259 <https://www.rfc-editor.org/rfc/rfc8259>: a descriptor,
/// not a table. Members keep their order.
package indirect enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  /// As it is written.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A name and its value.
  package struct Member: Sendable, Hashable {
    package let name: String
    package let value: JSONValue

    package init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  package static func integer(_ value: Int) -> JSONValue { .number(String(value)) }

  /// An object of those members that have a value.
  package static func object(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(members.compactMap { name, value in value.map { Member(name, $0) } })
  }

  /// The value of the first member of this name; nil where there is none, or no object.
  package subscript(_ name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }
}

// MARK: Reading

extension JSONValue {
  /// Reads a whole document, which must be UTF-8.
  ///
  /// - Throws: `TabularError` with the line, when it is no JSON.
  package init(_ source: ByteSource) throws(TabularError) {
    let text = ByteSource(try DecodedText(source, encoding: .utf8), from: source)
    var scanner = JSONScanner(text)
    self = try Self.value(&scanner, depth: 0)
    if try scanner.peek() != nil {
      throw scanner.error(Message("something stands behind the end of the JSON", "JSON 结束之后还有内容"))
    }
  }

  private static let deepest = 200

  private static func value(
    _ scanner: inout JSONScanner, depth: Int
  ) throws(TabularError) -> JSONValue {
    guard depth <= deepest else {
      throw scanner.error(Message("nested deeper than \(deepest) levels", "嵌套超过 \(deepest) 层"))
    }
    switch try scanner.peek() {
    case UInt8(ascii: "{"): return .object(try members(&scanner, depth: depth))
    case UInt8(ascii: "["):
      try scanner.expect("[")
      var values: [JSONValue] = []
      if try scanner.take("]") { return .array(values) }
      repeat { values.append(try value(&scanner, depth: depth + 1)) } while try scanner.take(",")
      try scanner.expect("]")
      return .array(values)
    case UInt8(ascii: "\""): return .string(try scanner.string())
    default:
      switch try scanner.literal() {
      case "null": return .null
      case "true": return .bool(true)
      case "false": return .bool(false)
      case let number: return .number(number)
      }
    }
  }

  private static func members(
    _ scanner: inout JSONScanner, depth: Int
  ) throws(TabularError) -> [Member] {
    var members: [Member] = []
    try scanner.expect("{")
    if try scanner.take("}") { return members }
    repeat {
      let name = try scanner.string()
      try scanner.expect(":")
      members.append(Member(name, try value(&scanner, depth: depth + 1)))
    } while try scanner.take(",")
    try scanner.expect("}")
    return members
  }
}

// MARK: Writing

extension JSONValue {
  /// Writes the document with two spaces a level; what fits a line of 100 columns stands on one.
  package func write(to sink: ByteSink, indent: Int = 0) throws(SinkError) {
    let line = try compact()
    if indent + line.utf8.count <= 96 { return try sink.write(line) }
    let inner = "\n" + String(repeating: " ", count: indent + 2)
    let outer = "\n" + String(repeating: " ", count: indent)
    switch self {
    case .array(let values):
      for (at, value) in values.enumerated() {
        try sink.write((at == 0 ? "[" : ",") + inner)
        try value.write(to: sink, indent: indent + 2)
      }
      try sink.write(outer + "]")
    case .object(let members):
      for (at, member) in members.enumerated() {
        try sink.write((at == 0 ? "{" : ",") + inner)
        try JSONValue.string(member.name).writeCompact(to: sink)
        try sink.write(": ")
        try member.value.write(to: sink, indent: indent + 2)
      }
      try sink.write(outer + "}")
    default: try sink.write(line)
    }
  }

  private func compact() throws(SinkError) -> String {
    let sink = ByteSink.memory()
    try writeCompact(to: sink)
    return String(decoding: sink.bytes, as: UTF8.self)
  }

  private func writeCompact(to sink: ByteSink) throws(SinkError) {
    switch self {
    case .null: try sink.write("null")
    case .bool(let value): try sink.write(value ? "true" : "false")
    case .number(let text): try sink.write(text)
    case .string(let text):
      try withUTF8(of: text) { (bytes) throws(SinkError) in try JSONText.write(bytes, to: sink) }
    case .array(let values):
      try sink.write("[")
      for (at, value) in values.enumerated() {
        if at > 0 { try sink.write(", ") }
        try value.writeCompact(to: sink)
      }
      try sink.write("]")
    case .object(let members):
      try sink.write("{")
      for (at, member) in members.enumerated() {
        if at > 0 { try sink.write(", ") }
        try JSONValue.string(member.name).writeCompact(to: sink)
        try sink.write(": ")
        try member.value.writeCompact(to: sink)
      }
      try sink.write("}")
    }
  }
}
