import ArgumentParser
import KnowledgeBase

struct Backup: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Copy the knowledge base into a new file, while others use it.",
    discussion: """
      The copy is one file, holds the state at the moment it began, and is checked
      before it gets its name.

        aikb backup copy.db
      """)

  @Argument(help: "The new file.")
  var file: String

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let store = try database.read()
    try Folder.make(for: file)
    let bar = ProgressBar()
    defer { bar.clear() }
    try store.backup(to: file) { copied, total in
      bar.show(file, Int64(copied), Int64(total), unit: "pages")
    }
    bar.clear()
    Terminal.say("\(file): a copy of \(database.path), sound")
  }
}
