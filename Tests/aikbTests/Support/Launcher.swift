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

    let child = try Child(program, arguments, files: files, folder: folder, environment)
    let isLate = !child.hasEnded(within: seconds)
    if isLate { child.kill() }
    let errors = try Data(contentsOf: URL(filePath: files[2]))
    if isLate, !isKillExpected {
      throw TimedOut(
        command: [program] + arguments, messages: String(decoding: errors, as: UTF8.self))
    }
    return Output(
      status: child.status, bytes: try Data(contentsOf: URL(filePath: files[1])), errors: errors)
  }

  private static let counter = Atomic<Int>(0)
}
