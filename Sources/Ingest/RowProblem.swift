import Messages

/// Why a row cannot be taken, at which column (0-based) if at one. The loop over the rows adds file
/// and line and makes a `TabularError` of it.
struct RowProblem: Error {
  let column: Int?
  let reason: Message
  /// What else is wrong with the row: its writer mends all of it at once.
  private(set) var further: [RowProblem] = []

  init(column: Int?, reason: Message) {
    self.column = column
    self.reason = reason
  }

  fileprivate init(_ first: RowProblem, further: [RowProblem]) {
    self = first
    self.further = further
  }
}

/// What is wrong with the cells of a row: all of it is told at once.
struct RowProblems {
  private var found: [RowProblem] = []

  /// Calls `body` for each item, and goes on where one of them is a problem.
  ///
  /// - Throws: any other error.
  mutating func collect<Item>(_ items: [Item], _ body: (Item) throws -> Void) throws {
    for item in items {
      do {
        try body(item)
      } catch let problem as RowProblem {
        found.append(problem)
      }
    }
  }

  /// Throws what was found, if anything was.
  func raise() throws {
    guard let first = found.first else { return }
    throw RowProblem(first, further: Array(found.dropFirst()))
  }
}
