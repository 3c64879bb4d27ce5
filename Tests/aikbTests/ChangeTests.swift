import Foundation
import Testing

@Suite("aikb ingest: what a file changes is the user's to say")
struct ChangeTests {
  /// A model on record by a press source, and a better source.
  private func workspace() throws -> Workspace {
    let workspace = try Workspace(.empty)
    try workspace.write(
      "sources.csv", "key,title,reliability\npress,Press,press\ndata,Data,dataset\n")
    try workspace.succeed("ingest", "sources.csv")
    try take("key,name,released,url\nm,M,2025-01,https://m.example\n", "data", workspace)
    return workspace
  }

  @discardableResult
  private func take(
    _ rows: String, _ source: String, _ workspace: Workspace, _ options: String...
  ) throws -> Output {
    try workspace.write("models.csv", rows)
    let words = options.joined(separator: " ")
    let output = try workspace.shell("aikb ingest models.csv --source \(source) \(words)")
    #expect(output.status == 0, "\(output.messages)")
    return output
  }

  private func expect(_ rows: String, _ sql: String, _ workspace: Workspace) throws {
    #expect(try workspace.succeed("sql", sql).lines.dropFirst().joined(separator: "\n") == rows)
    try workspace.succeed("check")
  }

  @Test("--prefer settles which value is accepted, for good; both stay on record")
  func prefer() throws {
    let workspace = try workspace()
    let later = "key,name,released\nm,M,2025-02\n"
    try take(later, "press", workspace, "--prefer", "incoming")
    try expect("2025-02", "SELECT released FROM models", workspace)
    try expect("data = 2025-01", "SELECT other_values FROM conflicts", workspace)
    #expect(
      try take(later, "press", workspace, "--prefer", "incoming").messages.contains(
        "nothing changed"))
    try workspace.write("sources.csv", "key,title,reliability\nstate,State,official\n")
    try workspace.succeed("ingest", "sources.csv")
    let official = "key,name,released\nm,M,2025-03\n"
    try take(official, "state", workspace, "--prefer", "stored")
    try expect("2025-02", "SELECT released FROM models", workspace)
    #expect(try take(official, "state", workspace).messages.contains("nothing changed"))
    try expect("2025-02", "SELECT released FROM models", workspace)
  }

  @Test("A blank says nothing; with --blank-clears the source takes its value back")
  func blanks() throws {
    let workspace = try workspace()
    try take("key,name,released,url\nm,M,2025-01,\n", "data", workspace)
    try expect("https://m.example", "SELECT url FROM models", workspace)
    try take("key,name,released\nm,M,2025-02\n", "press", workspace)
    let blank = "key,name,released,url\nm,M,,\n"
    try take(blank, "data", workspace, "--blank-clears")
    // The press still says when.
    try expect("2025-02,", "SELECT released, url FROM models", workspace)
    #expect(
      try take(blank, "data", workspace, "--blank-clears").messages.contains("nothing changed"))
  }

  @Test("--replace-from withdraws what the source no longer has, and brings back what it has again")
  func replace() throws {
    let workspace = try workspace()
    let two = "key,name\nm,M\nn,N\n"
    try take(two, "data", workspace)
    try take("key,name\nm,M\n", "press", workspace)
    let output = try take("key,name\nn,N\n", "data", workspace, "--replace-from", "data")
    // M is on record by the press too; only what the data set said of it is withdrawn.
    #expect(output.messages.contains("1 records withdrawn"))
    try expect("m\nn", "SELECT key FROM models", workspace)
    try expect(
      "press", "SELECT DISTINCT source FROM citations WHERE entity = 'm'", workspace)
    #expect(
      try take("key,name\nm,M\n", "data", workspace, "--replace-from", "data").messages
        .contains("1 records withdrawn"))
    try expect("m", "SELECT key FROM models", workspace)
    #expect(
      try take(two, "data", workspace, "--replace-from", "data").messages.contains("1 back"))
    try expect("m\nn", "SELECT key FROM models", workspace)
  }

  @Test("The report has every change with old and new value, as CSV and as JSON")
  func report() throws {
    let workspace = try workspace()
    try workspace.write(
      "models.csv", "key,name,released\nm,M,2025-02\nnew,New,2025\nbad,Bad,soon\n")
    let said = try workspace.aikb(
      "ingest", "models.csv", "--source", "data", "--dry-run", "--rejects", "r.csv", "--report",
      "report.csv")
    #expect(said.messages.contains("1 row rejected\n"), "a dry run writes no file to see")
    let report = try workspace.shell("cat report.csv").text
    for line in [
      "added,new,,,,,,,", "changed,m,released,2025-01,2025-02,,,,", "added,models,,,,1,,,",
      "rejected,,released,,,,models.csv,4,",
    ] { #expect(report.contains("\n\(line)"), "\(line)\n\(report)") }
    try workspace.shell(
      "aikb ingest models.csv --source data --dry-run --rejects r.csv --report report.json")
    #expect(try workspace.shell("cat report.json").text.contains("\"old\":\"2025-01\""))
  }

  @Test("The same file again after nothing else is not read again, until anything is different")
  func again() throws {
    let workspace = try workspace()
    let rows = "key,name,released,url\nm,M,2025-01,https://m.example\n"
    #expect(try take(rows, "data", workspace).messages == "1 row read: nothing changed\n")
    try workspace.succeed("set", "m", "released=2024")
    try workspace.succeed("retire", "m")
    let output = try take("key,name\nm,M2\n", "data", workspace)
    #expect(output.messages.contains("1 changed"))
    #expect(try take("key,name\nm,M2\n", "press", workspace).messages.contains("1 changed"))
  }
}
