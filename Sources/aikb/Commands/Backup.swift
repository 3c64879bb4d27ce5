import ArgumentParser
import KnowledgeBase
import Messages

struct Backup: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message(
      "Copy the knowledge base into a new file, while others use it.", "把知识库复制到新文件，其他人可照常使用。"),
    about: Message(
      """
      The copy is one file, holds the state at the moment it began, and is checked
      before it gets its name.
      """,
      """
      副本是单个文件，内容为复制开始时的状态；
      检查无误之后才以该文件名出现。
      """),
    examples: "aikb backup copy.db")

  @Argument(help: ArgumentHelp("The new file.", "新文件。"))
  var file: String

  @OptionGroup var languages: LanguageOptions
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
    Terminal.say(
      Message("\(file): a copy of \(database.path), sound", "\(file)：\(database.path) 的副本，完好"))
  }
}
