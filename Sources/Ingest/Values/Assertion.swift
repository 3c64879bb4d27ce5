package import KnowledgeBase

extension ValueParser {
  /// What a text says about a property; nil when it is blank or says nothing that can be stored.
  ///
  /// - Throws: `Problem` when it cannot be read.
  package static func assertion(
    _ text: String, as property: Property
  ) throws(Problem) -> EntityRecord.Assertion? {
    guard case .value(let value, let wording) = try parse(text, as: property) else { return nil }
    return EntityRecord.Assertion(column: property.name, value: value, wording: wording)
  }
}
