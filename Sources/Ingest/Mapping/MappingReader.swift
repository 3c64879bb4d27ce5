package import KnowledgeBase
package import Messages

/// A mapping that cannot be used: file, line and reason.
package struct MappingError: MessageError, Sendable {
  package let file: String
  package let line: Int?
  package let reason: Message

  package var message: Message {
    let place = file + ":" + (line.map { "\($0):" } ?? "") + " "
    return Message(place + reason.en, place + reason.zh)
  }
}

/// Reads a mapping from YAML, strictly: an unknown word is an error, never ignored.
package struct MappingReader {
  let file: String
  let registry: Registry
  /// How the data set writes dates where a column does not say otherwise.
  var dates = DateOrder.ymd
  /// What begins the fraction of numbers where a column does not say otherwise.
  var decimal = DecimalMark.point
  /// What the user says of this file.
  let given: Given

  /// How a file is written, as the user says: goes before all that a mapping says.
  package struct Given: Sendable {
    package var dates: DateOrder?
    package var decimal: DecimalMark?
    /// Words that say nothing, besides those of the mapping.
    package var blanks: Set<String> = []
  }

  init(file: String, registry: Registry, given: Given = Given()) {
    self.file = file
    self.registry = registry
    self.given = given
  }

  /// The mappings that come with the program, by name.
  package static let builtin: [String] = Resource.all(under: "Seeds/mappings/").map(\.stem)

  /// The built-in mapping that knows most columns of a header; nil where none knows four of them and
  /// half of all.
  static func builtin(for header: Header, registry: Registry) throws -> String? {
    var best: (name: String, known: Int)?
    for name in builtin {
      let known =
        try load(name, registry: registry).files.map { file in
          header.names.count { file.headers.contains($0) || file.isIgnored($0) }
        }.max() ?? 0
      if known >= 4, known * 2 >= header.names.count, known > best?.known ?? 0 {
        best = (name, known)
      }
    }
    return best?.name
  }

  /// The built-in mapping of this name, or the one in this file.
  ///
  /// - Parameter given: how the file is written, whatever the mapping says.
  /// - Throws: ``MappingError``.
  package static func load(
    _ nameOrPath: String, registry: Registry, given: Given = Given()
  ) throws -> Mapping {
    if let resource = Resource.all(under: "Seeds/mappings/").first(where: { $0.stem == nameOrPath })
    {
      return try MappingReader(file: resource.path, registry: registry, given: given)
        .read(resource.bytes)
    }
    guard nameOrPath.hasSuffix(".yaml") || nameOrPath.hasSuffix(".yml") else {
      let near = Nearest.to(nameOrPath, among: builtin)
      let names = (near.isEmpty ? builtin : near).joined(separator: ", ")
      throw MappingError(
        file: nameOrPath, line: nil,
        reason: Message(
          "no such mapping; built in: \(names), or give a .yaml file",
          "没有这个映射；内置的有：\(names)，或给出 .yaml 文件"))
    }
    let bytes = try FileBytes.read(nameOrPath)
    return try bytes.withUnsafeBufferPointer {
      try MappingReader(file: nameOrPath, registry: registry, given: given).read($0)
    }
  }

  func read(_ bytes: UnsafeBufferPointer<UInt8>) throws -> Mapping {
    do {
      let root = try YAML.parse(bytes)
      var reader = self
      if let node = root["dates"] { reader.dates = try order(node) }
      if let node = root["decimal"] { reader.decimal = try mark(node) }
      var mapping = try reader.mapping(root)
      mapping.sha256 = SHA256.hex(of: bytes)
      return mapping
    } catch let problem as YAML.Problem {
      throw MappingError(file: file, line: problem.line, reason: problem.reason)
    }
  }

  private func mapping(_ root: YAML) throws -> Mapping {
    let common = ["name", "title", "source", "dates", "decimal"]
    let files: [Mapping.File]
    if let node = root["files"] {
      try expect(root, common + ["files"])
      files = try node.pairs().map { try self.file($1, stem: $0, besides: []) }
    } else {
      files = [try self.file(root, stem: nil, besides: common)]
    }
    return Mapping(
      name: try required(root, "name").text(), title: try required(root, "title").text(),
      source: try source(try required(root, "source")), files: files)
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
      throw YAML.Problem(
        line: node.line, reason: Message("'\(source.key)' is not a key", "'\(source.key)' 不是键"))
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

  // MARK: Files and readings

  /// - Parameter common: words that may stand beside the description.
  private func file(_ node: YAML, stem: String?, besides common: [String]) throws -> Mapping.File {
    let ignored = Set(try words(node["ignore"]))
    let ignoredRows = try conditions(node["ignore-rows"])
    let renamed = try texts(node["renamed"])
    let ofFile = common + ["ignore", "ignore-rows", "renamed"]
    guard let list = node["readings"] else {
      return Mapping.File(
        stem: stem, readings: [try reading(node, besides: ofFile)], ignored: ignored,
        ignoredRows: ignoredRows, renamed: renamed)
    }
    try expect(node, ofFile + ["readings"])
    let readings = try list.items().map { try reading($0, besides: []) }
    guard !readings.isEmpty else {
      throw YAML.Problem(
        line: list.line, reason: Message("readings: a list expected", "readings：应为列表"))
    }
    return Mapping.File(
      stem: stem, readings: readings, ignored: ignored, ignoredRows: ignoredRows, renamed: renamed)
  }

  private func reading(_ node: YAML, besides common: [String]) throws -> Mapping.Reading {
    let known = common + ["rows", "where", "except", "citation"]
    let rows: Mapping.Rows
    switch try node["rows"]?.text() {
    case nil, "entities": rows = .entities(try entityRows(node, besides: known))
    case "relations": rows = .relations(try relationRows(node, besides: known))
    case "figures": rows = .figures(try figureRows(node, besides: known))
    case .some:
      throw YAML.Problem(
        line: node["rows"]?.line ?? node.line,
        reason: Message(
          "rows: entities, relations or figures", "rows：应为 entities、relations 或 figures"))
    }
    return Mapping.Reading(
      filter: Mapping.RowFilter(
        whereHolds: try conditions(node["where"]), exceptHolds: try conditions(node["except"])),
      rows: rows, citation: try citation(node["citation"]))
  }

  private func conditions(_ node: YAML?) throws -> [String: Set<String>] {
    guard let node else { return [:] }
    return Dictionary(uniqueKeysWithValues: try node.pairs().map { ($0, Set(try words($1))) })
  }

  private func citation(_ node: YAML?) throws -> Mapping.RowCitation {
    var citation = Mapping.RowCitation()
    guard let node else { return citation }
    let attributes = Mapping.RowCitation.Attribute.allCases
    try expect(node, ["basis"] + attributes.map(\.rawValue))
    citation.basis = try node["basis"].map {
      try word($0, of: Mapping.RowCitation.bases)
    }
    for attribute in attributes {
      if let cell = try node[attribute.rawValue].map({ try self.cell($0) }) {
        citation.cells.append((attribute, cell))
      }
    }
    return citation
  }
}
