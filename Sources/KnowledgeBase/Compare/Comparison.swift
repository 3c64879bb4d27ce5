/// Entities of one kind side by side: a row for everything that one of them has on record.
public struct Comparison: Sendable {
  /// What they all are.
  public let kind: Kind
  /// The columns, in the order asked for.
  public let entities: [EntityReference]
  /// The one source that counts; nil: what is accepted.
  public let accordingTo: Source?
  /// The date for which relations and figures were asked; nil: whenever.
  public let asOf: PartialDate?
  /// Computed columns, properties, values per chip, a scoreboard, figures, relations; in this
  /// order.
  public internal(set) var rows: [Row] = []
  /// What the words of the scoreboard mean, each said once.
  public internal(set) var definitions: [Label] = []
  /// The sources cited, numbered from 1 in this order.
  public internal(set) var sources: [Source] = []

  /// What a row is about.
  public enum Section: String, Sendable {
    /// A column of the view that relations give: developers.
    case derived
    /// A property: memory.
    case property
    /// Computed from two properties: memory per chip.
    case computed
    /// A count over the entities that belong to a country.
    case scoreboard
    /// The newest figure of a measure.
    case figure
    /// The other ends of a predicate, or how many of one of them.
    case relation
  }

  /// One thing that is compared.
  public struct Row: Sendable {
    /// What it is about.
    public let section: Section
    /// Tells it from every other row: "tdp_watts per chip", "contains b200".
    public let name: String
    /// What people call it.
    public let label: Label
    /// The property whose type and unit its values have, if they are those of a property.
    public var property: Property?
    /// The unit of its values: "B", "USD / system"; nil for plain counts and texts, and where the
    /// values have different ones.
    public var unit: String?
    /// How it is computed or what is counted.
    public var definition: Label?
    /// One for each entity.
    public var cells: [Cell]
  }

  /// What is on record for one entity in one row.
  public struct Cell: Sendable {
    /// What counts: the accepted value, or what the one source says. Nil when nothing is on record
    /// or the source does not say.
    public var entry: Entry?
    /// What else is said: other values, and, where the one source does not say, the accepted one.
    public var others: [Entry] = []
    /// How many entities a count could not decide on because a value is blank.
    public var undecided = 0

    /// Nothing on record.
    static let blank = Cell()
  }

  /// A value and who says so.
  public struct Entry: Sendable {
    /// The value.
    public var value: Value
    /// Numbers of the sources that say so.
    public var sources: [Int] = []
    /// The source's own wording, where one source is asked.
    public var wording: String?
    /// Why it is accepted or set aside, and what else has to be known.
    public var note: String?
  }

  /// What can stand in a cell.
  public enum Value: Sendable, Hashable {
    /// A value of a property, or a count.
    case field(Field)
    /// A figure with its date and interval.
    case figure(Amount)
    /// The other ends of relations.
    case items([Item])
    /// A source says that it is not known.
    case unknown
    /// A source says that there is none.
    case absent
  }

  /// A figure's number, in its unit or currency.
  public struct Amount: Sendable, Hashable {
    /// Nil where only an interval is known.
    public let value: Double?
    /// Lower end of the interval.
    public let low: Double?
    /// Upper end of the interval.
    public let high: Double?
    /// nil: a plain count.
    public let unit: String?
    /// ISO 4217.
    public let currency: String?
    /// The date, or the start of the period; ISO 8601.
    public let date: String
    /// The end of the period.
    public let until: String?
    /// stock, flow, annualised or score.
    public let basis: String
    /// The setting.
    public let condition: String?

    /// "USD / rack"; nil for a plain count.
    public var measuredIn: String? {
      let parts = [currency, unit == currency ? nil : unit].compactMap(\.self)
      return parts.isEmpty ? nil : parts.joined(separator: " / ")
    }
  }

  /// The other end of a relation.
  public struct Item: Sendable, Hashable {
    /// Its key; nil where only the name is known.
    public let key: String?
    /// English, or the source's own form.
    public let name: String
    /// In simplified Chinese.
    public let nameZH: String?
    /// How many or how much, in `unit`.
    public var quantity: Double?
    /// Unit of `quantity`.
    public var unit: String?
    /// Part of the whole, 0 to 1.
    public var share: Double?
    /// It is one of the entities compared: that A competes with B and B with A is no difference.
    public var isCompared = false
    /// On the date that was asked for; nil where none was.
    public var validity: PartialDateRange.Verdict?
    /// What tells it from a relation otherwise the same.
    public var qualifier: String?
    /// Numbers of the sources that say so.
    public var sources: [Int] = []
    /// Other values of its columns, each with the number of the source that gives it.
    public var dissent: [Dissent] = []
  }

  /// Another value of a column of a relation.
  public struct Dissent: Sendable, Hashable {
    /// "quantity", "share" …
    public let column: String
    /// As the source gives it.
    public let value: String
    /// Number of the source.
    public let source: Int
  }
}
