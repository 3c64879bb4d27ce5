internal import Tabular

/// What a column of a whole export holds, as a field of Table Schema
/// <https://datapackage.org/standard/table-schema/>.
struct PackageField {
  /// The types of Table Schema that are needed. A date is a text with a pattern: none of its types
  /// knows a date that is a year or a year, a month or a day.
  enum FieldType { case string, url, integer, number, boolean, date }

  let name: String
  var type = FieldType.string
  /// In English and Chinese.
  var title: Label?
  var description: Label?
  var unit: String?
  var choices: [String] = []
  /// What a text looks like, as a regular expression.
  var pattern: String?
  var minimum: Int?
  var isRequired = false
  var isUnique = false

  /// A key of an entity or a source: `[a-z0-9]+(-[a-z0-9]+)*`.
  static let keyPattern = "[a-z0-9]+(-[a-z0-9]+)*"
  private static let datePattern = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"

  /// - Parameter excel: the texts have the guard of an export for spreadsheets.
  func json(excel: Bool) -> JSONValue {
    let pattern = type == .date ? Self.datePattern : self.pattern
    let constraints: JSONValue = .object([
      "required": isRequired ? .bool(true) : nil,
      "unique": isUnique ? .bool(true) : nil,
      "pattern": pattern.map { .string((excel ? "'?" : "") + $0) },
      "enum": choices.isEmpty ? nil : .array(choices.map(JSONValue.string)),
      "minimum": minimum.map(JSONValue.integer),
    ])
    return .object([
      "name": .string(name),
      "title": title.map { .string($0.en) },
      "title_zh": title.map { .string($0.zh) },
      "description": description.map { .string($0.en) },
      // The definitions of the registry are in English only.
      "description_zh": description.flatMap { $0.zh.isEmpty ? nil : .string($0.zh) },
      "type": .string(typeName),
      "format": type == .url ? .string("uri") : nil,
      "trueValues": type == .boolean ? .array([.string("1")]) : nil,
      "falseValues": type == .boolean ? .array([.string("0")]) : nil,
      "unit": unit.map(JSONValue.string),
      "constraints": constraints == .object([]) ? nil : constraints,
    ])
  }

  private var typeName: String {
    switch type {
    case .string, .url, .date: "string"
    case .integer: "integer"
    case .number: "number"
    case .boolean: "boolean"
    }
  }
}

extension PackageField {
  /// The field of a stored property.
  init(_ property: Property) {
    name = property.name
    type =
      switch property.type {
      case .text, .choice: .string
      case .url: .url
      case .integer: .integer
      case .number: .number
      case .boolean: .boolean
      case .date: .date
      }
    title = property.label
    description = property.definition.map { Label(en: $0, zh: "") }
    unit = property.unit
    choices = property.choices
  }
}
