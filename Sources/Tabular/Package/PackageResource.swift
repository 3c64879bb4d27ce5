internal import Messages

/// One table of a data package: its file, and how the descriptor says that it is to be read.
package struct PackageResource {
  /// A column whose values are those of another table.
  struct ForeignKey {
    let node: JSONNode
    let fields: [String]
    /// "" for the table itself.
    let resource: String
    let referenced: [String]
  }

  package let name: String
  /// Its first file, as messages name it.
  package let file: String
  /// The file on the disk; nil in an archive.
  package let pathOnDisk: String?
  /// Where the descriptor speaks of it.
  package let node: JSONNode
  /// What the descriptor says of its size in bytes, its digest (`sha256:…`, or MD5 without a name)
  /// and its rows.
  package let bytes: Int?
  package let hash: String?
  package let rows: Int?
  /// Whether its rows can be read at all: a PDF cannot.
  let isTable: Bool

  private let container: PackageContainer
  private let paths: [(path: String, node: JSONNode)]
  private let schema: JSONNode?
  private let dialect: JSONNode?
  private let encoding: TextEncoding?

  private static let formats = [
    "csv", "tsv", "txt", "json", "jsonl", "ndjson", "xlsx", "ods", "md", "gz",
  ]

  init(
    _ node: JSONNode, in container: PackageContainer, of package: JSONNode
  ) throws(TabularError) {
    self.node = node
    self.container = container
    if node["data"] != nil {
      throw node.error(
        Message(
          "has its rows inside the descriptor; write them to a file and name it as path",
          "数据直接写在描述文件中；请写入文件并用 path 指明"))
    }
    guard let path = node["path"] else {
      throw node.error(Message("has no path", "缺少 path"))
    }
    let texts = try path.strings()
    guard let first = texts.first else { throw path.error(Message("names no file", "没有指明文件")) }
    let isArray = path.text == nil
    paths = texts.enumerated().map { at, text in
      (text, isArray ? JSONNode(.string(text), file: path.file, path: "\(path.path)[\(at)]") : path)
    }
    for (path, node) in paths { try container.check(path, node) }
    let stem = first.split(separator: "/").last?.split(separator: ".").first.map(String.init)
    name = try node["name"]?.string() ?? stem ?? first
    file = container.name + first
    pathOnDisk = texts.count == 1 ? container.pathOnDisk(first) : nil
    let stats = node["stats"]
    bytes = try (node["bytes"] ?? stats?["bytes"])?.integer()
    rows = try (node["rows"] ?? stats?["rows"])?.integer()
    hash =
      try node["hash"]?.string() ?? stats?["sha256"].map { "sha256:" + ($0.text ?? "") }
      ?? stats?["hash"]?.text
    let ending = first.split(separator: ".").last.map { $0.lowercased() } ?? ""
    let format = try node["format"]?.string().lowercased() ?? ending
    isTable =
      Self.formats.contains(format) || Self.formats.contains(ending)
      || node["schema"] != nil || node["profile"]?.text == "tabular-data-resource"
      || node["type"]?.text == "table"
    schema = try Self.resolved(node["schema"], container)
    dialect = try Self.resolved(node["dialect"], container)
    encoding = try (node["encoding"] ?? package["encoding"]).flatMap {
      (node) throws(TabularError) in
      try Self.encoding(node)
    }
  }

  /// The bytes of its file, of all its files one behind the other.
  package func contents() throws(TabularError) -> [ByteSource] {
    var sources: [ByteSource] = []
    for (path, node) in paths { sources.append(try container.open(path, node)) }
    return sources
  }

  /// Its rows, with the values written as they are in a file without a descriptor: dates in ISO 8601,
  /// numbers with a point, nothing where a value is missing.
  ///
  /// - Parameter options: what the user says of the file, which goes before the descriptor.
  /// - Throws: `TabularError` when it cannot be read, or has not the columns that the descriptor says.
  package func open(
    _ options: TableFile.Options = TableFile.Options()
  ) throws(TabularError) -> CSVReader {
    let dialect = try TableDialect(dialect)
    var options = options
    options.encoding = options.encoding ?? encoding
    options.sheet = options.sheet ?? dialect.sheet
    options.delimiter = dialect.delimiter
    let fields = try FieldFormat.fields(
      of: schema, missing: node["missingValues"] ?? node["schema"]?["missingValues"],
      or: dialect.nullSequence)
    if !dialect.hasHeader {
      guard !fields.isEmpty else {
        throw node.error(
          Message(
            "has no header, and no schema that names its columns", "文件没有表头，也没有指明各列的 schema"))
      }
      options.header = fields.map(\.name)
    }
    var readers: [CSVReader] = []
    for (path, node) in paths {
      let reader = try TableFile.open(try container.open(path, node), options)
      if let first = readers.first, options.header == nil, reader.header != first.header {
        // Only the first part has the header.
        var headless = options
        headless.header = first.header
        headless.delimiter = first.delimiter
        readers.append(try TableFile.open(try container.open(path, node), headless))
      } else {
        readers.append(reader)
      }
    }
    let header = readers[0].header
    try check(fields, header)
    let formats = header.map { name in fields.first { $0.name == name } }
    guard readers.count > 1 || formats.contains(where: { $0?.isPlain == false }) else {
      return readers[0]
    }
    return try RewrittenTable.reader(readers, header: header) { (row) throws(TabularError) in
      guard row.fieldCount == header.count else { return nil }
      return header.indices.map { at in
        let text = row.unguarded(at)
        return formats[at].map { $0.plain(text) } ?? text
      }
    }
  }

  /// What the cells of some columns hold, row by row.
  func values(
    of columns: [String], _ node: JSONNode
  ) throws(TabularError) -> [(line: Int, values: [String])] {
    let reader = try open()
    var places: [Int] = []
    for column in columns {
      guard let place = reader.header.firstIndex(of: column) else {
        throw node.error(Message("\(file) has no column '\(column)'", "\(file) 没有列“\(column)”"))
      }
      places.append(place)
    }
    var rows: [(line: Int, values: [String])] = []
    while try reader.next() {
      rows.append((reader.line, places.map { reader.string($0) }))
    }
    return rows
  }

  func foreignKeys() throws(TabularError) -> [ForeignKey] {
    var keys: [ForeignKey] = []
    for node in try schema?["foreignKeys"]?.array() ?? [] {
      guard let fields = try node["fields"]?.strings(), let reference = node["reference"],
        let referenced = try reference["fields"]?.strings(), referenced.count == fields.count
      else {
        throw node.error(
          Message("needs as many fields as it refers to", "fields 与 reference.fields 的数目必须相同"))
      }
      keys.append(
        ForeignKey(
          node: node, fields: fields, resource: try reference["resource"]?.string() ?? "",
          referenced: referenced))
    }
    return keys
  }

  /// Each column that the descriptor has must be there: another file may have taken its place.
  private func check(_ fields: [FieldFormat], _ header: [String]) throws(TabularError) {
    for field in fields
    where !header.contains(field.name) && !SplitColumns.isFurther(field.name, of: header) {
      throw field.node.error(
        Message(
          "\(file) has no column '\(field.name)'; it has \(header.joined(separator: ", "))",
          "\(file) 没有列“\(field.name)”；现有 \(header.joined(separator: "、"))"))
    }
  }

  /// An object, or the one in the file that a text names.
  private static func resolved(
    _ node: JSONNode?, _ container: PackageContainer
  ) throws(TabularError) -> JSONNode? {
    guard let node, let path = node.text else { return node }
    let source = try container.open(path, node)
    return JSONNode(try JSONValue(source), file: source.name)
  }

  private static func encoding(_ node: JSONNode) throws(TabularError) -> TextEncoding {
    let name = try node.string()
    if let encoding = TextEncoding(named: name) { return encoding }
    if ["ascii", "usascii", "utf8sig"].contains(name.lowercased().filter { $0 != "-" && $0 != "_" })
    {
      return .utf8
    }
    let known = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
    throw node.error(
      Message("the encoding '\(name)' is none of \(known)", "编码“\(name)”不在以下之列：\(known)"))
  }
}
