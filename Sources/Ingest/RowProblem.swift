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

  /// Throws what was found wrong with the cells of a row, if anything was.
  static func `throw`(_ problems: [RowProblem]) throws {
    guard var first = problems.first else { return }
    first.further = Array(problems.dropFirst())
    throw first
  }
}
