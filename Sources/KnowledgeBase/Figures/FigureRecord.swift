/// What one row of input says about one figure. Its identity is subject, measure, object, date and
/// condition; the rest can change.
package struct FigureRecord {
  package var subject: KeyTable.Entry
  /// "chips-owned", "revenue", "price-input", "score" …
  package var measure: String
  /// What is counted, or the benchmark.
  package var object: KeyTable.Entry?
  /// The day, month or year it holds for, or the start of the period; ISO 8601.
  package var date: String
  /// The setting: "no tools".
  package var condition = ""
  /// The columns besides the identity, by name (``FigureRecord/columns``); never NULL.
  package var details: [EntityRecord.Assertion] = []

  package init(subject: KeyTable.Entry, measure: String, date: String) {
    self.subject = subject
    self.measure = measure
    self.date = date
  }

  /// The columns besides the identity, with their types. A figure without a basis is a stock.
  package static let columns: [Property] = [
    .detail("until", .date),
    .detail("basis", .choice, choices: ["stock", "flow", "annualised", "score"]),
    .detail("value", .number), .detail("low", .number), .detail("high", .number),
    .detail("unit", .text), .detail("currency", .text), .detail("note", .text),
    .detail("retired", .date),
  ]
}
