internal import SQLite
package import Tabular

extension Store {
  /// One file of a whole export: its name and the rows, sorted so that equal knowledge bases give
  /// equal bytes.
  package struct PackageFile {
    package let name: String
    package let columns: [String]
    let sql: String
  }

  /// The files of a whole export: always all of them, so that none of an earlier export stays behind.
  package func packageFiles() throws -> [PackageFile] {
    try reading {
      var files = [
        PackageFile(
          name: "sources.csv", columns: PackageLayout.sources,
          sql: """
            SELECT s.key, s.title, s.publisher, s.url, s.published, s.retrieved, s.licence,
                   s.attribution, s.lang, s.reliability, o.key
              FROM source s LEFT JOIN source o ON o.id = s.supersedes ORDER BY s.key
            """)
      ]
      for kind in try registry.kinds {
        let own = kind.properties.map { "t.\($0.name.quoted), " }.joined()
        files.append(
          PackageFile(
            name: kind.plural + ".csv", columns: PackageLayout.columns(of: kind),
            sql: """
              SELECT e.key, e.name, e.name_zh, \(own)e.description, e.description_zh, e.retired
                FROM entity e JOIN \(kind.name.quoted) t ON t.id = e.id
               WHERE e.kind = \(kind.name.quotedText) ORDER BY e.key
              """))
      }
      files += Self.commonFiles
      return files
    }
  }

  private static let commonFiles = [
    PackageFile(
      name: "names.csv", columns: PackageLayout.names,
      sql: """
        SELECT e.key, n.text, n.lang, n.role, s.key
          FROM name n JOIN entity e ON e.id = n.entity LEFT JOIN source s ON s.id = n.source
         ORDER BY e.key, n.role, n.lang, n.text
        """),
    PackageFile(
      name: "identifiers.csv", columns: PackageLayout.identifiers,
      sql: """
        SELECT i.scheme, i.value, e.key FROM identifier i JOIN entity e ON e.id = i.entity
         ORDER BY i.scheme, i.value
        """),
    PackageFile(
      name: "redirects.csv", columns: PackageLayout.redirects,
      sql: "SELECT r.key, e.key FROM redirect r JOIN entity e ON e.id = r.entity ORDER BY r.key"),
    PackageFile(
      name: "relations.csv", columns: PackageLayout.relations,
      sql: """
        SELECT s.key, p.name, o.key, nullif(r.qualifier, ''), r.valid_from, r.valid_to, r.share,
               r.share_low, r.share_high, r.quantity, r.unit, r.note, r.retired
          FROM relation r JOIN predicate p ON p.id = r.predicate
          JOIN entity s ON s.id = r.subject JOIN entity o ON o.id = r.object
         ORDER BY s.key, p.name, o.key, r.qualifier, ifnull(r.valid_from, '')
        """),
    PackageFile(
      name: "citations.csv", columns: PackageLayout.citations,
      sql: """
        SELECT e.key, s.key, p.name, o.key, nullif(r.qualifier, ''), r.valid_from, src.key,
               nullif(c.fields, ''), c.value, c.wording, nullif(c.state, 'value'), nullif(c.rank, 0),
               c.reason, c.basis, c.low, c.high, c.confidence, c.as_of, c.locator, c.quote, c.retired
          FROM citation c JOIN source src ON src.id = c.source
          LEFT JOIN entity e ON e.id = c.entity
          LEFT JOIN relation r ON r.id = c.relation LEFT JOIN predicate p ON p.id = r.predicate
          LEFT JOIN entity s ON s.id = r.subject LEFT JOIN entity o ON o.id = r.object
         ORDER BY e.key, s.key, p.name, o.key, r.qualifier, ifnull(r.valid_from, ''), src.key,
                  c.fields, ifnull(c.locator, '')
        """),
  ]

  /// Writes the rows of one file; each cell goes from SQLite's memory into the writer's buffer.
  package func write(_ file: PackageFile, to writer: inout RowWriter) throws {
    let statement = try db.prepare(file.sql)
    try writer.write(rowsOf: statement)
  }
}

extension RowWriter {
  /// Writes every row of a statement and ends the output.
  mutating func write(rowsOf statement: borrowing Statement) throws {
    let count = statement.columnCount
    while try statement.step() {
      try beginRow()
      for index in 0..<count {
        switch statement.type(at: index) {
        case .null: try fieldNull()
        case .integer: try field(integer: statement.int64(at: index))
        case .real: try field(real: statement.double(at: index))
        case .text: try statement.withUnsafeUTF8(at: index) { try field(bytes: $0) }
        case .blob:
          try (statement.blob(at: index) ?? []).withUnsafeBufferPointer { try field(blob: $0) }
        }
      }
      try endRow()
    }
    try finish()
  }
}
