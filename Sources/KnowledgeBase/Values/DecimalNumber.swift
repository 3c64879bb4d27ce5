/// A number exactly as it is written in decimal: 5.9 × 0.01 is 0.059 here, and 0.059000000000000004
/// in binary floating point.
package struct DecimalNumber: Sendable, Hashable {
  /// The digits, without zeros at the end.
  private let significand: Int128
  /// The power of ten they are multiplied by.
  private let exponent: Int

  /// Reads digits with sign, point and exponent; nil for anything else, and beyond 38 digits.
  package init?(_ text: some StringProtocol) {
    var digits = ""
    var exponent = 0
    var rest = text[...]
    if let mark = rest.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      guard let power = Int(rest[rest.index(after: mark)...]), power.magnitude < 10_000 else {
        return nil
      }
      exponent = power
      rest = rest[..<mark]
    }
    if let sign = rest.first, sign == "-" || sign == "+" {
      if sign == "-" { digits = "-" }
      rest.removeFirst()
    }
    let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.contains(where: { !$0.isEmpty }),
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    for part in parts { digits += part }
    if parts.count == 2 { exponent -= parts[1].count }
    guard let significand = Int128(digits) else { return nil }
    self.init(significand, exponent)
  }

  /// `significand` × 10^`exponent`.
  package init(_ significand: Int128, _ exponent: Int) {
    var (significand, exponent) = (significand, significand == 0 ? 0 : exponent)
    while significand != 0, significand % 10 == 0 {
      significand /= 10
      exponent += 1
    }
    self.significand = significand
    self.exponent = exponent
  }

  /// The exact product; nil where its digits do not fit.
  package func times(_ other: DecimalNumber) -> DecimalNumber? {
    let (product, overflow) = significand.multipliedReportingOverflow(by: other.significand)
    return overflow ? nil : DecimalNumber(product, exponent + other.exponent)
  }

  /// The nearest number in binary floating point; infinite beyond its range.
  package var double: Double { Double("\(significand)e\(exponent)") ?? .infinity }

  /// The same as a whole number of 64 bits; nil where it is none.
  package var whole: Int64? {
    guard (0...18).contains(exponent) else { return nil }
    var number = significand
    for _ in 0..<exponent { number = number.multipliedReportingOverflow(by: 10).partialValue }
    // 128 bits hold 64 bits × 10^18: nothing has overflowed where the digits fit 64 bits.
    return Int64(exactly: significand) == nil ? nil : Int64(exactly: number)
  }
}
