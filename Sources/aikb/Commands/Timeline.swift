import ArgumentParser
import KnowledgeBase
import Messages
import Tabular

struct TimelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "timeline",
    abstract: Message(
      "What happened when: dates and events in lanes, as rows or as a drawing.",
      "何时发生何事：按泳道排列日期与事件，输出为行或图。"),
    about: Message(
      """
      A lane is an entity, or everything of a kind that a filter selects (see
      'aikb help list'); TITLE = in front gives it a title. Dates of which only the
      year or month is known sort by their first day and are shown as they are. What
      a filter could not decide, and who has no date on record, goes to standard
      error. In a drawing a day is a dot, a month or year a bar.
      """,
      """
      一条泳道是一个实体，或某一类别中符合筛选条件的所有实体（见
      'aikb help list'）；在前面写 TITLE = 可为其加标题。只知年份或月份的日期按其
      首日排序，并照原样显示。筛选条件无法判定的实体和没有日期记录的实体写到标准
      错误。图中以圆点表示某日，以横条表示某月或某年。
      """),
    examples: """
      aikb timeline glm-4-5 kimi-k2
      aikb timeline --lane 'policy type:export-control country:us' \\
        --lane 'policy country:cn' --from 2022 --to 2025
      aikb timeline --lane '中国模型 = model country:cn released:2025' \\
        --events released --lang zh -o models.svg
      """)

  @Argument(
    help: ArgumentHelp(
      "Keys or names of entities, each a lane; quote a name with spaces.",
      "实体的键或名称，每个一条泳道；含空格的名称请加引号。"), completion: .entity)
  var entities: [String] = []

  @Option(
    help: ArgumentHelp(
      "A lane: a kind, then words of a filter; may be given again.", "一条泳道：类别，后接筛选条件；可重复。",
      valueName: "kind filter"))
  var lane: [String] = []

  @Option(help: ArgumentHelp("Nothing that is over before.", "略去在此之前已结束的。", valueName: "date"))
  var from: String?

  @Option(help: ArgumentHelp("Nothing that begins after.", "略去在此之后才开始的。", valueName: "date"))
  var to: String?

  @Option(
    help: ArgumentHelp(
      "Only these, with commas between: released,effective,signed …",
      "只列这些事件，以逗号分隔：released,effective,signed 等。"))
  var events: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "svg, or table, csv, tsv, json, jsonl, markdown (default: table or csv, or by -o).",
      "输出格式（默认：table 或 csv，或依 -o 的扩展名）。"))
  var format: TimelineFormat?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to a file; - is standard output.", "写入文件；- 表示标准输出。"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "What was there on this date, and nothing later.", "此日期已有的对象，且不含更晚的日期。",
      valueName: "date"))
  var asOf: String?

  @Option(
    help: ArgumentHelp("Only the dates that this source gives.", "只列该来源给出的日期。", valueName: "source")
  )
  var accordingTo: String?

  @OptionGroup var citation: CiteOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if entities.isEmpty && lane.isEmpty {
      throw ValidationError(
        "Name entities, or lanes: --lane 'model country:cn'.", "请给出实体或泳道：--lane 'model country:cn'。"
      )
    }
  }

  func run() throws {
    let store = try database.read()
    let asOf = try asOf.map { try FilterOptions.date($0) }
    var query = TimelineQuery(
      lanes: try entities.map { .entity(try store.entity($0)) }
        + lane.map { try store.lane($0, asOf: asOf, accordingTo: accordingTo) })
    query.accordingTo = accordingTo
    query.from = try from.map { try Self.date($0, "--from") }
    query.to = try to.map { try Self.date($0, "--to") } ?? asOf
    if let from = query.from, let to = query.to, to.isBefore(from) {
      throw UsageError(
        message: Message(
          "--to \(to.text) is before --from \(from.text)", "--to \(to.text) 早于 --from \(from.text)")
      )
    }
    query.events = Set((events ?? "").split(separator: ",").map { String($0.filter { $0 != " " }) })
    let timeline = try store.timeline(query)
    say(timeline)
    guard !timeline.entries.isEmpty else {
      Terminal.warn(
        Message("no date on record for any of these", "以上各项均无日期记录") + span(query))
      throw ExitStatus.notFound
    }
    try write(timeline, query)
    let sources = timeline.entries.flatMap { $0.sources + $0.others.map(\.source) }
    try citation.write(
      store, .sources(Set(sources)), beside: output)
  }

  private func write(_ timeline: Timeline, _ query: TimelineQuery) throws {
    var options = OutputOptions()
    options.output = output
    options.format = nil
    if format == .svg || (format == nil && output?.hasSuffix(".svg") == true) {
      guard timeline.entries.count <= TimelineSVG.mostDates else {
        throw UsageError(
          message: Message(
            "a drawing of \(timeline.entries.count) dates cannot be read; narrow the lanes, "
              + "--from and --to or --events, or write rows (-f csv)",
            "\(timeline.entries.count) 个日期画在一张图上无法辨认；请收窄 --lane、--from 与 --to 或 --events，"
              + "或输出为行（-f csv）"))
      }
      let sink = try options.sink()
      let drawing = TimelineSVG(
        timeline: timeline, language: languages.language, from: query.from, to: query.to)
      try sink.write(drawing.text)
      return try sink.commit()
    }
    if case .rows(let format) = format { options.format = format }
    let rows = TimelineRows(timeline: timeline, language: languages.language)
    try options.write(rows.columns, rows.rows)
  }

  // MARK: What the answer could not see

  private static let shownNames = 5

  private func say(_ timeline: Timeline) {
    for lane in timeline.lanes {
      if let coverage = lane.coverage {
        Terminal.say(Message("\(lane.title.en):", "\(lane.title.zh)："))
        for line in coverage.lines { Terminal.say(Message(verbatim: "  ") + line) }
      }
      guard !lane.undated.isEmpty else { continue }
      let shown = lane.undated.prefix(Self.shownNames).map(\.key).joined(separator: ", ")
      let rest = lane.undated.count > Self.shownNames ? ", …" : ""
      Terminal.say(
        Message(
          "  no date on record: \(lane.undated.count) (\(shown)\(rest))",
          "  无日期记录：\(lane.undated.count) 个（\(shown)\(rest)）"))
    }
    let coarse = timeline.entries.count { !$0.isCertain }
    if coarse > 0 {
      Terminal.say(
        Message(
          "\(coarse) dates are too coarse to tell whether they lie in the span; shown",
          "\(coarse) 个日期精度不足，无法判定是否在时段内；已列出"))
    }
  }

  private func span(_ query: TimelineQuery) -> Message? {
    switch (query.from?.text, query.to?.text) {
    case (nil, nil): nil
    case (let from?, nil): Message(" from \(from)", "（自 \(from)）")
    case (nil, let to?): Message(" to \(to)", "（至 \(to)）")
    case (let from?, let to?): Message(" from \(from) to \(to)", "（\(from) 至 \(to)）")
    }
  }

  private static func date(_ text: String, _ option: String) throws -> PartialDate {
    let iso = try HandOptions.date(text, option)
    guard let date = PartialDate(iso) else {
      throw UsageError(
        message: Message(
          "\(option): '\(text)' is not a date (2025, 2025-07 or 2025-07-23)",
          "\(option)：'\(text)' 不是日期（2025、2025-07 或 2025-07-23）"))
    }
    return date
  }
}

