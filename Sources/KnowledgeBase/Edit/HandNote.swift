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

  /// The citations of a value set by hand: the mark that it is accepted, which is the user's own, and
  /// the source that says so, where one was named.
  func attributions(_ sources: SourceWriter) throws -> [Attribution] {
    _ = try sources.put(Source.byHand)
    var mark = CitationDetail()
    mark.rank = 1
    mark.reason = reason ?? "set by hand"
    let byHand = Attribution(source: try sources.rank(of: Source.byHand.key), detail: mark)
    guard let source else { return [byHand] }
    var detail = CitationDetail()
    detail.locator = locator
    detail.quote = quote
    detail.basis = basis
    detail.confidence = confidence
    detail.asOf = asOf
    return [byHand, Attribution(source: try sources.rank(of: source), detail: detail)]
  }
}
