import KnowledgeBase
import Tabular

/// What joins two entities, as rows: one for each relation of each step.
struct ChainRows {
  let result: PathResult
  /// Whether a date was asked for, so that rows say how sure they are of it.
  let hasDate: Bool
  /// Key of the one source that counts.
  var accordingTo: String?

  var columns: [String] {
    [
      "chain", "step", "from", "predicate", "direction", "to", "qualifier", "valid_from",
      "valid_to",
    ] + (hasDate ? ["validity"] : []) + (accordingTo == nil ? [] : ["stated"]) + ["sources"]
  }

  var rows: [[Cell]] {
    (result.numbered + others).flatMap { number, chain in
      chain.steps.enumerated().flatMap { index, step in
        step.relations.map { row(number, index + 1, step, $0) }
      }
    }
  }

  /// Behind the source's own chains, those that need what others say.
  private var others: [(number: Int, chain: Chain)] {
    result.others.enumerated().map { (result.chains.count + $0.offset + 1, $0.element) }
  }

  private func row(
    _ number: Int, _ place: Int, _ step: ChainStep, _ relation: ChainRelation
  ) -> [Cell] {
    let start: [Cell] = [
      .integer(Int64(number)), .integer(Int64(place)), .text(step.from.key),
      .text(step.predicate.name), .text(step.direction.rawValue), .text(step.to.key),
      Cell(relation.qualifier), Cell(relation.validFrom), Cell(relation.validTo),
    ]
    let sources = relation.sources.joined(separator: "; ")
    let stated = accordingTo.map { Cell.text(step.isStated(by: $0) ? "yes" : "no") }
    return start + (hasDate ? [Cell(relation.validity?.rawValue)] : [])
      + (stated.map { [$0] } ?? [])
      + [sources.isEmpty ? .null : .text(sources)]
  }
}
