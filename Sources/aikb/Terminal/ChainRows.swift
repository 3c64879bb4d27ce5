import KnowledgeBase
import Tabular

/// What joins two entities, as rows: one for each relation of each step.
struct ChainRows {
  let result: PathResult
  /// Whether a date was asked for, so that rows say how sure they are of it.
  let hasDate: Bool

  var columns: [String] {
    [
      "chain", "step", "from", "predicate", "direction", "to", "qualifier", "valid_from",
      "valid_to",
    ] + (hasDate ? ["validity"] : []) + ["sources"]
  }

  var rows: [[Cell]] {
    result.numbered.flatMap { number, chain in
      chain.steps.enumerated().flatMap { index, step in
        step.relations.map { row(number, index + 1, step, $0) }
      }
    }
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
    return start + (hasDate ? [Cell(relation.validity?.rawValue)] : [])
      + [sources.isEmpty ? .null : .text(sources)]
  }
}
