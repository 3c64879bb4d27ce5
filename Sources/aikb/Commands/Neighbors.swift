import ArgumentParser
import KnowledgeBase
import Tabular

struct Neighbors: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The relations of an entity, and of its neighbours in turn.",
    discussion: """
        aikb neighbors huawei
        aikb neighbors nvidia --predicate designs
        aikb neighbors cloudmatrix-384 --depth 2 -f csv
        aikb neighbors tsmc --as-of 2024-06
      """,
    aliases: ["links"])

  @Argument(help: "Key or name.")
  var entity: [String]

  @Option(help: "Only this predicate, or its inverse (developed_by).")
  var predicate: String?

  @Option(help: "Steps, 1 to 3.")
  var depth: Int = 1

  @OptionGroup var date: DateOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if !(1...3).contains(depth) { throw ValidationError("--depth is 1, 2 or 3.") }
  }

  func run() throws {
    let store = try database.read()
    let start = try store.entity(entity.joined(separator: " "))
    let asOf = try date.date()
    let found = try store.neighbors(
      of: start, predicate: try predicate.map { try store.registry.predicate(reading: $0) },
      depth: depth, asOf: asOf)
    guard !found.isEmpty else {
      Terminal.say("aikb: no relation of \(start.key) on record\(date.words)")
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
          .text(language.name(link.to.name, link.to.nameZH)), .text(link.to.kind),
          Cell(link.qualifier), Cell(link.validFrom), Cell(link.validTo), Cell(link.share),
          Cell(link.quantity), Cell(link.unit),
        ] + (link.validity.map { [.text($0.rawValue)] } ?? []))
    }
    try writer.finish()
    try sink.commit()
  }
}
