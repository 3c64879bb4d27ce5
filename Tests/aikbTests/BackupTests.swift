import Foundation
import Testing

@Suite("aikb backup")
struct BackupCommandTests {
  @Test("The copy is one sound file with the same content")
  func copy() throws {
    let workspace = try Workspace(.own)
    let output = try workspace.succeed("backup", "copies/copy.db")
    #expect(output.messages.hasPrefix("copies/copy.db: a copy of "))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: workspace.file("copies")) == ["copy.db"])
    try workspace.succeed("check", "--db", "copies/copy.db")
    try workspace.succeed("export", "--all", "once")
    try workspace.succeed("export", "--all", "twice", "--db", "copies/copy.db")
    #expect(
      try Workspace.files(in: workspace.file("once"))
        == Workspace.files(in: workspace.file("twice")))
  }

  @Test("A file that is there is never replaced")
  func existing() throws {
    let workspace = try Workspace(.own)
    try workspace.write("notes.txt", "mine")
    let output = try workspace.aikb("backup", "notes.txt")
    #expect(output.status == 1)
    #expect(output.messages == "aikb: notes.txt: exists already; a backup goes into a new file\n")
    #expect(try workspace.text(of: "notes.txt") == "mine")
  }

  @Test("A damaged knowledge base gives no backup")
  func damaged() throws {
    let workspace = try Workspace(.own)
    try workspace.sqlite3("DELETE FROM search_text WHERE id = 4")
    let output = try workspace.aikb("backup", "copy.db")
    #expect(output.status == 1)
    #expect(!FileManager.default.fileExists(atPath: workspace.file("copy.db")))
  }
}
