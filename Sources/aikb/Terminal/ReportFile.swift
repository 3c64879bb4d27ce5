import Ingest
import KnowledgeBase
import Tabular

/// The report of an ingest as a file.
enum ReportFile {
  /// Writes it in the form that the file's ending names: csv, tsv, json, jsonl or md; CSV otherwise.
  ///
  /// - Throws: `UsageError` where the file is a database, `SinkError`.
  static func write(_ report: Report, to path: String) throws {
    let ending = path.split(separator: ".").last.map(String.init) ?? ""
    let format = OutputFormat(rawValue: ending == "md" ? "markdown" : ending) ?? .csv
    try OutputFile.check(path)
    let sink = try path == "-" ? ByteSink.stdout() : ByteSink.file(path)
    var writer = RowWriter(format: format, columns: Report.columns, to: sink)
    for line in report.lines {
      try writer.write(
        [
          .text(line.outcome), Cell(line.record), Cell(line.column), Cell(line.old),
          Cell(line.new), line.count.map { .integer(Int64($0)) } ?? .null, Cell(line.file),
          line.line.map { .integer(Int64($0)) } ?? .null, Cell(line.reason),
        ])
    }
    try writer.finish()
    try sink.commit()
  }
}
