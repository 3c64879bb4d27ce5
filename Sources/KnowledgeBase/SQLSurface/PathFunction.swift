internal import SQLite

extension SQLSurface {
  /// `path(a, b)`: what joins two entities, a row for each step; chain 0 is the direct relation.
  static func addPath(to store: Store, _ calls: FunctionCalls) throws(SQLiteError) {
    try store.db.createTableFunction(
      name: "path",
      columns: [
        .init("chain", .integer), .init("step", .integer), .init("from", .text),
        .init("predicate", .text), .init("direction", .text), .init("to", .text),
      ],
      parameters: [.required("a"), .required("b")],
      estimatedCost: 10_000, estimatedRows: 15
    ) { arguments -> [[Value]] in
      guard let start = try calls.entity(arguments[0]), let goal = try calls.entity(arguments[1]),
        start.id != goal.id
      else { return [] }
      let result = try calls.during { try $0.paths(from: start, to: goal) }
      return result.numbered.flatMap { number, chain in
        chain.steps.enumerated().map { index, step in
          [
            .integer(Int64(number)), .integer(Int64(index + 1)), .text(step.from.key),
            .text(step.predicate.name), .text(step.direction.rawValue), .text(step.to.key),
          ]
        }
      }
    }
  }
}
