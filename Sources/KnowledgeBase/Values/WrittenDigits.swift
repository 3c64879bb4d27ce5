internal import Glibc

/// The digits with which a text begins, to tell how exact they are: three in "≈1.04T", and the last
/// one stands for hundredths.
struct WrittenDigits {
  /// Digits, point and exponent, without what groups them.
  let digits: String
  /// The number they are.
  let number: Double
  /// What one more in the last digit adds.
  let unit: Double
  /// Significant digits, those of a trailing zero among them.
  let count: Int

  /// Nil when the text does not begin with a number.
  init?(_ text: String) {
    var rest = DigitGroups.joined(text)[...].drop { "≈~～约約 ".contains($0) }
    let mantissa = rest.prefix { $0.isASCII && ($0.isNumber || "+-.,_".contains($0)) }
    rest = rest.dropFirst(mantissa.count)
    var digits = mantissa.filter { $0 != "," && $0 != "_" }
    count = digits.filter(\.isNumber).drop { $0 == "0" }.count
    var place =
      digits.firstIndex(of: ".").map { digits.distance(from: digits.endIndex, to: $0) + 1 }
      ?? 0
    if rest.first == "e" || rest.first == "E" {
      let power = rest.dropFirst().prefix { $0.isASCII && ($0.isNumber || "+-".contains($0)) }
      if let exponent = Int(power), exponent.magnitude < 400 {
        digits += "e\(exponent)"
        place += exponent
      }
    }
    guard let number = Double(digits), number.isFinite else { return nil }
    self.digits = digits
    self.number = number
    unit = pow(10, Double(place))
  }

  /// The power of ten that takes the number nearest to another one: 12 for 1.04 and 1043000000000.
  func power(near other: Double) -> Int? {
    let ratio = other / number
    guard ratio.isFinite, ratio > 0 else { return nil }
    return Int(log10(ratio).rounded())
  }
}
