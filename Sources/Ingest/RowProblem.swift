import Messages

/// Why a row cannot be taken, at which column (0-based) if at one. The loop over the rows adds file
/// and line and makes a `TabularError` of it.
struct RowProblem: Error {
  let column: Int?
  let reason: Message
}
