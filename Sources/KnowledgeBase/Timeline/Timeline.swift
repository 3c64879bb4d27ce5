/// The dates of entities in lanes, in the order of the calendar.
public struct Timeline: Sendable {
  /// The lanes, in the order asked for.
  public internal(set) var lanes: [Lane]
  /// Every date, by its first possible day, then by lane, key and event. Coarse dates are never
  /// padded.
  public internal(set) var entries: [Entry] = []

  /// A row of the timeline.
  public struct Lane: Sendable {
    /// What stands beside it: an entity's names, or the words it was asked for with.
    public let title: Label
    /// The entities in it.
    public let entities: [EntityReference]
    /// What its filter could not see; nil for a lane of one entity.
    public let coverage: Coverage?
    /// Entities in it without any date on record.
    public internal(set) var undated: [EntityReference] = []
  }

  /// A date of an entity.
  public struct Entry: Sendable {
    /// Place of its lane.
    public let lane: Int
    /// Whose date it is.
    public let entity: EntityReference
    /// The property or the type of the event: "released", "general-availability".
    public let event: String
    /// What people call it.
    public let label: Label
    /// When; of honest precision.
    public internal(set) var date: PartialDate
    /// What part of the entity it is about.
    public let scope: String?
    /// A remark.
    public let note: String?
    /// The number under which a policy was published.
    public let documentNumber: String?
    /// Keys of the sources that give this date, sorted.
    public internal(set) var sources: [String]
    /// Other dates, and the keys of the sources that give them.
    public internal(set) var others: [(date: String, source: String)]
    /// False when the date is too coarse to tell whether it lies in the span asked for.
    public internal(set) var isCertain: Bool
  }
}

/// What a timeline is asked for.
public struct TimelineQuery: Sendable {
  /// One row.
  public enum Lane: Sendable {
    /// The dates of one entity.
    case entity(EntityReference)
    /// The dates of everything that a filter lets through, under a title; nil: its own words.
    case filter(Filter, title: String?, words: [String])
  }

  /// The rows, from top to bottom.
  public var lanes: [Lane]
  /// Nothing that is over before this date.
  public var from: PartialDate?
  /// Nothing that begins after this date.
  public var to: PartialDate?
  /// Key of the one source whose dates count; nil: all.
  public var accordingTo: String?
  /// Only these properties and types of events; all when empty.
  public var events: Set<String> = []

  /// A timeline of these rows.
  public init(lanes: [Lane]) { self.lanes = lanes }

  /// Whether a date lies in the span: a coarse one may.
  func contains(_ date: PartialDate) -> PartialDateRange.Verdict {
    if let from, date.isBefore(from) { return .no }
    if let to, to.isBefore(date) { return .no }
    let begins = from.map { $0.firstDay <= date.firstDay } ?? true
    let ends = to.map { date.lastDay <= $0.lastDay } ?? true
    return begins && ends ? .certain : .possible
  }
}
