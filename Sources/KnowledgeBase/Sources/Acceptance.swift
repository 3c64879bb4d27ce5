internal import SQLite

/// What the sources of one record say about its columns, and which value is accepted.
///
/// The accepted value is the one marked by hand, else the one of the most believed source
/// (``SourceRank``), or an equally reliable one that says the same more exactly (``StatedValue``). A
/// value without any source counts as set by hand. Order of arrival plays no part.
struct Acceptance {
  var citations: [Citation]

  init(_ citations: [Citation]) { self.citations = citations }

  /// `source` says that `column`, which holds `current`, is `value`.
  ///
  /// - Returns: the canonical value the column should hold from now on; nil where it was cleared by
  ///   hand.
  mutating func state(
    _ column: Property, value: String, current: String?, source: SourceRank, detail: CitationDetail
  ) -> String? {
    let name = column.name
    var said = Said(
      source: source, stated: StatedValue(value, detail.wording, of: column), detail: detail)
    for earlier in statements(column, current) where earlier.source == source {
      var again = said
      if said.stated.isVaguer(than: earlier.stated), detail.rank == 0 {
        again.stated = earlier.stated
        again.detail.wording = earlier.detail.wording
      }
      if again.stated.value == earlier.stated.value,
        again.detail == earlier.detail || (earlier.detail.rank == 1 && detail.rank == 0)
      {
        return current
      }
      // Who says the same less exactly takes nothing back: a spreadsheet has rounded it.
      if earlier.detail.rank == 0, earlier.detail.locator == detail.locator { said = again }
    }
    if detail.rank == 1 {
      pin(column, value: value, current: current, source: source, detail: detail)
      return value
    }
    let wasCited = citations.contains { $0.agrees(on: name) }
    let pin = citations.first { $0.detail.rank == 1 && $0.fields == [name] }
    withdraw(name, of: source, locator: detail.locator)
    let accepted: String?
    let isRejected = citations.contains {
      $0.detail.rank == -1 && $0.fields == [name] && $0.value == said.stated.value
    }
    if isRejected || (current == nil && pin.map { $0.detail.state != "value" } ?? false) {
      accepted = current
    } else if let current, current != said.stated.value, pin != nil {
      accepted = current
    } else if let current, current != said.stated.value, !wasCited {
      // Nobody is cited for it; a source that says the same more exactly takes nothing away.
      let held = StatedValue(current, of: column)
      accepted = held.isVaguer(than: said.stated) ? said.stated.value : current
    } else if current == nil || current == said.stated.value {
      accepted = said.stated.value
    } else {
      accepted = Self.mostBelieved(statements(column, current) + [said])
    }
    if accepted != current { settle(column, from: current, to: accepted) }
    add(said, of: column, beside: accepted)
    return accepted
  }

  /// Whether the user set the column by hand, and to something.
  func isHeldByHand(_ column: String) -> Bool {
    citations.contains {
      $0.detail.rank == 1 && $0.fields == [column] && $0.source.key == Source.byHand.key
    }
  }

  /// The column was set without a source: who agreed with the old value now differs, and a mark for
  /// another value is lifted.
  mutating func override(_ column: Property, value: String, current: String?) {
    guard let current, current != value else { return }
    unpin(column.name)
    settle(column, from: current, to: value)
  }

  /// The column is cleared by hand: not known, whatever sources give.
  mutating func clear(
    _ column: Property, current: String?, source: SourceRank, detail: CitationDetail
  ) {
    unpin(column.name)
    withdraw(column.name, of: source, locator: detail.locator)
    settle(column, from: current, to: nil)
    var unknown = detail
    unknown.state = "unknown"
    citations.append(
      Citation(id: nil, source: source, fields: [column.name], value: nil, detail: unknown))
  }

  /// The source, or without one the user, no longer gives the column a value.
  ///
  /// - Returns: the canonical value the column should hold from now on.
  mutating func blank(
    _ column: Property, current: String?, source: SourceRank?, locator: String?
  ) -> String? {
    let name = column.name
    if isHeldByHand(name) { return current }
    guard let source else {
      settle(column, from: current, to: nil)
      return nil
    }
    let saidIt = citations.contains {
      $0.source == source && ($0.agrees(on: name) || $0.differs(on: name))
    }
    withdraw(name, of: source, locator: locator)
    let left = statements(column, current)
    guard saidIt, !left.contains(where: { $0.stated.value == current }) else { return current }
    let best = Self.mostBelieved(left)
    settle(column, from: current, to: best)
    return best
  }

  /// The value is accepted by hand, whatever anybody else says, until another one is.
  private mutating func pin(
    _ column: Property, value: String, current: String?, source: SourceRank, detail: CitationDetail
  ) {
    unpin(column.name)
    withdraw(column.name, of: source, locator: detail.locator)
    if current != value { settle(column, from: current, to: value) }
    citations.append(
      Citation(id: nil, source: source, fields: [column.name], value: nil, detail: detail))
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
}
