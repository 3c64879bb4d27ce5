internal import SQLite
internal import Tabular

/// `datapackage.json`: what a whole export is, by Data Package version 2
/// <https://datapackage.org/standard/data-package/>, readable for version 1 too. It says nothing of
/// the time or place of the export, so that equal knowledge bases give equal bytes.
struct PackageDescriptor {
  /// A file as it was written.
  struct Resource {
    let file: Store.PackageFile
    /// The name without `.csv`: that of the file, or of a part of it.
    let name: String
    /// The columns, with those that long texts go on in.
    let columns: [String]
    let bytes: Int
    let sha256: String
    let rows: Int
  }

  static let name = "datapackage.json"
  /// The version of our own layout of files, under the property ``PackageLayout/marker``.
  static let layout = 1

  let store: Store
  /// The files are made for a spreadsheet.
  let isExcel: Bool

  func json(_ resources: [Resource]) throws -> JSONValue {
    let licences = try store.licences()
    let sources = try sources()
    return .object([
      "$schema": .string("https://datapackage.org/profiles/2.0/datapackage.json"),
      "profile": .string("tabular-data-package"),
      "name": .string("aikb"),
      "title": .string("Knowledge base of the global AI competition"),
      "title_zh": .string("全球人工智能竞争知识库"),
      "description": .string(
        "Everything on record in a knowledge base of aikb: entities by kind, the relations between "
          + "them, figures, claims, and the sources behind each value. Keys of entities are unique "
          + "over all kinds. 'aikb ingest' reads the folder back."),
      "description_zh": .string(
        "aikb 知识库的全部内容：各类实体、实体间的关系、数据、主张，以及每个值的来源。实体的键在所有类别中唯一。"
          + "可用 aikb ingest 导回。"),
      PackageLayout.marker: .object([
        "layout": .integer(Self.layout), "excel": isExcel ? .bool(true) : nil,
      ]),
      "licenses": licences.isEmpty ? nil : .array(licences.map(Self.licence)),
      "sources": sources.isEmpty ? nil : .array(sources),
      "resources": .array(try resources.map(json)),
    ])
  }

  private func json(_ resource: Resource) throws -> JSONValue {
    let schema = resource.file.schema
    let licences = try store.licences(behind: resource.file)
    return .object([
      "name": .string(resource.name),
      "path": .string(resource.name + ".csv"),
      "profile": .string("tabular-data-resource"),
      "type": .string("table"),
      "title": .string(schema.title.en),
      "title_zh": .string(schema.title.zh),
      "description": .string(schema.description.en),
      "description_zh": .string(schema.description.zh),
      "format": .string("csv"),
      "mediatype": .string("text/csv"),
      "encoding": .string("utf-8"),
      // The line ends of RFC 4180, which --excel writes, are what goes without saying.
      "dialect": isExcel ? nil : .object(["lineTerminator": .string("\n")]),
      "bytes": .integer(resource.bytes),
      "hash": .string("sha256:" + resource.sha256),
      "rows": .integer(resource.rows),
      "licenses": licences.isEmpty ? nil : .array(licences.map(Self.licence)),
      "schema": json(schema, resource),
    ])
  }

  private func json(_ schema: PackageSchema, _ resource: Resource) -> JSONValue {
    let known = Dictionary(uniqueKeysWithValues: schema.fields.map { ($0.name, $0) })
    let fields = resource.columns.map { column in
      // A text that goes on in further columns has no pattern of its own.
      (known[column] ?? PackageField(name: column)).json(excel: isExcel)
    }
    let keys = schema.foreignKeys.map { key in
      JSONValue.object([
        "fields": .string(key.field),
        "reference": .object([
          "resource": .string(key.resource), "fields": .string(key.referenced),
        ]),
      ])
    }
    return .object([
      "fields": .array(fields),
      "missingValues": .array([.string("")]),
      "primaryKey": schema.primaryKey.isEmpty
        ? nil : .array(schema.primaryKey.map(JSONValue.string)),
      "uniqueKeys": schema.uniqueKey.isEmpty
        ? nil : .array([.array(schema.uniqueKey.map(JSONValue.string))]),
      "foreignKeys": keys.isEmpty ? nil : .array(keys),
    ])
  }

  /// A licence; its name has only the characters that the specification allows.
  private static func licence(_ name: String) -> JSONValue {
    let plain = String(
      name.unicodeScalars.map { scalar -> Character in
        let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || "0"..."9" ~= scalar)
        return isPlain || "-._".unicodeScalars.contains(scalar) ? Character(scalar) : "-"
      })
    return .object(["name": .string(plain), "title": plain == name ? nil : .string(name)])
  }

  private func sources() throws -> [JSONValue] {
    var sources: [JSONValue] = []
    try store.db.query("SELECT \(Source.columns) FROM source s ORDER BY s.key") { row in
      let source = Source(row: row)
      // What is no address may not stand as one.
      let isAddress = source.url.map { $0.hasPrefix("http") && !$0.contains("..") } ?? false
      sources.append(
        .object([
          "name": .string(source.key),
          "title": .string(source.title),
          "path": isAddress ? source.url.map(JSONValue.string) : nil,
          "licence": source.licence.map(JSONValue.string),
          "attribution": source.attribution.map(JSONValue.string),
        ]))
    }
    return sources
  }
}

extension Store {
  /// The licences of all sources, or of those behind the rows of a file; bytewise in order.
  package func licences(behind file: PackageFile? = nil) throws -> [String] {
    if let file, file.cited == nil { return [] }
    let condition = file?.cited.map {
      "id IN (SELECT c.source FROM citation c WHERE c.retired IS NULL AND \($0))"
    }
    var names: [String] = []
    try db.query(
      """
      SELECT DISTINCT licence FROM source WHERE licence IS NOT NULL AND \(condition ?? "1")
       ORDER BY licence
      """
    ) { names.append($0.text(0)) }
    return names
  }
}
