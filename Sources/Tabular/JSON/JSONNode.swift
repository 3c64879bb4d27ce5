package import Messages

/// A value in a JSON document that somebody else wrote, and where it stands: what is wrong with it is
/// reported with file and path.
package struct JSONNode {
  package let value: JSONValue
  /// The document, as messages name it.
  package let file: String
  /// `resources[0].path`; "" for the whole document.
  package let path: String

  init(_ value: JSONValue, file: String, path: String = "") {
    self.value = value
    self.file = file
    self.path = path
  }

  /// A member of an object; nil where it is missing or `null`.
  package subscript(_ name: String) -> JSONNode? {
    guard let member = value[name], member != .null else { return nil }
    return JSONNode(member, file: file, path: path.isEmpty ? name : "\(path).\(name)")
  }

  /// The text it is; nil for anything else.
  package var text: String? {
    if case .string(let text) = value { text } else { nil }
  }

  /// - Throws: `TabularError` where it is no text.
  package func string() throws(TabularError) -> String {
    if let text { return text }
    throw error(Message("is not a text", "不是文本"))
  }

  /// - Throws: `TabularError` where it is no whole number.
  package func integer() throws(TabularError) -> Int {
    if case .number(let text) = value, let number = Int(text) { return number }
    throw error(Message("is not a whole number", "不是整数"))
  }

  /// - Throws: `TabularError` where it is neither `true` nor `false`.
  package func bool() throws(TabularError) -> Bool {
    if case .bool(let value) = value { return value }
    throw error(Message("is neither true nor false", "既不是 true 也不是 false"))
  }

  /// - Throws: `TabularError` where it is no array.
  package func array() throws(TabularError) -> [JSONNode] {
    guard case .array(let values) = value else { throw error(Message("is not an array", "不是数组")) }
    return values.enumerated().map { JSONNode($1, file: file, path: "\(path)[\($0)]") }
  }

  /// A text, or each of an array of texts.
  ///
  /// - Throws: `TabularError` for anything else.
  package func strings() throws(TabularError) -> [String] {
    if let text { return [text] }
    var texts: [String] = []
    for node in try array() { texts.append(try node.string()) }
    return texts
  }

  /// What is wrong with it.
  package func error(_ reason: Message) -> TabularError {
    let place = path.isEmpty ? "" : "\(path): "
    return TabularError(file: file, reason: Message(verbatim: place) + reason)
  }
}
