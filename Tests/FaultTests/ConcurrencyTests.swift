import Foundation
import Synchronization
import Testing

@Suite("Several processes at once")
struct ConcurrencyTests {
  /// Relations that are ingested.
  static let rows = isComplete ? 500_000 : 20_000
  static let firms = 1000

  /// What the knowledge base holds before. Into an empty one, large files are loaded in bulk.
  enum Content: CaseIterable {
    case something, nothing
  }

  @Test(
    "While one ingests, others read, search and back up: each sees all of it or nothing",
    arguments: isComplete ? Content.allCases : [.something])
  func ingest(into content: Content) throws {
    let folder = try TemporaryFolder()
    let aikb = try Program("aikb", in: folder)
    try writeFiles(in: folder)
    #expect(try aikb.run("init", "--empty").status == 0)
    if content == .something { #expect(try aikb.run("ingest", "base").status == 0) }
    let questions = [
      Question("sql", "SELECT count(*) AS n, count(DISTINCT subject) AS s FROM relations"),
      Question("sql", "SELECT count(*) AS n FROM firms WHERE name LIKE 'Firm %'"),
      Question("search", "Works", "--limit", "5", "-f", "json"),
      Question("list", "firms", "-f", "json"),
      Question("export", "relations", "-f", "jsonl"),
    ]
    for question in questions { try question.ask(aikb) }

    let writer = try aikb.start(["ingest", "more"])
    let end = writer.end
    let copies = Mutex(0)
    let failures = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 2) { reader in
      do {
        repeat {
          if reader == 0 {
            for question in questions { try question.ask(aikb) }
          } else {
            let number = copies.withLock { copies in
              copies += 1
              return copies
            }
            try backUp(aikb, "copy-\(number).db", folder)
          }
        } while !end.isReached
      } catch {
        failures.withLock { $0.append("\(error)") }
      }
    }
    #expect(failures.withLock(\.self) == [])
    let output = try writer.output(within: 3600)
    #expect(output.status == 0, "\(output.messages)")
    for question in questions {
      let before = question.answers.withLock { $0[0] }
      let after = try question.ask(aikb)
      #expect(before != after)
      #expect(question.isOrderly, "\(question.arguments)")
    }
    #expect(try aikb.run("check").status == 0)
    #expect(
      try aikb.run("sql", "SELECT count(*) AS n FROM relation", "-f", "csv").text
        .contains("\(Self.rows)"))
  }

  /// Makes a copy, which must be sound and in the state before or after.
  private func backUp(_ aikb: Program, _ name: String, _ folder: TemporaryFolder) throws {
    let output = try aikb.run("backup", name, within: 600)
    #expect(output.status == 0, "\(output.messages)")
    #expect(try aikb.run("check", "--db", name, within: 600).status == 0)
    let count = try aikb.run("sql", "SELECT count(*) AS n FROM relation", "-f", "csv", "--db", name)
    let lines = count.text.split(whereSeparator: \.isNewline)
    #expect(["0", "\(Self.rows)"].contains(lines.last ?? ""), "\(count.text)")
    try FileManager.default.removeItem(atPath: folder.file(name))
  }

  /// Firms, some of them there before, and relations between them in one file of many rows.
  private func writeFiles(in folder: TemporaryFolder) throws {
    func write(_ name: String, _ lines: [String]) throws {
      let url = URL(filePath: folder.file(name))
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: url)
    }
    let header = "key,name,name_zh,description"
    try write("base/firms.csv", [header, "works-0,Other Works,其他工厂,There before."])
    try write(
      "more/firms.csv",
      [header] + (0..<Self.firms).map { "firm-\($0),Firm \($0) Works,第\($0)工厂,Makes parts." })
    // Distinct pairs: the nth firm supplies the next ones.
    try write(
      "more/relations.csv",
      ["subject,predicate,object,valid_from,share"]
        + (0..<Self.rows).map { row in
          let subject = row % Self.firms
          let object = (subject + 1 + row / Self.firms) % Self.firms
          return "firm-\(subject),supplies,firm-\(object),20\(10 + row % 15),0.\(1 + row % 9)"
        })
  }
}

/// A command that is run again and again.
private final class Question: Sendable {
  let arguments: [String]
  /// What it printed, without repetitions.
  let answers = Mutex<[Program.Output]>([])

  init(_ arguments: String...) { self.arguments = arguments }

  /// Runs the command; it must not fail, though it may find nothing (exit code 3).
  @discardableResult
  func ask(_ program: Program) throws -> Program.Output {
    let answer = try program.start(arguments).output(within: 120)
    #expect([0, 3].contains(answer.status), "\(arguments): \(answer.messages)")
    answers.withLock { answers in
      if answers.last != answer { answers.append(answer) }
    }
    return answer
  }

  /// Whether there was one answer, then another, and no third: nothing in between, and no way back.
  var isOrderly: Bool { answers.withLock { $0.count <= 2 } }
}
