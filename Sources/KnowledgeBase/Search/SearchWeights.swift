internal import Glibc

/// What the score of a hit is made of.
///
/// The score is the weight of the match, plus the share of the name that the query covers, the
/// kind's prior, connectedness and relevance of the text, each between 0 and 1 times its weight.
/// Set by hand and measured on judged queries (Tests/Fixtures/judged-queries.tsv): see "Search" in
/// Benchmarks/README.md. Whoever changes them chooses by half a and reports half b.
public struct SearchWeights: Sendable {
  /// Its name is the query.
  public var name = 10.0
  /// Another name is the query.
  public var alias = 9.0
  /// An identifier of it is the query.
  public var code = 7.0
  /// A name begins with the query.
  public var prefix = 6.5
  /// The name is typed that way in full, or by its initials.
  public var sound = 7.0
  /// The name is typed by its initials.
  public var initials = 6.0
  /// The words stand in the name.
  public var words = 5.5
  /// The words stand in another name.
  public var otherWords = 4.5
  /// It is related to what a word names, and its names hold the others.
  public var relatedName = 4.0
  /// It is related to what a word names, and its texts hold the others.
  public var related = 3.0
  /// The words stand in a text.
  public var text = 1.0
  /// Share of the name that the query covers.
  public var length = 1.5
  /// What kind of thing it is.
  public var kind = 0.5
  /// Logarithm of the number of relations, up to 32.
  public var relations = 1.5
  /// How often and where the words stand (``text_weight``).
  public var relevance = 1.0

  /// The weights that searches use.
  public static let standard = SearchWeights()

  /// How likely each kind is what is meant, between 0 and 1; kinds of a user's own are in the middle.
  func prior(_ kind: String) -> Double {
    switch kind {
    case "country", "firm": 1
    case "model", "chip", "person", "policy": 0.9
    case "institution", "technology": 0.8
    case "facility": 0.7
    case "concept": 0.6
    case "claim", "passage": 0.2
    case "source": 0
    default: 0.5
    }
  }

  /// Connectedness between 0 and 1.
  func connectedness(_ relations: Int) -> Double {
    log2(Double(min(relations, 32)) + 1) / log2(33)
  }
}
