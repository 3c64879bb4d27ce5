internal import SQLite

/// The rows of a kind with who says so beside each value, and without what a licence forbids to pass
/// on.
package struct SourcedRows {
  /// A licence of sources behind the rows.
  package struct Licence: Sendable, Hashable {
    /// SPDX identifier; nil where none is on record.
    package let name: String?
    /// The credits its sources ask for; their titles where they ask for none.
    package let attributions: [String]

    /// For non-commercial use only, by its name.
    package var isNonCommercial: Bool { name?.contains("-NC") ?? false }
    /// What is made of it must be passed on under the same licence.
    package var isShareAlike: Bool {
      guard let name else { return false }
      return name.contains("-SA") || name.hasPrefix("ODbL") || name.contains("GPL")
    }
  }

  /// What stands behind the name of a property in the columns about its sources.
  package static let suffixes = ["_source", "_basis", "_low", "_high"]

  private let store: Store
  private let kind: Kind
  private let sql: String
  private let excluded: String

  /// - Parameters:
  ///   - sql: gives the rows, each with the entity's `key`.
  ///   - licences: whose values are left out; `*` stands for any ending.
  package init(_ store: Store, _ kind: Kind, sql: String, excluding licences: [String]) {
    self.store = store
    self.kind = kind
    self.sql = sql
    let patterns = licences.map { "ifnull(s.licence, '') GLOB \($0.quotedText)" }
    excluded = patterns.isEmpty ? "0" : "(" + patterns.joined(separator: " OR ") + ")"
  }

  /// The rows; behind each property its sources, their basis and interval where `withSources`. A row
  /// for which only excluded sources are cited is left out, and so is such a value.
  package func rows(withSources: Bool) throws -> RowQuery {
    let columns = try store.rows(sql).columns
    let selected = columns.flatMap { column -> [String] in
      guard kind.property(named: column) != nil else { return ["q.\(column.quoted)"] }
      let value = """
        CASE WHEN \(cited(column, excluded)) AND NOT \(cited(column, "NOT \(excluded)"))
          THEN NULL ELSE q.\(column.quoted) END AS \(column.quoted)
        """
      guard withSources else { return [value] }
      let details = ["s.key", "c.basis", "c.low", "c.high"]
      return [value]
        + zip(details, Self.suffixes).map { detail, suffix in
          """
          (SELECT group_concat(v, '; ') FROM (SELECT DISTINCT \(detail) AS v \(citations(column))
             AND \(detail) IS NOT NULL AND NOT \(excluded) ORDER BY 1)) AS \((column + suffix).quoted)
          """
        }
    }
    let any =
      "EXISTS (SELECT 1 FROM citation c JOIN source s ON s.id = c.source WHERE c.entity = e.id"
    return try store.rows(
      """
      SELECT \(selected.joined(separator: ", "))
        FROM (\(sql)) q CROSS JOIN entity e ON e.key = q.key
       WHERE NOT (\(any) AND \(excluded)) AND NOT \(any) AND NOT \(excluded)))
      """)
  }

  /// The licences of the sources behind the rows, with the credits they ask for.
  package func licences() throws -> [Licence] {
    var found: [(name: String?, attribution: String)] = []
    try store.db.query(
      """
      SELECT DISTINCT s.licence, ifnull(s.attribution, s.title)
        FROM (\(sql)) q CROSS JOIN entity e ON e.key = q.key
        JOIN citation c ON c.entity = e.id JOIN source s ON s.id = c.source
       WHERE c.retired IS NULL AND NOT \(excluded) ORDER BY 1, 2
      """
    ) { found.append(($0.string(at: 0), $0.text(1))) }
    var names: [String?] = []
    for entry in found where !names.contains(entry.name) { names.append(entry.name) }
    return names.map { name in
      Licence(name: name, attributions: found.filter { $0.name == name }.map(\.attribution))
    }
  }

  /// The sources that give a column the value it holds.
  private func citations(_ column: String) -> String {
    """
    FROM citation c JOIN source s ON s.id = c.source
     WHERE c.entity = e.id AND c.value IS NULL AND c.state = 'value' AND c.rank >= 0
       AND c.retired IS NULL AND instr(',' || c.fields || ',', ',\(column),') > 0
    """
  }

  private func cited(_ column: String, _ condition: String) -> String {
    "EXISTS (SELECT 1 \(citations(column)) AND \(condition))"
  }
}
