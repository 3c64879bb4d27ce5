internal import KnowledgeBase
internal import Messages
internal import Tabular

/// `reviews.csv`: pairs of entities that may be the same, and what was decided about them.
final class ReviewFile: RowHandler {
  private let context: IngestContext
  private let entity: Int
  private let other: Int
  private let rule: Int?
  private let detail: Int?
  private let score: Int?
  private let state: Int?
  private let decided: Int?

  init(_ context: IngestContext, header: Header, file: String) throws {
    self.context = context
    try header.expect(PackageLayout.reviews, of: file, ignored: context.ignored)
    entity = try header.required("entity", of: file)
    other = try header.required("other", of: file)
    rule = header["rule"]
    detail = header["detail"]
    score = header["score"]
    state = header["state"]
    decided = header["decided"]
  }

  func take(_ row: CSVReader, into report: inout Report) throws {
    let rules = NameLikeness.Rule.allCases.map(\.rawValue)
    let rule = try context.word(row, rule, rules).flatMap(NameLikeness.Rule.init) ?? .namesake
    let likeness = NameLikeness(rule: rule, detail: row.cell(detail) ?? "", score: try number(row))
    let one = try context.entity(row, entity)
    let two = try context.entity(row, other)
    // One that was merged into the other has its key still.
    if one.id == two.id { return report.count("reviews", .unchanged) }
    let outcome = try context.writer.reviews.put(
      one.id, two.id, likeness,
      isApart: try context.word(row, state, ["open", "apart"]) == "apart",
      decided: row.cell(decided))
    report.count("reviews", outcome)
  }

  /// The score, from 0 to 1; 0 where none is given.
  private func number(_ row: CSVReader) throws -> Double {
    guard let text = row.cell(score) else { return 0 }
    guard let number = Double(text), 0...1 ~= number else {
      throw RowProblem(
        column: score,
        reason: Message("'\(text)' is not a number from 0 to 1", "'\(text)' 不是 0 到 1 的数"))
    }
    return number
  }
}
