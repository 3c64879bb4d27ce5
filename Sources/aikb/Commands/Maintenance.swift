import ArgumentParser
import Ingest
import KnowledgeBase
import Messages
import Tabular

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message(
      "Look for damage; each finding comes with the command that mends it.", "检查是否损坏；每项问题都附有修复命令。"),
    about: Message(
      """
      Looks at the file, references, dates, keys, the text index and the citations;
      values that no source stands behind are remarked on. Exit code 0 when the file
      is sound, 1 when it is not, or with --strict when there is any remark.

      With --seeds it looks at the curated data of this program, or at a folder of
      our own files, as an editor does: is every value cited, may every source be
      used, are names there in both languages and no entity twice, does nothing
      stand alone, do dates run forwards? Each finding has file, line and column.
      """,
      """
      检查文件、引用关系、日期、键、全文索引和出处；没有来源支持的值会以备注指出。
      文件完好时退出码为 0，否则为 1；加 --strict 时，有备注也为 1。

      加 --seeds 时，按编辑的要求检查本程序所带的种子数据，或一个文件夹中本程序格式
      的文件：每个值是否都注明来源，每个来源是否可以使用，名称是否有中英两种，有无
      重复的实体，有无孤立的记录，日期是否先后有序。每项问题都注明文件、行和列。
      """),
    examples: """
      aikb check
      aikb check --seeds
      """)

  @Argument(
    help: ArgumentHelp(
      "With --seeds: the folder (default: the Seeds of this program).",
      "与 --seeds 同用：文件夹（默认：本程序的种子数据）。"))
  var folder: String?

  @Flag(
    help: ArgumentHelp(
      "Check curated data before it is published, not the knowledge base.", "检查待发布的种子数据，而不是知识库。"))
  var seeds = false

  @Flag(help: ArgumentHelp("Remarks count as findings.", "备注也算作问题。"))
  var strict = false

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if folder != nil, !seeds {
      throw ValidationError("A folder is checked with --seeds.", "检查文件夹须加 --seeds。")
    }
  }

  func run() throws {
    if seeds { return try checkSeeds() }
    let findings = try database.read(asItIs: true).check()
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
      let remedy = finding.remedy.map { Message("; ", "；") + $0 }
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
          ? nil
          : Message(
            ", with \(remarks) \(remarks == 1 ? "remark" : "remarks")", "，另有 \(remarks) 条备注")))
  }
}

struct Reindex: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message("Make the text index and the forms of names anew.", "重建全文索引和名称的各种形式。"),
    examples: "aikb reindex")

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let store = try Store(path: database.path, access: .write)
    let count = try store.reindex(command: "reindex")
    Terminal.say(
      Message("\(database.path): \(count) texts indexed", "\(database.path)：已为 \(count) 条文本编制索引"))
  }
}
