import Foundation
import Testing

@Suite("aikb ingest: our own CSV files")
struct IngestTests {
  @Test("A folder goes in in one go: sources before what cites them, entities before relations")
  func folder() throws {
    let workspace = try Workspace(.empty)
    try workspace.fixture("own")
    let output = try workspace.succeed("ingest", "own")
    #expect(output.text.isEmpty)
    #expect(
      output.messages == """
          sources: 2 added
          chips: 1 added
          countries: 2 added
          firms: 2 added
          models: 3 added
          names: 3 added
          identifiers: 1 added
          redirects: 1 added
          relations: 6 added
          citations: 2 added
        23 rows read, written to \(workspace.database)

        """)
    let models = try workspace.succeed(
      "list", "models", "--columns",
      "key,name,name_zh,developers,countries,released,parameters,training_flop")
    #expect(
      models.text == """
        key,name,name_zh,developers,countries,released,parameters,training_flop
        aurora-1,Aurora 1,极光一号,Aurora Labs,China,2025-03-01,671000000000,4.02001e+24
        aurora-1-mini,Aurora 1 mini,,Aurora Labs,China,2025-04,7000000000,
        mo-zi,墨子,墨子,,,2025,257000000,

        """)
    try workspace.succeed("check")
  }

  @Test("The same files twice change nothing, and the file stays as it is, byte for byte")
  func twice() throws {
    let workspace = try Workspace(.empty)
    try workspace.fixture("own")
    try workspace.succeed("ingest", "own")
    let before = try workspace.bytes(of: "kb.db")
    let output = try workspace.succeed("ingest", "own")
    #expect(output.messages == "23 rows read: nothing changed\n")
    #expect(try workspace.bytes(of: "kb.db") == before)
    #expect(try workspace.files == ["kb.db", "own"])
  }

  @Test("A row without a key gets one from its name; the next time the name finds it")
  func rowsWithoutKeys() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("models.csv", "name,released\nC++ Copilot,2025\n月之暗面,2025\nGPT-4o,2024\n")
    try workspace.succeed("ingest", "models.csv")
    try workspace.succeed(
      "list", "models", "--columns", "key,name",
      printing: """
        key,name
        cplusplus-copilot,C++ Copilot
        gpt-4o,GPT-4o
        yue-zhi-an-mian,月之暗面

        """)
    let again = try workspace.succeed("ingest", "models.csv")
    #expect(again.messages == "3 rows read: nothing changed\n")
  }

  @Test("Chinese and English headers mean the same columns")
  func headersInBothLanguages() throws {
    var contents: [[String: Data]] = []
    for file in ["chinese-models.csv", "english-models.csv"] {
      let workspace = try Workspace(.empty)
      try workspace.fixture(file)
      try workspace.succeed("ingest", file, "--as", "models")
      contents.append(try workspace.contents())
    }
    #expect(contents[0] == contents[1])
    #expect(contents[0]["models.csv"]?.isEmpty == false)
  }

  @Test("The word for the kind heads the column of names", arguments: ["模型", "model", "Model"])
  func kindAsHeader(header: String) throws {
    let workspace = try Workspace(.empty)
    try workspace.write("table.csv", "\(header),发布日期\n悟道,2021-06\n")
    try workspace.succeed("ingest", "table.csv", "--as", "models")
    try workspace.succeed(
      "list", "models", "--columns", "name,released", printing: "name,released\n悟道,2021-06\n")
  }

  @Test(
    "Byte order mark, semicolons, tabs and the line ends of other systems are read",
    arguments: [
      "\u{FEFF}key,name\r\nacme,Acme\r\n", "key;name\nacme;Acme\n", "key\tname\nacme\tAcme\n",
      "sep=;\r\nkey;name\r\nacme;Acme", "key,name\racme,Acme\r",
    ])
  func dialects(text: String) throws {
    let workspace = try Workspace(.empty)
    try workspace.write("firms.csv", text)
    try workspace.succeed("ingest", "firms.csv")
    try workspace.succeed(
      "list", "firms", "--columns", "key,name", printing: "key,name\nacme,Acme\n")
  }

  @Test("- is standard input")
  func standardInput() throws {
    let workspace = try Workspace(.empty)
    let output = try workspace.succeed("ingest", "-", "--as", "firms", input: "key,name\na,A\n")
    #expect(output.messages == "  firms: 1 added\n1 row read, written to \(workspace.database)\n")
  }

  @Test("A date keeps its precision, a blank says nothing, a float that is whole is an integer")
  func values() throws {
    let workspace = try Workspace(.empty)
    try workspace.write(
      "models.csv", "key,name,released,parameters\na,A,2025,256999999.99999997\nb,B,2025-07,7e9\n")
    try workspace.succeed("ingest", "models.csv")
    try workspace.write("models.csv", "key,name,released,parameters\na,A,,\nb,B,,\n")
    try workspace.succeed("ingest", "models.csv")
    try workspace.succeed(
      "list", "models", "--columns", "key,released,parameters",
      printing: "key,released,parameters\na,2025,257000000\nb,2025-07,7000000000\n")
  }

  @Test("Columns computed from relations are not read, and --ignore leaves out others")
  func columnsLeftOut() throws {
    let workspace = try Workspace(.empty)
    try workspace.write(
      "models.csv", "key,name,developers,remark\na,A,Somebody,draft\n")
    let output = try workspace.succeed("ingest", "models.csv", "--ignore", "remark")
    #expect(
      output.messages.hasPrefix("models.csv: developers: computed from relations, not read\n"))
    try workspace.succeed(
      "list", "models", "--columns", "key,developers", printing: "key,developers\na,\n")
  }

  @Test("Of a table without keys it is said how such columns become relations")
  func columnsLeftOutOfAForeignTable() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("list.csv", "模型,开发者\nA,Somebody\n")
    let output = try workspace.succeed("ingest", "list.csv", "--as", "models")
    #expect(
      output.messages.hasPrefix(
        "list.csv: 开发者: computed from relations, not read; --col '开发者=developers' makes relations of"
      ))
  }

  @Test("--dry-run shows old → new and changes nothing")
  func dryRun() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("models.csv", "key,name,released,parameters\na,A,2025,7\n")
    try workspace.succeed("ingest", "models.csv")
    let before = try workspace.bytes(of: "kb.db")
    try workspace.write("models.csv", "key,name,released,parameters\na,A,2025-03,8\nb,B,,\n")
    let output = try workspace.succeed("ingest", "models.csv", "--dry-run")
    #expect(
      output.messages == """
          a released: 2025 → 2025-03
          a parameters: 7 → 8
          models: 1 added, 1 changed
        2 rows read, nothing was changed (dry run)

        """)
    #expect(try workspace.bytes(of: "kb.db") == before)
    #expect(try workspace.files == ["kb.db", "models.csv"])
  }

  @Test("Each ingest that changes something leaves a revision, the others none")
  func revisions() throws {
    let workspace = try Workspace(.seeds)
    try workspace.write("firms.csv", "key,name\nacme,Acme\n")
    try workspace.succeed("ingest", "firms.csv", "--dry-run")
    try workspace.succeed("ingest", "firms.csv")
    try workspace.succeed("ingest", "firms.csv")
    try workspace.succeed(
      "sql", "SELECT command FROM revision ORDER BY id", printing: "command\ninit\ningest\n")
    try workspace.succeed(
      "sql", "SELECT file, rows, added FROM ingest WHERE revision = 2",
      printing: "file,rows,added\nfirms.csv,1,1\n")
  }

  // MARK: Rejects

  static let mixed = #"""
    key,name,released
    good,Good,2025-01-01
    bad,"Bad, ""very""",soon
    worse,Worse
    fine,Fine,2025-02
    last,Last,2025-02-30

    """#

  @Test("--rejects takes the good rows and ends with exit code 2")
  func rejects() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("models.csv", Self.mixed)
    let output = try workspace.aikb("ingest", "models.csv", "--rejects", "rejected.csv")
    #expect(output.status == 2)
    #expect(
      output.messages == """
        aikb: models.csv:3: column 3 (released): 'soon' is not a date (2025, 2025-07 or 2025-07-23)
        aikb: models.csv:4: 2 fields, header has 3
        aikb: models.csv:6: column 3 (released): '2025-02-30' is not a date (2025, 2025-07 or 2025-07-23)
          models: 2 added
        5 rows read, written to \(workspace.database)
        3 rows rejected, see rejected.csv

        """)
    try workspace.succeed("list", "models", "--columns", "key", printing: "key\nfine\ngood\n")
  }

  @Test(
    "The rejected rows stand in the file as they were, with line, column and reason behind them")
  func rejectsFile() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("models.csv", Self.mixed)
    _ = try workspace.aikb("ingest", "models.csv", "--rejects", "rejected.csv")
    #expect(
      try workspace.text(of: "rejected.csv") == #"""
        key,name,released,line,column,reason
        bad,"Bad, ""very""",soon,3,released,"'soon' is not a date (2025, 2025-07 or 2025-07-23)"
        worse,Worse,4,,"2 fields, header has 3"
        last,Last,2025-02-30,6,released,"'2025-02-30' is not a date (2025, 2025-07 or 2025-07-23)"

        """#)
  }

  @Test(
    "The rejects have their reasons in the user's language; corrected, they are read as they are")
  func rejectsLanguages() throws {
    for (language, header, reason) in [
      ("en", "line,column,reason", "'soon' is not a date"),
      ("zh", "行号,列名,原因", "'soon' 不是日期"),
    ] {
      let workspace = try Workspace(.empty)
      try workspace.write("models.csv", "key,name,released\ngood,Good,2025\nbad,Bad,soon\n")
      try workspace.write("set.csv", "Model,Released\nMapped,soon\n")
      try workspace.write(
        "set.yaml",
        """
        name: set
        title: Set
        kind: model
        source: {key: set, title: Set}
        columns: {Model: name, Released: released}

        """)
      for (file, options) in [("models.csv", "--as models"), ("set.csv", "--map set.yaml")] {
        _ = try workspace.shell(
          "aikb ingest \(file) \(options) --rejects bad.csv --lang \(language)")
        let text = try workspace.text(of: "bad.csv")
        #expect(text.split(separator: "\n")[0].hasSuffix(header), "\(text)")
        #expect(text.contains(reason), "\(text)")
        // Only the cell is corrected, once in each language.
        try workspace.write("bad.csv", text.replacing("soon,", with: "2026,"))
        let again = try workspace.succeed(shell: "aikb ingest bad.csv \(options)")
        #expect(!again.messages.contains("does not know"), "\(again.messages)")
      }
      try workspace.succeed(
        "sql", "SELECT name, released FROM models ORDER BY 1",
        printing: "name,released\nBad,2026\nGood,2025\nMapped,2026\n")
    }
  }

  @Test("The rejects keep the delimiter of the file they come from")
  func rejectsDelimiter() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("models.csv", "key;name;released\ngood;Good;2025\nbad;Bad, bad;soon\n")
    _ = try workspace.aikb("ingest", "models.csv", "--rejects", "rejected.csv")
    let lines = try workspace.text(of: "rejected.csv").split(separator: "\n")
    #expect(lines.first == "key;name;released;line;column;reason")
    #expect(lines.last?.hasPrefix("bad;Bad, bad;soon;3;released;'soon' is not a date") == true)
  }

  @Test("Rejected rows keep their bytes, even those that are no text")
  func rejectsBytes() throws {
    let workspace = try Workspace(.empty)
    try workspace.write(
      "models.csv", Data("key,name\ngood,好\nbad,caf".utf8) + [0xe9] + Data("\nlast,Last\n".utf8))
    let output = try workspace.aikb("ingest", "models.csv", "--rejects", "rejected.csv")
    #expect(output.status == 2)
    let row = Data("\nbad,caf".utf8) + [0xe9] + Data(",3,name,not UTF-8: byte 0xE9\n".utf8)
    #expect(try workspace.bytes(of: "rejected.csv").range(of: row) != nil)
    try workspace.succeed("list", "models", "--columns", "key", printing: "key\ngood\nlast\n")
  }

  @Test("Rejected rows can be mended where they stand and ingested")
  func rejectsMended() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("models.csv", "key,name,released\ngood,Good,2025\nbad,Bad,soon\n")
    _ = try workspace.aikb("ingest", "models.csv", "--rejects", "rejected.csv")
    let mended = try workspace.text(of: "rejected.csv").replacing("Bad,soon", with: "Bad,2026")
    try workspace.write("rejected.csv", mended)
    try workspace.succeed(
      "ingest", "rejected.csv", "--as", "models", "--ignore", "line", "--ignore", "column",
      "--ignore", "reason")
    try workspace.succeed(
      "list", "models", "--columns", "key,released", printing: "key,released\nbad,2026\ngood,2025\n"
    )
  }

  @Test(
    "Rejects that cannot be written down stop everything", arguments: ["/dev/full", "no/r.csv"])
  func rejectsNotWritable(file: String) throws {
    let workspace = try Workspace(.empty)
    try workspace.write("models.csv", Self.mixed)
    let output = try workspace.aikb("ingest", "models.csv", "--rejects", file)
    #expect(output.status == 1)
    #expect(output.messages.contains(file))
    try workspace.succeed("list", "models", "--columns", "key", printing: "key\n")
  }
}
