import Foundation
import Testing

@Suite("Help and the command reference")
struct HelpTests {
  /// The commands that `aikb --help` lists.
  private func commands(_ workspace: Workspace) throws -> [String] {
    let help = try workspace.succeed("--help").text
    let list = help.split(separator: "SUBCOMMANDS:\n").last ?? ""
    // A name stands behind two spaces; its further lines and aliases behind more, or a comma.
    return list.matches(of: #/(?m)^  ([a-z]+)(, [a-z]+)* /#).map { String($0.1) }
  }

  /// The help of a command; of the program when nil.
  private func help(
    _ command: String?, _ workspace: Workspace, columns: Int? = nil
  ) throws -> String {
    let width = columns.map { "COLUMNS=\($0) " } ?? ""
    return try workspace.shell("\(width)aikb \(command ?? "") --help").text
  }

  /// The examples of a help text: lines that begin with two spaces and the program's name, joined
  /// with the next line where they end in a backslash.
  private func examples(_ help: String) -> [String] {
    var examples: [String] = []
    var isContinued = false
    for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
      if isContinued {
        examples[examples.count - 1] += "\n" + line
      } else if line.hasPrefix("  aikb ") {
        examples.append(String(line.dropFirst(2)))
      } else {
        continue
      }
      isContinued = line.hasSuffix("\\")
    }
    return examples
  }

  @Test("The program's help lists the commands that are there")
  func list() throws {
    let workspace = try Workspace(.nothing)
    let commands = try commands(workspace)
    #expect(
      Set(commands).isSuperset(of: [
        "init", "ingest", "search", "show", "list", "neighbors", "sql", "export", "schema", "check",
        "reindex",
      ]))
    for command in commands {
      #expect(try help(command, workspace).hasPrefix("OVERVIEW: "), "\(command)")
      #expect(
        try workspace.succeed("help", command).text == help(command, workspace), "\(command)")
    }
  }

  @Test("Each command has an example, and 80 columns break neither it nor a sentence")
  func examplesFit() throws {
    let workspace = try Workspace(.nothing)
    for command in [nil] + (try commands(workspace)) {
      let narrow = discussion(try help(command, workspace, columns: 80))
      let wide = discussion(try help(command, workspace, columns: 1000))
      #expect(!examples(wide).isEmpty, "\(command ?? "aikb")")
      #expect(narrow == wide)
    }
  }

  /// What stands between the abstract, which may wrap, and the usage.
  private func discussion(_ help: String) -> String {
    help.split(separator: "\nUSAGE:").first?.split(separator: "\n\n").dropFirst()
      .joined(separator: "\n\n") ?? ""
  }

  @Test("Each example of each help text works as written")
  func examplesRun() throws {
    let catalogue = try Workspace(.nothing)
    for command in [nil] + (try commands(catalogue)) {
      // The examples of one command may build on each other.
      let workspace = try prepared()
      for example in examples(try help(command, catalogue, columns: 1000)) {
        let output = try workspace.shell(example)
        #expect(output.status == 0, "\(example): \(output.messages)")
      }
      try workspace.succeed("check")
    }
  }

  /// A fresh knowledge base in a folder with the files that examples name.
  private func prepared() throws -> Workspace {
    let workspace = try Workspace(.seeds)
    try workspace.write("models.csv", "key,name,released\naurora-1,Aurora 1,2025-03\n")
    try workspace.write("table.csv", "名称,发布日期\n墨子,2025-03\n")
    try workspace.write("sources.csv", "key,title\nmy-source,My source\n")
    try workspace.succeed("ingest", "sources.csv")
    try workspace.write(
      "claims.csv", "key,source,text,modality,about\nmy-claim,my-source,It grows.,fact,huawei\n")
    try workspace.write(
      "evidence.csv", "claim,stance,entity,property\nmy-claim,supports,huawei,founded\n")
    try workspace.write("list.csv", "大模型,发布日期,公司\n墨子,2025-03,华为\n")
    try workspace.write("firms.csv", "name\nAntropic\n")
    try workspace.write("speech.md", "# A speech\n\n## Chips\n\nHuawei makes chips.\n")
    try workspace.fixture("epoch-notable-excerpt.csv", as: "notable_ai_models.csv")
    try workspace.write("question.sql", "SELECT name FROM models ORDER BY released LIMIT 3;\n")
    try workspace.succeed("export", "--all", "exported-folder")
    return workspace
  }

  @Test(
    "The command reference is what --help prints",
    arguments: [("docs/commands.md", "en"), ("docs/commands.zh.md", "zh")])
  func reference(file: String, language: String) throws {
    let workspace = try Workspace(.nothing)
    let reference = try String(contentsOfFile: "\(Program.tree)/\(file)", encoding: .utf8)
    for command in [nil] + (try commands(workspace)) {
      let start = command.map { "\n## \($0)\n\n```\n" } ?? "\n\n```\n"
      let block = reference.split(separator: start).dropFirst().first?.split(separator: "\n```\n")
      let help = try workspace.succeed(
        shell: "COLUMNS=80 aikb --lang \(language) \(command ?? "") --help")
      #expect(
        (block?.first ?? "") == help.text.trimmingCharacters(in: .newlines), "\(command ?? "aikb")")
    }
  }

  @Test("Without a command the program prints its help, and its version when asked")
  func version() throws {
    let workspace = try Workspace(.nothing)
    #expect(try workspace.succeed().text == workspace.succeed("--help").text)
    let version = try workspace.succeed("--version").text
    #expect(version.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    let changelog = try String(contentsOfFile: Program.tree + "/CHANGELOG.md", encoding: .utf8)
    #expect(changelog.contains("## \(version.dropLast()) "))
  }
}
