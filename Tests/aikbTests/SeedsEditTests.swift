import Foundation
import Testing

/// A reader opens a file of the Seeds in a spreadsheet, corrects it and looks at what would change.
@Suite("A file of the Seeds, corrected")
struct SeedsEditTests {
  /// `Seeds/models.csv` with another date of GLM-4.5.
  private func corrected() throws -> String {
    let text = try String(contentsOfFile: Program.tree + "/Seeds/models.csv", encoding: .utf8)
    let row = try #require(text.split(separator: "\n").first { $0.hasPrefix("glm-4-5,") })
    let date = try #require(row.firstMatch(of: /20\d\d-\d\d-\d\d/)?.output)
    return text.replacingOccurrences(
      of: row, with: row.replacing(date, with: "2025-07-30", maxReplacements: 1))
  }

  @Test(
    "The dry run shows exactly the date that was corrected, also when a spreadsheet saved the file",
    arguments: [false, true])
  func dryRun(fromSpreadsheet: Bool) throws {
    let workspace = try Workspace(.seeds)
    var text = try corrected()
    if fromSpreadsheet {
      text = "\u{FEFF}" + text.replacingOccurrences(of: "\n", with: "\r\n")
    }
    try workspace.write("models.csv", text)
    let before = try workspace.bytes(of: "kb.db")
    let output = try workspace.succeed("ingest", "--dry-run", "models.csv")
    let changes = output.messages.split(separator: "\n").filter { $0.contains("→") }
    #expect(changes == ["  glm-4-5 released: 2025-07-28 → 2025-07-30"])
    #expect(output.messages.contains("  models: 1 changed, "))
    #expect(output.messages.contains("nothing was changed (dry run)"))
    #expect(try workspace.bytes(of: "kb.db") == before)
  }
}
