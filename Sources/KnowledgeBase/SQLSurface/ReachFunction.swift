internal import Messages
internal import SQLite

extension SQLSurface {
  /// `reach(start, along, depth)`: every entity that can be reached from one, nearest first.
  static func addReach(to store: Store, _ calls: FunctionCalls) throws(SQLiteError) {
    try store.db.createTableFunction(
      name: "reach",
      columns: [.init("key", .text), .init("distance", .integer), .init("via", .text)],
      parameters: [.required("start"), .optional("along"), .optional("depth")],
      estimatedCost: 1000, estimatedRows: 100
    ) { arguments in
      let along = try readings(arguments[1], calls)
      let most = try depth(arguments[2])
      guard let start = try calls.entity(arguments[0]) else {
        return ReachRows(walk: nil, depth: 0)
      }
      return ReachRows(walk: try ReachWalk(calls.store, from: start, along: along), depth: most)
    }
  }

  /// Predicates with commas between, each read from the side one comes from (`developed_by` as well
  /// as `develops`); nil for NULL: all of them, in both directions.
  private static func readings(
    _ argument: Value, _ calls: FunctionCalls
  ) throws -> [(predicate: Predicate, Direction)]? {
    guard let text = try calls.text(argument, Message("a predicate", "谓词")) else { return nil }
    let registry = try calls.during { try $0.registry }
    return try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      let name = String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      let (predicate, isForward) = try registry.predicate(reading: name)
      return (predicate, predicate.direction(isForward: isForward))
    }
  }

  /// Most steps; NULL: as far as it goes.
  private static func depth(_ argument: Value) throws -> Int {
    if argument.isNull { return .max }
    guard let depth = argument.int64, depth >= 1 else {
      throw KnowledgeBaseError.invalid(
        Message("depth is a whole number of steps, at least 1", "深度为步数，须是不小于 1 的整数"))
    }
    return Int(depth)
  }
}

/// Rows of one distance after the other.
private struct ReachRows: TableFunctionRows {
  private let walk: ReachWalk?
  private let depth: Int
  private var distance = 0
  private var arrivals: ArraySlice<ReachWalk.Arrival> = []

  init(walk: ReachWalk?, depth: Int) {
    self.walk = walk
    self.depth = depth
  }

  mutating func next() throws -> [Value]? {
    if arrivals.isEmpty, distance < depth {
      distance += 1
      arrivals = (try walk?.next() ?? [])[...]
    }
    guard let arrival = arrivals.popFirst() else { return nil }
    return [.text(arrival.key), .integer(Int64(distance)), .text(arrival.via)]
  }
}
