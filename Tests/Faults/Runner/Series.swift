/// An operation done again and again, each time with the next call failing.
struct Series {
  let operation: Operation
  let fault: Fault
  let folder: Folder
  private static let shownProblems = 20
  /// How much was wrong, up to `shownProblems`.
  var problems = 0
  private var soundFiles: [Int: StoreState] = [:]

  init(operation: Operation, fault: Fault, folder: Folder) {
    self.operation = operation
    self.fault = fault
    self.folder = folder
  }

  /// Runs the plan and prints what came of it.
  mutating func run(_ plan: Plan) throws {
    let rehearsal = try Rehearsal(of: operation, in: folder)
    for duration in plan.durations { try run(plan, duration, rehearsal) }
  }

  private mutating func run(
    _ plan: Plan, _ duration: Fault.Duration, _ rehearsal: Rehearsal
  ) throws {
    var endings: [String: Int] = [:]
    var next: Int? = plan.first
    var calls = 0
    while let nth = next {
      let trial = Trial(operation: operation, fault: fault, duration: duration, nth: nth)
      let report = try trial.run(in: folder, after: rehearsal, soundFiles: soundFiles)
      for problem in report.problems where problems < Self.shownProblems {
        problems += 1
        print(
          "\(operation) \(fault.rawValue) --at \(nth) \(duration): \(report.ending): \(problem)")
      }
      if let file = report.soundFile { soundFiles[file.hash] = file.state }
      guard report.failures > 0 else { break }
      endings[report.ending, default: 0] += 1
      calls = nth
      next = plan.next(after: nth)
    }
    let count = endings.values.reduce(0, +)
    print("\(operation) \(fault.rawValue) \(duration): \(count) of up to \(calls) calls failed")
    for (ending, count) in endings.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      print("  \(count) × \(ending)")
    }
  }
}
