/// On what a filter looks: everything that is accepted, or only what one source says; today, or on a
/// date.
struct FilterBasis: Sendable {
  /// SQL for the row id of the one source; nil: what is accepted.
  var source: String?
  /// The date for which relations have to hold; nil: whenever.
  var asOf: PartialDate?
  /// A firm stands for its subsidiaries, too.
  var isGrouped = false

  /// The value of a property of `t` (or of a common one, of `e`).
  func column(_ property: Property) -> String {
    let stored = "\(property.isCommon ? "e" : "t").\(property.name.quoted)"
    guard let source else { return stored }
    let said = """
      FROM citation c WHERE c.entity = e.id AND c.source = \(source) AND c.rank >= 0 \
      AND c.state = 'value' AND c.retired IS NULL
      """
    let own =
      switch property.type {
      case .integer, .boolean: "CAST(c.value AS INTEGER)"
      case .number: "CAST(c.value AS REAL)"
      case .text, .date, .choice, .url: "c.value"
      }
    return """
      coalesce((SELECT \(own) \(said) AND c.fields = \(property.name.quotedText) AND c.value IS NOT NULL), \
      CASE WHEN EXISTS (SELECT 1 \(said) AND c.value IS NULL \
      AND instr(',' || c.fields || ',', ',\(property.name),') > 0) THEN \(stored) END)
      """
  }

  /// A condition on the relation `r`: current, and said by the one source.
  var relation: String {
    guard let source else { return "r.retired IS NULL" }
    return """
      r.retired IS NULL AND EXISTS (SELECT 1 FROM citation c WHERE c.relation = r.id \
      AND c.source = \(source) AND c.rank >= 0)
      """
  }

  /// Whether relation `r` may hold on the date, and whether it certainly does.
  var holds: (possibly: String, certainly: String)? {
    guard let asOf else { return nil }
    let (first, last) = (asOf.firstText.quotedText, asOf.lastText.quotedText)
    func range(_ column: String) -> (low: String, high: String) {
      PartialDate.bounds(of: column)
    }
    let (from, to) = (range("r.valid_from"), range("r.valid_to"))
    return (
      """
      (r.valid_from IS NULL OR \(from.low) <= \(last)) AND (r.valid_to IS NULL OR \(to.high) >= \(first))
      """,
      """
      (r.valid_from IS NULL OR \(from.high) <= \(first)) AND (r.valid_to IS NULL OR \(to.low) >= \(last))
      """
    )
  }
}

extension PartialDate {
  /// The first day it can mean, as text that compares with other days.
  var firstText: String { Self.text(firstDay) }
  /// The last day it can mean.
  var lastText: String { Self.text(lastDay) }

  private static func text(_ day: Int) -> String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(day / 10_000, 4))-\(padded(day / 100 % 100, 2))-\(padded(day % 100, 2))"
  }

  /// SQL for the first and the last day that the partial date in a column can mean, as text.
  static func bounds(of column: String) -> (low: String, high: String) {
    (
      "(\(column) || substr('-01-01', length(\(column)) - 3))",
      """
      (CASE length(\(column)) WHEN 4 THEN \(column) || '-12-31' \
      WHEN 7 THEN date(\(column) || '-01', '+1 month', '-1 day') ELSE \(column) END)
      """
    )
  }
}
