extension PartialDateRange {
  /// From dates as the store keeps them.
  init(from: String?, to: String?) {
    self.init(from: from.flatMap(PartialDate.init), to: to.flatMap(PartialDate.init))
  }
}

extension Sequence<PartialDateRange.Verdict> {
  /// The verdict on several relations that say the same: the surest of them.
  var surest: PartialDateRange.Verdict {
    var best = PartialDateRange.Verdict.no
    for verdict in self {
      if verdict == .certain { return .certain }
      if verdict == .possible { best = .possible }
    }
    return best
  }
}
