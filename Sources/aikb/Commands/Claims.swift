import ArgumentParser
import KnowledgeBase
import Messages
import Tabular

struct Claims: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message(
      "What people claim, and what supports or contradicts it.", "各方的主张，以及支持或反驳它的佐证。"),
    about: Message(
      """
      A claim is named by its key; words of a filter select several, joined by AND;
      OR stands between two, - negates one.

        about:huawei (or about:policy)  modality:warning  speaker:openai
        source:essay-global-ai-race  made:2025  evidence:none  "open weights"
      """,
      """
      主张用键指明；筛选条件可选出多项，各词之间为 AND；OR 写在两词之间，
      - 表示否定。

        about:huawei（或 about:policy）  modality:warning  speaker:openai
        source:essay-global-ai-race  made:2025  evidence:none  "open weights"
      """),
    examples: """
      aikb ingest claims.csv evidence.csv
      aikb claims about:huawei
      aikb claims modality:prediction -about:china --premises
      aikb claims evidence:contradicts --lang zh
      aikb claims --modality fact --source my-source -f csv
      """)

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      "Key of one claim, or words of a filter.", "某一主张的键，或筛选条件。", valueName: "filter"))
  var words: [String] = []

  @Option(help: ArgumentHelp("Only claims about this entity.", "只列关于该实体的主张。"))
  var about: String?

  @Option(
    help: ArgumentHelp(
      "fact, assessment, prediction, recommendation, warning or conditional.",
      "主张的性质：fact（事实）、assessment（评价）、prediction（预测）、recommendation（建议）、warning（警告）或 conditional（条件判断）。"
    ))
  var modality: String?

  @Option(
    name: [.long, .customLong("according-to")],
    help: ArgumentHelp("Only claims of this source.", "只列该来源的主张。"), completion: .source)
  var source: String?

  @Flag(help: ArgumentHelp("Only claims that nothing supports or contradicts.", "只列没有佐证、也没有反驳的主张。"))
  var unsupported = false

  @Flag(
    help: ArgumentHelp(
      "With the premises of the claims, and the premises of these.", "连同主张的前提，以及前提的前提。"))
  var premises = false

  @Option(
    help: ArgumentHelp("Only claims made by this date.", "只列到此日期为止提出的主张。", valueName: "date"))
  var asOf: String?

  @OptionGroup var citation: CiteOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let store = try database.read()
    let filter = try filter(store)
    let claims = try store.claims(filter)
    if !filter.words.isEmpty { say(try store.coverage(of: filter)) }
    guard !claims.isEmpty else {
      Terminal.warn(Message("no such claim on record", "没有这样的主张"))
      throw ExitStatus.notFound
    }
    if output.chosenFormat == .table, output.format == nil {
      let sink = try output.sink()
      try sink.write(ClaimText(claims: claims, language: languages.language).text)
      try sink.commit()
    } else {
      try output.write(
        [
          "key", "text", "text_zh", "modality", "speaker", "source", "made", "locator", "quote",
          "about", "supports", "contradicts", "premises",
        ], claims.map(cells))
    }
    let sources = claims.flatMap { [$0.source] + $0.evidence.compactMap(\.source) }
    try citation.write(
      store, .sources(Set(sources)), beside: output.file)
  }

  private func filter(_ store: Store) throws -> ClaimFilter {
    var filter = ClaimFilter()
    filter.hasPremises = premises
    // One word written like a key is one; any other word is text to look for.
    if words.count == 1, let word = words.first, Self.isKey(word) {
      filter.key = word
    } else {
      for word in words where word.hasPrefix("--") {
        throw UsageError(
          message: Message(
            "no option '\(word)'; see 'aikb help claims'", "没有选项 '\(word)'；参见 'aikb help claims'"))
      }
      filter.words = words
    }
    let options = [("about", about), ("modality", modality), ("source", source)]
    filter.words += options.compactMap { name, value in value.map { "\(name):\($0)" } }
    if unsupported { filter.words.append("evidence:none") }
    if let asOf { filter.words.append("made:..\(try FilterOptions.date(asOf).text)") }
    return filter
  }

  private func say(_ coverage: ClaimCoverage) {
    let (selected, total, undecided) = (coverage.selected, coverage.total, coverage.undecided)
    Terminal.say(
      undecided == 0
        ? Message("\(selected) of \(total) claims", "共 \(total) 条主张，选出 \(selected) 条")
        : Message(
          "\(selected) of \(total) claims; \(undecided) could not be decided: no date on record, "
            + "or a vaguer one",
          "共 \(total) 条主张，选出 \(selected) 条；另有 \(undecided) 条无法判定：没有日期记录，或日期较粗"))
  }

  private static func isKey(_ word: String) -> Bool {
    word.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
    }
  }

  private func cells(_ claim: ClaimEntry) -> [Cell] {
    func list(_ stance: String) -> Cell {
      let found = claim.evidence.filter { $0.stance == stance }.map(\.target)
      return found.isEmpty ? .null : .text(found.joined(separator: "; "))
    }
    let about = claim.about.map(\.key).joined(separator: "; ")
    return [
      .text(claim.key), Cell(claim.text), Cell(claim.textZH), .text(claim.modality),
      Cell(claim.speaker), .text(claim.source), Cell(claim.made), Cell(claim.locator),
      Cell(claim.quote), about.isEmpty ? .null : .text(about), list("supports"),
      list("contradicts"), list("premise"),
    ]
  }
}
