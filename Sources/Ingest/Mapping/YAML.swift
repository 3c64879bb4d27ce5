internal import CYAML
internal import Messages

/// A YAML document as libyaml reads it: every scalar is text, with the line it stands on.
indirect enum YAML {
  case scalar(String, line: Int)
  case list([YAML], line: Int)
  /// Keys in the order of the file.
  case map([(key: String, value: YAML)], line: Int)

  /// A document that is not YAML, or not what was expected in its place.
  struct Problem: Error {
    let line: Int
    let reason: Message
  }

  var line: Int {
    switch self {
    case .scalar(_, let line), .list(_, let line), .map(_, let line): line
    }
  }

  /// The value of a key of a map; nil when it is not there.
  subscript(_ key: String) -> YAML? {
    if case .map(let pairs, _) = self { return pairs.first { $0.key == key }?.value }
    return nil
  }

  /// The text of a scalar.
  func text() throws(Problem) -> String {
    if case .scalar(let text, _) = self { return text }
    throw Problem(line: line, reason: Message("text expected", "应为文本"))
  }

  /// The entries of a list; a scalar alone counts as a list of one.
  func items() throws(Problem) -> [YAML] {
    switch self {
    case .list(let items, _): return items
    case .scalar: return [self]
    case .map: throw Problem(line: line, reason: Message("a list expected", "应为列表"))
    }
  }

  /// The entries of a map.
  func pairs() throws(Problem) -> [(key: String, value: YAML)] {
    if case .map(let pairs, _) = self { return pairs }
    throw Problem(line: line, reason: Message("a map (key: value) expected", "应为映射（key: value）"))
  }

  /// Reads the first document of `bytes`. Aliases and tags are not used by mappings and are refused.
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(Problem) -> YAML {
    var parser = YAMLParser(bytes)
    return try parser.document()
  }
}

/// Drives libyaml's event interface.
private struct YAMLParser: ~Copyable {
  /// On the heap: libyaml keeps the address it was initialized at.
  private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
  private var event = yaml_event_t()
  private var depth = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    yaml_parser_initialize(parser)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  mutating func document() throws(YAML.Problem) -> YAML {
    while true {
      let (type, line) = try next()
      switch type {
      case YAML_STREAM_START_EVENT, YAML_DOCUMENT_START_EVENT: yaml_event_delete(&event)
      case YAML_STREAM_END_EVENT, YAML_DOCUMENT_END_EVENT:
        yaml_event_delete(&event)
        throw YAML.Problem(line: line, reason: Message("the file is empty", "文件为空"))
      default: return try node(type, line)
      }
    }
  }

  /// Advances to the next event; the caller deletes it.
  private mutating func next() throws(YAML.Problem) -> (yaml_event_type_t, Int) {
    guard yaml_parser_parse(parser, &event) == 1 else {
      let problem = parser.pointee.problem.map { String(cString: $0) }
      let reason = Message(
        problem ?? "not YAML", "不是 YAML" + (problem.map { "：\($0)" } ?? ""))
      throw YAML.Problem(line: Int(parser.pointee.problem_mark.line) + 1, reason: reason)
    }
    return (event.type, Int(event.start_mark.line) + 1)
  }

  private mutating func node(_ type: yaml_event_type_t, _ line: Int) throws(YAML.Problem) -> YAML {
    depth += 1
    defer { depth -= 1 }
    guard depth < 64 else {
      throw YAML.Problem(line: line, reason: Message("nested too deep", "嵌套过深"))
    }
    switch type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let text = String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      yaml_event_delete(&event)
      return .scalar(text, line: line)
    case YAML_SEQUENCE_START_EVENT:
      yaml_event_delete(&event)
      var items: [YAML] = []
      while true {
        let (type, at) = try next()
        if type == YAML_SEQUENCE_END_EVENT { break }
        items.append(try node(type, at))
      }
      yaml_event_delete(&event)
      return .list(items, line: line)
    case YAML_MAPPING_START_EVENT:
      yaml_event_delete(&event)
      var pairs: [(key: String, value: YAML)] = []
      while true {
        let (type, at) = try next()
        if type == YAML_MAPPING_END_EVENT { break }
        let key = try node(type, at).text()
        guard !pairs.contains(where: { $0.key == key }) else {
          throw YAML.Problem(
            line: at, reason: Message("'\(key)' stands here twice", "'\(key)' 在此重复出现"))
        }
        let (valueType, valueLine) = try next()
        pairs.append((key, try node(valueType, valueLine)))
      }
      yaml_event_delete(&event)
      return .map(pairs, line: line)
    default:
      yaml_event_delete(&event)
      throw YAML.Problem(
        line: line, reason: Message("aliases (*name) are not used in mappings", "映射中不使用别名（*name）"))
    }
  }
}
