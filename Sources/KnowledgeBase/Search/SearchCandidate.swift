/// Something that a stage of a search found, before it is ranked.
struct SearchCandidate {
  /// Why it was found.
  var match: SearchHit.Match
  /// The weight of that (``SearchWeights``).
  var weight: Double
  /// Of a name that was matched from its beginning, the share that the query covers.
  var coverage: Double?
  /// `text_weight` of the text index, between 0 and 1.
  var relevance = 0.0
}
