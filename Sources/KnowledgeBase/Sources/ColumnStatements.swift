/// What sources say about one column, taken out of the citations of its record and put back.
///
/// A source that says the same as the accepted value, or the same less exactly, stands behind it,
/// the latter in its own words; what anybody else says is a value of its own.
extension Acceptance {
  /// What one source says about a column in one place.
  struct Said {
    let source: SourceRank
    var stated: StatedValue
    var detail: CitationDetail
  }

  /// What is said about a column that holds `current`; not what was rejected by hand.
  func statements(_ column: Property, _ current: String?) -> [Said] {
    citations.compactMap { said($0, column, current) }
  }

  private func said(_ citation: Citation, _ column: Property, _ current: String?) -> Said? {
    let stated: StatedValue
    if citation.differs(on: column.name), let value = citation.value {
      stated = StatedValue(value, citation.detail.wording, of: column)
    } else if citation.agrees(on: column.name), let current {
      stated = StatedValue(behind: current, citation.detail.wording, of: column)
    } else {
      return nil
    }
    return Said(
      source: citation.source, stated: stated, detail: citation.detail.with(wording: stated.wording)
    )
  }

  /// The value of the most believed source, or what says the same more exactly.
  ///
  /// More exact may be an older source, but none of lesser reliability: too many digits are the
  /// commonest fault of a weak source, and the accepted value must rest on the word of the best.
  static func mostBelieved(_ statements: [Said]) -> String? {
    func isLess(_ a: Said, _ b: Said) -> Bool {
      if a.source != b.source { return a.source < b.source }
      let (one, other) = (a.detail.locator ?? "", b.detail.locator ?? "")
      return one == other ? a.stated.value < b.stated.value : one < other
    }
    guard let first = statements.max(by: isLess) else { return nil }
    var best = first
    while let exact = statements.filter({
      $0.source.reliability == first.source.reliability && best.stated.isVaguer(than: $0.stated)
    }).max(by: isLess) { best = exact }
    return best.stated.value
  }

  /// The column changes from `current` to `accepted`, or to nothing: everybody goes on saying what
  /// he said.
  mutating func settle(_ column: Property, from current: String?, to accepted: String?) {
    var moved: [Said] = []
    for index in citations.indices.reversed() {
      let citation = citations[index]
      guard let said = said(citation, column, current),
        citation != self.citation(said, of: column, beside: accepted, like: citation)
      else { continue }
      if citation.fields == [column.name] {
        let own = self.citation(said, of: column, beside: accepted, like: citation)
        // What says no more than that the source agrees joins its other columns.
        if own.value != nil || !own.detail.isShared {
          citations[index] = own
        } else {
          citations.remove(at: index)
          moved.append(said)
        }
      } else {
        citations[index].fields.removeAll { $0 == column.name }
        moved.append(said)
      }
    }
    for said in moved.reversed() { add(said, of: column, beside: accepted) }
  }

  /// Puts a statement beside the accepted value.
  mutating func add(_ said: Said, of column: Property, beside accepted: String?) {
    let new = citation(said, of: column, beside: accepted)
    if new.value == nil, new.detail.isShared,
      let shared = citations.firstIndex(where: {
        $0.source == new.source && $0.value == nil && $0.detail == new.detail
      })
    {
      if !citations[shared].fields.contains(column.name) {
        citations[shared].fields = (citations[shared].fields + [column.name]).sorted()
      }
      return
    }
    citations.append(new)
  }

  /// The row that keeps a statement.
  ///
  /// - Parameter row: the one that keeps it so far, whose place it takes.
  private func citation(
    _ said: Said, of column: Property, beside accepted: String?, like row: Citation? = nil
  ) -> Citation {
    let (value, wording) = said.stated.kept(beside: accepted, of: column)
    var fields = [column.name]
    // What stays an agreement goes on sharing its row.
    if let row, value == nil, wording == row.detail.wording { fields = row.fields }
    return Citation(
      id: row?.id, source: said.source, fields: fields, value: value,
      detail: said.detail.with(wording: wording))
  }
}

extension StatedValue {
  /// What a citation of this keeps beside the accepted value: a value of its own where it says
  /// something else, and its own words where it is vaguer.
  fileprivate func kept(
    beside accepted: String?, of column: Property
  ) -> (value: String?, wording: String?) {
    guard let accepted else { return (value, wording) }
    if value == accepted { return (nil, wording) }
    if isVaguer(than: StatedValue(accepted, of: column)) { return (nil, wording ?? value) }
    return (value, wording)
  }
}
