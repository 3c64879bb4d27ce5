import Foundation
import Synchronization

/// Starts programs. Calls block on purpose: the tests of one run then start no more processes at a
/// time than there are cores.
struct Launcher {
  /// Where the program starts.
  let folder: String
  /// A folder for what it prints. Files instead of pipes: nothing fills up, and no process started
  /// meanwhile can inherit an end and keep it open.
  let captures: String
  let environment: [String: String]

  /// A program that ran longer than any of ours should; it was killed.
  struct TimedOut: Error {
    let command: [String]
    let messages: String
  }

  /// Runs a program to its end.
  ///
  /// - Parameters:
  ///   - input: its standard input; empty when nil.
  ///   - seconds: after that many it is killed with SIGKILL.
  ///   - isKillExpected: whether a kill is what the test wants rather than an error.
  func run(
    _ program: String, _ arguments: [String], input: Data? = nil, seconds: Double = 120,
    isKillExpected: Bool = false
  ) throws -> Output {
    let number = Self.counter.add(1, ordering: .relaxed).newValue
    let files = ["in", "out", "err"].map { "\(captures)/\(number).\($0)" }
    defer { for file in files { try? FileManager.default.removeItem(atPath: file) } }
    try (input ?? Data()).write(to: URL(filePath: files[0]))
    try Data().write(to: URL(filePath: files[1]))
    try Data().write(to: URL(filePath: files[2]))

    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = environment
    process.standardInput = try FileHandle(forReadingFrom: URL(filePath: files[0]))
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: files[1]))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: files[2]))
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try Self.withoutBlockedSignals { try process.run() }
    let isLate = ended.wait(timeout: .now() + seconds) == .timedOut
    if isLate {
      kill(process.processIdentifier, SIGKILL)
      ended.wait()
    }
    let errors = try Data(contentsOf: URL(filePath: files[2]))
    if isLate, !isKillExpected {
      throw TimedOut(
        command: [program] + arguments, messages: String(decoding: errors, as: UTF8.self))
    }
    let code = process.terminationStatus
    return Output(
      status: process.terminationReason == .exit ? code : -code,
      bytes: try Data(contentsOf: URL(filePath: files[1])), errors: errors)
  }

  /// A program inherits the signals its parent thread blocks, and threads of a pool block most: a
  /// shell would never hear that its children ended.
  private static func withoutBlockedSignals(_ body: () throws -> Void) rethrows {
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }

  private static let counter = Atomic<Int>(0)
}
