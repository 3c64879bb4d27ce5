import ArgumentParser
import Glibc
import Ingest
import KnowledgeBase

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a knowledge base, with the curated Seeds in it.",
    discussion: """
      Running it again is harmless: it upgrades the schema where that is needed and
      changes nothing else.

        aikb init
        aikb init --empty --db mine.db
      """)

  @Flag(help: "Without the Seeds.")
  var empty = false

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let path = database.path
    try Folder.make(for: path)
    let existed = access(path, F_OK) == 0
    let store = try Store(path: path, access: .create)
    if try store.isEmpty, !empty {
      var options = Ingestor.Options()
      options.command = "init"
      options.author = Terminal.environment("USER")
      _ = try Ingestor(store, options: options).ingestSeeds()
      Terminal.say("\(path): made, with the Seeds: \(try summary(store))")
    } else {
      try store.recordCreation(command: "init", author: Terminal.environment("USER"))
      Terminal.say("\(path): \(existed ? "already there" : "made"): \(try summary(store))")
    }
  }

  private func summary(_ store: Store) throws -> String {
    let counts = try store.counts().filter { $0.count > 0 }
    return counts.isEmpty
      ? "empty" : counts.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
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
