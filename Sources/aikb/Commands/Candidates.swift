import ArgumentParser
import KnowledgeBase
import Messages
import Tabular

struct Candidates: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message(
      "Names that documents use and the knowledge base does not know.", "文档提到而尚未收录的名称。"),
    about: Message(
      """
      Taken for names: words with capitals, titles in 《》, words in quotation marks,
      and Chinese names that end as companies and institutions do. Most frequent
      first. Once one is on record (aikb alias, or a row to ingest), the passages
      that name it are linked to it.
      """,
      """
      视为名称的有：首字母大写的词、《》中的标题、引号中的词，以及以“公司”“大学”
      等结尾的中文名称。按出现次数排列。收录之后（aikb alias，或导入一行），提到它的
      段落即与之关联。
      """),
    examples: """
      aikb ingest speech.md --as document --source my-source
      aikb candidates --min 1
      aikb candidates my-source -f csv
      """)

  @Argument(help: ArgumentHelp("Key of a document; without it, all.", "文档的键；不写则为全部文档。"))
  var document: String?

  @Option(help: ArgumentHelp("How often it must be named.", "至少提到多少次。", valueName: "n"))
  var min = 2

  @Option(
    name: .shortAndLong, help: ArgumentHelp("At most so many.", "最多列出多少个。", valueName: "n"))
  var limit: Int?

  @OptionGroup var output: OutputOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard min > 0 else {
      throw ValidationError("--min is a number from 1 on.", "--min 须为不小于 1 的数。")
    }
  }

  func run() throws {
    let found = try database.read().candidates(in: document, minimum: min)
    try output.write(
      ["name", "sign", "count", "passages", "document", "first_passage"],
      found.prefix(limit ?? found.count).map { candidate in
        [
          .text(candidate.name), .text(candidate.sign.rawValue), .integer(Int64(candidate.count)),
          .integer(Int64(candidate.passages)), .text(candidate.document),
          .integer(Int64(candidate.passage)),
        ]
      })
  }
}
