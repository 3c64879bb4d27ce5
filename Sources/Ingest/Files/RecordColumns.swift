internal import KnowledgeBase
internal import Messages
internal import Tabular

/// The columns of a row that name a record on record (``PackageLayout/record``).
final class RecordColumns {
  /// What a row names, by row id.
  enum Record {
    case entity(KeyTable.Entry)
    case relation(Int64)
    case figure(Int64)
    case event(Int64)
  }

  private let at: [String: Int]
  private let relation: RelationIdentity?
  private var predicates: [String: Predicate] = [:]

  init(_ header: Header) {
    at = header.places(of: PackageLayout.record)
    if let subject = at["subject"], let predicate = at["predicate"], let object = at["object"] {
      relation = RelationIdentity(
        subject: subject, predicate: predicate, object: object, qualifier: at["qualifier"],
        validFrom: at["valid_from"])
    } else {
      relation = nil
    }
  }

  /// Whether the file has columns enough to name anything.
  var canName: Bool { at["entity"] != nil || at["subject"] != nil }

  /// The record the current row names; nil when its columns are blank.
  ///
  /// - Throws: `RowProblem` when there is no such record.
  func read(_ row: CSVReader, _ context: IngestContext) throws -> Record? {
    if let column = at["entity"], row.cell(column) != nil {
      let entry = try context.entity(row, column)
      guard let type = row.cell(at["event"]) else { return .entity(entry) }
      return .event(try event(row, type, of: entry, context))
    }
    guard let subject = at["subject"], row.cell(subject) != nil else { return nil }
    if let measure = row.cell(at["measure"]) {
      return .figure(try figure(row, measure, subject, context))
    }
    guard let relation else {
      throw RowProblem(
        column: subject,
        reason: Message(
          "a relation is named by subject, predicate and object, a figure by subject, "
            + "measure and date", "关系以 subject、predicate、object 指明，数据以 subject、measure、date 指明"))
    }
    let record = try relation.read(row, context, &predicates)
    guard let id = try context.writer.relations.id(of: record) else {
      throw RowProblem(column: subject, reason: Message("no such relation on record", "没有这样的关系记录"))
    }
    return .relation(id)
  }

  private func event(
    _ row: CSVReader, _ type: String, of entry: KeyTable.Entry, _ context: IngestContext
  ) throws -> Int64 {
    guard let column = at["date"] else {
      throw RowProblem(
        column: at["event"], reason: Message("an event is named with its date", "指明事件须给出日期"))
    }
    var record = EventRecord(
      entity: entry, type: type, date: try context.requiredDate(row, column))
    record.scope = row.cell(at["scope"]) ?? ""
    guard let id = try context.writer.events.id(of: record) else {
      throw RowProblem(column: at["event"], reason: Message("no such event on record", "没有这样的事件记录"))
    }
    return id
  }

  private func figure(
    _ row: CSVReader, _ measure: String, _ subject: Int, _ context: IngestContext
  ) throws -> Int64 {
    guard let column = at["date"] else {
      throw RowProblem(
        column: at["measure"], reason: Message("a figure is named with its date", "指明数据须给出日期"))
    }
    var record = FigureRecord(
      subject: try context.entity(row, subject), measure: measure,
      date: try context.requiredDate(row, column))
    if let object = at["object"], row.cell(object) != nil {
      record.object = try context.entity(row, object)
    }
    record.condition = row.cell(at["condition"]) ?? ""
    guard let id = try context.writer.figures.id(of: record) else {
      throw RowProblem(
        column: at["measure"], reason: Message("no such figure on record", "没有这样的数据记录"))
    }
    return id
  }
}
