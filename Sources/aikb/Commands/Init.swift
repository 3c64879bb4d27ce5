import ArgumentParser
import Glibc
import Ingest
import KnowledgeBase
import Messages

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message(
      "Make a knowledge base, with the curated Seeds in it.", "新建知识库，并装入经过整理的种子数据。"),
    about: Message(
      """
      Running it again is harmless: it upgrades the schema where that is needed and
      changes nothing else.
      """,
      """
      重复运行没有害处：需要时升级数据库结构，其他内容不变。
      """),
    examples: """
      aikb init
      aikb init --empty --db mine.db
      """)

  @Flag(help: ArgumentHelp("Without the Seeds.", "不装入种子数据。"))
  var empty = false

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let path = database.path
    try Folder.make(for: path)
    let existed = access(path, F_OK) == 0
    let store = try database.open(.create)
    if try store.isEmpty, !empty {
      var options = Ingestor.Options()
      options.command = "init"
      options.author = Terminal.environment("USER")
      _ = try Ingestor(store, options: options).ingestSeeds()
      Terminal.say(
        Message("\(path): made, with the Seeds: ", "\(path)：已新建，并装入种子数据：") + (try summary(store)))
    } else {
      try store.recordCreation(command: "init", author: Terminal.environment("USER"))
      Terminal.say(
        (existed
          ? Message("\(path): already there: ", "\(path)：已存在：")
          : Message("\(path): made: ", "\(path)：已新建：")) + (try summary(store)))
    }
  }

  private func summary(_ store: Store) throws -> Message {
    let counts = try store.counts().filter { $0.count > 0 }
    return counts.isEmpty
      ? Message("empty", "空")
      : Message(
        counts.map { "\($0.count) \($0.label.en)" }.joined(separator: ", "),
        counts.map { "\($0.label.zh) \($0.count)" }.joined(separator: "，"))
  }
}

/// Folders for files to be made.
enum Folder {
  /// Makes the folders above `path` that are missing.
  ///
  /// - Throws: `KnowledgeBaseError.readOnly` where that is not possible.
  static func make(for path: String) throws {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    for end in parts.indices {
      let folder = parts[parts.startIndex...end].joined(separator: "/")
      guard !folder.isEmpty, access(folder, F_OK) != 0 else { continue }
      guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
        throw KnowledgeBaseError.readOnly(path: folder)
      }
    }
  }
}