/// How a timeline is written: as rows, or drawn.
enum TimelineFormat: ExpressibleByArgument, Equatable {
  case rows(OutputFormat)
  case svg

  init?(argument: String) {
    if argument == "svg" {
      self = .svg
    } else if let format = OutputFormat(rawValue: argument) {
      self = .rows(format)
    } else {
      return nil
    }
  }

  static var allValueStrings: [String] { OutputFormat.allCases.map(\.rawValue) + ["svg"] }
}

extension Store {
  /// The lane that `TITLE = kind words` describes.
  fileprivate func lane(
    _ text: String, asOf: PartialDate?, accordingTo: String?
  ) throws -> TimelineQuery.Lane {
    var words = Self.words(text)
    var title: String?
    if let sign = words.firstIndex(of: "="), sign > 0 {
      title = words[..<sign].joined(separator: " ")
      words.removeSubrange(...sign)
    }
    guard let kind = words.first else {
      throw UsageError(
        message: Message(
          "--lane '\(text)': a kind is missing, as in 'model country:cn'",
          "--lane '\(text)'：缺少类别，应如 'model country:cn'"))
    }
    words.removeFirst()
    let filter = try filter(
      words, of: registry.kind(kind), asOf: asOf, accordingTo: accordingTo)
    return .filter(filter, title: title, words: words)
  }

  /// Words at spaces, but not at those between double quotes.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if character == " " && !isQuoted {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }
}
