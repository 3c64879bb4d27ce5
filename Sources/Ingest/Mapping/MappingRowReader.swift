internal import KnowledgeBase
internal import Messages

// What the rows of a reading are: entities with their columns, relations, figures.
extension MappingReader {
  // MARK: Entities

  /// - Parameter common: words that may stand beside the description.
  func entityRows(_ node: YAML, besides common: [String]) throws -> Mapping.EntityRows {
    try expect(node, common + ["kind", "context", "namesakes", "set", "nameless", "columns"])
    let kind = try lookUp(try required(node, "kind")) { try registry.kind($0) }
    var rows = Mapping.EntityRows(kind: kind.name)
    rows.context = try node["context"].map { try lookUp($0) { try registry.predicate($0).name } }
    rows.hasNamesakes = try flag(node["namesakes"])
    rows.nameless = try node["nameless"].map { node in
      try expect(node, ["words", "by"])
      return Mapping.Nameless(
        words: Set(try words(try required(node, "words"))),
        headers: try words(try required(node, "by")))
    }
    for (name, value) in try node["set"]?.pairs() ?? [] {
      let property = try property(name, of: kind, line: value.line)
      let text = try value.text()
      guard case .value = try? ValueParser.parse(text, as: property) else {
        throw YAML.Problem(
          line: value.line,
          reason: Message("'\(text)' is no value of \(name)", "'\(text)' 不是 \(name) 的值"))
      }
      rows.constants.append((name, text))
    }
    let columns = try required(node, "columns")
    for (header, value) in try columns.pairs() { try column(header, value, kind, into: &rows) }
    guard !rows.identifying.isEmpty else {
      throw YAML.Problem(
        line: columns.line,
        reason: Message(
          "no column gives the name, a key property or an identifier", "没有一列给出名称、关键属性或标识符"))
    }
    return rows
  }

  private func column(
    _ header: String, _ node: YAML, _ kind: Kind, into rows: inout Mapping.EntityRows
  ) throws {
    if case .scalar(let name, let line) = node {
      let property = try property(name, of: kind, line: line)
      rows.properties.append(
        .init(property: property.name, cell: plainCell(header), isKey: false))
    } else if let name = node["property"] {
      try expect(node, ["property", "key", "basis"] + Self.cellWords)
      rows.properties.append(try propertyColumn(header, node, name, kind))
    } else if node["relation"] != nil {
      rows.relations.append(try relationColumn(header, node, kind))
    } else if let lang = node["alias"] {
      try expect(node, ["alias"] + Self.cellWords)
      rows.aliases.append((try cell(node, header: header), try lang.text()))
    } else if let scheme = node["identifier"] {
      try expect(node, ["identifier"] + Self.cellWords)
      rows.identifiers.append((try cell(node, header: header), try scheme.text()))
    } else if node["figure"] != nil {
      rows.figures.append(try figureColumn(header, node))
    } else if let name = node["citation"] {
      try expect(node, ["citation"] + Self.cellWords)
      let attributes = Mapping.RowCitation.Attribute.allCases
      let word = try word(name, of: attributes.map(\.rawValue))
      for attribute in attributes where attribute.rawValue == word {
        rows.citations.append((attribute, try cell(node, header: header)))
      }
    } else {
      throw YAML.Problem(
        line: node.line,
        reason: Message(
          "property, relation, alias, identifier, figure or citation expected",
          "应为 property、relation、alias、identifier、figure 或 citation"))
    }
  }

  private func property(_ name: String, of kind: Kind, line: Int) throws -> Property {
    if let property = kind.property(named: name) { return property }
    let known = (Property.common + kind.properties).map(\.name)
    throw YAML.Problem(
      line: line,
      reason: Message("\(kind.name) has no property '\(name)'", "\(kind.name) 没有属性 '\(name)'")
        + Nearest.hint(Nearest.to(name, among: known)))
  }

  private func propertyColumn(
    _ header: String, _ node: YAML, _ name: YAML, _ kind: Kind
  ) throws -> Mapping.PropertyColumn {
    let property = try property(try name.text(), of: kind, line: node.line)
    for (_, value) in try node["values"]?.pairs() ?? [] {
      let text = try value.text()
      guard property.choices.isEmpty || property.choices.contains(text) else {
        throw YAML.Problem(
          line: value.line,
          reason: Message(
            "\(property.name) is one of \(property.choices.joined(separator: ", ")), "
              + "not '\(text)'",
            "\(property.name) 应为以下之一：\(property.choices.joined(separator: "、"))，而不是 '\(text)'"))
      }
    }
    if let times = node["times"], property.type != .integer, property.type != .number {
      throw YAML.Problem(
        line: times.line,
        reason: Message("times: \(property.name) is no number", "times：\(property.name) 不是数字"))
    }
    return Mapping.PropertyColumn(
      property: property.name, cell: try cell(node, header: header), isKey: try flag(node["key"]),
      basis: try node["basis"].map { try basis($0) })
  }

  /// A column whose words say on what basis values are given.
  private func basis(_ node: YAML) throws -> Mapping.Cell {
    let words = try required(node, "values")
    for (_, value) in try words.pairs() { _ = try word(value, of: Mapping.RowCitation.bases) }
    return try cell(node)
  }

