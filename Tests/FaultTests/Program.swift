import Foundation
import Synchronization

/// A program that was built with these tests.
struct Program {
  let path: String
  /// Where it starts, and where it may write; kept as long as the program.
  let folder: TemporaryFolder

  /// - Parameter name: a target of the package; its program lies beside the tests'.
  /// - Throws: ``Missing``, so that without a program every test fails instead of passing unseen.
  init(_ name: String, in folder: TemporaryFolder) throws {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let beside = URL(filePath: tests).deletingLastPathComponent().path + "/" + name
    let given = ProcessInfo.processInfo.environment["\(name.uppercased())_BINARY"] ?? ""
    path = given.isEmpty ? beside : URL(filePath: given).path
    guard FileManager.default.isExecutableFile(atPath: path) else { throw Missing(path: path) }
    self.folder = folder
  }

  /// There is nothing to test.
  struct Missing: Error, CustomStringConvertible {
    let path: String
    var description: String { "no program at \(path)" }
  }

  /// How it ended and what it printed.
  struct Output: Hashable {
    /// The exit code; the number of the signal, negative, when one ended it.
    let status: Int32
    let text: String
    let messages: String
  }

  /// The end of a program, for other threads to see.
  final class End: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private let flag = Atomic(false)

    var isReached: Bool { flag.load(ordering: .acquiring) }

    fileprivate func reach() {
      flag.store(true, ordering: .releasing)
      semaphore.signal()
    }

    fileprivate func wait(seconds: Double) -> DispatchTimeoutResult {
      semaphore.wait(timeout: .now() + seconds)
    }
  }

  /// A program that runs.
  final class Running {
    fileprivate let process = Process()
    let end = End()
    /// Files instead of pipes: nothing fills up.
    fileprivate let captures: [URL]

    fileprivate init(captures: [URL]) { self.captures = captures }

    /// Waits for its end. Blocks on purpose: tests then start no more processes than there are
    /// cores.
    ///
    /// - Throws: ``TimedOut`` after so many seconds; it was killed then.
    func output(within seconds: Double) throws -> Output {
      if end.wait(seconds: seconds) == .timedOut {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        throw TimedOut(arguments: process.arguments ?? [])
      }
      defer { for file in captures { try? FileManager.default.removeItem(at: file) } }
      let printed = try captures.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
      let code = process.terminationStatus
      return Output(
        status: process.terminationReason == .exit ? code : -code, text: printed[0],
        messages: printed[1])
    }
  }

  /// It ran longer than it should.
  struct TimedOut: Error { let arguments: [String] }

  /// Starts it.
  func start(_ arguments: [String]) throws -> Running {
    let captures = ["out", "err"].map { URL(filePath: folder.file("\(UUID().uuidString).\($0)")) }
    for file in captures { try Data().write(to: file) }
    let running = Running(captures: captures)
    running.process.executableURL = URL(filePath: path)
    running.process.arguments = arguments
    running.process.currentDirectoryURL = URL(filePath: folder.path)
    running.process.environment = [
      "HOME": folder.path, "LANG": "C.UTF-8", "AIKB_DB": folder.file("kb.db"),
    ]
    let files = try captures.map { try FileHandle(forWritingTo: $0) }
    // Foundation keeps a process with a handler for ever, and its files open, unless they are closed.
    defer { for file in files { try? file.close() } }
    running.process.standardInput = FileHandle.nullDevice
    running.process.standardOutput = files[0]
    running.process.standardError = files[1]
    running.process.terminationHandler = { [end = running.end] _ in end.reach() }
    try running.process.run()
    return running
  }

  /// Runs it to its end.
  func run(_ arguments: String..., within seconds: Double = 120) throws -> Output {
    try start(arguments).output(within: seconds)
  }
}

/// A folder that is removed with everything in it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/faults-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { "\(path)/\(name)" }
}

/// Whether `FAULTS_ALL=1` asks for everything, and not only for what takes seconds.
let isComplete = ProcessInfo.processInfo.environment["FAULTS_ALL"] == "1"
