import Ingest
import KnowledgeBase
import Messages

/// What an ingest did, in words.
struct IngestSummary {
  let report: Report
  let dryRun: Bool
  let rejects: String?
  let path: String

  func say() {
    for problem in report.problems.prefix(20) { Terminal.say("aikb: \(problem)") }
    for remark in report.remarks { Terminal.say("\(remark)") }
    for (column, count) in report.unknown.sorted(by: { $0.key < $1.key }) {
      Terminal.say("\(column): \(count) infinite or not a number, left blank")
    }
    if dryRun { changes() }
    for renaming in report.renamed {
      Terminal.say("\(renaming.old) is now \(renaming.new): another one has the same name")
    }
    if report.isUnchanged {
      Terminal.say("\(report.rows) rows read: nothing changed")
    } else {
      for (name, counts) in report.counts { Terminal.say("  \(line(name, counts))") }
      let end = dryRun ? "nothing was changed (dry run)" : "written to \(path)"
      Terminal.say("\(report.rows) rows read, \(end)")
    }
    if report.rejected > 0 {
      Terminal.say("\(report.rejected) rows rejected\(rejects.map { ", see \($0)" } ?? "")")
    }
    if !dryRun { kept() }
  }

  private func line(_ name: String, _ counts: Report.Counts) -> String {
    let parts = [
      (counts.added, "added"), (counts.changed, "changed"), (counts.unchanged, "unchanged"),
    ]
    .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return "\(name): \(parts.joined(separator: ", "))"
  }

  /// Every change of a dry run, old and new value.
  private func changes() {
    for change in report.changes.prefix(200) {
      let old = change.old ?? "(blank)"
      Terminal.say(
        change.kept
          ? "  \(change.key) \(change.column): stays \(old); \(change.new) is kept beside it"
          : "  \(change.key) \(change.column): \(old) → \(change.new)")
    }
    let more = report.changes.count - 200 + report.furtherChanges
    if more > 0 { Terminal.say("  … and \(more) more") }
  }

  private func kept() {
    let kept = report.kept
    guard kept > 0 else { return }
    Terminal.say(
      Message(
        "\(kept) values differ from the accepted ones and are kept beside them: "
          + "aikb list conflicts",
        "\(kept) 个值与所采用的不同，已并存：aikb list conflicts"))
  }
}
