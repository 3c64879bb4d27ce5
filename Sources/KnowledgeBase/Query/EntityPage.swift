/// Everything about one entity, for a page a person reads.
public struct EntityPage: Sendable {
  /// Whose page it is.
  public let entity: EntityReference
  /// Its kind, with the properties it can have.
  public let kind: Kind
  /// Description in English.
  public let description: String?
  /// Description in Chinese.
  public let descriptionZH: String?
  /// The date it was withdrawn.
  public let retired: String?
  /// The date for which relations, events and figures were asked; nil: whenever.
  public let asOf: PartialDate?
  /// Properties with a value, in the order of their columns.
  public var properties: [PropertyValue] = []
  /// Properties of which a source says that it does not know them, or that there is none.
  public var unknowns: [UnknownValue] = []
  /// Further dates, in order.
  public var events: [PageEvent] = []
  /// The newest figure of each measure, object and condition.
  public var figures: [PageFigure] = []
  /// Claims about it, by key.
  public var claims: [ClaimEntry] = []
  /// Passages of documents that name it.
  public var mentions: [PassageMention] = []
  /// What relations say, e.g. a model's developers; as the view gives them.
  public var derived: [DerivedValue] = []
  /// Further names, by role and language.
  public var names: [OtherName] = []
  /// External identifiers, e.g. Wikidata.
  public var identifiers: [(scheme: String, value: String)] = []
  /// Relations grouped by predicate and direction.
  public var relations: [RelationGroup] = []
  /// The sources cited, numbered from 1 in this order.
  public var sources: [Source] = []

  /// A property, its accepted value, who says so, and what others say.
  public struct PropertyValue: Sendable {
    /// Which property.
    public let property: Property
    /// The accepted value.
    public let value: Field
    /// Numbers of the sources that agree.
    public var sources: [Int] = []
    /// How sure sources are of what they say, each in its own word.
    public var confidences: [(source: Int, word: String)] = []
    /// Why this value is accepted, where that was marked by hand.
    public var reason: String?
    /// What other sources give.
    public var others: [(value: Field, source: Int)] = []
  }

  /// A source's word that a value is not known, or that there is none.
  public struct UnknownValue: Sendable {
    /// Which property.
    public let property: Property
    /// unknown or none.
    public let state: String
    /// The source's own word.
    public let wording: String?
    /// Number of the source.
    public let source: Int
  }

  /// A further date of the entity.
  public struct PageEvent: Sendable {
    /// "effective", "preview" …
    public let type: String
    /// ISO 8601, of honest precision.
    public let date: String
    /// What part of the entity it is about.
    public let scope: String?
    /// A remark.
    public let note: String?
    /// Numbers of the sources that say so.
    public let sources: [Int]
  }

  /// A figure of the entity.
  public struct PageFigure: Sendable {
    /// "chips-owned", "revenue" …
    public let measure: String
    /// What is counted, or the benchmark.
    public let object: EntityReference?
    /// The date, or the start of the period; ISO 8601.
    public let date: String
    /// The end of the period.
    public let until: String?
    /// The setting.
    public let condition: String?
    /// stock, flow, annualised or score.
    public let basis: String
    /// In `unit` (or `currency`); nil where it is not known.
    public let value: Double?
    /// Lower end of the interval.
    public let low: Double?
    /// Upper end of the interval.
    public let high: Double?
    /// nil: a plain count.
    public let unit: String?
    /// ISO 4217.
    public let currency: String?
    /// Numbers of the sources that say so.
    public var sources: [Int] = []
    /// How many older figures of the same measure, object and condition there are.
    public var older = 0

    /// Whether both are the same thing at different times.
    func isSameSeries(as other: PageFigure) -> Bool {
      measure == other.measure && object == other.object && condition == other.condition
        && basis == other.basis && unit == other.unit && currency == other.currency
    }
  }

  /// A column that relations give: names joined with "; ", and each of them in both languages.
  public struct DerivedValue: Sendable {
    /// The column of the view.
    public let column: DerivedColumn
    /// As the view gives it.
    public let value: String
    /// The names it joins.
    public let names: [(name: String, nameZH: String?)]
  }

  /// A name besides the entity’s own two.
  public struct OtherName: Sendable, Hashable {
    /// The name.
    public let text: String
    /// Its language, BCP 47.
    public let lang: String
    /// alias, former, code, legal or wording.
    public let role: String
    /// Number of the source that uses it.
    public let source: Int?
  }

  /// Relations of one predicate in one direction.
  public struct RelationGroup: Sendable {
    /// What joins them.
    public let predicate: Predicate
    /// Whether the page's entity is the subject.
    public let isForward: Bool
    /// By the key of the other end.
    public var relations: [PageRelation]
  }

  /// One relation, seen from the page’s entity.
  public struct PageRelation: Sendable {
    /// The other end.
    public let other: EntityReference
    /// What tells it from a relation otherwise the same.
    public let qualifier: String?
    /// First date it holds; ISO 8601.
    public let validFrom: String?
    /// Last date it holds, inclusive; ISO 8601.
    public let validTo: String?
    /// Part of the whole, 0 to 1.
    public let share: Double?
    /// How many or how much, in `unit`.
    public let quantity: Double?
    /// Unit of `quantity`.
    public let unit: String?
    /// A remark of the source.
    public let note: String?
    /// On the date that was asked for; nil where none was.
    public var validity: PartialDateRange.Verdict?
    /// Numbers of the sources that say so.
    public var sources: [Int] = []
    /// Other values of its columns, and the numbers of the sources that give them.
    public var others: [(column: String, value: String, source: Int)] = []
  }
}

extension Store {
  /// The page of an entity.
  ///
  /// - Parameter asOf: only relations that certainly or possibly hold on this date, events that may
  ///   have happened and figures that may have been known by then. Values of properties have no
  ///   dates: they are those accepted today.
  public func page(of entity: EntityReference, asOf: PartialDate? = nil) throws -> EntityPage {
    try reading {
      var reader = EntityPageReader(store: self, registry: try registry, asOf: asOf)
      return try reader.read(entity)
    }
  }
}
