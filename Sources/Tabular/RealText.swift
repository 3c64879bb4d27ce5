/// How a real number is written, in every format.
package enum RealText {
  /// The shortest text that reads back as the same number. A whole number below 10^15 is written
  /// like an integer, `175000000000`; everything else as Swift does, `0.1`, `2.5e+25`.
  package static func of(_ value: Double) -> String {
    guard let integer = wholeNumber(value) else { return value.description }
    return String(integer)
  }

  /// The integer as which a number is written, if it is.
  static func wholeNumber(_ value: Double) -> Int64? {
    guard value.magnitude < 1e15 else { return nil }
    let integer = Int64(value)
    // Negative zero has no integer; its sign is kept by the caller's fallback, `-0.0`.
    if integer == 0, value.sign == .minus { return nil }
    return Double(integer) == value ? integer : nil
  }
}
