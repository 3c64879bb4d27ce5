import ArgumentParser
import KnowledgeBase
import Messages
import Tabular

struct Sources: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message("The sources, and what each of them says.", "各个来源，以及每个来源的说法。"),
    examples: """
      aikb sources
      aikb sources epoch-ml-hardware
      aikb sources -f csv -o sources.csv
      """)

  @Argument(
    help: ArgumentHelp("Key of one source: its data and everything it says.", "某一来源的键：列出其资料和全部说法。"),
    completion: .source)
  var key: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let store = try database.read()
    let entries = try store.sources(key: key)
    if let key, let entry = entries.first {
      for (label, value) in Self.lines(entry) {
        Terminal.say(Message(verbatim: "\(DisplayWidth.pad(label, to: 12))\(value)"))
      }
      try output.write(try store.statements(of: key))
      return
    }
    try output.write(
      [
        "key", "title", "publisher", "published", "licence", "reliability", "records", "differing",
        "claims", "url",
      ],
      entries.map { entry in
        let source = entry.source
        return [
          .text(source.key), .text(source.title), Cell(source.publisher), Cell(source.published),
          Cell(source.licence), Cell(source.reliability), .integer(Int64(entry.records)),
          .integer(Int64(entry.differing)), .integer(Int64(entry.claims)), Cell(source.url),
        ]
      })
  }

  private static func lines(_ entry: SourceEntry) -> [(String, String)] {
    let source = entry.source
    let fields: [(String, String?)] = [
      ("source", source.key), ("title", source.title), ("publisher", source.publisher),
      ("published", source.published), ("retrieved", source.retrieved), ("url", source.url),
      ("licence", source.licence), ("attribution", source.attribution),
      ("reliability", source.reliability), ("supersedes", source.supersedes),
      (
        "says",
        "\(entry.records) records, \(entry.differing) values of its own, \(entry.claims) claims"
      ),
    ]
    return fields.compactMap { label, value in value.map { (label, $0) } }
  }
}
