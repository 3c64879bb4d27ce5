import Foundation
import Testing

@Suite("SIGKILL in the middle of an ingest")
struct CrashTests {
  static let rows = 30_000

  @Test("At twenty moments: afterwards the file is sound and holds all of the ingest or none of it")
  func killed() throws {
    let workspace = try Workspace(.seeds)
    let models = (0..<Self.rows).map { index in
      "m-\(index),Model number \(index),模型\(index)号,2025-01-0\(index % 9 + 1)\n"
    }
    try workspace.write("models.csv", "key,name,name_zh,released\n" + models.joined())
    let seeds = try workspace.bytes(of: "kb.db")
    let start = ContinuousClock.now
    try workspace.succeed("ingest", "models.csv")
    var duration = (ContinuousClock.now - start) / .seconds(1)
    let full = try count(workspace)

    var killed = 0
    var counts: Set<Int> = []
    for moment in 0..<20 {
      var seconds = 0.0
      // A run that ended before says how long one takes now, with whatever else the machine does.
      for _ in 0..<4 {
        try workspace.write("kb.db", seeds)
        // Spread over the whole run, each at a random place in its twentieth.
        seconds = duration * (Double(moment) + .random(in: 0..<1)) / 20
        let start = ContinuousClock.now
        let output = try workspace.aikb("ingest", "models.csv", killedAfter: seconds)
        if output.status == -SIGKILL {
          killed += 1
          break
        }
        duration = (ContinuousClock.now - start) / .seconds(1)
      }
      let check = try workspace.aikb("check")
      #expect(check.status == 0, "after \(seconds) s: \(check.text)\(check.messages)")
      let found = try count(workspace)
      #expect([full - Self.rows, full].contains(found), "after \(seconds) s: \(found)")
      counts.insert(found)
      #expect(try workspace.files == ["kb.db", "models.csv"])
    }
    #expect(killed > 10, "too fast to be killed")
    #expect(counts.contains(full - Self.rows))
    // What was not taken can be taken the next time.
    try workspace.succeed("ingest", "models.csv")
    #expect(try count(workspace) == full)
  }

  private func count(_ workspace: Workspace) throws -> Int {
    let text = try workspace.succeed("sql", "SELECT count(*) AS n FROM models", "-f", "csv").text
    return Int(text.split(separator: "\n").last ?? "") ?? -1
  }
}
