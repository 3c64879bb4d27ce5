/// Which calls fail, and for how long.
struct Plan {
  let durations: [Fault.Duration]
  /// The first call that fails.
  let first: Int
  private let step: Step

  private enum Step {
    case none, one, growing
  }

  /// - Parameter arguments: what follows the operation and the fault on the command line.
  /// - Returns: nil for arguments that mean nothing.
  init?(_ arguments: ArraySlice<String>) {
    let arguments = Array(arguments)
    switch arguments.first {
    case nil:
      (durations, first, step) = (Fault.Duration.allCases, 1, .growing)
    case "--all" where arguments.count == 1:
      (durations, first, step) = (Fault.Duration.allCases, 1, .one)
    case "--at" where arguments.count == 3:
      guard let nth = Int(arguments[1]), nth > 0,
        let duration = Fault.Duration(rawValue: arguments[2])
      else { return nil }
      (durations, first, step) = ([duration], nth, .none)
    default: return nil
    }
  }

  /// The call that fails after this one did; nil at the end of the plan.
  func next(after nth: Int) -> Int? {
    switch step {
    case .none: nil
    case .one: nth + 1
    // The first calls each, then ever fewer: 1, 2 … 12, 18, 27 … 1021, 1531 …
    case .growing: nth < 12 ? nth + 1 : nth + nth / 2
    }
  }
}
