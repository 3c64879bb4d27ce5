extension PartialDateRange {
  /// From dates as the store keeps them.
  init(from: String?, to: String?) {
    self.init(from: from.flatMap { PartialDate($0) }, to: to.flatMap { PartialDate($0) })
  }
}

extension Sequence<PartialDateRange.Verdict> {
  /// The verdict on several relations that say the same: the surest of them.
  var surest: PartialDateRange.Verdict {
    let order: [PartialDateRange.Verdict] = [.certain, .undated, .possible, .no]
    let found = Set(self)
    return order.first { found.contains($0) } ?? .no
  }
}
