extension EntityPage {
  /// How what one source does not say is put into words.
  public struct Silence: Sendable {
    /// "not stated".
    public let notStated: String
    /// "others".
    public let others: String

    /// The words of a language.
    public init(notStated: String, others: String) {
      self.notStated = notStated
      self.others = others
    }
  }

  /// The page as one source has it: everything the source does not say reads so, followed by what
  /// others say, marked as such. Claims, events and figures are the source's own.
  ///
  /// - Parameters:
  ///   - key: key of the source.
  ///   - words: how silence is put into words.
  ///   - written: how a value of a property reads.
  public func according(
    to key: String, words: Silence, written: (Field, Property) -> String
  ) -> EntityPage {
    let number = sources.firstIndex { $0.key == key }.map { $0 + 1 } ?? 0
    var page = self
    page.properties = properties.map { item in
      var own = PropertyValue(property: item.property, value: item.value)
      if item.sources.contains(number) {
        own.sources = [number]
        own.confidences = item.confidences.filter { $0.source == number }
        return own
      }
      if let said = item.others.first(where: { $0.source == number }) {
        own = PropertyValue(property: item.property, value: said.value)
        own.sources = [number]
        return own
      }
      own = PropertyValue(
        property: item.property,
        value: .text("\(words.notStated) (\(words.others): \(written(item.value, item.property)))"))
      own.sources = item.sources
      return own
    }
    page.unknowns = unknowns.filter { $0.source == number }
    page.events = events.filter { $0.sources.contains(number) }
    page.figures = figures.filter { $0.sources.contains(number) }
    page.claims = claims.filter { $0.source == key }
    page.names = names.filter { $0.source == number }
    page.relations = relations.map { group in
      var group = group
      group.relations = group.relations.map { relation in
        guard !relation.sources.contains(number) else {
          var own = relation
          own.sources = [number]
          own.others = []
          return own
        }
        return relation.unstated("\(words.notStated); \(words.others)")
      }
      return group
    }
    page.derived = derived.map { item in
      let stated = item.names.filter { name in
        relations.contains { group in
          group.relations.contains { $0.other.name == name.name && $0.sources.contains(number) }
        }
      }
      guard stated.isEmpty else {
        return DerivedValue(
          column: item.column, value: stated.map(\.name).joined(separator: "; "), names: stated)
      }
      let said = "\(words.notStated) (\(words.others): \(item.value))"
      return DerivedValue(column: item.column, value: said, names: [(name: said, nameZH: nil)])
    }
    return page
  }
}

extension EntityPage.PageRelation {
  /// The relation with a remark that only others say so.
  fileprivate func unstated(_ remark: String) -> EntityPage.PageRelation {
    EntityPage.PageRelation(
      other: other, qualifier: qualifier, validFrom: validFrom, validTo: validTo, share: share,
      quantity: quantity, unit: unit, note: note.map { "\(remark); \($0)" } ?? remark,
      validity: validity, sources: sources)
  }
}
