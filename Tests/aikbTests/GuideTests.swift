import Foundation
import Testing

/// What README and the guides show, done as they say.
@Suite("README and the guides")
struct GuideTests {
  /// The lines of the fenced blocks of one language in a file of the tree.
  private func blocks(_ language: String, of file: String) throws -> [[Substring]] {
    let text = try String(contentsOfFile: "\(Program.tree)/\(file)", encoding: .utf8)
    return text.matches(of: #/(?ms)^```([a-z]+)\n(.*?)^```$/#).filter { $0.1 == language }
      .map { $0.2.split(separator: "\n") }
  }

  @Test(
    "A session prints what README says, in order, on a terminal",
    arguments: [("README.md", "en_US.UTF-8"), ("README.zh.md", "zh_CN.UTF-8")])
  func session(file: String, locale: String) throws {
    let workspace = try Workspace(
      .nothing, environment: ["LANG": locale, "AIKB_DB": "demo/aikb.db"])
    try workspace.succeed(
      shell: "mkdir demo && ln -s '\(Program.tree)/Examples' demo/Examples")
    var output: [Substring] = []
    var commands = 0
    for line in try blocks("console", of: file).joined() {
      if line.hasPrefix("$ ") {
        commands += 1
        let command = line.dropFirst(2)
        try workspace.write("command.sh", "stty cols 100\n\(command) 2>messages\n")
        let text = try workspace.succeed(shell: "script -qec 'sh command.sh' /dev/null").text
        let messages = try workspace.text(of: "messages")
        output = (text + messages).split { $0.isNewline }
      } else if line.trimmingCharacters(in: .whitespaces) != "…" {
        let at = output.firstIndex(of: line)
        #expect(at != nil, "\(file) shows a line that is not printed: \(line)")
        output.removeFirst(at.map { $0 + 1 } ?? 0)
      }
    }
    #expect(commands > 4)
  }

  /// Files of others that are too large to lie in the tree.
  private static let absent = [
    "ml_hardware.csv", "gpu_clusters.csv", "nvidia_owners_cumulative_by_chip.csv",
    "eto_supply_chain/*.csv",
  ]

  @Test(
    "Every example works as written, one after the other",
    arguments: [
      "README.md", "README.zh.md", "docs/import.md", "docs/asking.md", "docs/export.md",
      "docs/import.zh.md", "docs/asking.zh.md", "docs/export.zh.md",
    ])
  func examples(file: String) throws {
    let workspace = try Workspace(.seeds)
    try workspace.fixture("epoch-notable-excerpt.csv", as: "notable_ai_models.csv")
    try workspace.fixture("epoch-large-scale-excerpt.csv", as: "large_scale_ai_models.csv")
    try workspace.write("sources.csv", "key,title\nmy-source,My source\n")
    try workspace.write("anything.csv", "Model,Publication date\nMozi,2025-03-01\n")
    try workspace.write("list.csv", "大模型,发布日期\n墨子,2025-03\n")
    try workspace.write("datasets.csv", "key,name,tokens\npile,The Pile,3e11\n")
    try workspace.write("firms.csv", "name\nAntropic\nHuawai\nNvdia\n")
    try workspace.write("speech.md", "# A speech\n\n## Chips\n\nHuawei makes chips.\n")
    try workspace.succeed("ingest", "sources.csv")
    try workspace.succeed("ingest", "firms.csv")
    try workspace.succeed("sql", "SELECT '墨子' AS 大模型", "-o", "list.xlsx")
    let examples = try blocks("sh", of: file).joined().filter { $0.hasPrefix("aikb ") }
    #expect(examples.count > 4)
    for line in examples {
      if line.hasPrefix("aikb init") || Self.absent.contains(where: { line.contains(" \($0) ") }) {
        continue
      }
      let output = try workspace.shell(String(line))
      #expect(output.status == 0, "\(file): \(line): \(output.messages)")
    }
    try workspace.succeed("check")
  }
}
