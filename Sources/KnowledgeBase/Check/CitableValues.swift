/// What has to be cited: the values of one column of all records of a sort, or that the records are.
///
/// Names are labels, descriptions and notes are the editors' own words, and what a figure's basis is
/// they judge: none of these is a statement of a source.
struct CitableValues {
  let rows: RecordRows
  /// Nil: that the record is.
  let column: String?

  /// Everything that has to be cited. A claim is not in it: its source is a column of its own, which
  /// is never blank.
  static func all(_ registry: Registry) -> [CitableValues] {
    registry.kinds.flatMap { kind in
      kind.properties.map { CitableValues(rows: .entities(kind), column: $0.name) }
    } + records(.relations, RelationRecord.columns) + records(.figures, FigureRecord.columns)
      + records(.events, EventRecord.columns)
  }

  private static func records(_ rows: RecordRows, _ columns: [Property]) -> [CitableValues] {
    let stated = columns.map(\.name).filter { !["note", "basis", "retired"].contains($0) }
    return [CitableValues(rows: rows, column: nil)]
      + stated.map { CitableValues(rows: rows, column: $0) }
  }

  /// SQL: there is such a value.
  var isPresent: String { column.map { "t.\($0.quoted) IS NOT NULL" } ?? "1" }

  /// SQL: a source gives it, which is what a row of the view `citations` says that names the property
  /// and no other value. Read from `citation`, where an index finds it.
  var isCited: String {
    let field =
      column.map {
        """
        AND c.value IS NULL AND c.state = 'value' AND c.rank >= 0
        AND instr(',' || c.fields || ',', \(",\($0),".quotedText)) > 0
        """
      } ?? ""
    return """
      EXISTS (SELECT 1 FROM citation c
        WHERE c.\(rows.owner) = t.id AND c.retired IS NULL \(field))
      """
  }
}
