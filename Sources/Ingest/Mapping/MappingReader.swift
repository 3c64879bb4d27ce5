package import KnowledgeBase

/// A mapping that cannot be used: file, line and reason.
package struct MappingError: Error, Sendable, CustomStringConvertible {
  package let file: String
  package let line: Int?
  package let reason: String

  package var description: String { "\(file):\(line.map { "\($0):" } ?? "") \(reason)" }
}

/// Reads a mapping from YAML, strictly: an unknown word is an error, never ignored.
package struct MappingReader {
  let file: String
  let registry: Registry

  /// The mappings that come with the program, by name.
  package static let builtin: [String] = Resource.all(under: "Seeds/mappings/").map(\.stem)

  /// The built-in mapping of this name, or the one in this file.
  ///
  /// - Throws: ``MappingError``.
  package static func load(_ nameOrPath: String, registry: Registry) throws -> Mapping {
    if let resource = Resource.all(under: "Seeds/mappings/").first(where: { $0.stem == nameOrPath })
    {
      return try MappingReader(file: resource.path, registry: registry).read(resource.bytes)
    }
    guard nameOrPath.hasSuffix(".yaml") || nameOrPath.hasSuffix(".yml") else {
      let near = Nearest.to(nameOrPath, among: builtin)
      throw MappingError(
        file: nameOrPath, line: nil,
        reason:
          "no such mapping; built in: \((near.isEmpty ? builtin : near).joined(separator: ", "))"
          + ", or give a .yaml file")
    }
    let bytes = try FileBytes.read(nameOrPath)
    return try bytes.withUnsafeBufferPointer {
      try MappingReader(file: nameOrPath, registry: registry).read($0)
    }
  }

  func read(_ bytes: UnsafeBufferPointer<UInt8>) throws -> Mapping {
    do {
      return try mapping(try YAML.parse(bytes))
    } catch let problem as YAML.Problem {
      throw MappingError(file: file, line: problem.line, reason: problem.reason)
    }
  }

  private func mapping(_ root: YAML) throws -> Mapping {
    try expect(
      root, ["name", "title", "kind", "source", "context", "columns", "ignore"])
    let kind = try lookUp(try required(root, "kind")) { try registry.kind($0) }
    var columns: [String: Mapping.Target] = [:]
    for (header, value) in try required(root, "columns").pairs() {
      columns[header] = try target(value, kind)
    }
    guard columns.values.contains(where: { $0.isName }) else {
      throw YAML.Problem(line: root.line, reason: "no column gives the name")
    }
    return Mapping(
      name: try required(root, "name").text(), title: try required(root, "title").text(),
      kind: kind.name, source: try source(try required(root, "source")),
      context: try root["context"].map { try lookUp($0) { try registry.predicate($0).name } },
      columns: columns,
      ignored: Set(try root["ignore"]?.items().map { try $0.text() } ?? []))
  }

  private func source(_ node: YAML) throws -> Source {
    try expect(
      node,
      [
        "key", "title", "publisher", "url", "published", "retrieved", "licence", "attribution",
        "lang", "reliability",
      ])
    var source = Source(
      key: try required(node, "key").text(), title: try required(node, "title").text())
    guard Key.isValid(source.key) else {
      throw YAML.Problem(line: node.line, reason: "'\(source.key)' is not a key")
    }
    source.publisher = try node["publisher"]?.text()
    source.url = try node["url"]?.text()
    source.published = try node["published"]?.text()
    source.retrieved = try node["retrieved"]?.text()
    source.licence = try node["licence"]?.text()
    source.attribution = try node["attribution"]?.text()
    source.lang = try node["lang"]?.text()
    source.reliability = try node["reliability"]?.text()
    return source
  }

  private func target(_ node: YAML, _ kind: Kind) throws -> Mapping.Target {
    if case .scalar(let name, _) = node { return .property(try property(name, node, kind)) }
    if node["property"] != nil {
      try expect(node, ["property", "split", "values", "blank"])
      return .property(try property(try required(node, "property").text(), node, kind))
    }
    if node["relation"] != nil { return .relation(try relation(node, kind)) }
    if let lang = node["alias"] {
      try expect(node, ["alias", "split"])
      return .alias(lang: try lang.text(), separator: try separator(node["split"]))
    }
    if let name = node["citation"] {
      try expect(node, ["citation"])
      guard let column = Mapping.CitationColumn(rawValue: try name.text()) else {
        throw YAML.Problem(
          line: name.line, reason: "citation: confidence, locator or as_of expected")
      }
      return .citation(column)
    }
    throw YAML.Problem(
      line: node.line, reason: "property, relation, alias or citation expected")
  }

  private func property(_ name: String, _ node: YAML, _ kind: Kind) throws -> Mapping.PropertyColumn
  {
    guard let property = kind.property(named: name) else {
      let known = (Property.common + kind.properties).map(\.name)
      throw YAML.Problem(
        line: node.line,
        reason: "\(kind.name) has no property '\(name)'; nearest: "
          + Nearest.to(name, among: known).joined(separator: ", "))
    }
    var values: [String: String] = [:]
    for (word, value) in try node["values"]?.pairs() ?? [] {
      let text = try value.text()
      guard property.choices.isEmpty || property.choices.contains(text) else {
        throw YAML.Problem(
          line: value.line,
          reason: "\(name) is one of \(property.choices.joined(separator: ", ")), not '\(text)'")
      }
      values[word] = text
    }
    return Mapping.PropertyColumn(
      property: name, separator: try separator(node["split"]), values: values,
      blank: Set(try node["blank"]?.items().map { try $0.text() } ?? []))
  }

  private func relation(_ node: YAML, _ kind: Kind) throws -> Mapping.RelationColumn {
    try expect(
      node,
      ["relation", "split", "kind", "kind-by-word", "create", "skip", "quantity", "unit"])
    let word = try required(node, "relation")
    let (predicate, forward) = try lookUp(word) { try registry.predicate(reading: $0) }
    let other = try lookUp(try required(node, "kind")) { try registry.kind($0).name }
    var byWord: [(word: String, kind: String)] = []
    for (name, words) in try node["kind-by-word"]?.pairs() ?? [] {
      let kind = try lookUp(.scalar(name, line: words.line)) { try registry.kind($0).name }
      byWord += try words.items().map { (try $0.text(), kind) }
    }
    for otherKind in [other] + byWord.map(\.kind) {
      guard
        forward ? predicate.joins(kind.name, otherKind) : predicate.joins(otherKind, kind.name)
      else {
        throw YAML.Problem(
          line: word.line,
          reason: "\(try word.text()) cannot join \(kind.name) and \(otherKind)")
      }
    }
    return Mapping.RelationColumn(
      predicate: predicate.name, isInverse: !forward, separator: try separator(node["split"]),
      kind: other, kindByWord: byWord, creates: try flag(node["create"]),
      skip: Set(try node["skip"]?.items().map { try $0.text() } ?? []),
      quantity: try node["quantity"]?.text(), unit: try node["unit"]?.text())
  }

  private func flag(_ node: YAML?) throws -> Bool {
    switch try node?.text() {
    case nil, "false": return false
    case "true": return true
    default: throw YAML.Problem(line: node?.line ?? 0, reason: "true or false expected")
    }
  }

  /// What separates the values of a cell: one character.
  private func separator(_ node: YAML?) throws -> String? {
    guard let node else { return nil }
    let text = try node.text()
    guard text.count == 1 else {
      throw YAML.Problem(line: node.line, reason: "split: one character expected")
    }
    return text
  }

  /// What the registry has under the word at `node`; an unknown one is an error of its line.
  private func lookUp<R>(_ node: YAML, _ find: (String) throws -> R) throws -> R {
    do {
      return try find(try node.text())
    } catch let error as KnowledgeBaseError {
      throw YAML.Problem(line: node.line, reason: "\(error)")
    }
  }

  private func required(_ node: YAML, _ key: String) throws -> YAML {
    if let value = node[key] { return value }
    throw YAML.Problem(line: node.line, reason: "'\(key)' is missing")
  }

  private func expect(_ node: YAML, _ keys: [String]) throws {
    for (key, value) in try node.pairs() where !keys.contains(key) {
      throw YAML.Problem(
        line: value.line, reason: "'\(key)' is unknown here; known: \(keys.joined(separator: ", "))"
      )
    }
  }
}

extension Mapping.Target {
  var isName: Bool {
    if case .property(let column) = self { return column.property == "name" }
    return false
  }
}
