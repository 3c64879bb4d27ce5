import Foundation
import Testing

/// See `Tests/Faults`: the program `faults` makes one call below SQLite fail after the other, and
/// says what is wrong afterwards.
@Suite("A call below SQLite fails")
struct FaultTests {
  @Test(
    "The error has a type, nothing leaks, and the knowledge base is as before or as after",
    arguments: [
      "init", "ingest", "rejects", "map", "package", "search", "export", "everything", "workbook",
      "backup",
    ],
    [
      "memory", "read", "write", "full", "sync", "truncate", "size", "lock", "busy", "open",
      "delete", "access", "shm-lock", "shm-busy", "shm-map",
    ])
  func fails(operation: String, fault: String) throws {
    let faults = try Program("faults", in: TemporaryFolder())
    let output =
      try isComplete
      ? faults.run(operation, fault, "--all", within: 7200) : faults.run(operation, fault)
    #expect(output.status == 0, "\(output.text)\(output.messages)")
    // A fault that never strikes would pass unseen.
    let isReading = ["search", "export", "everything", "workbook"].contains(operation)
    let isForWriters = ["write", "full", "sync", "truncate"].contains(fault)
    let isNever = isReading && isForWriters || operation == "backup" && fault == "truncate"
    #expect(output.text.contains("once: 0 of") == isNever, "\(output.text)")
  }
}
