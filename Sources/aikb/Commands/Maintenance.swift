import ArgumentParser
import KnowledgeBase

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look for damage; each finding comes with the command that mends it.",
    discussion: """
      Looks at the file, references, dates, keys, the text index and the citations;
      values that no source stands behind are remarked on. Exit code 0 when the file
      is sound, 1 when it is not, or with --strict when there is any remark.

        aikb check
      """)

  @Flag(help: "Remarks count as findings.")
  var strict = false

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let findings = try database.read().check()
    for finding in findings { print("\(finding.problem); mend it with: \(finding.remedy)") }
    let isSound = findings.allSatisfy { $0.severity == .remark }
    guard isSound, !strict || findings.isEmpty else { throw ExitStatus.failed }
    let remarks = findings.isEmpty ? "" : ", with \(findings.count) remarks"
    Terminal.say("\(database.path): sound\(remarks)")
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
