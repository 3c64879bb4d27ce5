internal import KnowledgeBase

/// A header with a unit behind it: `Parameters (B)`, `参数量（亿）`, `Memory [GB]`.
struct HeaderUnit {
  /// The header without its unit.
  let name: String
  /// What stands in brackets: `B`, `亿`, `GB`.
  let unit: String

  /// Nil when a header does not end in brackets.
  init?(_ header: String) {
    guard let match = header.wholeMatch(of: /(.*\S)\s*[(（\[【]([^()（）\[\]【】]+)[)）\]】]\s*/) else {
      return nil
    }
    name = String(match.1)
    unit = ValueParser.trim(String(match.2))
  }

  /// Whether numbers of a property can be in this unit.
  func fits(_ property: Property) -> Bool {
    (property.type == .integer || property.type == .number)
      && WrittenNumber("1 " + unit, unit: property.unit) != nil
  }

  /// A cell with the unit behind its number; the cell as it is where it says one itself (`12B`) or is
  /// no number.
  func applied(to cell: String) -> String {
    cell.last.map { $0.isASCII && $0.isNumber } ?? false ? "\(cell) \(unit)" : cell
  }
}
