import Foundation
import Testing

@Suite("aikb check and reindex")
struct CheckTests {
  @Test("A sound file is said to be, with exit code 0")
  func sound() throws {
    let workspace = try Workspace(.own)
    let output = try workspace.aikb("check")
    #expect(output.messages.hasPrefix("\(workspace.database): sound"))
    #expect(output.status == 0)
  }

  @Test(
    "What another program did to the text index or the forms of names is found, and reindex mends it",
    arguments: [
      "DELETE FROM search_text WHERE id = (SELECT id << 2 FROM entity WHERE key = 'mo-zi')",
      "UPDATE search_text SET name = 'x' WHERE id = (SELECT id << 2 FROM entity WHERE key = 'mo-zi')",
      "UPDATE entity SET name_zh = '子墨' WHERE key = 'mo-zi'",
      "UPDATE entity SET description = 'Universal love' WHERE key = 'mo-zi'",
      "DELETE FROM name_form",
      "DELETE FROM search_shown",
      "UPDATE search_shown SET relations = relations + 1 WHERE key = 'mo-zi'",
      "INSERT INTO search_shown(entity, key, kind, name, relations) VALUES (99999, 'a', 'firm', 'A', 0)",
      "INSERT INTO search_index(search_index) VALUES ('delete-all')",
      "UPDATE meta SET value = '0' WHERE key = 'fold'",
    ])
  func staleIndex(sql: String) throws {
    let workspace = try Workspace(.own)
    try workspace.sqlite3(sql)
    let output = try workspace.aikb("check")
    #expect(output.status == 1)
    #expect(output.text.contains("; mend it with: aikb reindex\n"))
    try workspace.succeed("reindex")
    try workspace.succeed("check")
    #expect(try workspace.succeed("search", "mozi").lines.count == 2)
  }

  @Test(
    "Other damage is named, with what to do about it",
    arguments: [
      (
        "PRAGMA foreign_keys = OFF; DELETE FROM entity WHERE key = 'china'",
        "1 rows of relation refer to a entity that is not there; mend it with: restore a backup"
      ),
      (
        "DELETE FROM model",
        "mo-zi: a model without its row in model; mend it with: restore a backup"
      ),
      (
        "UPDATE model SET released = 'soon' WHERE released = '2025'",
        "mo-zi: released 'soon' is not a date; mend it with: "
      ),
      (
        "UPDATE entity SET key = 'Bad Key' WHERE key = 'namibia'",
        "'Bad Key' is not a key; mend it with: "
      ),
      (
        "PRAGMA ignore_check_constraints = ON; UPDATE entity SET name = '' WHERE key = 'mo-zi'",
        "SQLite: CHECK constraint failed in entity; mend it with: "
      ),
      ("UPDATE migration SET sha256 = '0' WHERE number = 2", "migration 0002-registry"),
      ("DROP TABLE search_index", "search_index"),
    ])
  func damage(sql: String, finding: String) throws {
    let workspace = try Workspace(.own)
    try workspace.sqlite3(sql)
    let output = try workspace.aikb("check")
    #expect(output.status == 1)
    #expect((output.text + output.messages).contains(finding))
  }

  @Test("reindex leaves a revision and the same answers")
  func reindex() throws {
    let workspace = try Workspace(.seeds)
    let before = try workspace.succeed("search", "processor", "--limit", "100").text
    let output = try workspace.succeed("reindex")
    #expect(output.messages.wholeMatch(of: /.*: \d+ texts indexed\n/) != nil)
    try workspace.succeed("search", "processor", "--limit", "100", printing: before)
    try workspace.succeed(
      "sql", "SELECT command FROM revision ORDER BY id", printing: "command\ninit\nreindex\n")
  }
}
