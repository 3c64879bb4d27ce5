import ArgumentParser
import KnowledgeBase
import Messages
import Tabular

struct Path: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message(
      "What joins two entities: chains of relations between them.", "两个实体之间的关联：连接它们的关系链。"),
    about: Message(
      """
      First the relations that join the two directly, then the chains that say most:
      those of few steps, through entities that have few relations of the kind. A
      step costs 1, or 3 where it only classes (country of origin, headquarters,
      location, jurisdiction, type, list, subject); each entity on the way costs
      log2(n)/2 on the way in and on the way out, n being its relations of that
      predicate. -f gives rows, in which chain 0 is the direct one. With
      --according-to the chains of that source come first; then those that need what
      others say, marked as such.
      """,
      """
      先列出直接连接两者的关系，再列出最能说明问题的关系链：步数少，且所经实体
      少有同类关系。每步代价为 1；仅表示归类的关系（来源国、总部、所在地、管辖、
      类型、名单、主题）为 3；途经的实体在进和出时各加 log2(n)/2，n 为它以该谓词
      所连的关系数。用 -f 输出为行，其中第 0 条链为直接关系。加 --according-to 时，
      该来源的关系链在前；须借助其他来源的关系链在后，并予以标明。
      """),
    examples: """
      aikb path huawei nvidia
      aikb path 华为 英伟达 --lang zh
      aikb path asml deepseek \\
        --predicates supplies,manufactures,trained_on,develops
      aikb path huawei tsmc --avoid china,headquartered_in --max-length 5
      aikb path huawei smic --as-of 2024-06 -f csv
      aikb path huawei nvidia --according-to essay-global-ai-race
      aikb path huawei nvidia --mermaid -o chains.mmd
      """)

  @Argument(help: ArgumentHelp("Key or name of one entity.", "一个实体的键或名称。"), completion: .entity)
  var from: String

  @Argument(help: ArgumentHelp("Key or name of the other.", "另一个实体的键或名称。"), completion: .entity)
  var to: String

  @Option(
    help: ArgumentHelp("Only these predicates, with commas between.", "只用这些谓词，以逗号分隔。"),
    completion: .predicate)
  var predicates: String?

  @Option(
    help: ArgumentHelp(
      "Not through these entities or predicates, with commas between.", "不经过这些实体或谓词，以逗号分隔。"))
  var avoid: String?

  @Option(help: ArgumentHelp("Most steps of a chain, 1 to 8.", "关系链的最多步数，1 到 8。"))
  var maxLength: Int = 4

  @Option(name: .shortAndLong, help: ArgumentHelp("At most so many chains.", "最多列出多少条链。"))
  var limit: Int = 5

  @Flag(
    help: ArgumentHelp(
      "A flowchart for Mermaid (mermaid.js.org).", "输出 Mermaid 流程图（mermaid.js.org）。"))
  var mermaid = false

  @Option(
    help: ArgumentHelp("Only what this source says.", "只取该来源的说法。", valueName: "source"),
    completion: .source)
  var accordingTo: String?

  @OptionGroup var date: DateOptions
  @OptionGroup var citation: CiteOptions
  @OptionGroup var page: PageOutputOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if !(1...PathQuery.longest).contains(maxLength) {
      throw ValidationError(
        "--max-length is 1 to \(PathQuery.longest).", "--max-length 为 1 到 \(PathQuery.longest)。")
    }
    if !(1...1000).contains(limit) {
      throw ValidationError("--limit is 1 to 1000.", "--limit 为 1 到 1000。")
    }
    if mermaid, output.format != nil {
      throw ValidationError(
        "--mermaid and --format exclude each other.", "--mermaid 与 --format 不能同时使用。")
    }
  }

  private var output: OutputOptions { page.output }

  func run() throws {
    let store = try database.read()
    let (start, goal) = (try store.entity(from), try store.entity(to))
    guard start.key != goal.key else {
      throw UsageError(
        message: Message(
          "both names stand for \(start.key); name two entities", "两个名称都指 \(start.key)；请给出两个实体"))
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
      Terminal.warn(
        Message(
          "no chain of at most \(maxLength) relations ", "没有不超过 \(maxLength) 步的关系链：")
          + searched(result, query))
      if maxLength < PathQuery.longest {
        Terminal.say(
          Message(
            "--max-length goes up to \(PathQuery.longest)", "--max-length 最大可为 \(PathQuery.longest)"
          ))
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
        Terminal.say(
          Message(
            "? = may hold on \(date.text ?? ""), as far as its dates say",
            "? = 就其日期而言，在 \(date.text ?? "") 可能成立"))
      }
    } else {
      let rows = ChainRows(
        result: result, hasDate: query.asOf != nil, accordingTo: accordingTo)
      try output.write(rows.columns, rows.rows)
    }
    let sources = (result.numbered.map(\.chain) + result.others).flatMap(\.steps)
      .flatMap(\.relations).flatMap(\.sources)
    try citation.write(store, .sources(Set(sources)), beside: output.file)
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
  private func searched(_ result: PathResult, _ query: PathQuery) -> Message {
    let avoided = (query.avoidedPredicates.map(\.name) + query.avoidedEntities.map(\.key))
      .joined(separator: ", ")
    let along = query.predicates.map(\.name).joined(separator: ", ")
    let parts = [
      Message(
        "between \(result.from.key) and \(result.to.key)",
        "\(result.from.key) 与 \(result.to.key) 之间"),
      along.isEmpty
        ? Message("along any predicate", "谓词不限") : Message("along \(along)", "谓词限于 \(along)"),
      avoided.isEmpty ? nil : Message("avoiding \(avoided)", "不经过 \(avoided)"),
      date.text.map { Message("as of \($0)", "截至 \($0)") },
    ]
    return parts.compactMap(\.self).joined()
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
