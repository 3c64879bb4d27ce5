internal import Messages
internal import SQLite

extension Checker {
  /// Citations of columns that are not there, and values that nobody stands behind.
  mutating func citations() throws {
    for kind in registry.kinds {
      let known = (Property.common + kind.properties).map(\.name)
      try dangling(
        """
        SELECT e.key, c.fields, s.key FROM citation c JOIN entity e ON e.id = c.entity
          JOIN source s ON s.id = c.source WHERE e.kind = \(kind.name.quotedText) AND c.fields <> ''
        """, known: known)
      for property in kind.properties {
        try uncited(kind, property)
      }
    }
    for (table, columns) in [
      ("relation", RelationRecord.columns), ("figure", FigureRecord.columns),
      ("event", EventRecord.columns),
    ] {
      try dangling(
        """
        SELECT '\(table) ' || c.\(table), c.fields, s.key FROM citation c
          JOIN source s ON s.id = c.source WHERE c.\(table) IS NOT NULL AND c.fields <> ''
        """, known: columns.map(\.name))
      let count = try store.db.integer(
        """
        SELECT count(*) FROM \(table) r WHERE r.retired IS NULL
           AND NOT EXISTS (SELECT 1 FROM citation c WHERE c.\(table) = r.id)
        """)
      if count > 0 {
        remark(
          Message("\(count) \(table)s have no source", "表 \(table) 中有 \(count) 条记录没有来源"),
          Message(
            "ingest citations.csv, or the rows with --source", "导入 citations.csv，或用 --source 导入这些行")
        )
      }
    }
  }

  private mutating func dangling(_ sql: String, known: [String]) throws {
    var found: [Message] = []
    try store.db.query(sql) { row in
      for field in row.text(1).split(separator: ",") where !known.contains(String(field)) {
        found.append(
          Message(
            "\(row.text(0)): \(row.text(2)) is cited for '\(field)', which is no property",
            "\(row.text(0))：引用 \(row.text(2)) 作为 '\(field)' 的来源，但没有这个属性"))
      }
    }
    for problem in found { damage(problem, Self.rebuild) }
  }

  private mutating func uncited(_ kind: Kind, _ property: Property) throws {
    let column = property.name.quoted
    let found = try store.db.first(
      """
      SELECT count(*), min(e.key) FROM \(kind.name.quoted) t JOIN entity e ON e.id = t.id
       WHERE t.\(column) IS NOT NULL AND e.retired IS NULL
         AND NOT EXISTS (SELECT 1 FROM citation c
           WHERE c.entity = e.id AND c.value IS NULL AND c.state = 'value'
             AND instr(',' || c.fields || ',', ?1) > 0)
      """, [.text(",\(property.name),")]
    ) { ($0.int64(at: 0), $0.text(1)) }
    guard let (count, example) = found, count > 0 else { return }
    remark(
      Message(
        "\(count) \(kind.plural) have a \(property.name) without a source, \(example) for one",
        "\(count) 个\(kind.label.zh)的 \(property.name) 没有来源，例如 \(example)"),
      Message(
        "aikb set \(example) \(property.name)=… --source KEY, or ingest with --source",
        "aikb set \(example) \(property.name)=… --source KEY，或用 --source 导入"))
  }
}
