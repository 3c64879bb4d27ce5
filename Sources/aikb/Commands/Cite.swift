import ArgumentParser
import KnowledgeBase
import Messages
import Tabular

struct Cite: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "References for the sources behind entities, or for sources themselves.",
    discussion: """
      The sources of a page, as 'aikb show' numbers them. gbt7714 is GB/T 7714-2015
      (numbered, Chinese first), chicago a bibliography, bibtex entries whose keys
      are those of the sources.

        aikb cite cloudmatrix-384
        aikb cite 华为 英伟达 --style gbt7714
        aikb cite epoch-ml-hardware --style chicago
        aikb cite deepseek-v3 --style bibtex -o references.bib
      """)

  @Argument(help: ArgumentHelp("Entities or sources, by key or name.", valueName: "key"))
  var names: [String]

  @Option(help: "gbt7714, chicago or bibtex (default: gbt7714 in Chinese, else chicago).")
  var style: Style?

  @Option(name: .shortAndLong, help: "Write to a file; - is standard output.")
  var output: String?

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let store = try database.read()
    let cited = try store.citedSources(of: names)
    for name in cited.unsourced { Terminal.say("\(name): no source on record") }
    for name in cited.shadowed {
      Terminal.say("\(name): the source of this key is cited, not the sources of the entity")
    }
    if cited.isByHand { Terminal.say("values set by hand have no source to cite") }
    guard !cited.sources.isEmpty else { throw ExitStatus.notFound }
    let style = style?.reference ?? (languages.language == .zh ? .gbt7714 : .chicago)
    let list = ReferenceList(cited.sources, style: style)
    let between = style == .gbt7714 ? "\n" : "\n\n"
    let undated = list.sources.filter { $0.retrieved == nil }.map(\.key)
    try TextOutput.write(list.entries.joined(separator: between) + "\n", to: output)
    if style == .gbt7714, !undated.isEmpty {
      Terminal.say("no date of retrieval on record: \(undated.joined(separator: ", "))")
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
