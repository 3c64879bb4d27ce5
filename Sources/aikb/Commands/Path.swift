import ArgumentParser
import KnowledgeBase
import Tabular

struct Path: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What joins two entities: chains of relations between them.",
    discussion: """
      First the relations that join the two directly, then the chains that say most:
      those of few steps, through entities that have few relations of the kind. A
      step costs 1, or 3 where it only classes (country of origin, headquarters,
      location, jurisdiction, type, list, subject); each entity on the way costs
      log2(n)/2 on the way in and on the way out, n being its relations of that
      predicate. -f gives rows, in which chain 0 is the direct one. With
      --according-to the chains of that source come first; then those that need what
      others say, marked as such.

        aikb path huawei nvidia
        aikb path 华为 英伟达 --lang zh
        aikb path asml deepseek \\
          --predicates supplies,manufactures,trained_on,develops
        aikb path huawei tsmc --avoid china,headquartered_in --max-length 5
        aikb path huawei smic --as-of 2024-06 -f csv
        aikb path huawei nvidia --according-to essay-global-ai-race
        aikb path huawei nvidia --mermaid -o chains.mmd
      """)

  @Argument(help: "Key or name of one entity.")
  var from: String

  @Argument(help: "Key or name of the other.")
  var to: String

  @Option(help: "Only these predicates, with commas between.")
  var predicates: String?

  @Option(help: "Not through these entities or predicates, with commas between.")
  var avoid: String?

  @Option(help: "Most steps of a chain, 1 to 8.")
  var maxLength: Int = 4

  @Option(name: .shortAndLong, help: "At most so many chains.")
  var limit: Int = 5

  @Flag(help: "A flowchart for Mermaid (mermaid.js.org).")
  var mermaid = false

  @Option(help: ArgumentHelp("Only what this source says.", valueName: "source"))
  var accordingTo: String?

  @OptionGroup var date: DateOptions
  @OptionGroup var citation: CiteOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if !(1...PathQuery.longest).contains(maxLength) {
      throw ValidationError("--max-length is 1 to \(PathQuery.longest).")
    }
    if !(1...1000).contains(limit) { throw ValidationError("--limit is 1 to 1000.") }
    if mermaid, output.format != nil {
      throw ValidationError("--mermaid and --format exclude each other.")
    }
  }

  func run() throws {
    let store = try database.read()
    let (start, goal) = (try store.entity(from), try store.entity(to))
    guard start.key != goal.key else {
      throw UsageError(message: "both names stand for \(start.key); name two entities")
    }
    let query = try query(store)
    var result = try store.paths(from: start, to: goal, query)
    if query.accordingTo != nil {
      var everyone = query
      everyone.accordingTo = nil
      result.others = try store.paths(from: start, to: goal, everyone).numbered.map(\.chain)
        .filter { !result.holds($0) }
    }
    guard !result.numbered.isEmpty || !result.others.isEmpty else {
      Terminal.say("aikb: no chain of at most \(maxLength) relations \(searched(result, query))")
      if maxLength < PathQuery.longest {
        Terminal.say("--max-length goes up to \(PathQuery.longest)")
      }
      throw ExitStatus.notFound
    }
    let file = output.output ?? "-"
    if mermaid || output.format == nil && file.hasSuffix(".mmd") {
      try write(ChainDiagram(result: result, language: languages.language).text)
    } else if output.format == nil, file == "-" || file.hasSuffix(".txt") {
      try write(
        ChainText(result: result, accordingTo: accordingTo, language: languages.language).text)
      if result.numbered.contains(where: { $0.chain.validity == .possible }) {
        Terminal.say("? = may hold on \(date.text ?? ""), as far as its dates say")
      }
    } else {
      let rows = ChainRows(
        result: result, hasDate: query.asOf != nil, accordingTo: accordingTo)
      try output.write(rows.columns, rows.rows)
    }
    let sources = (result.numbered.map(\.chain) + result.others).flatMap(\.steps)
      .flatMap(\.relations).flatMap(\.sources)
    try citation.write(store, .sources(Set(sources)), beside: output.file, languages.language)
  }

  private func query(_ store: Store) throws -> PathQuery {
    var query = PathQuery()
    let registry = try store.registry
    query.predicates = try Self.list(predicates).map {
      try registry.predicate(reading: $0).predicate
    }
    for word in Self.list(avoid) {
      if let predicate = try? registry.predicate(reading: word).predicate {
        query.avoidedPredicates.append(predicate)
      } else {
        query.avoidedEntities.append(try store.entity(word))
      }
    }
    query.maximumLength = maxLength
    query.limit = limit
    query.asOf = try date.date()
    query.accordingTo = accordingTo
    return query
  }

  /// `between huawei and nvidia, along designs, avoiding china, as of 2024`.
  private func searched(_ result: PathResult, _ query: PathQuery) -> String {
    let avoided = query.avoidedPredicates.map(\.name) + query.avoidedEntities.map(\.key)
    let parts = [
      "between \(result.from.key) and \(result.to.key)",
      query.predicates.isEmpty
        ? "along any predicate"
        : "along \(query.predicates.map(\.name).joined(separator: ", "))",
      avoided.isEmpty ? nil : "avoiding \(avoided.joined(separator: ", "))",
      date.text.map { "as of \($0)" },
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }

  private func write(_ text: String) throws {
    let sink = try output.sink()
    try sink.write(text)
    try sink.commit()
  }

  private static func list(_ text: String?) -> [String] {
    (text ?? "").split(separator: ",").map { word in
      String(word.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }
}
