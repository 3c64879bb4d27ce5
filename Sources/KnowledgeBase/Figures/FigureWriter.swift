internal import Messages
internal import SQLite

/// Writes figures and who says so.
package final class FigureWriter {
  private let table: RecordTable
  private let bulk: BulkLoad
  private let entities: EntityWriter

  init(store: Store, citations: CitationWriter, entities: EntityWriter, bulk: BulkLoad) throws {
    self.bulk = bulk
    self.entities = entities
    table = try RecordTable(
      "figure",
      identity: [
        .column("subject"), .column("measure"), .nullable("object", blank: "0"), .column("date"),
        .column("condition"),
      ], columns: FigureRecord.columns, store: store, citations: citations,
      bulk: bulk)
  }

  /// Adds the figure, or brings it up to date with what the sources say.
  ///
  /// - Parameter changes: gets every value that changed or was kept beside the accepted one.
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` when the measure is not written like a key, or the
  ///   interval or the period runs backwards.
  package func put(
    _ record: FigureRecord, by attributions: [Attribution], changes: inout [ValueChange]
  ) throws -> (id: Int64, outcome: Outcome) {
    try check(record)
    try requireSameUnit(record)
    return try table.put(
      record, by: attributions, owner: CitationOwner.figure, changes: &changes,
      name: { try self.name(record) })
  }

  /// The row id of a figure; nil when it is not on record.
  package func id(of record: FigureRecord) throws -> Int64? {
    try bulk.settle()
    return try table.id(of: record)
  }

  /// Ends what is being read.
  func stop() { table.stop() }

  /// The accepted values of a figure, by column, as text; for citing one of them.
  package func canonicalValues(of id: Int64) throws -> [String: String] {
    try table.canonicalValues(of: id)
  }

  private func check(_ record: FigureRecord) throws {
    guard Key.isValid(record.measure) else {
      throw KnowledgeBaseError.invalid(
        Message(
          "'\(record.measure)' is not a measure; write it like chips-owned (a-z, 0-9, single dashes)",
          "'\(record.measure)' 不是指标；" + "应写作 chips-owned 这样的形式（a-z、0-9 和单个连字符）"))
    }
    func number(_ column: String) -> Double? {
      if case .real(let number)? = record.details.first(where: { $0.column == column })?.value {
        return number
      }
      return nil
    }
    if let low = number("low"), let high = number("high"), low > high {
      throw KnowledgeBaseError.invalid(
        Message("low (\(low)) is above high (\(high))", "下限（\(low)）高于上限（\(high)）"))
    }
    if case .text(let end)? = record.details.first(where: { $0.column == "until" })?.value,
      let from = PartialDate(record.date), let until = PartialDate(end), until.isBefore(from)
    {
      throw KnowledgeBaseError.invalid(
        Message(
          "ends (\(end)) before it begins (\(record.date))", "结束日期（\(end)）早于开始日期（\(record.date)）"))
    }
  }

  /// Figures in different units are different figures: their values, intervals and units must not
  /// be mixed.
  private func requireSameUnit(_ record: FigureRecord) throws {
    let stated = record.details.filter { $0.column == "unit" || $0.column == "currency" }
    guard !stated.isEmpty, let id = try id(of: record) else { return }
    let held = try table.canonicalValues(of: id)
    for detail in stated {
      guard let other = held[detail.column], let own = detail.value.canonical, other != own else {
        continue
      }
      throw KnowledgeBaseError.invalid(
        Message(
          "\(try name(record)) is on record in \(other), not \(own); tell the two apart by condition",
          "\(try name(record)) 已有记录的单位是 \(other)，不是 \(own)；" + "请用 condition 区分两者"))
    }
  }

  private func name(_ record: FigureRecord) throws -> String {
    let object = try record.object.map { " " + (try entities.key(of: $0.id)) } ?? ""
    let condition = record.condition.isEmpty ? "" : " (\(record.condition))"
    return "\(try entities.key(of: record.subject.id)) \(record.measure)\(object) "
      + record.date + condition
  }
}

extension FigureRecord: IdentifiedRecord {
  func bindIdentity(to statement: borrowing Statement) throws(SQLiteError) {
    try statement.bind(subject.id, at: 1)
    try statement.bind(measure, at: 2)
    try statement.bind(object?.id ?? 0, at: 3)
    try statement.bind(date, at: 4)
    try statement.bind(condition, at: 5)
  }

  func isIdentified(by row: borrowing Statement, from first: Int) -> Bool {
    row.int64(at: first) == subject.id && row.holds(measure, at: first + 1)
      && row.int64(at: first + 2) == object?.id ?? 0 && row.holds(date, at: first + 3)
      && row.holds(condition, at: first + 4)
  }
}
