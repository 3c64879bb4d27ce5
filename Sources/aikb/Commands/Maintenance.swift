import ArgumentParser
import Ingest
import KnowledgeBase
import Messages
import Tabular

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look for damage; each finding comes with the command that mends it.",
    discussion: """
      Looks at the file, references, dates, keys, the text index and the citations;
      values that no source stands behind are remarked on. Exit code 0 when the file
      is sound, 1 when it is not, or with --strict when there is any remark.

      With --seeds it looks at the curated data of this program, or at a folder of
      our own files, as an editor does: is every value cited, may every source be
      used, are names there in both languages and no entity twice, does nothing
      stand alone, do dates run forwards? Each finding has file, line and column.

        aikb check
        aikb check --seeds
      """)

  @Argument(help: "With --seeds: the folder (default: the Seeds of this program).")
  var folder: String?

  @Flag(help: "Check curated data before it is published, not the knowledge base.")
  var seeds = false

  @Flag(help: "Remarks count as findings.")
  var strict = false

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if folder != nil, !seeds { throw ValidationError("A folder is checked with --seeds.") }
  }

  func run() throws {
    if seeds { return try checkSeeds() }
    let findings = try database.read().check()
    for finding in findings {
      let line = finding.problem + Message("; mend it with: ", "；修复办法：") + finding.remedy
      print(line.spoken)
    }
    try conclude(
      database.path, damaged: findings.contains { $0.severity == .damage },
      remarks: findings.count { $0.severity == .remark })
  }

  private func checkSeeds() throws {
    let findings = try SeedsCheck.run(folder)
    for finding in findings {
      let remedy = finding.remedy.map { Message("; ", "；") + $0 } ?? ""
      print((finding.problem.message + remedy).spoken)
    }
    try conclude(
      folder ?? "Seeds", damaged: findings.contains { !$0.isRemark },
      remarks: findings.count(where: \.isRemark))
  }

  /// Says that all is well, or ends with exit code 1.
  private func conclude(_ name: String, damaged: Bool, remarks: Int) throws {
    guard !damaged, !strict || remarks == 0 else { throw ExitStatus.failed }
    Terminal.say(
      Message("\(name): sound", "\(name)：完好")
        + (remarks == 0
          ? ""
          : Message(
            ", with \(remarks) \(remarks == 1 ? "remark" : "remarks")", "，另有 \(remarks) 条备注")))
  }
}

struct Reindex: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the text index and the forms of names anew.",
    discussion: """
        aikb reindex
      """)

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let store = try Store(path: database.path, access: .write)
    let count = try store.reindex(command: "reindex")
    Terminal.say("\(database.path): \(count) texts indexed")
  }
}
