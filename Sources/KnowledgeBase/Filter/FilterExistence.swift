extension FilterCompiler {
  /// What was there on a date: released, founded and not ended, in force.
  func existing(on date: PartialDate) -> Filter.Condition? {
    let starts = ["released", "founded", "effective", "operational", "announced", "born"]
    guard let start = starts.compactMap({ kind.property(named: $0) }).first else { return nil }
    let begin = basis.column(start)
    let (low, high) = PartialDate.bounds(of: begin)
    // Whoever had a relation by then was there, whether or not anybody says since when.
    let (_, since) = PartialDate.bounds(of: "r.valid_from")
    let had = ["subject", "object"].map { side in
      """
      EXISTS (SELECT 1 FROM relation r WHERE r.\(side) = e.id AND r.retired IS NULL \
      AND r.valid_from IS NOT NULL AND \(since) <= \(date.firstText.quotedText))
      """
    }.joined(separator: " OR ")
    var sql = """
      CASE WHEN \(begin) IS NULL THEN CASE WHEN \(had) THEN 1 END WHEN \(low) > \(date.lastText.quotedText) THEN 0
              WHEN \(high) <= \(date.firstText.quotedText) THEN 1 END
      """
    if let end = kind.property(named: "ended") {
      let column = basis.column(end)
      let (low, high) = PartialDate.bounds(of: column)
      sql += """
         AND CASE WHEN \(column) IS NULL THEN 1 WHEN \(high) < \(date.firstText.quotedText) THEN 0
              WHEN \(low) >= \(date.lastText.quotedText) THEN 1 END
        """
    }
    return Filter.Condition(
      text: "--as-of \(date.text)", sql: "(\(sql))", missing: start.label,
      blank: "\(begin) IS NULL",
      definition: Label(
        en: "as of \(date.text): \(start.label.en) by then"
          + (kind.property(named: "ended") == nil ? "" : ", and not ended"),
        zh: "截至 \(date.text)：\(start.label.zh)不晚于此"
          + (kind.property(named: "ended") == nil ? "" : "，且尚未终止")), breakdown: nil)
  }
}
