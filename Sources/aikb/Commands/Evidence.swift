import ArgumentParser
import KnowledgeBase

struct Evidence: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Put on record what supports or contradicts a claim, or is a premise of it.",
    discussion: """
      What speaks for or against it is another claim (its key), a property
      (glm-4-5.released), a relation ('huawei designs cloudmatrix-384'), a figure
      ('subject measure [object] date') or an event ('entity event date'). Figures
      with a condition and events with a scope are named in evidence.csv.

        aikb ingest claims.csv
        aikb evidence my-claim --supports kimi-k2.openness
        aikb evidence my-claim --contradicts 'huawei designs cloudmatrix-384'
        aikb claims my-claim
      """)

  @Argument(help: "Key of the claim.")
  var claim: String

  @Option(help: "What supports it.")
  var supports: String?

  @Option(help: "What contradicts it.")
  var contradicts: String?

  @Option(help: "What it rests on.")
  var premise: String?

  @Option(help: "As this source gives it (default: the accepted value).")
  var source: String?

  @Option(help: "A remark.")
  var note: String?

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if [supports, contradicts, premise].compactMap(\.self).count != 1 {
      throw ValidationError("Give one of --supports, --contradicts and --premise.")
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
    Terminal.say("\(claim): \(text) \(stance) it: \(outcome)")
  }
}
