/// One thing that a search found: an entity, a claim, a source or a passage of a document.
public struct SearchHit: Sendable, Hashable {
  /// Why it was found.
  public enum Match: String, Sendable, CaseIterable {
    /// Its name in either language is the query.
    case name
    /// Another of its names is the query.
    case alias
    /// An identifier of it is the query: a ticker, an ISO code, an address.
    case code
    /// A name begins with the query.
    case prefix
    /// Its Chinese name is typed that way in Latin letters.
    case sound
    /// The words of the query stand in its names.
    case words
    /// A word of the query names something that it is related to; the others stand in its names or
    /// texts.
    case related
    /// The query stands in its names and texts.
    case text

    /// What people call it, in both languages.
    public var label: Label {
      let zh =
        switch self {
        case .name: "名称"
        case .alias: "别名"
        case .code: "代码"
        case .prefix: "名称开头"
        case .sound: "读音"
        case .words: "名称中的词"
        case .related: "相关"
        case .text: "正文"
        }
      return Label(en: rawValue, zh: zh)
    }
  }

  /// A part of the score, and what it is for.
  public struct ScorePart: Sendable, Hashable {
    /// `match`, `length`, `kind`, `relations`, `text`.
    public let name: String
    /// What it adds.
    public let value: Double
  }

  /// Its key; of a passage, the document's key and the passage's number: `essay#12`.
  public let key: String
  /// Name of the entity's kind, else `claim`, `source` or `passage`.
  public let kind: String
  /// Its name; of a claim its text, of a source its title, of a passage the heading above it.
  public let name: String
  /// The same in simplified Chinese.
  public let nameZH: String?
  /// Why it was found.
  public let match: Match
  /// What it is ranked by, the highest first; comparable within one search only.
  public let score: Double
  /// What the score is made of (``SearchWeights``).
  public let parts: [ScorePart]
  /// The original text with the matches marked.
  public let snippet: Snippet?
}

/// What a search found.
public struct SearchResult: Sendable {
  /// The best hits, best first.
  public let hits: [SearchHit]
  /// How many match in all; at least so many, where ``SearchOptions/countsAll`` is off.
  public let total: Int
  /// Nothing holds the query as it was typed; these hold its words and characters apart.
  public let isRelaxed: Bool
  /// Nothing holds the query as it was typed; these hold it spelt this way.
  public let respelled: String?
  /// What was looked for, in FTS5's syntax on the folded text.
  public let expression: String
  /// The SQL of the look through the texts, for `--explain`.
  public let sql: String
}

/// How a search is made.
public struct SearchOptions: Sendable {
  /// What it looks through.
  public var scope = SearchScope.everything
  /// Nothing that certainly is later: what began, was said or published after this date. What has no
  /// date on record stays.
  public var asOf: PartialDate?
  /// Key of the one source that counts: what it speaks of, narrowed by what it says.
  public var accordingTo: String?
  /// At most so many hits.
  public var limit = 20
  /// Count everything that matches, and not just what had to be looked at.
  public var countsAll = true
  /// Cut the text around the match out of the original.
  public var hasSnippets = true
  /// The longest snippet, in words and Chinese characters.
  public var snippetTokens = 40
  /// How hits are ranked.
  public var weights = SearchWeights.standard

  /// Everything, twenty hits.
  public init() {}
}
