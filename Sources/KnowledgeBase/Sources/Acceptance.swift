internal import SQLite

/// What the sources of one record say about its columns, and which value is accepted.
///
/// The accepted value is the one marked by hand, else the one of the most believed source
/// (``SourceRank``). A value without any source counts as set by hand. Order of arrival plays no part.
struct Acceptance {
  private(set) var citations: [Citation]

  init(_ citations: [Citation]) { self.citations = citations }

  /// `source` says that `column`, which holds `current`, is `value`.
  ///
  /// - Returns: the canonical value the column should hold from now on; nil where it was cleared by
  ///   hand.
  mutating func state(
    _ column: String, value: String, current: String?, source: SourceRank, detail: CitationDetail
  ) -> String? {
    if isOnRecord(column, value, current, source, detail) { return current }
    if detail.rank == 1 {
      pin(column, value: value, current: current, source: source, detail: detail)
      return value
    }
    let wasCited = citations.contains { $0.agrees(on: column) }
    let pin = citations.first { $0.detail.rank == 1 && $0.fields == [column] }
    withdraw(column, of: source, locator: detail.locator)
    let accepted: String?
    let isRejected = citations.contains {
      $0.detail.rank == -1 && $0.fields == [column] && $0.value == value
    }
    if isRejected || (current == nil && pin.map { $0.detail.state != "value" } ?? false) {
      accepted = current
    } else if let current, current != value, pin != nil || !wasCited {
      accepted = current
    } else if current == nil || current == value {
      accepted = value
    } else {
      accepted = mostBelieved(column, current: current, with: (source, value))
    }
    if let current, let accepted, accepted != current {
      unseat(column, current: current, by: accepted)
    }
    add(column, value: value == accepted ? nil : value, source: source, detail: detail)
    return accepted
  }

  /// Whether the source has said just this before.
  private func isOnRecord(
    _ column: String, _ value: String, _ current: String?, _ source: SourceRank,
    _ detail: CitationDetail
  ) -> Bool {
    citations.contains {
      $0.source == source && ($0.detail == detail || ($0.detail.rank == 1 && detail.rank == 0))
        && (value == current ? $0.agrees(on: column) : $0.differs(on: column) && $0.value == value)
    }
  }

  /// Whether the user set the column by hand, and to something.
  func isHeldByHand(_ column: String) -> Bool {
    citations.contains {
      $0.detail.rank == 1 && $0.fields == [column] && $0.source.key == Source.byHand.key
    }
  }

  /// The column was set without a source: who agreed with the old value now differs, and a mark for
  /// another value is lifted.
  mutating func override(_ column: String, value: String, current: String?) {
    guard let current, current != value else { return }
    unpin(column)
    unseat(column, current: current, by: value)
  }

  /// The column is cleared by hand: not known, whatever sources give.
  mutating func clear(
    _ column: String, current: String?, source: SourceRank, detail: CitationDetail
  ) {
    unpin(column)
    withdraw(column, of: source, locator: detail.locator)
    if let current { keepApart(column, current: current) }
    var unknown = detail
    unknown.state = "unknown"
    citations.append(
      Citation(id: nil, source: source, fields: [column], value: nil, detail: unknown))
  }

  /// The source, or without one the user, no longer gives the column a value.
  ///
  /// - Returns: the canonical value the column should hold from now on.
  mutating func blank(
    _ column: String, current: String?, source: SourceRank?, locator: String?
  ) -> String? {
    if isHeldByHand(column) { return current }
    guard let source else {
      if let current { keepApart(column, current: current) }
      return nil
    }
    let saidIt = citations.contains {
      $0.source == source && ($0.agrees(on: column) || $0.differs(on: column))
    }
    withdraw(column, of: source, locator: locator)
    guard saidIt, !citations.contains(where: { $0.agrees(on: column) }) else { return current }
    let best = citations.filter { $0.differs(on: column) }.max { $0.source < $1.source }?.value
    if let current, let best { unseat(column, current: current, by: best) }
    return best
  }

