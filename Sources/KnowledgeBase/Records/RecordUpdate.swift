internal import SQLite

/// Brings the columns of one record (an entity or a relation) up to date with what is said about it.
struct RecordUpdate {
  private let citations: CitationWriter
  private let owner: CitationOwner
  private let columns: [Property]
  /// The value of each column, kept in step.
  private(set) var values: [Value]
  /// Columns whose value changed, and those about which somebody says something else.
  private(set) var statements: [(column: Int, old: String?, stated: String, isAccepted: Bool)] = []

  init(_ citations: CitationWriter, _ owner: CitationOwner, columns: [Property], values: [Value]) {
    self.citations = citations
    self.owner = owner
    self.columns = columns
    self.values = values
  }

  /// Takes what one source says, or without attribution what the user sets.
  ///
  /// - Parameters:
  ///   - isEdit: what the user sets takes the place of what was set by hand before.
  ///   - store: writes a column's new value, by the column's place.
  /// - Returns: whether anything changed.
  mutating func take(
    _ assertions: [EntityRecord.Assertion], by attribution: Attribution?, isEdit: Bool = false,
    store: (Int, Value) throws -> Void
  ) throws -> Bool {
    if let attribution { try citations.hear(owner, from: attribution.source.id) }
    if isHeld(assertions) {
      guard let attribution, try !citations.has(owner, assertions, attribution) else {
        return false
      }
      if assertions.isEmpty {
        return try citations.addPlain(
          owner, source: attribution.source.id, fields: "", detail: attribution.detail)
      }
    }
    var hasChanged = false
    let before = try citations.all(of: owner)
    var acceptance = Acceptance(before)
    for assertion in assertions {
      guard let column = place(of: assertion), let stated = assertion.value.canonical else {
        continue
      }
      let old = values[column].canonical
      let isVaguer = assertion.isVaguer(than: old, of: columns[column])
      var accepted: String? = stated
      if let attribution {
        accepted = try state(
          assertion, of: columns[column], old, attribution, in: &acceptance)
      } else if acceptance.isHeldByHand(assertion.column) {
        if isEdit, stated != old, !isVaguer {
          var mark = CitationDetail()
          mark.rank = 1
          accepted = acceptance.state(
            columns[column], value: stated, current: old, source: try citations.byHand(),
            detail: mark)
        } else if stated != old {
          // A row without a source: whoever is cited for it later said this.
          citations.refuse(stated, for: assertion.column, of: owner)
          statements.append((column, old, stated, false))
          continue
        } else {
          continue
        }
      } else if isVaguer {
        continue
      } else {
        acceptance.override(columns[column], value: stated, current: old)
      }
      let wasSaid = before.contains {
        $0.source == attribution?.source && $0.differs(on: assertion.column) && $0.value == stated
      }
      if accepted != stated, !wasSaid, !isVaguer { statements.append((column, old, stated, false)) }
      guard let accepted, accepted != old else { continue }
      statements.append((column, old, accepted, true))
      values[column] = columns[column].value(canonical: accepted)
      try store(column, values[column])
      hasChanged = true
    }
    let hasCitations = try citations.replace(owner, before: before, after: acceptance.citations)
    return hasChanged || hasCitations
  }

  /// Lets a source give a value, as the policy of the command has it.
  private func state(
    _ assertion: EntityRecord.Assertion, of column: Property, _ old: String?,
    _ attribution: Attribution, in acceptance: inout Acceptance
  ) throws -> String? {
    guard let stated = assertion.value.canonical else { return old }
    var detail = attribution.detail.with(assertion)
    if let preference = citations.policy.preference, let old, old != stated, detail.rank == 0,
      !assertion.isVaguer(than: old, of: column), !acceptance.isHeldByHand(column.name)
    {
      switch preference {
      case .incoming:
        detail.rank = 1
        detail.reason = "--prefer incoming"
      case .stored:
        var trial = acceptance
        let accepted = trial.state(
          column, value: stated, current: old, source: attribution.source, detail: detail)
        if accepted != old {
          var mark = CitationDetail()
          mark.rank = 1
          mark.reason = "--prefer stored"
          _ = acceptance.state(
            column, value: old, current: old, source: try citations.byHand(), detail: mark)
        }
      }
    }
    return acceptance.state(
      column, value: stated, current: old, source: attribution.source, detail: detail)
  }

  /// A blank takes the value away that the source gave; without attribution the value itself, which
  /// those who are cited for it go on saying.
  ///
  /// - Returns: whether anything changed.
  mutating func blank(
    _ column: String, by attribution: Attribution?, store: (Int, Value) throws -> Void
  ) throws -> Bool {
    guard let place = columns.firstIndex(where: { $0.name == column }) else { return false }
    let before = try citations.all(of: owner)
    var acceptance = Acceptance(before)
    let old = values[place].canonical
    let accepted = acceptance.blank(
      columns[place], current: old, source: attribution?.source,
      locator: attribution?.detail.locator)
    let hasCitations = try citations.replace(owner, before: before, after: acceptance.citations)
    guard accepted != old else { return hasCitations }
    values[place] = accepted.map { columns[place].value(canonical: $0) } ?? .null
    statements.append((place, old, accepted ?? "(blank)", true))
    try store(place, values[place])
    return true
  }

  /// Takes the value of a column away, by hand.
  ///
  /// - Returns: whether anything changed.
  mutating func clear(
    _ column: String, by attribution: Attribution, store: (Int, Value) throws -> Void
  ) throws -> Bool {
    guard let place = columns.firstIndex(where: { $0.name == column }) else { return false }
    let before = try citations.all(of: owner)
    let isCleared = before.contains {
      $0.fields == [column] && $0.detail.rank == 1 && $0.detail.state == "unknown"
    }
    if isCleared, values[place] == .null { return false }
    var acceptance = Acceptance(before)
    acceptance.clear(
      columns[place], current: values[place].canonical, source: attribution.source,
      detail: attribution.detail)
    values[place] = .null
    try store(place, .null)
    try citations.replace(owner, before: before, after: acceptance.citations)
    return true
  }

  /// What ``take(_:by:store:)`` found, for a report.
  ///
  /// - Parameter key: how the report names the record.
  func changes(of key: String) -> [ValueChange] {
    statements.map {
      ValueChange(
        key: key, column: columns[$0.column].name, old: $0.old, new: $0.stated,
        kept: !$0.isAccepted)
    }
  }

  private func place(of assertion: EntityRecord.Assertion) -> Int? {
    columns.firstIndex { $0.name == assertion.column }
  }

  /// Whether the columns hold just these values.
  private func isHeld(_ assertions: [EntityRecord.Assertion]) -> Bool {
    assertions.allSatisfy { assertion in
      place(of: assertion).map { values[$0] == assertion.value } ?? true
    }
  }
}

extension CitationDetail {
  /// The same with the wording of one column.
  func with(wording: String?) -> CitationDetail {
    var detail = self
    detail.wording = wording
    return detail
  }

  /// The same with what is said of one column alone.
  func with(_ assertion: EntityRecord.Assertion) -> CitationDetail {
    var detail = with(wording: assertion.wording)
    detail.basis = assertion.basis ?? basis
    return detail
  }
}
