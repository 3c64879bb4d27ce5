internal import Messages

/// How the values of a column are written, as Table Schema says it
/// <https://datapackage.org/standard/table-schema/>.
struct FieldFormat {
  let name: String
  let node: JSONNode

  private enum Form {
    case asItIs
    /// Decimal and group character, and whether there may be a sign of a unit around the number.
    case number(decimal: Character, group: Character?, isBare: Bool)
    case boolean(true: [String], false: [String])
    case date(DatePattern)
    /// The date of a date and time.
    case day
    case list(String)
  }

  private let form: Form
  private let missing: Set<String>

  /// Whether nothing has to be done to its values.
  var isPlain: Bool {
    if case .asItIs = form { missing.isSubset(of: [""]) } else { false }
  }

  /// The fields of a schema; none where there is no schema.
  ///
  /// - Parameters:
  ///   - missing: words for a missing value; nil where the schema says them, or nobody does.
  ///   - nullSequence: another one.
  static func fields(
    of schema: JSONNode?, missing: JSONNode?, or nullSequence: String?
  ) throws(TabularError) -> [FieldFormat] {
    guard let schema else { return [] }
    var words = try Self.words(schema["missingValues"] ?? missing)
    if let nullSequence { words.insert(nullSequence) }
    var fields: [FieldFormat] = []
    for node in try schema["fields"]?.array() ?? [] {
      fields.append(try FieldFormat(node, missing: words))
    }
    return fields
  }

  private init(_ node: JSONNode, missing: Set<String>) throws(TabularError) {
    self.node = node
    guard let name = node["name"] ?? (node.text == nil ? nil : node) else {
      throw node.error(Message("has no name", "缺少 name"))
    }
    self.name = try name.string()
    self.missing = node["missingValues"] == nil ? missing : try Self.words(node["missingValues"])
    let format = try node["format"]?.string() ?? "default"
    switch try node["type"]?.string() ?? "string" {
    case "number", "integer":
      let decimal = try node["decimalChar"]?.string().first ?? "."
      let group = try node["groupChar"]?.string().first
      let isBare = try node["bareNumber"]?.bool() ?? true
      form =
        decimal == "." && group == nil && isBare
        ? .asItIs : .number(decimal: decimal, group: group, isBare: isBare)
    case "boolean":
      let yes = try node["trueValues"]?.strings() ?? ["true"]
      let no = try node["falseValues"]?.strings() ?? ["false"]
      let isPlain =
        Set(yes).isSubset(of: ["true", "True", "TRUE", "1"])
        && Set(no).isSubset(of: ["false", "False", "FALSE", "0"])
      form = isPlain ? .asItIs : .boolean(true: yes, false: no)
    case "date" where format != "default" && format != "any":
      form = .date(try Self.pattern(format, node["format"] ?? node))
    case "datetime" where format != "default" && format != "any":
      form = .date(try Self.pattern(format, node["format"] ?? node))
    case "datetime": form = .day
    case "list": form = .list(try node["delimiter"]?.string() ?? ",")
    default: form = .asItIs
    }
  }

  /// A value as a file without a descriptor has it; nil where it is missing. What is not written as
  /// the descriptor says stays as it is, and is judged where its row is.
  func plain(_ text: String) -> String? {
    if text.isEmpty || missing.contains(text) { return nil }
    switch form {
    case .asItIs: return text
    case .number(let decimal, let group, let isBare):
      var number = group.map { group in text.filter { $0 != group } } ?? text
      if !isBare { number = Self.bare(number, decimal: decimal) }
      if decimal != "." { number = String(number.map { $0 == decimal ? "." : $0 }) }
      return number
    case .boolean(let yes, let no):
      return yes.contains(text) ? "1" : no.contains(text) ? "0" : text
    case .date(let pattern): return pattern.date(text) ?? text
    case .day:
      let day = text.prefix { $0 != "T" && $0 != " " }
      return day.utf8.count == 10 ? String(day) : text
    case .list(let delimiter):
      return text.split(separator: delimiter).joined(separator: "; ")
    }
  }

  /// The number without what stands around it (`€ -1.5 Mio.`): from its sign or first digit to its last.
  private static func bare(_ text: String, decimal: Character) -> String {
    guard var first = text.firstIndex(where: \.isNumber),
      let last = text.lastIndex(where: \.isNumber)
    else { return text }
    while first > text.startIndex {
      let before = text.index(before: first)
      guard "+-".contains(text[before]) || text[before] == decimal else { break }
      first = before
    }
    return String(text[first...last])
  }

  /// Words as texts, or in version 2 as objects with a label.
  private static func words(_ node: JSONNode?) throws(TabularError) -> Set<String> {
    guard let node else { return [""] }
    var words: Set<String> = []
    for word in try node.array() { words.insert(try (word["value"] ?? word).string()) }
    return words
  }

  /// The first version wrote `fmt:%d/%m/%Y` at times.
  private static func pattern(
    _ format: String, _ node: JSONNode
  ) throws(TabularError) -> DatePattern {
    let text = format.hasPrefix("fmt:") ? String(format.dropFirst(4)) : format
    if let pattern = DatePattern(text) { return pattern }
    throw node.error(
      Message("'\(text)' is no pattern of a date that is known here", "“\(text)”不是可识别的日期格式"))
  }
}
