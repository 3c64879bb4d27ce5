import Foundation
import Testing

@Suite("aikb init")
struct InitTests {
  @Test("Makes the file and the folders above it, and says where it lies and what is in it")
  func makesFileAndFolders() throws {
    let workspace = try Workspace(.nothing)
    let output = try workspace.succeed("init", "--db", "new/folder/mine.db")
    #expect(output.text.isEmpty)
    #expect(output.messages.hasPrefix("new/folder/mine.db: made, with the Seeds: 254 countries, "))
    #expect(try workspace.files == ["new"])
    try workspace.succeed("check", "--db", "new/folder/mine.db")
  }

  @Test("Leaves one file and nothing beside it")
  func leavesOneFile() throws {
    let workspace = try Workspace(.nothing)
    try workspace.succeed("init")
    #expect(try workspace.files == ["kb.db"])
  }

  @Test(
    "Without --db and AIKB_DB the file lies where the XDG base directories say",
    arguments: [
      (["AIKB_DB": "", "XDG_DATA_HOME": "$PWD/xdg"], "xdg/aikb/aikb.db"),
      // Relative paths there count as not set.
      (["AIKB_DB": "", "XDG_DATA_HOME": "xdg", "HOME": "home"], "home/.local/share/aikb/aikb.db"),
      (["AIKB_DB": "", "HOME": "home"], "home/.local/share/aikb/aikb.db"),
    ])
  func defaultPlace(environment: [String: String], path: String) throws {
    let workspace = try Workspace(.nothing)
    let settings = environment.map { "\($0)=\($1)" }.sorted().joined(separator: " ")
    let output = try workspace.shell("\(settings) aikb init --empty")
    #expect(output.status == 0)
    #expect(output.messages.hasSuffix("\(path): made: empty\n"))
    #expect(FileManager.default.fileExists(atPath: workspace.file(path)))
  }

  @Test("Where nothing says where files are, it asks for a name instead of writing here")
  func noHome() throws {
    let workspace = try Workspace(.nothing)
    let output = try workspace.shell("env -u HOME AIKB_DB= XDG_DATA_HOME= aikb init --empty")
    #expect(output.status == 64)
    #expect(output.firstMessage.contains("HOME is not set"))
    #expect(try workspace.files.isEmpty)
  }

  @Test("Running it twice is harmless: the file stays as it is, byte for byte")
  func twice() throws {
    let workspace = try Workspace(.seeds)
    let before = try workspace.bytes(of: "kb.db")
    let output = try workspace.succeed("init")
    #expect(output.messages.hasPrefix("\(workspace.database): already there: 254 countries, "))
    #expect(try workspace.bytes(of: "kb.db") == before)
    #expect(try workspace.files == ["kb.db"])
  }

  @Test("Running it on a knowledge base with other content adds no Seeds")
  func otherContent() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("firms.csv", "key,name\nacme,Acme\n")
    try workspace.succeed("ingest", "firms.csv")
    let before = try workspace.bytes(of: "kb.db")
    let output = try workspace.succeed("init")
    #expect(output.messages.contains("already there: 1 firms"))
    #expect(try workspace.bytes(of: "kb.db") == before)
  }

  @Test("--empty makes a knowledge base without the Seeds")
  func empty() throws {
    let workspace = try Workspace(.nothing)
    let output = try workspace.succeed("init", "--empty")
    #expect(output.messages == "\(workspace.database): made: empty\n")
    try workspace.succeed("list", "firms", "--columns", "key", printing: "key\n")
    try workspace.succeed("check")
  }

  @Test("Eight processes may make the same file at once")
  func manyAtOnce() throws {
    let workspace = try Workspace(.nothing)
    let output = try workspace.shell(
      """
      for i in 1 2 3 4 5 6 7 8; do aikb init --empty & all="$all $!"; done
      for one in $all; do wait $one || exit 1; done
      aikb check
      """)
    #expect(output.status == 0, "\(output.messages)")
    try workspace.succeed("sql", "SELECT command FROM revision", printing: "command\ninit\n")
  }

  @Test("Two processes may do so at once")
  func atOnce() throws {
    let workspace = try Workspace(.nothing)
    let output = try workspace.shell(
      """
      aikb init & first=$!
      aikb init & second=$!
      wait $first && wait $second && aikb check
      """)
    #expect(output.status == 0, "\(output.messages)")
    try workspace.succeed("sql", "SELECT count(*) AS n FROM countries", printing: "n\n254\n")
    try workspace.succeed("sql", "SELECT command FROM revision", printing: "command\ninit\n")
  }

  @Test(
    "Leaves a revision that says when and which command",
    arguments: [["init"], ["init", "--empty"]])
  func revision(command: [String]) throws {
    let workspace = try Workspace(.nothing)
    try workspace.shell("aikb \(command.joined(separator: " "))")
    let rows = try workspace.succeed("sql", "SELECT at, command FROM revision", "-f", "json").json()
    #expect(rows.count == 1)
    #expect(rows.first?["command"] as? String == "init")
    let moment = rows.first?["at"] as? String ?? ""
    #expect(moment.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil)
  }

  @Test("--db may stand before the command or after it, with a space or an equals sign")
  func placeOfDatabaseOption() throws {
    let workspace = try Workspace(.nothing)
    for (index, arguments) in [
      ["--db", "0.db", "init", "--empty"], ["init", "--empty", "--db", "1.db"],
      ["--db=2.db", "init", "--empty"], ["init", "--db=3.db", "--empty"],
    ].enumerated() {
      let script = "aikb " + arguments.joined(separator: " ")
      #expect(try workspace.shell(script).messages == "\(index).db: made: empty\n")
    }
    #expect(try workspace.files == ["0.db", "1.db", "2.db", "3.db"])
  }
}

