import ArgumentParser
import KnowledgeBase

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look for damage; each finding comes with the command that mends it.",
    discussion: """
      Exit code 0 when all is well, 1 otherwise.

        aikb check
      """)

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let findings = try database.read().check()
    for finding in findings { print("\(finding.problem); mend it with: \(finding.remedy)") }
    guard findings.isEmpty else { throw ExitStatus.failed }
    Terminal.say("\(database.path): sound")
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
    Terminal.say("\(database.path): \(count) entities indexed")
  }
}
