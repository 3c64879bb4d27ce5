package import SQLite

/// What a source says besides the value: one set per record or per column.
public struct CitationDetail: Sendable, Hashable {
  /// Verbatim, with its unit ("6710亿"); nil when it is the plain form of the value.
  public var wording: String?
  /// value, unknown (the source says it is not known) or none (the source says there is none).
  public var state = "value"
  /// 1 accepted by hand, 0 normal, -1 deprecated.
  public var rank: Int64 = 0
  /// Why it has this rank.
  public var reason: String?
  /// reported, estimated, derived or rumoured.
  public var basis: String?
  /// Lower end of the interval the source gives.
  public var low: Double?
  /// Upper end of the interval the source gives.
  public var high: Double?
  /// In the source's own word.
  public var confidence: String?
  /// The date for which it says so; ISO 8601.
  public var asOf: String?
  /// Where in the source: a section, a page, a table.
  public var locator: String?
  /// A few words of the source.
  public var quote: String?
  /// The date the citation was withdrawn.
  public var retired: String?

  /// A plain statement: nothing but that the source gives the value.
  public init() {}

  /// Says nothing about one column alone, so that many columns can share the row.
  var isShared: Bool {
    wording == nil && state == "value" && rank == 0 && reason == nil && quote == nil && low == nil
      && high == nil && retired == nil
  }

  /// Whether both have a place in the source and these are two: one may say what the other does not.
  func isElsewhere(than other: CitationDetail) -> Bool {
    locator != nil && other.locator != nil && locator != other.locator
  }
}

/// One row of `citation`, in memory.
struct Citation: Hashable {
  var id: Int64?
  let source: SourceRank
  /// Columns it gives, sorted.
  var fields: [String]
  /// The canonical value where it differs from the column's.
  var value: String?
  var detail = CitationDetail()

  /// Agrees with what the column holds.
  func agrees(on column: String) -> Bool {
    value == nil && detail.state == "value" && detail.rank >= 0 && fields.contains(column)
  }

  /// Gives another value for the column.
  func differs(on column: String) -> Bool {
    value != nil && detail.rank >= 0 && fields == [column]
  }
}

/// What a citation stands behind.
package enum CitationOwner: Sendable, Hashable {
  case entity(Int64)
  case relation(Int64)
  case figure(Int64)
  case event(Int64)
  case claim(Int64)

  /// The columns of `citation` that name the owner, by ``place``.
  static let columns = ["entity", "relation", "figure", "event", "claim"]

  /// Index in ``columns``.
  var place: Int {
    switch self {
    case .entity: 0
    case .relation: 1
    case .figure: 2
    case .event: 3
    case .claim: 4
    }
  }

  var column: String { Self.columns[place] }

  /// Row id of the owner.
  package var id: Int64 {
    switch self {
    case .entity(let id), .relation(let id), .figure(let id), .event(let id), .claim(let id): id
    }
  }
}

/// What became of a record.
package enum Outcome: Sendable, Hashable {
  case added, changed, unchanged
}

extension Value {
  /// The canonical text a citation keeps: integers in decimal, reals by Swift's shortest round trip
  /// (SQLite's own conversion turns 256999999.99999997 into 257000000.0).
  package var canonical: String? {
    switch self {
    case .null: nil
    case .integer(let number): String(number)
    case .real(let number):
      number.magnitude < 1e15 && number == number.rounded()
        ? String(Int64(number)) : number.description
    case .text(let text): text
    case .blob: nil
    }
  }
}
