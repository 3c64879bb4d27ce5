package import SQLite

/// The plural view of each kind, made from the registry.
package enum RegistryViews {
  /// Drops and makes every kind's view anew.
  package static func rebuild(_ db: borrowing Connection) throws {
    for kind in try Registry(db).kinds {
      try db.execute("DROP VIEW IF EXISTS \(kind.plural.quoted); \(sql(for: kind))")
    }
  }

  /// Columns: key, names, what relations say, the kind's properties, descriptions.
  static func sql(for kind: Kind) -> String {
    var columns = ["e.key", "e.name", "e.name_zh"]
    columns += kind.derived.map { "\($0.expression) AS \($0.name.quoted)" }
    columns += kind.properties.map { "t.\($0.name.quoted)" }
    columns += ["e.description", "e.description_zh"]
    return """
      CREATE VIEW \(kind.plural.quoted) AS
        SELECT \(columns.joined(separator: ",\n         "))
          FROM \(kind.name.quoted) t JOIN entity e ON e.id = t.id
         WHERE e.retired IS NULL;
      """
  }
}

extension String {
  /// As an SQL identifier: in double quotes, quotes doubled.
  package var quoted: String {
    "\"" + split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  /// As an SQL text literal: in single quotes, quotes doubled.
  package var quotedText: String {
    "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}
