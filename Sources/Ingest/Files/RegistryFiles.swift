internal import KnowledgeBase
internal import Messages
internal import Tabular

/// `kinds.csv`, `properties.csv` and `predicates.csv`: what users added to the registry. They are read
/// before all other files of an ingest, since those may hold rows of the new kinds.
final class RegistryFile: RowHandler {
  /// The files, by stem, in the order in which they are read.
  static let stems = ["kinds", "properties", "predicates"]

  private let writer: RegistryWriter
  private let stem: String
  private let at: [String: Int]

  init(_ store: Store, stem: String, header: Header, file: String, ignored: Set<String>) throws {
    writer = RegistryWriter(store)
    self.stem = stem
    let columns =
      switch stem {
      case "kinds": PackageLayout.kinds
      case "properties": PackageLayout.properties
      default: PackageLayout.predicates
      }
    try header.expect(columns, of: file, ignored: ignored)
    at = header.places(of: columns)
    let required =
      switch stem {
      case "kinds": ["name", "plural"]
      case "properties": ["kind", "name", "type"]
      default: ["name", "inverse", "joins"]
      }
    for name in required { _ = try header.required(name, of: file) }
  }

  func take(_ row: CSVReader, into report: inout Report) throws {
    let name = try required(row, "name")
    let label = label(row, "label", name)
    switch stem {
    case "kinds":
      let kind = KindDefinition(name: name, plural: try required(row, "plural"), label: label)
      report.count("kinds", try writer.put(kind))
    case "properties":
      let type = try required(row, "type")
      guard let valueType = Property.ValueType(rawValue: type) else {
        throw RowProblem(
          column: at["type"],
          reason: Message("'\(type)' is no type of a property", "'\(type)' 不是属性类型"))
      }
      var property = PropertyDefinition(
        kind: try required(row, "kind"), name: name, type: valueType, label: label)
      property.unit = row.cell(at["unit"])
      property.choices = list(row, "choices")
      property.definition = row.cell(at["definition"])
      property.synonyms = list(row, "synonyms")
      report.count("properties", try writer.put(property))
    default:
      let inverse = try required(row, "inverse")
      var predicate = PredicateDefinition(
        name: name, inverse: inverse, label: label,
        inverseLabel: self.label(row, "inverse", inverse), pairs: try pairs(row))
      predicate.isSymmetric = row.cell(at["symmetric"]) == "1"
      predicate.isSupply = row.cell(at["supply"]) == "1"
      report.count("predicates", try writer.put(predicate))
    }
  }

  /// `model dataset; firm dataset`: subject kind and object kind.
  private func pairs(_ row: CSVReader) throws -> [Predicate.Pair] {
    try list(row, "joins").map { text in
      let kinds = text.split(separator: " ").map(String.init)
      guard kinds.count == 2 else {
        throw RowProblem(
          column: at["joins"],
          reason: Message(
            "'\(text)' is not a subject kind and an object kind", "'\(text)' 不是主体类别和客体类别"))
      }
      return Predicate.Pair(subject: kinds[0], object: kinds[1])
    }
  }

  /// Labels in both languages; where one is missing, the name without its underscores.
  private func label(_ row: CSVReader, _ column: String, _ name: String) -> Label {
    let plain = String(name.map { $0 == "_" ? " " : $0 })
    let en = row.cell(at[column + "_en"]) ?? plain
    return Label(en: en, zh: row.cell(at[column + "_zh"]) ?? en)
  }

  private func list(_ row: CSVReader, _ column: String) -> [String] {
    (row.cell(at[column]) ?? "").split(separator: ";").map { ValueParser.trim(String($0)) }
      .filter { !$0.isEmpty }
  }

  private func required(_ row: CSVReader, _ column: String) throws -> String {
    guard let text = row.cell(at[column]) else {
      throw RowProblem(column: at[column], reason: Message("must not be blank", "不能为空"))
    }
    return text
  }
}
