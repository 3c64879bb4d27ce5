import CFaults
import Foundation
import Glibc
import Ingest
import KnowledgeBase
import Messages
import SQLite
import Tabular

/// An operation during which the nth call of one kind fails.
struct Trial {
  let operation: Operation
  let fault: Fault
  let duration: Fault.Duration
  let nth: Int

  /// What came of it.
  struct Report: Codable {
    /// How many calls failed.
    var failures = 0
    /// How the operation ended, on one line.
    var ending = ""
    /// What is wrong with that; empty as it should be.
    var problems: [String] = []
    /// The knowledge base's file afterwards, if it was found sound.
    var soundFile: SoundFile?
  }

  /// A file that was examined: it is sound, and the operation can be done on it.
  struct SoundFile: Codable {
    /// A hash of its bytes.
    let hash: Int
    let state: StoreState
  }

  /// Does the operation in a process of its own, in a folder that has nothing but a copy of the
  /// template.
  ///
  /// - Parameter soundFiles: files that need not be examined once more, by their hash: most
  ///   operations that fail leave the very bytes they found. Children hash as their parent does.
  func run(
    in folder: Folder, after rehearsal: Rehearsal, soundFiles: [Int: StoreState]
  ) throws -> Report {
    try folder.reset(to: rehearsal.template)
    let child = Child.run {
      var report = Report()
      do {
        let ending = try perform(in: folder, rehearsal, &report)
        if ending.isDone, operation == .backup { try checkCopy(in: folder, rehearsal, &report) }
        try checkStore(in: folder, ending, rehearsal, soundFiles, &report)
      } catch {
        report.problems.append("afterwards: \(error)")
      }
      let bytes = try? JSONEncoder().encode(report)
      return String(decoding: bytes ?? Data(), as: UTF8.self)
    }
    if let crash = child.crash {
      return Report(failures: 1, ending: "crash", problems: ["crash: \(crash)"])
    }
    return try JSONDecoder().decode(Report.self, from: Data(child.text.utf8))
  }

  /// Does the operation with the fault, and looks for leaks.
  private func perform(
    in folder: Folder, _ rehearsal: Rehearsal, _ report: inout Report
  ) throws -> Ending {
    guard faults_install() else {
      throw Rehearsal.Failed(description: "SQLite took no VFS or no allocator")
    }
    let descriptors = try openDescriptors()
    var ending = Ending.unknown("nothing was done")
    report.failures = fault.strike(at: nth, duration) {
      ending = Ending { try operation.run(in: folder) }
    }
    report.ending = ending.description.replacing(folder.path + "/", with: "")
      .replacing("\(getpid())", with: "PID").replacing("\n", with: " ")
    if case .unknown = ending { report.problems.append("no typed error") }
    if case .done(let text) = ending, text != rehearsal.text {
      report.problems.append("another result:\n\(text)\ninstead of\n\(rehearsal.text)")
    }
    let memory = faults_memory_in_use()
    if memory != 0 { report.problems.append("\(memory) bytes of SQLite's memory leaked") }
    let left = try openDescriptors().subtracting(descriptors)
    if !left.isEmpty { report.problems.append("left open: \(left.sorted())") }
    if faults_has_leaks() { report.problems.append("memory leaked") }
    let files = try folder.names.filter { !$0.hasPrefix("kb.db") }
    let products = ending.isDone ? operation.products : []
    if files != products { report.problems.append("files \(files) instead of \(products)") }
    return ending
  }

  /// The knowledge base can be opened, is in the state before or after and sound, and the operation
  /// can be done again.
  private func checkStore(
    in folder: Folder, _ ending: Ending, _ rehearsal: Rehearsal, _ soundFiles: [Int: StoreState],
    _ report: inout Report
  ) throws {
    var file: SoundFile?
    var isKnown = false
    if folder.bytes(of: "kb.db") != nil || operation != .`init` {
      // Recovers what was left behind, and puts everything into one file.
      try Connection(path: folder.database, mode: .readWrite).execute("PRAGMA user_version")
      let hash = hash(of: folder.bytes(of: "kb.db"))
      let state = soundFiles[hash]
      isKnown = state != nil
      file = SoundFile(hash: hash, state: try state ?? StoreState(ofFileAt: folder.database))
    }
    let left = try folder.names.filter { $0.hasPrefix("kb.db-") }
    if !left.isEmpty { report.problems.append("still there after the recovery: \(left)") }
    let state = file?.state
    if ending.isDone {
      if state != rehearsal.after {
        report.problems.append("ended well, but the knowledge base is not as it should be")
      }
    } else if let state, state != rehearsal.after, !rehearsal.before.contains(state) {
      report.problems.append("the knowledge base is neither as before nor as after")
    }
    if isKnown { return }
    try repeatOperation(in: folder, from: state, rehearsal, &report)
    try check(folder.database, &report)
    if report.problems.isEmpty { report.soundFile = file }
  }

  /// Does the operation once more, as the user will.
  private func repeatOperation(
    in folder: Folder, from state: StoreState?, _ rehearsal: Rehearsal, _ report: inout Report
  ) throws {
    for product in operation.products {
      try? FileManager.default.removeItem(atPath: folder.file(product))
    }
    let again = Ending { try operation.run(in: folder) }
    guard case .done(let text) = again else {
      return report.problems.append("cannot be done again: \(again.description)")
    }
    if state != rehearsal.after || !operation.isWriting, text != rehearsal.text {
      report.problems.append("done again, another result: \(text)")
    }
    if try StoreState(ofFileAt: folder.database) != rehearsal.after {
      report.problems.append("done again, the knowledge base is not as it should be")
    }
  }

  private func check(_ path: String, _ report: inout Report) throws {
    report.problems += try damage(Store(path: path, access: .write))
  }

  private func damage(_ store: Store) throws -> [String] {
    try store.check().filter { $0.severity == .damage }.map(\.problem.en)
  }

  /// The copy is one file, sound, and holds what the original holds.
  private func checkCopy(
    in folder: Folder, _ rehearsal: Rehearsal, _ report: inout Report
  ) throws {
    let copy = folder.file("copy.db")
    if try StoreState(ofFileAt: copy) != rehearsal.after {
      report.problems.append("the copy is not like the original")
    }
    let mode = try Connection(path: copy, mode: .readWrite).scalar("PRAGMA journal_mode")
    if mode != .text("delete") {
      report.problems.append("the copy has the journal mode \(mode ?? .null)")
    }
    report.problems += try damage(Store(path: copy, access: .read)).map { "the copy: \($0)" }
  }

  /// What is open, as the files' names.
  private func openDescriptors() throws -> Set<String> {
    let manager = FileManager.default
    return Set(
      try manager.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
        try? manager.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
      })
  }

  private func hash(of bytes: [UInt8]?) -> Int {
    var hasher = Hasher()
    bytes?.withUnsafeBytes { hasher.combine(bytes: $0) }
    return hasher.finalize()
  }
}
