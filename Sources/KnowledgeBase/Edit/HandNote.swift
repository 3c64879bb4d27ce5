/// What a user says about a change made by hand: who says so, and where.
package struct HandNote: Sendable {
  /// Key of the source that says so; nil: the user alone (``Source/byHand``).
  package var source: String?
  /// Where in the source.
  package var locator: String?
  /// A few words of the source.
  package var quote: String?
  /// Why this value is the right one.
  package var reason: String?
  /// reported, estimated, derived or rumoured.
  package var basis: String?
  /// In the source's own word.
  package var confidence: String?
  /// The date for which the source says so; ISO 8601.
  package var asOf: String?

  package init() {}

  /// The citation that marks a value as accepted by hand.
  func attribution(_ sources: SourceWriter) throws -> Attribution {
    var detail = CitationDetail()
    detail.rank = 1
    detail.reason = reason ?? "set by hand"
    detail.locator = locator
    detail.quote = quote
    detail.basis = basis
    detail.confidence = confidence
    detail.asOf = asOf
    if let source { return Attribution(source: try sources.rank(of: source), detail: detail) }
    _ = try sources.put(Source.byHand)
    return Attribution(source: try sources.rank(of: Source.byHand.key), detail: detail)
  }
}
