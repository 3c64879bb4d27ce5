import ArgumentParser
import KnowledgeBase
import Messages

struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message("Make one entity of two that are the same.", "把实为同一个的两个实体合并。"),
    about: Message(
      """
      The second one stays and gets everything on record about the first: values,
      relations, figures, events, names, and every citation. Where they differ, both
      values are kept. The first key leads to the second from now on.
      """,
      """
      保留第二个，并把第一个的全部记录归它：值、关系、数据、事件、名称和每一条
      引用。两者不同之处，两个值都保留。第一个的键此后指向第二个。
      """),
    examples: """
      aikb ingest firms.csv
      aikb merge antropic anthropic
      aikb unmerge antropic
      """)

  @Argument(
    help: ArgumentHelp("Key or name of the entity that goes.", "被并入的实体的键或名称。"), completion: .entity)
  var entity: String

  @Argument(
    help: ArgumentHelp("Key or name of the entity that stays.", "保留的实体的键或名称。"), completion: .entity)
  var into: String

  @OptionGroup var languages: LanguageOptions
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
    abstract: Message("Take a merge back.", "撤销合并。"),
    about: Message(
      """
      Both entities are as they were before. What the merge changed must not have
      been changed since. What it changed is kept in the file and its backups, but
      not in exports: where one was ingested, the two are one for good.
      """,
      """
      两个实体恢复原样。合并所改动的内容此后不得再被修改。改动记录只保存在该文件及其
      备份中，不随导出带走：由导出文件导入而成的知识库无法撤销合并。
      """),
    examples: """
      aikb ingest firms.csv
      aikb merge antropic anthropic
      aikb unmerge antropic
      """)

  @Argument(
    help: ArgumentHelp("Key of the entity that was merged into another one.", "被并入其他实体的键。"))
  var key: String

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (_, editor) = try database.editor("unmerge")
    let kept = try editor.unmerge(key)
    Terminal.say(
      Message("\(key) and \(kept) are two again", "\(key) 与 \(kept) 已恢复为两个实体"))
  }
}
