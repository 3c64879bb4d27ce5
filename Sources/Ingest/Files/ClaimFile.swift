internal import KnowledgeBase
internal import Messages
internal import Tabular

/// `claims.csv`: statements somebody makes.
final class ClaimFile: RowHandler {
  private let context: IngestContext
  private let key: Int
  private let source: Int
  private let modality: Int
  private let at: [String: Int]

  init(_ context: IngestContext, header: Header, file: String) throws {
    self.context = context
    // The view `claims` also counts the evidence.
    try header.expect(
      PackageLayout.claims + ["supports", "contradicts", "premises"], of: file,
      ignored: context.ignored)
    key = try header.required("key", of: file)
    source = try header.required("source", of: file)
    modality = try header.required("modality", of: file)
    at = header.places(of: PackageLayout.claims)
  }

  func take(_ row: CSVReader, into report: inout Report) throws {
    guard let word = try context.word(row, modality, ClaimRecord.modalities) else {
      throw RowProblem(column: modality, reason: Message("must not be blank", "不能为空"))
    }
    var claim = ClaimRecord(
      key: try row.requiredCell(key), source: try context.source(row, source).id, modality: word)
    if let speaker = at["speaker"], row.cell(speaker) != nil {
      claim.speaker = try context.entity(row, speaker).id
    }
    claim.text = row.cell(at["text"])
    claim.textZH = row.cell(at["text_zh"])
    claim.made = try context.date(row, at["made"])
    claim.locator = row.cell(at["locator"])
    claim.quote = row.cell(at["quote"])
    claim.retired = try context.date(row, at["retired"])
    if let about = at["about"], let cell = row.cell(about) {
      claim.about = try cell.split(separator: ";").map { text in
        try context.entity(ValueParser.trim(String(text)), column: about).id
      }
    }
    report.count("claims", try context.writer.claims.put(claim))
  }

  var remarks: [Message] {
    let keys = context.writer.claims.outranked.joined(separator: ", ")
    if keys.isEmpty { return [] }
    return [
      Message(
        "claims that a more believed source holds stay as that one has them: \(keys)",
        "更可信的来源已有的主张保持其说法：\(keys)")
    ]
  }
}

/// `evidence.csv`: what supports or contradicts claims, and their premises.
final class EvidenceFile: RowHandler {
  private let context: IngestContext
  private let claim: Int
  private let stance: Int
  private let other: Int?
  private let property: Int?
  private let source: Int?
  private let note: Int?
  private let records: RecordColumns

  init(_ context: IngestContext, header: Header, file: String) throws {
    self.context = context
    try header.expect(PackageLayout.evidence, of: file, ignored: context.ignored)
    claim = try header.required("claim", of: file)
    stance = try header.required("stance", of: file)
    other = header["other"]
    property = header["property"]
    source = header["source"]
    note = header["note"]
    records = RecordColumns(header)
  }

  func take(_ row: CSVReader, into report: inout Report) throws {
    guard let word = try context.word(row, stance, EvidenceRecord.stances) else {
      throw RowProblem(column: stance, reason: Message("must not be blank", "不能为空"))
    }
    var evidence = EvidenceRecord(
      claim: try id(try row.requiredCell(claim), claim), stance: word, target: try target(row))
    if let source, row.cell(source) != nil {
      evidence.source = try context.source(row, source).id
    }
    evidence.note = row.cell(note)
    report.count("evidence", try context.writer.claims.put(evidence))
  }

  private func target(_ row: CSVReader) throws -> EvidenceRecord.Target {
    if let other, let key = row.cell(other) { return .claim(try id(key, other)) }
    switch try records.read(row, context) {
    case .relation(let id): return .relation(id)
    case .figure(let id): return .figure(id)
    case .event(let id): return .event(id)
    case .entity(let entry):
      guard let property, let name = row.cell(property) else {
        throw RowProblem(
          column: self.property,
          reason: Message(
            "which property of the entity? say it in the column 'property'",
            "是实体的哪个属性？请写在 'property' 列"))
      }
      let kind = context.registry.kinds[entry.kind]
      guard kind.property(named: name) != nil else {
        let near = Nearest.to(name, among: (Property.common + kind.properties).map(\.name))
        throw RowProblem(
          column: property,
          reason: Message(
            "\(kind.plural) have no property '\(name)'", "\(kind.label.zh)没有属性 '\(name)'")
            + Nearest.hint(near))
      }
      return .property(entity: entry.id, name: name)
    case nil:
      throw RowProblem(
        column: other,
        reason: Message(
          "names nothing: neither another claim nor a property, relation, figure or event",
          "没有指明任何内容：既非其他主张，也非属性、关系、数据或事件"))
    }
  }

  private func id(_ key: String, _ column: Int) throws -> Int64 {
    do {
      return try context.writer.claims.existing(key)
    } catch let error as KnowledgeBaseError {
      throw RowProblem(column: column, reason: error.message)
    }
  }
}
