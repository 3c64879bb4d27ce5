import ArgumentParser
import KnowledgeBase
import Messages

struct Evidence: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message(
      "Put on record what supports or contradicts a claim, or is a premise of it.",
      "登记支持或反驳某项主张的佐证，或其前提。"),
    about: Message(
      """
      What speaks for or against it is another claim (its key), a property
      (glm-4-5.released), a relation ('huawei designs cloudmatrix-384'), a figure
      ('subject measure [object] date') or an event ('entity event date'). Figures
      with a condition and events with a scope are named in evidence.csv.
      """,
      """
      支持或反驳主张的可以是另一项主张（写它的键）、属性（glm-4-5.released）、
      关系（'huawei designs cloudmatrix-384'）、数据（'主体 指标 [客体] 日期'）
      或事件（'实体 事件 日期'）。带条件的数据和带范围的事件请写入 evidence.csv。
      """),
    examples: """
      aikb ingest claims.csv
      aikb evidence my-claim --supports kimi-k2.openness
      aikb evidence my-claim --contradicts 'huawei designs cloudmatrix-384'
      aikb claims my-claim
      """)

  @Argument(help: ArgumentHelp("Key of the claim.", "主张的键。"))
  var claim: String

  @Option(help: ArgumentHelp("What supports it.", "支持它的内容。"))
  var supports: String?

  @Option(help: ArgumentHelp("What contradicts it.", "反驳它的内容。"))
  var contradicts: String?

  @Option(help: ArgumentHelp("What it rests on.", "它所依据的前提。"))
  var premise: String?

  @Option(
    help: ArgumentHelp(
      "As this source gives it (default: the accepted value).", "以该来源所给的为准（默认：所采用的值）。"),
    completion: .source)
  var source: String?

  @Option(help: ArgumentHelp("A remark.", "备注。"))
  var note: String?

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if [supports, contradicts, premise].compactMap(\.self).count != 1 {
      throw ValidationError(
        "Give one of --supports, --contradicts and --premise.",
        "请在 --supports、--contradicts 和 --premise 中给出一个。")
    }
  }

  func run() throws {
    let (_, editor) = try database.editor("evidence")
    let (stance, text) =
      if let supports { ("supports", supports) } else if let contradicts {
        ("contradicts", contradicts)
      } else { ("premise", premise ?? "") }
    let outcome = try editor.addEvidence(
      claim: claim, stance: stance, target: { try EvidenceTarget(text).find($0) }, note: note,
      source: source)
    let relation: [String: Message] = [
      "supports": Message("supports it", "支持该主张"),
      "contradicts": Message("contradicts it", "反驳该主张"),
      "premise": Message("premise it", "是该主张的前提"),
    ]
    Terminal.say(
      Message("\(claim): \(text) ", "\(claim)：\(text) ")
        + (relation[stance] ?? Message(verbatim: stance)) + Message(": ", "：") + outcome.word)
  }
}