@Suite("Files that are no knowledge base of this program")
struct RefusedDatabaseTests {
  /// Commands that read and commands that write.
  static let commands = ["init", "search x", "sql 'SELECT 1'", "check", "reindex", "export firms"]

  private func expectRefusal(
    _ workspace: Workspace, _ message: String, commands: [String] = Self.commands,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try workspace.bytes(of: "kb.db")
    for command in commands {
      let output = try workspace.shell("AIKB_DB=kb.db aikb \(command)")
      #expect(
        output.messages == "aikb: kb.db: \(message)\n", "\(command)", sourceLocation: location)
      #expect(output.status == 1, "\(command)", sourceLocation: location)
      #expect(output.text.isEmpty, "\(command)", sourceLocation: location)
    }
    #expect(try workspace.bytes(of: "kb.db") == before, sourceLocation: location)
    #expect(try workspace.files == ["kb.db"], sourceLocation: location)
  }

  @Test("A SQLite database of something else is refused and left alone")
  func foreign() throws {
    let workspace = try Workspace(.nothing)
    try workspace.sqlite3("CREATE TABLE note(text)")
    try expectRefusal(
      workspace, "a SQLite database, but not a knowledge base of aikb; name one with --db")
  }

  @Test("A database with another application_id is refused, whatever its tables")
  func otherApplication() throws {
    let workspace = try Workspace(.seeds)
    try workspace.sqlite3("PRAGMA application_id = 1")
    try expectRefusal(
      workspace, "a SQLite database, but not a knowledge base of aikb; name one with --db")
  }

  @Test("A text file is refused and left alone")
  func textFile() throws {
    let workspace = try Workspace(.nothing)
    try workspace.write("kb.db", "Dear diary,\n")
    try expectRefusal(workspace, "not a SQLite database; name a knowledge base with --db")
  }

  @Test("A file of a newer version is refused")
  func newerVersion() throws {
    let workspace = try Workspace(.seeds)
    try workspace.sqlite3("PRAGMA user_version = 9999")
    let known = try FileManager.default.contentsOfDirectory(atPath: Program.tree + "/Migrations")
      .count { $0.hasSuffix(".sql") }
    try expectRefusal(
      workspace, "made by a newer aikb (schema 9999, this one knows \(known)); upgrade aikb")
  }

  @Test("A file with a changed migration is not written to")
  func changedMigration() throws {
    let workspace = try Workspace(.seeds)
    try workspace.sqlite3("UPDATE migration SET sha256 = 'changed' WHERE number = 1")
    try expectRefusal(
      workspace,
      "migration 0001-store differs from the one in this aikb; "
        + "the file was made by a changed build, export it there and ingest it here",
      commands: ["init", "reindex"])
  }

  @Test("Where there is no file, every command but init says how to make one, with exit code 3")
  func noFile() throws {
    let workspace = try Workspace(.nothing, environment: ["AIKB_DB": "kb.db"])
    for command in Self.commands.dropFirst() + ["ingest models.csv", "show huawei", "schema"] {
      let output = try workspace.shell("aikb \(command)")
      #expect(
        output.messages
          == "aikb: kb.db: no knowledge base here; make one with 'aikb init', or name one with --db\n",
        "\(command)")
      #expect(output.status == 3, "\(command)")
    }
    #expect(try workspace.files.isEmpty)
  }

  @Test("A folder that cannot be made is an error that names it")
  func folderCannotBeMade() throws {
    let workspace = try Workspace(.nothing)
    try workspace.write("file", "")
    let output = try workspace.aikb("init", "--db", "file/folder/kb.db")
    #expect(
      output.messages
        == "aikb: file/folder: cannot be written; check the permissions of the file and its folder\n"
    )
    #expect(output.status == 1)
  }

  @Test("A damaged file is named as such, and check says what to do")
  func damaged() throws {
    let workspace = try Workspace(.seeds)
    var bytes = try workspace.bytes(of: "kb.db")
    bytes.replaceSubrange(90_000..<130_000, with: Data(repeating: 0x5a, count: 40_000))
    try workspace.write("kb.db", bytes)
    let output = try workspace.aikb("check")
    #expect(output.status == 1)
    #expect((output.text + output.messages).contains("restore a backup"))
  }
}
