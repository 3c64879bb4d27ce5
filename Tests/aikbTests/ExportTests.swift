import Foundation
import Testing

@Suite("aikb export")
struct ExportTests {
  /// What breaks careless readers and writers of CSV.
  static let nasty = [
    "line\nbreak", "carriage\rreturn", "both\r\n", "\n", "a \"quote\" and \"\"", "\"", ",", ";\t,",
    " spaces around ", "tab\t", "private\u{92}use", "\u{A0}no-break\u{A0}space\u{A0}",
    "a\u{FEFF}mark",
    "=1+1", "+1", "-1", "-x", "@SUM(A1)", "'=1+1", "'", "''-x", "'plain", "\t=1", "\r=1", "=", "-5",
    "+3.2e4", "2025-07", "-2025-07-23", "1e309", "NULL", "0x1F", "007", "true", "e\u{301}", "é",
    "墨子，兼爱。", "🙂👩‍👩‍👧", "\u{202E}backwards", "\u{E000}", "C:\\path\\n", "<b>&amp;</b>", "%s%n",
    String(repeating: "长文, \"text\"\n", count: 1700),
  ]

  /// A knowledge base with each of the nasty texts as a description.
  private func nastyWorkspace() throws -> Workspace {
    let workspace = try Workspace(.empty)
    let rows = Self.nasty.enumerated().map { index, text in
      "f-\(index),Firm \(index),\"\(text.replacing("\"", with: "\"\""))\"\n"
    }
    try workspace.write("firms.csv", "key,name,description\n" + rows.joined())
    try workspace.succeed("ingest", "firms.csv")
    return workspace
  }

  @Test("Nasty texts are kept as they are")
  func nastyTexts() throws {
    let workspace = try nastyWorkspace()
    let rows = try workspace.succeed(
      "export", "firms", "--columns", "key,description", "-f", "json"
    )
    .json()
    let texts = rows.reduce(into: [:]) {
      $0[$1["key"] as? String ?? ""] = ($1["description"] as? String).map { Array($0.utf8) }
    }
    // An apostrophe before what a spreadsheet would run is its guard: ingest takes it away.
    for (index, text) in Self.nasty.enumerated() where text != "\n" && !text.hasPrefix("'") {
      #expect(texts["f-\(index)"] == Array(text.utf8), "\(text.debugDescription.prefix(80))")
    }
  }

  @Test(
    "Everything exported, ingested and exported again is the same, byte for byte",
    arguments: ["", "--excel"])
  func roundTrip(excel: String) throws {
    for workspace in [try nastyWorkspace(), try Workspace(.own), try Workspace(.seeds)] {
      let output = try workspace.shell(
        """
        aikb export --all once &&
        aikb export --all given \(excel) &&
        aikb init --empty --db copy.db &&
        aikb ingest given --db copy.db &&
        aikb export --all twice --db copy.db &&
        aikb check --db copy.db &&
        aikb ingest given --db copy.db
        """)
      #expect(output.status == 0, "\(output.messages)")
      #expect(output.messages.hasSuffix("rows read: nothing changed\n"), "\(output.messages)")
      let once = try Workspace.files(in: workspace.file("once"))
      #expect(try once == Workspace.files(in: workspace.file("twice")))
      #expect(once.count >= 6)
    }
  }

  @Test("The export is LF and UTF-8 without a mark; --excel has the mark and CRLF")
  func lineEnds() throws {
    let workspace = try Workspace(.own)
    let plain = try workspace.succeed("export", "chips", "--columns", "key,name_zh").bytes
    let excel = try workspace.succeed("export", "chips", "--columns", "key,name_zh", "--excel")
      .bytes
    #expect(plain == Data("key,name_zh\nboreas-9,北风九号\n".utf8))
    #expect(excel == Data([0xef, 0xbb, 0xbf]) + Data("key,name_zh\r\nboreas-9,北风九号\r\n".utf8))
  }

  @Test("--excel guards text that a spreadsheet would run or change, and leaves the rest alone")
  func guards() throws {
    let workspace = try Workspace(.empty)
    try workspace.write(
      "firms.csv",
      """
      key,name,founded,ticker
      a,"=HYPERLINK(""http://x"",""y"")",2025-07,+1-800
      b,@cmd,2025,-5
      c,-x,,''=1
      d,+3.2e4,,'quoted

      """)
    try workspace.succeed("ingest", "firms.csv")
    try workspace.succeed(
      "export", "firms", "--columns", "key,name,founded,ticker", "--excel",
      printing: #"""
        key,name,founded,ticker
        a,"'=HYPERLINK(""http://x"",""y"")",'2025-07,'+1-800
        b,'@cmd,2025,-5
        c,'-x,,''=1
        d,+3.2e4,,'quoted

        """#.replacing("\n", with: "\r\n").withMark)
  }

  @Test("A spreadsheet's copy ingests back without a change")
  func excelBack() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed("export", "models", "--excel", "-o", "models.csv")
    let output = try workspace.succeed("ingest", "models.csv")
    #expect(output.messages.hasSuffix("3 rows read: nothing changed\n"))
  }

  @Test("--all writes one file for each kind and the common ones, leaving none of before")
  func allFiles() throws {
    let workspace = try Workspace(.own)
    let output = try workspace.succeed("export", "--all", "new/folder")
    let files = [
      "chips.csv", "citations.csv", "claims.csv", "concepts.csv", "countries.csv",
      "datapackage.json", "documents.csv", "events.csv", "evidence.csv", "facilities.csv",
      "figures.csv", "firms.csv",
      "identifiers.csv", "institutions.csv", "kinds.csv", "models.csv", "names.csv",
      "passages.csv", "people.csv", "policies.csv", "predicates.csv", "properties.csv",
      "redirects.csv", "relations.csv", "reviews.csv", "sources.csv", "technologies.csv",
    ]
    let written = try Workspace.files(in: workspace.file("new/folder"))
    #expect(written.keys.sorted() == files)
    #expect(output.messages.hasPrefix("new/folder: "))
    #expect(
      written["redirects.csv"].map { String(decoding: $0, as: UTF8.self) }
        == "key,entity\naurora-one,aurora-1\n")
  }

  @Test("--all into the folder of another export leaves no file of that one")
  func allOverAnother() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed("export", "--all", "folder")
    try workspace.write("firms.csv", "key,name\nacme,Acme\n")
    for arguments in ["init --empty", "ingest firms.csv", "export --all folder"] {
      let output = try workspace.shell("aikb --db other.db \(arguments)")
      #expect(output.status == 0, "\(output.messages)")
    }
    try workspace.succeed("init", "--empty", "--db", "copy.db")
    try workspace.succeed("ingest", "folder", "--db", "copy.db")
    try workspace.succeed(
      "sql", "SELECT key FROM entity", "--db", "copy.db", printing: "key\nacme\n")
  }

  @Test(
    "A reader that stops early ends it quietly, with exit code 0",
    arguments: [
      "export citations", "list relations -f table", "sql 'SELECT * FROM citations' -f json",
    ])
  func closedPipe(command: String) throws {
    let workspace = try Workspace(.seeds)
    let output = try workspace.shell(
      "{ aikb \(command); echo \"status $?\" >&2; } | head -n 1")
    #expect(output.lines.count == 1)
    #expect(output.messages == "status 0\n")
  }

  @Test(
    "A failing export does not destroy the file that is there, and leaves no other",
    arguments: [
      "export firmes -o old.csv", "export firms --columns nothing -o old.csv",
      "sql 'SELECT key, abs(-9223372036854775807 - (key > \"m\")) FROM entity ORDER BY key' -o old.csv",
      "sql 'SELECT nothing' -o old.csv",
      "list citations -o old.csv --limit many",
    ])
  func failingExport(command: String) throws {
    let workspace = try Workspace(.own)
    try workspace.write("old.csv", "precious\n")
    let output = try workspace.shell("aikb \(command)")
    #expect(output.status != 0)
    #expect(!output.messages.isEmpty)
    #expect(try workspace.text(of: "old.csv") == "precious\n")
    #expect(try workspace.files == ["kb.db", "old.csv"])
  }

  @Test("An export onto a full disk leaves the old file and says so")
  func fullDisk() throws {
    let workspace = try Workspace(.seeds)
    try workspace.write("old.csv", "precious\n")
    let output = try workspace.shell(
      "trap '' XFSZ; ulimit -f 64; exec aikb export citations -o old.csv")
    #expect(output.messages == "aikb: old.csv: no space left\n")
    #expect(output.status == 1)
    #expect(try workspace.text(of: "old.csv") == "precious\n")
    #expect(try workspace.files == ["kb.db", "old.csv"])
  }

  @Test("Standard output on a full disk is an error")
  func fullOutput() throws {
    let workspace = try Workspace(.own)
    let output = try workspace.shell("aikb export models > /dev/full")
    #expect(output.messages == "aikb: stdout: no space left\n")
    #expect(output.status == 1)
  }

  @Test("Stock sqlite3 reads every table and view, and can MATCH the index")
  func stockShell() throws {
    let workspace = try Workspace(.seeds)
    let names = try workspace.sqlite3(
      "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
    ).lines
    #expect(
      Set(names).isSuperset(of: ["entity", "models", "model_country", "citations", "search_index"]))
    let everything = names.map { "SELECT count(*) FROM (SELECT * FROM \"\($0)\");" }
    #expect(try workspace.sqlite3(everything.joined()).lines.count == names.count)
    #expect(
      try workspace.sqlite3(
        """
        SELECT e.key FROM search_index s JOIN entity e ON e.id = s.rowid >> 2 AND s.rowid & 3 = 0
         WHERE search_index MATCH 'name : "华 为"' ORDER BY length(e.key), e.key LIMIT 1
        """
      ).text == "huawei\n")
    #expect(try workspace.sqlite3("PRAGMA integrity_check").text == "ok\n")
    #expect(try workspace.sqlite3("PRAGMA foreign_key_check").text.isEmpty)
  }
}

extension String {
  /// With the byte order mark of UTF-8 before it.
  fileprivate var withMark: String { "\u{FEFF}" + self }
}
