import Ingest
import KnowledgeBase
import Messages
import Tabular

/// What an ingest did, in words.
struct IngestSummary {
  let report: Report
  let dryRun: Bool
  let rejects: String?
  let path: String

  func say() {
    for problem in report.problems.prefix(20) { Terminal.warn(problem.message) }
    for remark in report.remarks { Terminal.say(remark) }
    for (column, count) in report.unknown.sorted(by: { $0.key < $1.key }) {
      Terminal.say(
        Message(
          "\(column): \(count) infinite or not a number, left blank",
          "\(column)：\(count) 个值为无穷大或不是数，留空"))
    }
    if dryRun { changes() }
    for renaming in report.renamed {
      Terminal.say(
        Message(
          "\(renaming.old) is now \(renaming.new): another one has the same name",
          "\(renaming.old) 现改为 \(renaming.new)：另有同名实体"))
    }
    if report.replaced != (0, 0) {
      Terminal.say(
        Message(
          "  \(report.replaced.retired) records withdrawn, \(report.replaced.back) back",
          "  撤下 \(report.replaced.retired) 条记录，恢复 \(report.replaced.back) 条"))
    }
    if report.isUnchanged {
      Terminal.say(
        Message("\(report.rows.of("row")) read: nothing changed", "读取 \(report.rows) 行：没有变化"))
    } else {
      for (name, counts) in report.counts { Terminal.say(line(name, counts)) }
      Terminal.say(
        Message("\(report.rows.of("row")) read, ", "读取 \(report.rows) 行，")
          + (dryRun
            ? Message("nothing was changed (dry run)", "未作任何更改（试运行）")
            : Message("written to \(path)", "已写入 \(path)")))
    }
    if let mentions = report.mentions { say(mentions) }
    if report.rejected > 0 {
      Terminal.say(
        Message("\(report.rejected.of("row")) rejected", "拒绝 \(report.rejected) 行")
          + (dryRun ? nil : rejects.map { Message(", see \($0)", "，见 \($0)") }))
    }
    if !dryRun { kept() }
    if report.toReview > 0 {
      let entities = report.toReview.of(
        "new entity may be one", plural: "new entities may be ones")
      Terminal.say(
        Message(
          "\(entities) on record: aikb review", "\(report.toReview) 个新实体可能与已有的相同：aikb review"))
    }
  }

  /// What the documents name, what stayed open, and what is not known.
  private func say(_ mentions: MentionSummary) {
    Terminal.say(
      Message(
        "\(mentions.mentions) names of entities found in the passages: aikb list mentions",
        "段落中共找到 \(mentions.mentions) 处实体名称：aikb list mentions"))
    if !mentions.doubts.isEmpty {
      let list = mentions.doubts.prefix(5).map {
        "\($0.name) ×\($0.count) (\($0.keys.joined(separator: ", ")))"
      }.joined(separator: "; ")
      Terminal.say(
        Message(
          "left open, since several have the name: \(list)", "同名者不止一个，未作链接：\(list)"))
    }
    guard !report.candidates.isEmpty else { return }
    let names = report.candidates.prefix(10).map { "\($0.name) ×\($0.count)" }
    Terminal.say(
      Message(
        "named but not on record: \(names.joined(separator: ", ")); see aikb candidates",
        "提及而尚未收录：\(names.joined(separator: "、"))；详见 aikb candidates"))
  }

  private func line(_ name: String, _ counts: Report.Counts) -> Message {
    let parts = [
      (counts.added, Message("added", "新增")), (counts.changed, Message("changed", "更改")),
      (counts.unchanged, Message("unchanged", "未变")),
    ]
    .filter { $0.0 > 0 }.map { Message("\($0.0) \($0.1.en)", "\($0.1.zh) \($0.0)") }
    return Message("  \(name): ", "  \(name)：") + parts.joined()
  }

  /// Every change of a dry run, old and new value.
  private func changes() {
    for change in report.changes.prefix(200) {
      guard change.kept else {
        Terminal.say(Message(verbatim: "  ") + change.message)
        continue
      }
      let (place, old) = ("  \(change.key) \(change.column)", change.oldValue)
      Terminal.say(
        Message("\(place): stays ", "\(place)：仍为 ") + old
          + Message("; \(change.new) is kept beside it", "；\(change.new) 与之并存"))
    }
    let more = report.changes.count - 200 + report.furtherChanges
    if more > 0 { Terminal.say(Message("  … and \(more) more", "  …… 另有 \(more) 处")) }
  }

  private func kept() {
    guard report.kept > 0 else { return }
    let values = report.kept.of(
      "value differs from the accepted one and is kept beside it",
      plural: "values differ from the accepted ones and are kept beside them")
    Terminal.say(
      Message(
        "\(values): aikb list conflicts",
        "\(report.kept) 个值与所采用的不同，已并存：aikb list conflicts"))
  }
}
