internal import Messages
internal import SQLite

/// What a user means by `kimi-k2.openness`, `huawei develops cloudmatrix-384`, a claim's key …
package struct EvidenceTarget {
  private let text: String

  package init(_ text: String) { self.text = text }

  /// The record meant.
  ///
  /// - Throws: ``KnowledgeBaseError``.
  package func find(_ writer: Writer) throws -> EvidenceRecord.Target {
    if let claim = try writer.claims.id(of: text) { return .claim(claim) }
    let words = text.split(separator: " ").map(String.init)
    switch words.count {
    case 1: return try property(writer)
    case 3, 4:
      if words.count == 3, let known = try? writer.registry.predicate(reading: words[1]) {
        return try relation(words, known.predicate, known.forward, writer)
      }
      guard let last = words.last, PartialDate(last) != nil else { break }
      return try dated(words, writer)
    default: break
    }
    throw KnowledgeBaseError.invalid(
      Message(
        "'\(text)': a claim's key, entity.property, 'subject predicate object', "
          + "'subject measure [object] date' or 'entity event date' expected",
        "'\(text)'：应为主张的键、实体.属性、'主体 谓词 客体'、'主体 指标 [客体] 日期' 或 '实体 事件 日期'"))
  }

  private func property(_ writer: Writer) throws -> EvidenceRecord.Target {
    guard let dot = text.lastIndex(of: ".") else {
      _ = try writer.claims.existing(text)
      throw KnowledgeBaseError.invalid(Message("'\(text)' names nothing", "'\(text)' 没有指明任何内容"))
    }
    let entry = try entity(String(text[..<dot]), writer)
    let kind = writer.registry.kinds[entry.kind]
    let name = String(text[text.index(after: dot)...])
    guard kind.property(named: name) != nil else {
      throw KnowledgeBaseError.unknown(
        what: Message("property of \(kind.plural)", "\(kind.label.zh)的属性"), name: name,
        nearest: Nearest.to(name, among: (Property.common + kind.properties).map(\.name)))
    }
    return .property(entity: entry.id, name: name)
  }

  private func relation(
    _ words: [String], _ predicate: Predicate, _ forward: Bool, _ writer: Writer
  ) throws -> EvidenceRecord.Target {
    let first = try entity(words[0], writer)
    let second = try entity(words[2], writer)
    var record = RelationRecord(
      subject: forward ? first : second, predicate: predicate, object: forward ? second : first)
    if try writer.relations.id(of: record) == nil,
      let only = try writer.relations.only(like: record)
    {
      (record.qualifier, record.validFrom) = only
    }
    guard let id = try writer.relations.id(of: record) else {
      throw KnowledgeBaseError.invalid(Message("no relation: \(text)", "没有这样的关系：\(text)"))
    }
    return .relation(id)
  }

  private func dated(_ words: [String], _ writer: Writer) throws -> EvidenceRecord.Target {
    let first = try entity(words[0], writer)
    let date = words[words.count - 1]
    var figure = FigureRecord(subject: first, measure: words[1], date: date)
    if words.count == 4 { figure.object = try entity(words[2], writer) }
    if let id = try writer.figures.id(of: figure) { return .figure(id) }
    let event = EventRecord(entity: first, type: words[1], date: date)
    if words.count == 3, let id = try writer.events.id(of: event) { return .event(id) }
    throw KnowledgeBaseError.invalid(
      Message("no figure and no event: \(text)", "没有这样的数据或事件：\(text)"))
  }

  private func entity(_ key: String, _ writer: Writer) throws -> KeyTable.Entry {
    if let entry = try writer.entities.find(key) { return entry }
    throw KnowledgeBaseError.unknown(
      what: Message("entity", "实体"), name: key, nearest: try writer.nearestKeys(to: key))
  }
}
