/// Where facts come from: a data set, an announcement, a page.
public struct Source: Sendable, Hashable {
  /// Unique among sources, of the form of ``Key``.
  public var key: String
  /// As the source itself has it.
  public var title: String
  /// Who published it.
  public var publisher: String?
  /// Where it can be opened.
  public var url: String?
  /// ISO 8601, of honest precision.
  public var published: String?
  /// When it was read; ISO 8601.
  public var retrieved: String?
  /// SPDX identifier.
  public var licence: String?
  /// The credit its licence asks for.
  public var attribution: String?
  /// BCP 47.
  public var lang: String?
  /// official, dataset, press or secondary.
  public var reliability: String?
  /// Key of the source it replaces.
  public var supersedes: String?

  /// Who stands behind a value that the user set without naming a source.
  public static let byHand = Source(key: "set-by-hand", title: "Set by hand")

  /// A source of which only this is known.
  public init(key: String, title: String) {
    self.key = key
    self.title = title
  }
}

/// How far a source is believed when sources differ: reliability, then the newer `published`, then
/// the larger key. Never the order of arrival.
package struct SourceRank: Sendable, Hashable, Comparable {
  package let id: Int64
  package let key: String
  let reliability: Int
  let published: String

  package init(id: Int64, key: String, reliability: String?, published: String?) {
    self.id = id
    self.key = key
    self.reliability =
      ["official": 4, "dataset": 3, "press": 2, "secondary": 1][reliability ?? ""] ?? 0
    self.published = published ?? ""
  }

  package static func < (a: SourceRank, b: SourceRank) -> Bool {
    (a.reliability, a.published, a.key) < (b.reliability, b.published, b.key)
  }
}
