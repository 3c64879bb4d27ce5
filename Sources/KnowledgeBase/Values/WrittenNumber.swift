/// A number as people write it: 671B, 1.04T, 6710亿, 3万, 1,495, 1 495, 1_048_576, ≈128K, 80 GB.
///
/// A letter is taken for a power of ten only where it cannot be a unit: 80B parameters are 80 × 10⁹,
/// but 80B of memory could be eighty bytes. Units are those of the column (``WrittenUnit``).
package struct WrittenNumber: Sendable {
  package let number: DecimalNumber

  /// Powers of ten by the letters behind a number. `m` is no million: it is also milli and metre.
  private static let letters: [String: Int] = [
    "k": 3, "K": 3, "M": 6, "b": 9, "B": 9, "t": 12, "T": 12,
  ]

  /// Powers of ten by word, which is never a unit. 兆 is left out: 10⁶ to some, 10¹² to others.
  private static let words: [String: Int] = [
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "mn": 6, "bn": 9, "tn": 12,
    "mio": 6, "mrd": 9,
    "千": 3, "万": 4, "萬": 4, "十万": 5, "百万": 6, "百萬": 6, "千万": 7, "千萬": 7, "亿": 8, "億": 8,
    "十亿": 9, "十億": 9, "百亿": 10, "百億": 10, "千亿": 11, "千億": 11, "万亿": 12, "萬億": 12,
  ]

  /// Nil when the text is no number.
  ///
  /// - Parameter unit: the unit of the column it stands in; nil for a plain count.
  package init?(_ text: String, unit: String?) {
    var rest = DigitGroups.joined(text)[...]
    if let mark = rest.first, "≈~～约約".contains(mark) {
      rest = rest.dropFirst().drop { $0 == " " }
    }
    let digits = rest.prefix { $0.isASCII && ($0.isNumber || "+-.,_".contains($0)) }
    rest = rest.dropFirst(digits.count)
    guard let plain = Self.plain(digits) else { return nil }
    if let mark = rest.first, mark == "e" || mark == "E" {
      let digits = rest.dropFirst().prefix { $0.isASCII && ($0.isNumber || "+-".contains($0)) }
      guard let number = DecimalNumber(plain + "e" + digits) else { return nil }
      let suffix = rest.dropFirst(1 + digits.count).drop { $0 == " " }
      if suffix.isEmpty {
        self.number = number
        return
      }
      guard
        let factor = unit.flatMap({
          WrittenUnit.factor(of: String(suffix), in: $0, words: Self.words)
        }), let scaled = number.times(factor)
      else { return nil }
      self.number = scaled
      return
    }
    let suffix = String(rest.drop { $0 == " " })
    let factor =
      Self.power(suffix, unit: unit).map { DecimalNumber(1, $0) }
      ?? unit.flatMap { WrittenUnit.factor(of: suffix, in: $0, words: Self.words) }
    guard let factor, let number = DecimalNumber(plain), let scaled = number.times(factor)
    else { return nil }
    self.number = scaled
  }

  private static func power(_ suffix: String, unit: String?) -> Int? {
    if suffix.isEmpty { return 0 }
    if let power = words[suffix.lowercased()] { return power }
    // B is a byte too; K, M and T of bytes may mean powers of 1024.
    let isBytes = unit?.hasPrefix("B") ?? false
    return isBytes ? nil : letters[suffix]
  }

  /// Whether digits, with a decimal point, are a number: 1,49 and 0,125 are none.
  package static func isWellFormed(_ digits: String) -> Bool {
    plain(digits[...]).flatMap { DecimalNumber($0) } != nil
  }

  /// The digits without what groups them; nil where the groups are not well-formed (1,49 or 1__0).
  private static func plain(_ digits: Substring) -> String? {
    if digits.contains(",") {
      var groups = digits.prefix { $0 != "." }
        .split(separator: ",", omittingEmptySubsequences: false)
      let first = groups.removeFirst().drop { "+-".contains($0) }
      guard !digits.contains("_"), (1...3).contains(first.count), first.first != "0",
        groups.allSatisfy({ $0.count == 3 && $0.allSatisfy(\.isNumber) }),
        !digits.drop(while: { $0 != "." }).contains(",")
      else { return nil }
      return String(digits.filter { $0 != "," })
    }
    guard digits.contains("_") else { return String(digits) }
    let parts = digits.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ $0.first?.isNumber == true && $0.last?.isNumber == true }) else {
      return nil
    }
    return parts.joined()
  }
}
