/// Says again, of the record that stays, what sources say of the one that goes.
struct MergedCitations {
  let writer: Writer
  /// Columns of the records.
  let columns: [Property]
  /// What the record that goes holds, by column, as text.
  let values: [String: String]
  /// How the record that goes is called, where one source said different things of the two.
  let name: String

  /// - Parameters:
  ///   - leavingOut: columns whose values are not taken over.
  ///   - held: what the record that stays holds.
  ///   - state: lets a source say something of the record that stays.
  func replay(
    _ citations: [Citation], onto owner: CitationOwner,
    leavingOut: (String) -> Bool = { _ in false }, held: () throws -> [String: String],
    state: ([EntityRecord.Assertion], Attribution) throws -> Void
  ) throws {
    for citation in citations {
      let fields = citation.fields.filter { !leavingOut($0) }
      var detail = citation.detail
      // What the user set on either side stays; of two such values the one on the record that stays.
      if detail.rank == 1,
        try writer.citations.all(of: owner).contains(where: {
          $0.detail.rank == 1 && $0.fields == fields
        })
      {
        detail.rank = 0
      }
      if try saysOtherwise(citation, of: owner, held()) {
        let said = "said of \(name)"
        detail.locator = detail.locator.map { "\($0); \(said)" } ?? said
        let before = try writer.citations.all(of: owner)
        let held = try held()
        let both = fields.map { field -> Citation in
          let value = citation.value ?? values[field]
          return Citation(
            id: nil, source: citation.source, fields: [field],
            value: value == held[field] ? nil : value, detail: detail)
        }
        try writer.citations.replace(owner, before: before, after: before + both)
        continue
      }
      let isPlain = detail.state == "value" && detail.rank >= 0 && detail.retired == nil
      let assertions = fields.compactMap { field -> EntityRecord.Assertion? in
        guard let text = citation.value ?? values[field],
          let column = columns.first(where: { $0.name == field })
        else { return nil }
        return .init(
          column: field, value: column.value(canonical: text), wording: detail.wording)
      }
      if isPlain, !assertions.isEmpty {
        try state(assertions, Attribution(source: citation.source, detail: detail))
      } else {
        let value = fields.count == 1 ? citation.value ?? values[fields[0]] : nil
        _ = try writer.citations.put(
          owner, source: citation.source, fields: fields,
          value: detail.state == "value" ? value : nil, detail: detail, held: held)
      }
    }
  }

  /// Whether the same source says something else of the record that stays, in the same place: both
  /// statements are to be kept.
  private func saysOtherwise(
    _ citation: Citation, of owner: CitationOwner, _ held: [String: String]
  ) throws -> Bool {
    let others = try writer.citations.all(of: owner, from: citation.source.id)
    return citation.fields.contains { field in
      let value = citation.value ?? values[field]
      return others.contains { other in
        other.detail.locator == citation.detail.locator && other.fields.contains(field)
          && (other.value ?? held[field]) != value
      }
    }
  }
}
