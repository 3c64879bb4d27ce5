import ArgumentParser
import KnowledgeBase
import Messages

struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make one entity of two that are the same.",
    discussion: """
      The second one stays and gets everything on record about the first: values,
      relations, figures, events, names, and every citation. Where they differ, both
      values are kept. The first key leads to the second from now on.

        aikb ingest firms.csv
        aikb merge antropic anthropic
        aikb unmerge antropic
      """)

  @Argument(help: "Key or name of the entity that goes.")
  var entity: String

  @Argument(help: "Key or name of the entity that stays.")
  var into: String

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (store, editor) = try database.editor("merge")
    let gone = try store.entity(entity)
    let kept = try store.entity(into)
    try editor.merge(gone, into: kept)
    Merge.say(gone, kept)
  }

  static func say(_ gone: EntityReference, _ kept: EntityReference) {
    Terminal.say(
      Message(
        "\(gone.key) → \(kept.key); take it back with 'aikb unmerge \(gone.key)'",
        "\(gone.key) → \(kept.key)；撤销：'aikb unmerge \(gone.key)'"))
  }
}

struct Unmerge: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take a merge back.",
    discussion: """
      Both entities are as they were before. What the merge changed must not have
      been changed since.

        aikb ingest firms.csv
        aikb merge antropic anthropic
        aikb unmerge antropic
      """)

  @Argument(help: "Key of the entity that was merged into another one.")
  var key: String

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (_, editor) = try database.editor("unmerge")
    let kept = try editor.unmerge(key)
    Terminal.say(
      Message("\(key) and \(kept) are two again", "\(key) 与 \(kept) 已恢复为两个实体"))
  }
}