  private func relationColumn(
    _ header: String, _ node: YAML, _ kind: Kind
  ) throws -> Mapping.RelationColumn {
    try expect(
      node, ["relation", "quantity", "unit", "valid_from", "valid_to"] + Self.referenceWords)
    let word = try required(node, "relation")
    let (predicate, forward) = try lookUp(word) { try registry.predicate(reading: $0) }
    let reference = try reference(node, header: header)
    for other in reference.kinds.sorted() {
      guard forward ? predicate.joins(kind.name, other) : predicate.joins(other, kind.name) else {
        throw YAML.Problem(
          line: word.line,
          reason: Message(
            "\(try word.text()) cannot join \(kind.name) and \(other)",
            "\(try word.text()) 不能连接 \(kind.name) 与 \(other)"))
      }
    }
    return Mapping.RelationColumn(
      reference: reference, predicate: predicate.name, isInverse: !forward,
      quantity: try node["quantity"].map { try cell($0) }, unit: try node["unit"]?.text(),
      validFrom: try node["valid_from"].map { try cell($0) },
      validTo: try node["valid_to"].map { try cell($0) })
  }

  private func figureColumn(_ header: String, _ node: YAML) throws -> Mapping.FigureColumn {
    try expect(
      node, ["figure", "date", "locator", "low", "high"] + Self.measureWords + Self.cellWords)
    let name = try required(node, "figure")
    return Mapping.FigureColumn(
      measure: try measure(
        try name.text(), name.line, node, value: try cell(node, header: header)),
      date: try cell(try required(node, "date")), locator: try node["locator"].map { try cell($0) })
  }

  // MARK: Relations

  func relationRows(_ node: YAML, besides common: [String]) throws -> Mapping.RelationRows {
    let details = ["valid_to", "share", "share_low", "share_high", "quantity", "note"]
    try expect(
      node,
      common + ["subject", "predicate", "object", "qualifier", "valid_from", "unit"] + details)
    let word = try required(node, "predicate")
    let predicate = try lookUp(word) { try registry.predicate($0) }
    let subject = try reference(try required(node, "subject"))
    let object = try reference(try required(node, "object"))
    for from in subject.kinds.sorted() {
      for to in object.kinds.sorted() where !predicate.joins(from, to) {
        throw YAML.Problem(
          line: word.line,
          reason: Message(
            "\(predicate.name) cannot join \(from) and \(to)",
            "\(predicate.name) 不能连接 \(from) 与 \(to)"))
      }
    }
    var rows = Mapping.RelationRows(subject: subject, predicate: predicate.name, object: object)
    if case .map(let pairs, _)? = node["qualifier"] {
      for (kind, text) in pairs {
        let name = try lookUp(.scalar(kind, line: text.line)) { try registry.kind($0).name }
        rows.qualifiers[name] = try text.text()
      }
    } else if let text = node["qualifier"] {
      rows.qualifiers[""] = try text.text()
    }
    rows.validFrom = try node["valid_from"].map { try cell($0) }
    for name in details {
      if let cell = try node[name].map({ try self.cell($0) }) { rows.details.append((name, cell)) }
    }
    rows.unit = try node["unit"]?.text()
    return rows
  }

  // MARK: Figures

  func figureRows(_ node: YAML, besides common: [String]) throws -> Mapping.FigureRows {
    try expect(
      node,
      common + ["subject", "object", "date", "until", "condition", "note", "measures"])
    let measures = try required(node, "measures").pairs().map { name, node in
      try expect(node, ["value", "low", "high"] + Self.measureWords)
      return try measure(
        name, node.line, node, value: try cell(try required(node, "value")))
    }
    return Mapping.FigureRows(
      subject: try reference(try required(node, "subject")),
      object: try node["object"].map { try reference($0) },
      date: try cell(try required(node, "date")), until: try node["until"].map { try cell($0) },
      condition: try node["condition"].map { try cell($0) },
      note: try node["note"].map { try cell($0) }, measures: measures)
  }

  private static let measureWords = ["unit", "currency", "basis"]

  private func measure(
    _ name: String, _ line: Int, _ node: YAML, value: Mapping.Cell
  ) throws -> Mapping.Measure {
    guard Key.isValid(name) else {
      throw YAML.Problem(
        line: line,
        reason: Message(
          "'\(name)' is not a measure; write it like chips-owned (a-z, 0-9, single dashes)",
          "'\(name)' 不是指标；应写作 chips-owned 这样的形式（a-z、0-9 和单个连字符）"))
    }
    var numbers = [("value", value)]
    for end in ["low", "high"] {
      if let cell = try node[end].map({ try self.cell($0) }) { numbers.append((end, cell)) }
    }
    var constants: [(String, String)] = []
    for column in Self.measureWords {
      guard let text = node[column] else { continue }
      let choices = FigureRecord.columns.first { $0.name == column }?.choices ?? []
      constants.append((column, try choices.isEmpty ? text.text() : word(text, of: choices)))
    }
    return Mapping.Measure(name: name, numbers: numbers, constants: constants)
  }
}
