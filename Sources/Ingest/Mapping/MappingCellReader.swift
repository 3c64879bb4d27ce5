internal import KnowledgeBase
internal import Messages

extension MappingReader {
  /// The words that say how a cell is read.
  static let cellWords = [
    "split", "values", "blank", "unknown", "times", "dates", "decimal", "after", "before",
    "links", "plain",
  ]
  /// The words that say how a cell names an entity.
  static let referenceWords = [
    "split", "kind", "kind-by-word", "create", "names", "skip", "by", "identifier", "after",
    "before", "plain",
  ]

  /// A header, or a map with the words of a cell.
  ///
  /// - Parameter header: where it does not stand in the map.
  func cell(_ node: YAML, header: String? = nil) throws -> Mapping.Cell {
    if let header { return try cell(words: node, header: header) }
    if case .scalar(let header, let line) = node {
      return try cell(words: .map([], line: line), header: header)
    }
    try expect(node, ["column"] + Self.cellWords)
    return try cell(words: node, header: try required(node, "column").text())
  }

  private func cell(words node: YAML, header: String) throws -> Mapping.Cell {
    var cell = plainCell(header)
    cell.separator = try separator(node["split"])
    cell.values = try texts(node["values"])
    cell.blank.formUnion(try words(node["blank"]))
    cell.unknown = Set(try words(node["unknown"]))
    if given.dates == nil, let order = try node["dates"].map(order) { cell.dates = order }
    if given.decimal == nil, let mark = try node["decimal"].map(mark) { cell.decimal = mark }
    cell.after = try node["after"]?.text()
    cell.before = try node["before"]?.text()
    cell.onlyLinks = try flag(node["links"])
    cell.isPlain = try flag(node["plain"])
    if let times = node["times"] {
      guard let factor = DecimalNumber(try times.text()) else {
        throw YAML.Problem(
          line: times.line, reason: Message("times: a number expected", "times：应为数字"))
      }
      cell.factor = factor
    }
    return cell
  }

  /// A column of which nothing is said.
  func plainCell(_ header: String) -> Mapping.Cell {
    var cell = Mapping.Cell(header: header)
    cell.dates = given.dates ?? dates
    cell.decimal = given.decimal ?? decimal
    cell.blank = given.blanks
    return cell
  }

  /// How a cell names an entity.
  ///
  /// - Parameter header: nil where it stands in the map, as `column`.
  func reference(_ node: YAML, header: String? = nil) throws -> Mapping.Reference {
    if header == nil { try expect(node, ["column"] + Self.referenceWords) }
    var cell = Mapping.Cell(header: try header ?? required(node, "column").text())
    cell.separator = try separator(node["split"])
    cell.after = try node["after"]?.text()
    cell.before = try node["before"]?.text()
    cell.isPlain = try flag(node["plain"])
    var reference = Mapping.Reference(cell: cell)
    reference.creates = try flag(node["create"])
    reference.skip = Set(try words(node["skip"]))
    reference.names = try texts(node["names"])
    if let scheme = node["identifier"] {
      reference.identity = .identifier(try scheme.text())
      guard !reference.creates else {
        throw YAML.Problem(
          line: scheme.line,
          reason: Message("an identifier alone makes no new entity", "仅有标识符不能新建实体"))
      }
      reference.kind = try node["kind"].map { try lookUp($0) { try registry.kind($0).name } }
      return reference
    }
    let kind = try lookUp(try required(node, "kind")) { try registry.kind($0) }
    reference.kind = kind.name
    for (name, words) in try node["kind-by-word"]?.pairs() ?? [] {
      let kind = try lookUp(.scalar(name, line: words.line)) { try registry.kind($0).name }
      reference.kindByWord += try self.words(words).map { ($0, kind) }
    }
    if let by = node["by"] {
      let property = try by.text()
      guard kind.property(named: property) != nil, !reference.creates else {
        throw YAML.Problem(
          line: by.line,
          reason: reference.creates
            ? Message("a \(property) alone makes no new entity", "仅有 \(property) 不能新建实体")
            : Message(
              "\(kind.name) has no property '\(property)'", "\(kind.name) 没有属性 '\(property)'"))
      }
      reference.identity = .property(property)
    }
    return reference
  }

  // MARK: Words

  /// The texts of a list, or a single one; nothing where there is no node.
  func words(_ node: YAML?) throws -> [String] { try node?.items().map { try $0.text() } ?? [] }

  /// A map from text to text.
  func texts(_ node: YAML?) throws -> [String: String] {
    Dictionary(uniqueKeysWithValues: try node?.pairs().map { ($0, try $1.text()) } ?? [])
  }

  /// One of a few words.
  func word(_ node: YAML, of allowed: [String]) throws -> String {
    let text = try node.text()
    guard allowed.contains(text) else {
      throw YAML.Problem(
        line: node.line,
        reason: Message(
          "'\(text)' is not one of \(allowed.joined(separator: ", "))",
          "'\(text)' 不在以下之列：\(allowed.joined(separator: "、"))"))
    }
    return text
  }

  func order(_ node: YAML) throws -> DateOrder {
    let text = try word(node, of: DateOrder.allCases.map(\.rawValue))
    return DateOrder(rawValue: text) ?? .ymd
  }

  func mark(_ node: YAML) throws -> DecimalMark {
    DecimalMark(try word(node, of: DecimalMark.allCases.map(\.rawValue))) ?? .point
  }

  func flag(_ node: YAML?) throws -> Bool {
    switch try node?.text() {
    case nil, "false": return false
    case "true": return true
    default:
      throw YAML.Problem(
        line: node?.line ?? 0, reason: Message("true or false expected", "应为 true 或 false"))
    }
  }

  /// What separates the values of a cell: one character.
  private func separator(_ node: YAML?) throws -> Character? {
    guard let node else { return nil }
    let text = try node.text()
    guard text.count == 1 else {
      throw YAML.Problem(
        line: node.line, reason: Message("split: one character expected", "split：应为一个字符"))
    }
    return text.first
  }

  /// What the registry has under the word at `node`; an unknown one is an error of its line.
  func lookUp<R>(_ node: YAML, _ find: (String) throws -> R) throws -> R {
    do {
      return try find(try node.text())
    } catch let error as KnowledgeBaseError {
      throw YAML.Problem(line: node.line, reason: error.message)
    }
  }

  func required(_ node: YAML, _ key: String) throws -> YAML {
    if let value = node[key] { return value }
    throw YAML.Problem(line: node.line, reason: Message("'\(key)' is missing", "缺少 '\(key)'"))
  }

  func expect(_ node: YAML, _ keys: [String]) throws {
    for (key, value) in try node.pairs() where !keys.contains(key) {
      throw YAML.Problem(
        line: value.line,
        reason: Message(
          "'\(key)' is unknown here; known: \(keys.joined(separator: ", "))",
          "此处没有 '\(key)'；可用的有：\(keys.joined(separator: "、"))"))
    }
  }
}
