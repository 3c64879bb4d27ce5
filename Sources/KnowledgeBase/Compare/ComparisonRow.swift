extension Comparison.Row {
  /// Whether the entities differ; nil when fewer than two of them have a value, or when the dates
  /// are too coarse to tell (2025 and 2025-03 may be the same day).
  public var differs: Bool? {
    let known = cells.compactMap { $0.entry?.value }
    guard known.count > 1, let first = known.first else { return nil }
    let verdicts = known.dropFirst().map { first.differs(from: $0) }
    if verdicts.contains(true) { return true }
    return verdicts.contains(nil) ? nil : false
  }

  /// How many times the value of another entity the first one's is: 5.33 for 384 and 72.
  ///
  /// - Parameter other: place of the other entity.
  /// - Returns: nil unless both are numbers of the same unit, measured in the same setting, and the
  ///   other is not 0. Flows are compared over the same period only.
  public func ratio(to other: Int) -> Double? {
    guard let first = cells.first?.entry?.value, let second = cells[other].entry?.value,
      first.isCommensurable(with: second), let a = first.number, let b = second.number, b != 0
    else { return nil }
    let ratio = a / b
    return ratio.isFinite ? ratio : nil
  }
}

extension Comparison.Value {
  /// The number, if it is one.
  public var number: Double? {
    switch self {
    case .field(.integer(let number)): Double(number)
    case .field(.real(let number)): number
    case .figure(let amount): amount.value
    default: nil
    }
  }

  /// Whether the ratio of the two means anything.
  func isCommensurable(with other: Self) -> Bool {
    guard case .figure(let a) = self, case .figure(let b) = other else { return true }
    guard a.measuredIn == b.measuredIn, a.basis == b.basis, a.condition == b.condition else {
      return false
    }
    return a.basis != "flow" || (a.date == b.date && a.until == b.until)
  }

  /// Whether it is another value than this one; nil when that cannot be told.
  func differs(from other: Self) -> Bool? {
    switch (self, other) {
    case (.unknown, _), (_, .unknown): return nil
    case (.items(let a), .items(let b)):
      let (mine, theirs) = (a.filter { !$0.isCompared }, b.filter { !$0.isCompared })
      if mine.isEmpty && theirs.isEmpty { return nil }
      return Set(mine.map(\.identity)) != Set(theirs.map(\.identity))
    case (.figure(let a), .figure(let b)):
      guard isCommensurable(with: other) else { return nil }
      if let a = a.value, let b = b.value { return a != b }
      guard let aLow = a.value ?? a.low, let aHigh = a.value ?? a.high,
        let bLow = b.value ?? b.low, let bHigh = b.value ?? b.high
      else { return nil }
      return aHigh < bLow || bHigh < aLow ? true : nil
    case (.field(.text(let a)), .field(.text(let b))):
      if let from = PartialDate(a), let to = PartialDate(b) {
        return from == to ? false : from.canBe(to) ? nil : true
      }
      return a != b
    default:
      if let a = number, let b = other.number { return a != b }
      return self != other
    }
  }
}

extension Comparison.Item {
  /// What makes it the same thing on both sides, whoever says so.
  fileprivate var identity: [String] {
    [name, quantity.map(\.description) ?? "", share.map(\.description) ?? ""]
  }
}
