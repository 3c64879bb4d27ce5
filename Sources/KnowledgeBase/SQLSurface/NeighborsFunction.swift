internal import Messages
internal import SQLite

extension SQLSurface {
  /// `neighbors(start, along, side)`: the relations of an entity, a row each.
  static func addNeighbors(to store: Store, _ calls: FunctionCalls) throws(SQLiteError) {
    var plan: NeighborPlan?
    try store.db.createSelectiveTableFunction(
      name: "neighbors",
      columns: [
        .init("key", .text), .init("kind", .text), .init("name", .text), .init("name_zh", .text),
        .init("predicate", .text), .init("direction", .text), .init("qualifier", .text),
        .init("valid_from", .text), .init("valid_to", .text), .init("share", .real),
        .init("quantity", .real), .init("unit", .text),
      ],
      parameters: [.required("start"), .optional("along"), .optional("side")],
      // A few index pages for a few rows: cheaper than any scan of a view.
      estimatedCost: 10, estimatedRows: 10,
      calls: { call in
        // In a join every call but the first has the same.
        let wanted = Array(call.arguments.dropFirst())
        if plan?.arguments != wanted {
          let sides = try NeighborSides(along: wanted[0], side: wanted[1], calls)
          plan = NeighborPlan(arguments: wanted, sql: sides?.sql, predicate: sides?.predicate)
        }
        guard let entity = try calls.entity(call.arguments[0]), let plan, let sql = plan.sql else {
          return NeighborRows(statement: nil, used: [])
        }
        let statement = try calls.store.db.cachedStatement(sql)
        try statement.bind(entity.id, at: 1)
        if let predicate = plan.predicate { try statement.bind(predicate, at: 2) }
        let used = (0..<statement.columnCount).map(call.isUsed)
        return NeighborRows(statement: statement, used: used)
      })
  }
}

/// How the relations are asked for that the last call's predicate and side mean.
private struct NeighborPlan {
  let arguments: [Value]
  let sql: String?
  let predicate: Int64?
}

/// Which relations of an entity are meant: those it is the subject of, or the object, or both.
private struct NeighborSides {
  let predicate: Int64?
  private let isSubject: Bool
  private let isObject: Bool

  /// A predicate is read from the entity, `developed_by` as well as `develops`; the side `in` turns
  /// that around. Without a predicate the side is that of the relation itself: `out` from subject to
  /// object. Symmetric relations are on either side.
  ///
  /// - Throws: ``KnowledgeBaseError``.
  init?(along: Value, side: Value, _ calls: FunctionCalls) throws {
    let direction: Direction?
    if let word = try calls.text(side, Message("a side", "方向")) {
      direction = Direction(rawValue: word)
      guard direction != nil else {
        throw KnowledgeBaseError.unknown(
          what: Message("side", "方向"), name: word, nearest: Direction.allCases.map(\.rawValue))
      }
    } else {
      direction = nil
    }
    var isForward = true
    if let name = try calls.text(along, Message("a predicate", "谓词")) {
      let known = try calls.during { try $0.registry.predicate(reading: name) }
      predicate = known.predicate.id
      isForward = known.forward
      if known.predicate.isSymmetric || direction == .either {
        (isSubject, isObject) = (true, true)
        return
      }
      isSubject = (direction != .inward) == isForward
      isObject = !isSubject
      return
    }
    predicate = nil
    isSubject = direction != .inward
    isObject = direction != .outward
  }

  /// The entity is parameter 1, the predicate 2.
  var sql: String {
    let only = predicate == nil ? "" : " AND r.predicate = ?2"
    func half(_ side: String, _ other: String, _ word: String, isWanted: Bool) -> String {
      """
      SELECT e.key, e.kind, e.name, e.name_zh, p.name, iif(p.symmetric, 'both', '\(word)'),
             nullif(r.qualifier, ''), r.valid_from, r.valid_to, r.share, r.quantity, r.unit
        FROM relation r CROSS JOIN entity e ON e.id = r.\(other)
        CROSS JOIN predicate p ON p.id = r.predicate
       WHERE r.\(side) = ?1\(only) AND r.retired IS NULL AND e.retired IS NULL
      """ + (isWanted ? "" : " AND p.symmetric")
    }
    // A side that is not wanted may still have symmetric relations, unless the predicate says not.
    let halves = [
      isSubject || predicate == nil
        ? half("subject", "object", "out", isWanted: isSubject) : nil,
      isObject || predicate == nil ? half("object", "subject", "in", isWanted: isObject) : nil,
    ]
    return halves.compactMap(\.self).joined(separator: "\nUNION ALL\n")
  }
}

/// Rows read as they are asked for.
private struct NeighborRows: TableFunctionRows, ~Copyable {
  /// Nil: there are none.
  let statement: Statement?
  /// For each column, whether it is read.
  let used: [Bool]

  mutating func next() throws -> [Value]? {
    switch statement {
    case nil: return nil
    case .some(let statement):
      guard try statement.step() else { return nil }
      return used.indices.map { used[$0] ? statement.value(at: $0) : .null }
    }
  }
}
