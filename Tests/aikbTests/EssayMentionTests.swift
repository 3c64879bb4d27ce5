import Foundation
import Testing

/// What an essay names, against a list made by reading it: `Tests/Fixtures/essay-mentions.csv` has the
/// line, the entity that some name in that line means, and the entry of the essay's checklist that asks for it.
/// The essay and `checklist.jsonl` lie beside the folder that `AIKB_DATA` names.
@Suite("Mentions in an essay", .enabled(if: Program.essay != nil))
struct EssayMentionTests {
  /// A paragraph of the essay and an entity.
  struct Pair: Hashable {
    let line: Int
    let entity: String
  }

  private struct Essay {
    let workspace: Workspace
    /// The number of the line of each passage.
    let lines: [Int]
  }

  private func essay() throws -> Essay {
    let folder = try #require(Program.essay)
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(".txt") })
    let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    let workspace = try Workspace(.seeds)
    try workspace.succeed(
      "ingest", "\(folder)/\(name)", "--as", "document", "--source", "essay-global-ai-race")
    let written = text.components(separatedBy: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let passages = try workspace.aikb(
      "sql", "SELECT text FROM passages ORDER BY ordinal", "-f", "json"
    ).json()
    let lines = passages.map { (written.firstIndex(of: $0["text"] as? String ?? "") ?? -1) + 1 }
    return Essay(workspace: workspace, lines: lines)
  }

  private func judged() throws -> [(pair: Pair, checklist: String)] {
    let path = Program.tree + "/Tests/Fixtures/essay-mentions.csv"
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst()
      .map { line in
        let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return (Pair(line: Int(cells[0]) ?? 0, entity: cells[1]), cells[2])
      }
  }

  @Test(
    "Of what its paragraphs name at least 98 % is found, and at least 98 % of what is found is right"
  )
  func precisionAndRecall() throws {
    let essay = try essay()
    let found = Set(
      try essay.workspace.aikb(
        "sql", "SELECT DISTINCT passage, entity FROM mentions", "-f", "json"
      ).json().map { row in
        Pair(
          line: essay.lines[(row["passage"] as? Int ?? 1) - 1],
          entity: row["entity"] as? String ?? "")
      })
    let judged = try judged()
    let right = Set(judged.map(\.pair))
    let hits = Double(found.intersection(right).count)
    let (precision, recall) = (hits / Double(found.count), hits / Double(right.count))
    print(
      "mentions in the essay: \(found.count) pairs of paragraph and entity found, "
        + "\(right.count) judged right: precision \(precision), recall \(recall)")
    #expect(precision >= 0.98, "wrong: \(found.subtracting(right))")
    #expect(recall >= 0.98, "missing: \(right.subtracting(found))")
    let asked = judged.filter { !$0.checklist.isEmpty }
    #expect(asked.count == 28)
    for (pair, entry) in asked { #expect(found.contains(pair), "\(entry): \(pair)") }
  }

  @Test("Its sections are numbered as its checklist numbers them")
  func sections() throws {
    let essay = try essay()
    let sections = try essay.workspace.aikb(
      "sql", "SELECT section, heading FROM passages ORDER BY ordinal", "-f", "json"
    ).json()
    let checklist = try String(
      contentsOfFile: (try #require(Program.essay)) + "/checklist.jsonl", encoding: .utf8)
    var count = 0
    for entry in checklist.split(separator: "\n") {
      let entry = try JSONSerialization.jsonObject(with: Data(entry.utf8)) as? [String: Any] ?? [:]
      for line in entry["line"] as? [Int] ?? [] {
        let index = try #require(essay.lines.firstIndex(of: line), "line \(line)")
        #expect(sections[index]["section"] as? String == entry["section_no"] as? String)
        #expect(sections[index]["heading"] as? String == entry["section"] as? String)
        count += 1
      }
    }
    #expect(count >= 84)
  }
}
