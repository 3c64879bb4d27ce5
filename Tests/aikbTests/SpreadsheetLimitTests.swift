import Foundation
import Testing

/// What a spreadsheet cannot hold: https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3
@Suite("The limits of a spreadsheet")
struct SpreadsheetLimitTests {
  /// 70,000 characters, with what a cell may not begin with where the cells of it begin.
  private static let long =
    String(repeating: "长", count: 32_766) + " =" + String(repeating: "x", count: 32_765) + "-end "
    + String(repeating: "😀", count: 2233)

  private func workspace() throws -> Workspace {
    let workspace = try Workspace(.empty)
    let fits = String(repeating: "y", count: 32_767)
    try workspace.write(
      "firms.csv", "key,name,description\nfits,Fits,\(fits)\nlong-one,Long,\(Self.long)\nno,No,\n")
    try workspace.succeed("ingest", "firms.csv")
    return workspace
  }

  private func description(_ workspace: Workspace, _ database: String) throws -> String? {
    try workspace.succeed(
      "export", "firms", "--columns", "key,description", "-f", "json", "--db", database
    ).json().first { $0["key"] as? String == "long-one" }?["description"] as? String
  }

  @Test("CSV for a spreadsheet has a long text whole, and says which one it will cut")
  func csvWarns() throws {
    let workspace = try workspace()
    let output = try workspace.succeed("export", "firms", "--excel", "-o", "firms.csv")
    #expect(
      output.messages.hasPrefix(
        "aikb: firms.csv: 1 texts longer than the 32767 characters of a cell, the first in row 2 "
          + "(long-one), column description, are whole here"), "\(output.messages)")
    let again = try workspace.succeed("ingest", "firms.csv")
    #expect(again.messages.contains("nothing changed"))
    // Nobody opens plain CSV in a spreadsheet without asking.
    #expect(try !workspace.succeed("export", "firms", "-o", "plain.csv").messages.contains("cell"))
  }

  @Test("A workbook cuts it and says so")
  func workbookWarns() throws {
    let workspace = try workspace()
    let output = try workspace.succeed("export", "firms", "-o", "firms.xlsx")
    #expect(output.messages.contains("(long-one), column description, are cut here; --split"))
    let all = try workspace.succeed("export", "--all", "all.xlsx")
    #expect(all.messages.contains("aikb: all.xlsx: firms: 1 texts longer"), "\(all.messages)")
  }

  @Test(
    "With --split it goes on in further columns and comes back whole",
    arguments: [
      "export firms --excel --split -o firms.csv", "export firms --split -o firms.xlsx",
      "export --all all --excel --split", "export --all all.xlsx --split",
    ])
  func splitTexts(command: String) throws {
    let workspace = try workspace()
    let output = try workspace.shell("aikb \(command)")
    #expect(output.status == 0)
    #expect(!output.messages.contains("longer"), "\(output.messages)")
    let file = command.split(separator: " ").first { $0.contains(".") || $0 == "all" } ?? ""
    if file.hasSuffix(".csv") {
      let header = try workspace.text(of: "firms.csv").prefix { $0 != "\r\n" }
      #expect(header.contains(",description,description…2,description…3,"))
    }
    try workspace.succeed("init", "--empty", "--db", "copy.db")
    try workspace.succeed("ingest", String(file), "--db", "copy.db")
    #expect(try description(workspace, "copy.db") == Self.long)
    #expect(try workspace.succeed("ingest", String(file)).messages.contains("nothing changed"))
  }

  /// So many rows of one column.
  private func rows(_ count: Int) -> String {
    "WITH RECURSIVE n(name) AS (SELECT 1 UNION ALL SELECT name + 1 FROM n WHERE name < \(count)) "
      + "SELECT 'R ' || name AS name FROM n"
  }

  @Test("Rows beyond a sheet are there in CSV, and said")
  func rowsWarn() throws {
    let workspace = try Workspace(.empty)
    let output = try workspace.succeed(
      "export", "--query", rows(1_048_577), "--excel", "-o", "rows.csv")
    #expect(
      output.messages.hasPrefix("aikb: rows.csv: 2 rows beyond the 1048576 of a sheet are here"),
      "\(output.messages)")
    #expect(output.messages.hasSuffix("rows.csv: 1048577 rows\n"))
    #expect(try workspace.shell("wc -l < rows.csv").text == "1048578\n")
  }

  @Test("With --split they are in a second file, which has the header too")
  func splitRows() throws {
    let workspace = try Workspace(.empty)
    try workspace.succeed(shell: "mkdir -p out")
    let written = try workspace.succeed(
      "export", "--query", rows(1_048_577), "--excel", "--split", "-o", "out/firms.csv")
    #expect(written.messages.contains("out/firms.csv: goes on in out/firms-2.csv"))
    #expect(try workspace.shell("wc -l < out/firms.csv").text == "1048576\n")
    #expect(
      try workspace.text(of: "out/firms-2.csv") == "\u{FEFF}name\r\nR 1048576\r\nR 1048577\r\n")
    // A part is known by its name.
    try workspace.succeed("ingest", "out/firms-2.csv")
    try workspace.succeed("sql", "SELECT count(*) AS n FROM firms", printing: "n\n2\n")
    let stdout = try workspace.aikb(
      "export", "--query", rows(1_048_577), "--excel", "--split")
    #expect(stdout.messages.contains("say -o FILE"))
  }

  @Test("Options that make no sense together are refused")
  func usage() throws {
    let workspace = try Workspace(.empty)
    for arguments in [
      "export firms --split", "export firms --split -o firms.csv", "export --all all --split",
      "export firms --query x", "export --search x --columns name", "export firms -p a=b",
      "export --all all -f json",
    ] {
      #expect(try workspace.shell("aikb \(arguments)").status == 64, "\(arguments)")
    }
  }
}
