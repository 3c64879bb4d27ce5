internal import SQLite

/// A value as somebody states it: 4.02E+24 states as much as three digits can, 2025 a year.
///
/// Two statements agree where the vaguer one, at the digits or the part of the date it is written
/// with, is just what the more exact one rounds to. A number of a single digit agrees with nothing
/// but itself: a share of 1 is not one of 0.96.
struct StatedValue: Hashable {
  private let type: Property.ValueType
  /// Canonical, as the column would hold it.
  let value: String
  /// Verbatim, where it is not the plain form of the value; says how many digits were written.
  let wording: String?

  init(_ value: String, _ wording: String? = nil, of column: Property) {
    type = column.type
    self.value = value
    self.wording = wording
  }

  /// What a source said that stands behind `accepted` in these words: itself, or vaguer.
  init(behind accepted: String, _ wording: String?, of column: Property) {
    let exact = StatedValue(accepted, wording, of: column)
    let vaguer = wording.flatMap { exact.read($0, of: column) }
    self = vaguer.map { $0.isVaguer(than: exact.plain) ? $0 : exact } ?? exact
  }

  /// Whether the other one says the same more exactly.
  func isVaguer(than other: StatedValue) -> Bool {
    guard value != other.value else { return false }
    switch type {
    case .date:
      return value.utf8.count < other.value.utf8.count && other.value.utf8.starts(with: value.utf8)
        && PartialDate(value) != nil && PartialDate(other.value) != nil
    case .integer, .number:
      guard let mine = interval, let others = other.interval else { return false }
      // Half of the last digit, and what binary floating point makes of the two: of 15 digits it is a
      // tenth of that half.
      return mine.half > others.half
        && (mine.value - others.value).magnitude
          <= mine.half * (1 + 1e-9) + max(mine.value.ulp, others.value.ulp)
    case .text, .boolean, .choice, .url: return false
    }
  }

  /// Whether the value says as much as its canonical text does, whatever it was worded like.
  private var plain: StatedValue { StatedValue(type: type, value: value) }

  private init(type: Property.ValueType, value: String) {
    self.type = type
    self.value = value
    wording = nil
  }

  /// The number, and half a unit of the last digit it is written with.
  private var interval: (value: Double, half: Double)? {
    guard let number = Double(value), number.isFinite else { return nil }
    guard let written = (wording.flatMap(WrittenDigits.init) ?? WrittenDigits(value)) else {
      return nil
    }
    guard written.count > 1, written.number != 0 else { return (number, 0) }
    // The unit and the factor that lie between what is written and the value, whichever they are.
    return (number, (number / written.number).magnitude * written.unit / 2)
  }

  /// The value that a wording gives, where it lies near this one: 1.04T beside 1043000000000.
  private func read(_ wording: String, of column: Property) -> StatedValue? {
    switch type {
    case .date: return StatedValue(wording, of: column)
    case .integer, .number:
      guard let written = WrittenDigits(wording), let number = Double(value),
        let power = written.power(near: number), let digits = DecimalNumber(written.digits),
        let scaled = digits.times(DecimalNumber(1, power))
      else { return nil }
      let read: Value =
        type == .integer ? scaled.whole.map(Value.integer) ?? .null : .real(scaled.double)
      guard let text = read.canonical else { return nil }
      return StatedValue(text, text == wording ? nil : wording, of: column)
    case .text, .boolean, .choice, .url: return nil
    }
  }
}
