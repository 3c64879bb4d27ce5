internal import SQLite

/// Rows looked up by their ids, several in one run of a statement: of a single one the run costs more
/// than the look.
enum IdentifierBatch {
  /// So many ids go into one run.
  private static let size = 20

  /// A table of ids for a FROM clause, in `column1` and in their order.
  static let table =
    "(VALUES " + (1...size).map { "(?\($0))" }.joined(separator: ", ") + ")"

  fileprivate static func chunks(of ids: [Int64]) -> [ArraySlice<Int64>] {
    stride(from: 0, to: ids.count, by: size).map { ids[$0..<min($0 + size, ids.count)] }
  }
}

extension Connection {
  /// Calls `body` with each row of a statement on ``IdentifierBatch/table``, for all of the ids.
  func query(_ sql: String, each ids: [Int64], _ body: (borrowing Row) throws -> Void) throws {
    guard !ids.isEmpty else { return }
    let statement = try cachedStatement(sql)
    for chunk in IdentifierBatch.chunks(of: ids) {
      // What is left NULL finds nothing.
      statement.clearBindings()
      for (offset, id) in chunk.enumerated() { try statement.bind(id, at: offset + 1) }
      try statement.forEach(body)
    }
  }
}
