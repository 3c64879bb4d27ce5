import ArgumentParser
import KnowledgeBase
import Messages
import Tabular

struct Neighbors: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message(
      "The relations of an entity, and of its neighbours in turn.", "实体的关系，以及相邻实体的关系。"),
    examples: """
      aikb neighbors huawei
      aikb neighbors nvidia --predicate designs
      aikb neighbors cloudmatrix-384 --depth 2 -f csv
      aikb neighbors tsmc --as-of 2024-06
      """,
    aliases: ["links"])

  @Argument(help: ArgumentHelp("Key or name.", "键或名称。"), completion: .entity)
  var entity: [String]

  @Option(
    help: ArgumentHelp(
      "Only this predicate, or its inverse (developed_by).", "只列该谓词，或其反向读法（developed_by）。"),
    completion: .predicate)
  var predicate: String?

  @Option(help: ArgumentHelp("Steps, 1 to 3.", "步数，1 到 3。"))
  var depth: Int = 1

  @OptionGroup var date: DateOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if !(1...3).contains(depth) {
      throw ValidationError("--depth is 1, 2 or 3.", "--depth 为 1、2 或 3。")
    }
  }

  func run() throws {
    let store = try database.read()
    let start = try store.entity(entity.joined(separator: " "))
    let asOf = try date.date()
    let found = try store.neighbors(
      of: start, predicate: try predicate.map { try store.registry.predicate(reading: $0) },
      depth: depth, asOf: asOf)
    guard !found.isEmpty else {
      Terminal.warn(
        Message("no relation of \(start.key) on record", "没有 \(start.key) 的关系记录")
          + date.words)
      throw ExitStatus.notFound
    }
    let language = languages.language
    let sink = try output.sink()
    var writer = RowWriter(
      format: output.chosenFormat,
      columns: [
        "distance", "from", "relation", "to", "name", "kind", "qualifier", "valid_from", "valid_to",
        "share", "quantity", "unit",
      ] + (asOf == nil ? [] : ["validity"]), to: sink, tableWidth: output.tableWidth)
    for link in found {
      let predicate = link.predicate
      let reading =
        switch language {
        case .zh: link.isForward ? predicate.label.zh : predicate.inverseLabel.zh
        default: link.isForward ? predicate.name : predicate.inverse
        }
      try writer.write(
        [
          .integer(Int64(link.distance)), .text(link.from.key), .text(reading), .text(link.to.key),
          .text(language.text(link.to.name, link.to.nameZH)), .text(link.to.kind),
          Cell(link.qualifier), Cell(link.validFrom), Cell(link.validTo), Cell(link.share),
          Cell(link.quantity), Cell(link.unit),
        ] + (link.validity.map { [.text($0.rawValue)] } ?? []))
    }
    try writer.finish()
    try sink.commit()
    Terminal.say(hidden: writer.hiddenColumns)
  }
}
