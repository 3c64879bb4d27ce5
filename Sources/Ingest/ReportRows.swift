internal import KnowledgeBase
internal import Tabular

/// A report as a table, for `--report`: one row for each count, change and rejected row.
extension Report {
  /// The columns of ``rows(old:)``.
  package static let columns = [
    "outcome", "record", "column", "old", "new", "count", "file", "line", "reason",
  ]

  /// One row of the table; what does not apply is nil.
  package struct Line: Sendable {
    /// added, changed, unchanged, kept (beside the accepted value), rejected.
    package let outcome: String
    /// A key, or for a count the sort of records.
    package var record: String?
    package var column: String?
    package var old: String?
    package var new: String?
    package var count: Int?
    package var file: String?
    package var line: Int?
    package var reason: String?

    package init(outcome: String) { self.outcome = outcome }
  }

  /// Everything the ingest did, or would do.
  package var lines: [Line] {
    var lines: [Line] = []
    for (name, counts) in counts {
      for (outcome, count) in [
        ("added", counts.added), ("changed", counts.changed), ("unchanged", counts.unchanged),
      ] where count > 0 {
        var line = Line(outcome: outcome)
        line.record = name
        line.count = count
        lines.append(line)
      }
    }
    for key in addedKeys {
      var line = Line(outcome: "added")
      line.record = key
      lines.append(line)
    }
    for change in changes {
      var line = Line(outcome: change.kept ? "kept" : "changed")
      line.record = change.key
      line.column = change.column
      line.old = change.old
      line.new = change.new
      lines.append(line)
    }
    for problem in problems {
      var line = Line(outcome: "rejected")
      line.column = problem.columnName
      line.file = problem.file
      line.line = problem.line
      line.reason = "\(problem.reason)"
      lines.append(line)
    }
    return lines
  }
}
