import Foundation
import Testing

/// A kind is exported, edited in a spreadsheet and ingested again, while others go on working.
@Suite("aikb export, an edit in a spreadsheet, aikb ingest")
struct EditedExportTests {
  private func workspace() throws -> Workspace {
    let workspace = try Workspace(.empty)
    try workspace.write(
      "models.csv",
      """
      key,name,name_zh,released,parameters,training_flop,licence
      a,Alpha,阿尔法,2025-07-23,671026419200,4.0212345e+24,MIT
      b,Beta,贝塔,2024-01-05,7000000000,,
      c,Gamma,伽马,2023-11-30,1000,1.5e+20,
      d,Delta,德尔塔,2022,,,

      """)
    try workspace.succeed("ingest", "models.csv")
    try workspace.succeed("export", "models", "--excel", "-o", "edited.csv")
    return workspace
  }

  /// Saves the export as a spreadsheet may: other order, dates, numbers, line ends and encoding, a row
  /// left out.
  ///
  /// - Parameter edit: changes cells, by row key and column.
  private func save(
    _ workspace: Workspace, encoding: String = "gb18030", _ edit: [String: [String: String]] = [:]
  ) throws {
    let file = try String(contentsOfFile: workspace.file("edited.csv"), encoding: .utf8)
    var rows = file.replacing("\u{FEFF}", with: "").split(separator: "\r\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map {
        String($0.hasPrefix("'") ? $0.dropFirst() : $0)
      }
    }
    let header = rows.removeFirst()
    func at(_ column: String) -> Int { header.firstIndex(of: column) ?? 0 }
    for index in rows.indices {
      let date = rows[index][at("released")].split(separator: "-")
      if date.count == 3 { rows[index][at("released")] = "\(date[1])/\(date[2])/\(date[0])" }
      if rows[index][at("training_flop")] == "4.0212345e+24" {
        rows[index][at("training_flop")] = "4.02E+24"
      }
      for (column, value) in edit[rows[index][0], default: [:]] { rows[index][at(column)] = value }
    }
    rows.removeAll { $0[0] == "d" }
    rows.sort { $0[1] > $1[1] }
    let text = ([header] + rows).map { $0.reversed().joined(separator: ";") }
      .joined(separator: "\r\n")
    try workspace.write("plain.csv", text + "\r\n")
    let output = try workspace.shell("iconv -f utf-8 -t \(encoding) plain.csv > saved.csv")
    #expect(output.status == 0, "\(output.messages)")
  }

  private func ingest(_ workspace: Workspace, _ options: String = "") throws -> Output {
    try workspace.shell("aikb ingest saved.csv --as models --dates mdy \(options)")
  }

  private func changes(_ workspace: Workspace, _ options: String = "") throws -> [String] {
    let output = try workspace.shell(
      """
      aikb ingest saved.csv --as models --dates mdy --dry-run --report changes.csv \(options) &&
      grep -E '^(changed|kept),[a-d],' changes.csv | cut -d, -f1-5
      """)
    return output.lines.filter { !$0.isEmpty }
  }

  @Test("The version is a word of letters in the last column; with chosen columns there is none")
  func column() throws {
    let workspace = try workspace()
    let lines = try workspace.succeed("export", "models").lines
    #expect(lines[0].hasSuffix(",row_version"))
    let versions = lines.dropFirst().filter { !$0.isEmpty }.map { $0.split(separator: ",").last }
    #expect(versions.allSatisfy { $0?.wholeMatch(of: /[a-z]{12}/) != nil })
    #expect(Set(versions).count == 4)
    #expect(
      try !workspace.succeed("export", "models", "--columns", "key,name").text.contains("row_v"))
    #expect(try !workspace.succeed("export", "models", "-f", "json").text.contains("row_version"))
    #expect(try !workspace.succeed("list", "models", "-f", "csv").text.contains("row_version"))
  }

  @Test(
    "What a spreadsheet does to a file by itself is no change", arguments: ["gb18030", "utf-16le"])
  func untouched(encoding: String) throws {
    let workspace = try workspace()
    try save(workspace, encoding: encoding)
    let option = encoding == "gb18030" ? "" : "--encoding utf-16"
    #expect(try ingest(workspace, option).messages.contains("nothing changed"))
  }

  @Test("The dry run shows exactly the edits")
  func edits() throws {
    let workspace = try workspace()
    try save(workspace, ["a": ["licence": "Apache-2.0"], "b": ["released": "1/6/2024"]])
    let expected = ["changed,a,licence,MIT,Apache-2.0", "changed,b,released,2024-01-05,2024-01-06"]
    #expect(try changes(workspace).sorted() == expected)
    // Also when somebody has changed another row, and one that was left alone.
    try workspace.succeed("set", "c", "licence=MIT")
    try workspace.succeed("set", "d", "released=2021")
    let output = try ingest(workspace, "--dry-run")
    #expect(output.status == 0, "\(output.messages)")
    #expect(try changes(workspace).sorted() == expected)
    #expect(try ingest(workspace).status == 0)
    #expect(try ingest(workspace).messages.contains("nothing changed"))
  }

  @Test("A row that somebody else changed meanwhile is a conflict that names all that differs")
  func conflict() throws {
    let workspace = try workspace()
    try workspace.succeed("set", "a", "released=2025-08-01")
    try save(workspace, ["a": ["licence": "Apache-2.0"], "b": ["licence": "MIT"]])
    let before = try workspace.succeed("export", "models").text
    let output = try ingest(workspace)
    #expect(output.status == 1)
    for part in [
      "a was changed since this file was exported", "licence: 'Apache-2.0' here, 'MIT' on record",
      "released: '2025-07-23' here, '2025-08-01' on record", "--prefer incoming",
    ] { #expect(output.messages.contains(part), "\(output.messages)") }
    // That the spreadsheet shows fewer digits is no difference.
    #expect(!output.messages.contains("training_flop"), "\(output.messages)")
    #expect(try workspace.succeed("export", "models").text == before)
    // The good rows can be taken; the other is kept with its reason.
    let taken = try ingest(workspace, "--rejects rejected.csv")
    #expect(taken.status == 2)
    #expect(
      try workspace.shell("cat rejected.csv | iconv -f gb18030 -t utf-8 || cat rejected.csv")
        .text.contains("Apache-2.0"))
    try workspace.succeed(
      "sql", "SELECT key, licence FROM models WHERE key < 'c'",
      printing: "key,licence\na,MIT\nb,MIT\n")
  }

  @Test(
    "--prefer settles a conflict",
    arguments: [
      ("incoming", "2025-07-23,Apache-2.0"), ("stored", "2025-08-01,MIT"),
    ])
  func prefer(which: String, row: String) throws {
    let workspace = try workspace()
    try workspace.succeed("set", "a", "released=2025-08-01")
    try save(workspace, ["a": ["licence": "Apache-2.0"]])
    let output = try ingest(workspace, "--prefer \(which)")
    #expect(output.status == 0, "\(output.messages)")
    try workspace.succeed(
      "sql", "SELECT released, licence FROM models WHERE key = 'a'",
      printing: "released,licence\n\(row)\n")
    try workspace.succeed("check")
  }

  @Test("With --prefer stored the report says which cells of the file were left aside")
  func leftAside() throws {
    let workspace = try workspace()
    try workspace.succeed("set", "a", "released=2025-08-01")
    try save(workspace, ["a": ["licence": "Apache-2.0"]])
    #expect(
      try changes(workspace, "--prefer stored").sorted()
        == ["kept,a,licence,MIT,Apache-2.0", "kept,a,released,2025-08-01,2025-07-23"])
  }

  @Test("An edit of a row that was withdrawn meanwhile is a conflict")
  func withdrawn() throws {
    let workspace = try workspace()
    try workspace.write("gone.csv", "key,name,retired\na,Alpha,2026-01-31\n")
    try workspace.succeed("ingest", "gone.csv", "--as", "models")
    try save(workspace, ["a": ["licence": "Apache-2.0"]])
    let output = try ingest(workspace)
    #expect(output.status == 1)
    #expect(
      output.messages.contains("a was changed since this file was exported"),
      "\(output.messages)")
  }

  @Test("An edit of what was set by hand before the export is taken")
  func handEdit() throws {
    let workspace = try workspace()
    try workspace.succeed("set", "a", "licence=GPL-3.0-only")
    try workspace.succeed("export", "models", "--excel", "-o", "edited.csv")
    try save(workspace, ["a": ["licence": "MIT"]])
    #expect(try ingest(workspace).status == 0)
    try workspace.succeed(
      "sql", "SELECT licence FROM models WHERE key = 'a'", printing: "licence\nMIT\n")
  }

  @Test("A workbook has the version too")
  func workbook() throws {
    let workspace = try workspace()
    try workspace.succeed("export", "models", "-o", "models.xlsx")
    #expect(try workspace.succeed("ingest", "models.xlsx").messages.contains("nothing changed"))
    try workspace.succeed("set", "a", "licence=BSD-3-Clause")
    let output = try workspace.aikb("ingest", "models.xlsx")
    #expect(output.status == 1)
    #expect(output.messages.contains("was changed since this file was exported"))
  }
}
