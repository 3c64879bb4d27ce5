import ArgumentParser
import KnowledgeBase
import Messages
import Tabular

struct Cite: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message(
      "References for the sources behind entities, or for sources themselves.",
      "生成参考文献：实体所依据的来源，或来源本身。"),
    about: Message(
      """
      The sources of a page, as 'aikb show' numbers them. gbt7714 is GB/T 7714-2015
      (numbered, Chinese first), chicago a bibliography, bibtex entries whose keys
      are those of the sources.
      """,
      """
      来源即 'aikb show' 页面上编号的来源。gbt7714 为 GB/T 7714-2015
      （顺序编码，中文在前），chicago 为参考书目，bibtex 条目以来源的键为引用键。
      """),
    examples: """
      aikb cite cloudmatrix-384
      aikb cite 华为 英伟达 --style gbt7714
      aikb cite epoch-ml-hardware --style chicago
      aikb cite deepseek-v3 --style bibtex -o references.bib
      """)

  @Argument(
    help: ArgumentHelp("Entities or sources, by key or name.", "实体或来源的键或名称。", valueName: "key"),
    completion: .entity)
  var names: [String]

  @Option(
    help: ArgumentHelp(
      "gbt7714, chicago or bibtex (default: gbt7714 in Chinese, else chicago).",
      "参考文献格式（默认：中文为 gbt7714，否则为 chicago）。"))
  var style: Style?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to a file; - is standard output.", "写入文件；- 表示标准输出。"))
  var output: String?

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let store = try database.read()
    let cited = try store.citedSources(of: names)
    for name in cited.unsourced {
      Terminal.say(Message("\(name): no source on record", "\(name)：没有来源记录"))
    }
    for name in cited.shadowed {
      Terminal.say(
        Message(
          "\(name): the source of this key is cited, not the sources of the entity",
          "\(name)：所引为该键的来源，而不是同名实体的来源"))
    }
    if cited.isByHand {
      Terminal.say(Message("values set by hand have no source to cite", "手工设定的值没有可引用的来源"))
    }
    guard !cited.sources.isEmpty else { throw ExitStatus.notFound }
    let style = style?.reference ?? (languages.language == .zh ? .gbt7714 : .chicago)
    let list = ReferenceList(cited.sources, style: style)
    let between = style == .gbt7714 ? "\n" : "\n\n"
    let undated = list.sources.filter { $0.retrieved == nil }.map(\.key)
    try TextOutput.write(list.entries.joined(separator: between) + "\n", to: output)
    if style == .gbt7714, !undated.isEmpty {
      let keys = undated.joined(separator: ", ")
      Terminal.say(Message("no date of retrieval on record: \(keys)", "没有访问日期记录：\(keys)"))
    }
  }
}

/// The styles, as the command line names them.
enum Style: String, CaseIterable, ExpressibleByArgument {
  case gbt7714, chicago, bibtex

  var reference: ReferenceStyle {
    switch self {
    case .gbt7714: .gbt7714
    case .chicago: .chicago
    case .bibtex: .bibtex
    }
  }
}
