import Foundation
import Ingest
import KnowledgeBase
import SQLite

/// What an operation finds and what it makes of it when nothing fails.
struct Rehearsal {
  /// The knowledge base it finds; nil when there is none.
  let template: [UInt8]?
  /// The states before it. `init` has three: there is nothing, or there is an empty file, or a
  /// schema without records; each is one that a further `init` goes on from.
  let before: Set<StoreState>
  /// The state after it.
  let after: StoreState
  /// What the user is shown.
  let text: String

  /// Something went wrong although nothing was made to fail.
  struct Failed: Error, CustomStringConvertible {
    let description: String
  }

  private struct Outcome: Codable {
    var before: [StoreState] = []
    var after: StoreState?
    var text = ""
    var error: String?
  }

  /// Prepares the knowledge base in `folder` and does the operation once, in processes of their own:
  /// SQLite must not yet be in use in the one whose children meet the faults.
  init(of operation: Operation, in folder: Folder) throws {
    try folder.reset(to: nil)
    if operation != .`init` {
      let made = Child.run { Ending { try Operation.`init`.run(in: folder) }.description }
      guard made.crash == nil, made.text == "done" else {
        throw Failed(description: "init: \(made.crash ?? made.text)")
      }
    }
    template = folder.bytes(of: "kb.db")
    let child = Child.run { Self.rehearse(operation, in: folder) }
    let outcome = try JSONDecoder().decode(Outcome.self, from: Data(child.text.utf8))
    guard let after = outcome.after else {
      throw Failed(description: child.crash ?? outcome.error ?? "nothing came back")
    }
    before = Set(outcome.before)
    self.after = after
    text = outcome.text
  }

  private static func rehearse(_ operation: Operation, in folder: Folder) -> String {
    var outcome = Outcome()
    do {
      if operation == .`init` {
        let aside = Folder(path: folder.file("aside"))
        try FileManager.default.createDirectory(
          atPath: aside.path, withIntermediateDirectories: true)
        try Connection(path: aside.database, mode: .create).execute("PRAGMA journal_mode = WAL")
        outcome.before.append(try StoreState(ofFileAt: aside.database))
        _ = try Store(path: aside.database, access: .create)
        outcome.before.append(try StoreState(ofFileAt: aside.database))
      } else {
        outcome.before.append(try StoreState(ofFileAt: folder.database))
      }
      outcome.text = try operation.run(in: folder)
      outcome.after = try StoreState(ofFileAt: folder.database)
    } catch {
      outcome.error = "\(error)"
    }
    let bytes = try? JSONEncoder().encode(outcome)
    return String(decoding: bytes ?? Data(), as: UTF8.self)
  }
}
