internal import CSQLite
internal import Glibc

extension Connection {
  /// Limits the time this connection may spend *inside* steps, from now on and in sum over all its
  /// statements; nil lifts the limit. The time a reader takes between steps does not count, the
  /// time spent waiting for a lock does.
  ///
  /// When the time is up, the step under way and every later one throw `.interrupt`, and
  /// ``deadlineExceeded`` is true, until this is called again.
  ///
  /// The clock is read every 1000 operations of SQLite's virtual machine. That does not happen
  /// within one long operation (a giant `replace()`, a sort): bound those with ``setLimit(_:_:)``,
  /// above all ``Limit/length``. https://sqlite.org/c3ref/progress_handler.html
  package func setDeadline(_ budget: Duration?) {
    guard let budget else {
      unsafe handle.budget.pointee = StepBudget()
      unsafe sqlite3_progress_handler(handle.database, 0, nil, nil)
      return
    }
    unsafe handle.budget.pointee = StepBudget(budget)
    unsafe sqlite3_progress_handler(
      handle.database, StepBudget.operationsPerCheck,
      { context in
        let budget = unsafe context?.assumingMemoryBound(to: StepBudget.self)
        // "If the progress callback returns non-zero, the operation is interrupted."
        return unsafe budget?.pointee.isSpent() == true ? 1 : 0
      }, handle.budget)
  }

  /// Whether the deadline has stopped a step, which tells its `.interrupt` from a user's.
  package var deadlineExceeded: Bool { unsafe handle.budget.pointee.isExceeded }
}

/// Time spent inside steps, against a limit.
@usableFromInline
struct StepBudget {
  /// Operations of the virtual machine between two looks at the clock: some ten microseconds.
  static let operationsPerCheck: Int32 = 1000

  /// Whether there is a limit at all; the only thing a step looks at when there is none.
  @usableFromInline var isSet = false
  /// Whether a step was stopped by the limit.
  private(set) var isExceeded = false
  private var limit: Duration = .zero
  private var remaining: Int64 = 0  // nanoseconds
  private var startedAt: Int64 = 0  // nanoseconds of the monotonic clock
  /// Steps under way: a function called by a step may run a query of its own, which is the same
  /// time.
  private var depth = 0

  init() {}

  init(_ limit: Duration) {
    isSet = true
    self.limit = limit
    let (seconds, attoseconds) = limit.components
    // A hundred years stand for ever, and keep the arithmetic within bounds.
    remaining = min(max(seconds, 0), 3_155_760_000) * 1_000_000_000
    if seconds >= 0 { remaining += max(attoseconds, 0) / 1_000_000_000 }
  }

  /// What an error says when the limit was hit.
  var message: String { "the time limit of \(limit) was reached" }

  /// Starts a step; false when no time is left.
  mutating func begin() -> Bool {
    if remaining <= 0 {
      isExceeded = true
      return false
    }
    if depth == 0 { startedAt = monotonicNanoseconds() }
    depth += 1
    return true
  }

  /// Ends a step.
  mutating func end() {
    guard depth > 0 else { return }  // the deadline was set anew inside this step
    depth -= 1
    if depth == 0 { remaining -= monotonicNanoseconds() - startedAt }
  }

  /// Whether the step under way has used up what was left. Between steps (a COMMIT, a backup)
  /// never.
  mutating func isSpent() -> Bool {
    guard depth > 0, monotonicNanoseconds() - startedAt >= remaining else { return false }
    isExceeded = true
    return true
  }
}

/// Nanoseconds of a clock that nobody sets.
func monotonicNanoseconds() -> Int64 {
  var time = timespec()
  unsafe clock_gettime(CLOCK_MONOTONIC, &time)
  return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