  /// The value is accepted by hand, whatever anybody else says, until another one is.
  private mutating func pin(
    _ column: String, value: String, current: String?, source: SourceRank, detail: CitationDetail
  ) {
    unpin(column)
    withdraw(column, of: source, locator: detail.locator)
    if let current, current != value { unseat(column, current: current, by: value) }
    citations.append(
      Citation(id: nil, source: source, fields: [column], value: nil, detail: detail))
  }

  /// Lifts the mark of the value accepted by hand. What the user said without a source is taken back;
  /// a source goes on saying what it says.
  private mutating func unpin(_ column: String) {
    guard
      let index = citations.firstIndex(where: { $0.detail.rank == 1 && $0.fields == [column] })
    else { return }
    let pinned = citations[index]
    let saysOtherwise = citations.contains {
      $0.source == pinned.source && $0.detail.rank == 0 && $0.fields.contains(column)
        && $0.detail.locator == pinned.detail.locator
    }
    if pinned.source.key == Source.byHand.key || saysOtherwise {
      citations.remove(at: index)
    } else {
      citations[index].detail.rank = 0
      citations[index].detail.reason = nil
    }
  }

  private func mostBelieved(
    _ column: String, current: String?, with newcomer: (source: SourceRank, value: String)
  ) -> String {
    var best = newcomer
    for citation in citations where citation.source > best.source {
      if let current, citation.agrees(on: column) {
        best = (citation.source, current)
      } else if let value = citation.value, citation.differs(on: column) {
        best = (citation.source, value)
      }
    }
    return best.value
  }

  /// Takes back what `source` said about the column at this place before.
  private mutating func withdraw(_ column: String, of source: SourceRank, locator: String?) {
    for index in citations.indices.reversed()
    where citations[index].source == source && citations[index].detail.locator == locator
      && citations[index].detail.rank == 0
    {
      let citation = citations[index]
      let saidUnknown = citation.detail.state != "value" && citation.fields == [column]
      guard citation.agrees(on: column) || citation.differs(on: column) || saidUnknown else {
        continue
      }
      citations[index].fields.removeAll { $0 == column }
      // Nothing is left of what was said of this column alone; a row without fields says that the
      // record exists and stays.
      if citations[index].fields.isEmpty, citation.value != nil || !citation.detail.isShared {
        citations.remove(at: index)
      }
    }
  }

  /// The column changes from `current` to `accepted`: those who agreed keep the old value as their
  /// own, those who gave the new one agree.
  private mutating func unseat(_ column: String, current: String, by accepted: String) {
    keepApart(column, current: current)
    let agreeing = citations.filter { $0.differs(on: column) && $0.value == accepted }
    citations.removeAll { $0.differs(on: column) && $0.value == accepted }
    for citation in agreeing {
      add(column, value: nil, source: citation.source, detail: citation.detail)
    }
  }

  /// Those who agreed with the value keep it as their own.
  private mutating func keepApart(_ column: String, current: String) {
    var moved: [Citation] = []
    for index in citations.indices where citations[index].agrees(on: column) {
      if citations[index].fields == [column] {
        citations[index].value = current
      } else {
        citations[index].fields.removeAll { $0 == column }
        var alone = citations[index]
        alone.id = nil
        alone.fields = [column]
        alone.value = current
        moved.append(alone)
      }
    }
    citations += moved
  }

  private mutating func add(
    _ column: String, value: String?, source: SourceRank, detail: CitationDetail
  ) {
    if value == nil, detail.isShared,
      let shared = citations.firstIndex(where: {
        $0.source == source && $0.value == nil && $0.detail == detail
      })
    {
      if !citations[shared].fields.contains(column) {
        citations[shared].fields = (citations[shared].fields + [column]).sorted()
      }
      return
    }
    citations.append(
      Citation(id: nil, source: source, fields: [column], value: value, detail: detail))
  }
}
