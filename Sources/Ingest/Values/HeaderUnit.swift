internal import KnowledgeBase
internal import Messages

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

  /// The property of a kind that a header means, with or without a unit behind it.
  static func property(of kind: Kind, forHeader header: String) -> Property? {
    if let property = kind.property(forHeader: header) { return property }
    guard let unit = HeaderUnit(header), let property = kind.property(forHeader: unit.name),
      unit.fits(property)
    else { return nil }
    return property
  }

  /// Whether numbers of a property can be in this unit.
  func fits(_ property: Property) -> Bool {
    (property.type == .integer || property.type == .number)
      && WrittenNumber("1 " + unit, unit: property.unit) != nil
  }

  /// What numbers of the column are multiplied by; nil where that is nothing.
  func factor(for property: Property) -> String? {
    guard fits(property), let factor = WrittenNumber("1 " + unit, unit: property.unit)?.number,
      factor != DecimalNumber(1, 0)
    else { return nil }
    return Self.digits(factor)
  }

  private static func digits(_ number: DecimalNumber) -> String {
    number.whole.map(String.init) ?? String(number.double)
  }

  /// A cell with the unit behind its number; the cell as it is where it says one itself (`12B`) or is
  /// no number.
  ///
  /// - Throws: `Problem` for 1万 below 亿, which some mean as 10,000 and some as 1万亿.
  func applied(to cell: String, for property: Property) throws(ValueParser.Problem) -> String {
    let plain = FullWidth.narrowed(cell) ?? cell
    guard let last = plain.last else { return cell }
    if last.isASCII && last.isNumber { return "\(cell) \(unit)" }
    if let alone = WrittenNumber(plain, unit: property.unit)?.number,
      let together = WrittenNumber(plain + unit, unit: property.unit)?.number, alone != together
    {
      throw ValueParser.Problem(
        reason: Message(
          "'\(cell)' below a header in \(unit): \(Self.digits(alone)) or \(plain)\(unit)? write out which",
          "'\(cell)' 所在列以\(unit)为单位：是 \(Self.digits(alone)) 还是 \(plain)\(unit)？请写明"))
    }
    return cell
  }
}
