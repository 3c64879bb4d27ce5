/// A typed property of a kind: a column of its table.
///
/// A class, since every cell that is read goes with the property of its column: so many strings and
/// lists would be retained one by one for each.
public final class Property: Sendable {
  /// What a value of the property is.
  public enum ValueType: String, Sendable {
    case text, integer, number, date, boolean, choice, url
  }

  /// The column; its unit is part of the name, e.g. "memory_bytes".
  public let name: String
  /// What its values are.
  public let type: ValueType
  /// "B", "B/s", "FLOP", "FLOP/s", "W", "nm", "token"; nil for plain counts and for text.
  public let unit: String?
  /// Allowed values of a choice.
  public let choices: [String]
  /// What it says, where the name does not.
  public let definition: String?
  /// What people call it.
  public let label: Label
  /// Further CSV headers that mean this column, in either language.
  public let synonyms: [String]

  init(
    name: String, type: ValueType, unit: String?, choices: [String], definition: String?,
    label: Label, synonyms: [String]
  ) {
    self.name = name
    self.type = type
    self.unit = unit
    self.choices = choices
    self.definition = definition
    self.label = label
    self.synonyms = synonyms
  }

  var headers: [String] { [name, label.en, label.zh] + synonyms }

  /// Properties every kind has; they are columns of `entity`.
  public static let common: [Property] = [
    Property(
      name: "name", type: .text, unit: nil, choices: [],
      definition: "English, or the source's own form where no English exists.",
      label: Label(en: "name", zh: "名称"),
      synonyms: [
        "英文名", "英文名称", "english name", "name (english)", "名字",
      ]),
    Property(
      name: "name_zh", type: .text, unit: nil, choices: [],
      definition: "The name in simplified Chinese.",
      label: Label(en: "Chinese name", zh: "中文名"), synonyms: ["中文名称", "name (chinese)"]),
    Property(
      name: "description", type: .text, unit: nil, choices: [], definition: nil,
      label: Label(en: "description", zh: "描述（英文）"), synonyms: []),
    Property(
      name: "description_zh", type: .text, unit: nil, choices: [], definition: nil,
      label: Label(en: "Chinese description", zh: "描述"), synonyms: ["说明", "简介", "介绍"]),
  ]

  /// A column of a relation, a figure or an event.
  static func detail(_ name: String, _ type: ValueType, choices: [String] = []) -> Property {
    Property(
      name: name, type: type, unit: nil, choices: choices, definition: nil,
      label: Label(en: name, zh: name), synonyms: [])
  }

  /// Whether it counts or measures what cannot be less than nothing, by its unit or, for a plain count,
  /// its name. Of a user's own property nobody knows, but for its unit.
  package var isMagnitude: Bool {
    unit.map(Self.magnitudes.contains) ?? Self.counts.contains(name)
  }

  private static let magnitudes: Set = [
    "B", "B/s", "FLOP", "FLOP/s", "OP/s", "W", "nm", "mm²", "token",
  ]
  private static let counts: Set = [
    "active_parameters", "chips", "h100_equivalents", "parameters", "transistors",
  ]

  /// Whether the column lies in `entity` rather than in the kind's table.
  package var isCommon: Bool { Self.common.contains { $0.name == name } }
}

extension Property: Hashable {
  /// Whether both say the same of a column.
  public static func == (a: Property, b: Property) -> Bool {
    a.name == b.name && a.type == b.type && a.unit == b.unit && a.choices == b.choices
      && a.definition == b.definition && a.label == b.label && a.synonyms == b.synonyms
  }

  /// By name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
