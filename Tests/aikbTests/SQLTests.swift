import Foundation
import Testing

@Suite("aikb sql")
struct SQLTests {
  @Test("A kind is a view and a property a column: the question of the first page works as written")
  func models() throws {
    let workspace = try Workspace(.seeds)
    let output = try workspace.succeed(
      "sql",
      """
      SELECT name, developers, released FROM models
       WHERE countries LIKE '%China%' AND released >= '2025' ORDER BY released
      """, "-f", "csv")
    #expect(output.lines.first == "name,developers,released")
    #expect(output.lines.contains("DeepSeek-R1,DeepSeek,2025-01-20"))
    #expect(output.lines.contains("Kimi K2,Moonshot AI,2025-07-11"))
    #expect(!output.text.contains("OpenAI"))
  }

  @Test(
    "The text index, JSON functions and recursion can be used",
    arguments: [
      (
        """
        SELECT e.key FROM search_index s JOIN entity e ON e.id = s.rowid >> 2
         WHERE search_index MATCH 'name : "极 光"' ORDER BY e.key
        """, "key\naurora-1\naurora-labs\n"
      ),
      ("SELECT value FROM json_each('[1,\"华为\"]')", "value\n1\n华为\n"),
      (
        "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 3) SELECT n FROM c",
        "n\n1\n2\n3\n"
      ),
      ("SELECT name FROM pragma_table_info('redirect')", "name\nkey\nentity\n"),
      ("SELECT 1 AS a; -- one statement", "a\n1\n"),
    ])
  func features(sql: String, text: String) throws {
    let workspace = try Workspace(.own)
    try workspace.succeed("sql", sql, printing: text)
  }

  @Test("Every type of value has its form in JSON")
  func types() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed(
      "sql", "SELECT 1 AS a, 1.5 AS b, '墨\"' AS c, NULL AS d, x'00ff' AS e, 9e999 AS f", "-f",
      "jsonl",
      printing: "{\"a\":1,\"b\":1.5,\"c\":\"墨\\\"\",\"d\":null,\"e\":\"00ff\",\"f\":null}\n")
  }

  @Test("- reads the statement from standard input")
  func standardInput() throws {
    let workspace = try Workspace(.own)
    let output = try workspace.succeed("sql", "-", input: "SELECT count(*) AS n\n  FROM models;\n")
    #expect(output.text == "n\n3\n")
  }

  @Test(
    "What another process has written is seen, also in the text index, also while it is still there"
  )
  func afterAnotherProcess() throws {
    let workspace = try Workspace(.own)
    try workspace.write(
      "zenith.sql",
      """
      INSERT INTO entity(key, kind, name) VALUES ('zenith', 'firm', 'Zenith');
      INSERT INTO firm(id) VALUES (last_insert_rowid());
      INSERT INTO search_text(id, name) SELECT id << 2, 'zenith' FROM entity WHERE key = 'zenith';
      SELECT 'written';

      """)
    let output = try workspace.shell(
      """
      (cat zenith.sql; while [ ! -e done ]; do sleep 0.1; done) | sqlite3 kb.db > written &
      while [ ! -s written ]; do sleep 0.1; done
      aikb sql "SELECT e.name FROM search_index s JOIN entity e ON e.id = s.rowid >> 2
                 WHERE search_index MATCH 'zenith'"
      touch done; wait
      """)
    #expect(output.text == "name\nZenith\n", "\(output.messages)")
    try workspace.write("firms.csv", "key,name\nnadir,Nadir\n")
    try workspace.succeed("ingest", "firms.csv")
    try workspace.succeed(
      "sql", "SELECT count(*) AS n FROM search_index WHERE search_index MATCH 'zenith OR nadir'",
      printing: "n\n2\n")
  }

  @Test("A reader does not wait for a writer")
  func whileAnotherWrites() throws {
    let workspace = try Workspace(.own)
    let output = try workspace.shell(
      """
      (echo 'BEGIN IMMEDIATE; DELETE FROM name; SELECT 1;'
       while [ ! -e done ]; do sleep 0.1; done) | sqlite3 kb.db > locked &
      while [ ! -s locked ]; do sleep 0.1; done
      aikb sql 'SELECT count(*) AS n FROM name'
      touch done; wait
      """)
    #expect(output.text == "n\n3\n", "\(output.messages)")
  }

  @Test(
    "Whatever would write is refused; the file stays as it is and nothing comes beside it",
    arguments: [
      "ATTACH 'other.db' AS other", "VACUUM INTO 'copy.db'", "VACUUM", "DELETE FROM entity",
      "INSERT INTO meta VALUES ('a', 'b')", "UPDATE entity SET name = 'x'", "DROP TABLE meta",
      "CREATE TABLE x(y)", "CREATE TEMP TABLE x(y)", "CREATE VIEW v AS SELECT 1", "REINDEX",
      "ANALYZE",
      "WITH x AS (SELECT 1) DELETE FROM entity", "BEGIN IMMEDIATE", "SAVEPOINT s", "DETACH main",
      "PRAGMA query_only = 0", "PRAGMA query_only", "PRAGMA writable_schema = 1",
      "PRAGMA journal_mode = DELETE", "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA user_version = 1",
      "UPDATE sqlite_master SET sql = ''",
      "INSERT INTO search_index(search_index) VALUES ('rebuild')",
      "SELECT load_extension('x')", "SELECT fts3_tokenizer('x')", "SELECT readfile('/etc/passwd')",
      "SELECT writefile('x', 'y')", "SELECT 1; SELECT 2", "SELECT 1; DELETE FROM entity",
      "SELECT replace(hex(zeroblob(1e8)),'0','00')", "SELECT zeroblob(2000000000)",
    ])
  func refused(sql: String) throws {
    let workspace = try Workspace(.own)
    let before = try workspace.bytes(of: "kb.db")
    let output = try workspace.aikb("sql", sql)
    #expect(output.status == 1)
    #expect(output.firstMessage.hasPrefix("aikb: "))
    #expect(try workspace.bytes(of: "kb.db") == before)
    #expect(try workspace.files == ["kb.db"])
  }

  @Test(
    "A refusal says why",
    arguments: [
      ("DELETE FROM entity", "aikb: refused: this SQL is read-only (not authorized)"),
      ("VACUUM INTO 'copy.db'", "aikb: refused: this SQL is read-only"),
      ("SELECT load_extension('x')", "aikb: not authorized to use function: load_extension"),
      ("SELECT 1; SELECT 2", "aikb: more than one SQL statement"),
      (
        "SELECT replace(hex(zeroblob(1e8)),'0','00')",
        "aikb: a value or the statement grows beyond 16 MB"
      ),
      ("", "aikb: the text holds no SQL statement"),
    ])
  func reason(sql: String, message: String) throws {
    let workspace = try Workspace(.own)
    let output = try workspace.aikb("sql", sql)
    #expect(output.firstMessage.hasPrefix(message))
  }

  @Test("An error in the SQL shows the place")
  func place() throws {
    let workspace = try Workspace(.own)
    let output = try workspace.aikb("sql", "SELECT name,\n  nam FROM models")
    #expect(
      output.messages == """
        aikb: no such column: nam
            nam FROM models
            ^

        """)
    #expect(output.status == 1)
  }

  @Test("An endless query is stopped after --timeout seconds")
  func endless() throws {
    let workspace = try Workspace(.own)
    let before = try workspace.bytes(of: "kb.db")
    let start = ContinuousClock.now
    let output = try workspace.aikb(
      "sql",
      "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c",
      "--timeout", "0.5")
    #expect(
      output.firstMessage == "aikb: stopped after 0.5 s; narrow the query, or raise --timeout")
    #expect(output.status == 1)
    #expect(ContinuousClock.now - start < .seconds(10))
    #expect(try workspace.bytes(of: "kb.db") == before)
    #expect(try workspace.files == ["kb.db"])
  }

  @Test("Where nothing can be written, every reading command works and says how it reads")
  func readOnlyFolder() throws {
    let workspace = try Workspace(.own)
    let output = try workspace.unprivileged(
      """
      chmod 555 . 2>/dev/null
      export AIKB_DB=kb.db
      aikb sql 'SELECT count(*) AS n FROM models' && aikb search 极光 --limit 1 | tail -1 &&
        aikb list chips --columns key && aikb show mo-zi --lang en | head -1
      """)
    #expect(output.text == "n\n3\naurora-labs,firm,Aurora Labs,prefix,[极光]实验室\nkey\nboreas-9\n墨子\n")
    let line = "aikb: kb.db: cannot be written, read as it is (changes by others stay unseen)\n"
    #expect(output.messages.contains(line))
    #expect(
      output.messages.replacing("1 of 2; see more with --limit\n", with: "")
        == String(repeating: line, count: 4))
    #expect(try workspace.files == ["kb.db"])
  }

  @Test("Where nothing can be written, changes still in a -wal file are not left out unsaid")
  func readOnlyFolderWithLog() throws {
    let workspace = try Workspace(.own)
    try workspace.shell(
      """
      mkdir copy
      (echo "UPDATE entity SET name = 'Mozi' WHERE key = 'mo-zi'; SELECT 1;"
       while [ ! -e done ]; do sleep 0.1; done) | sqlite3 kb.db > written &
      while [ ! -s written ]; do sleep 0.1; done
      cp kb.db kb.db-wal copy; chmod 555 copy
      touch done; wait
      """)
    let output = try workspace.unprivileged(
      "aikb --db copy/kb.db sql \"SELECT name FROM entity WHERE key = 'mo-zi'\"")
    #expect(output.text == "name\nMozi\n" || output.messages.contains("-wal"))
    try workspace.shell("chmod 755 copy")
  }

  @Test("Where nothing can be written, writing commands say so")
  func readOnlyFolderRefusesWrites() throws {
    let workspace = try Workspace(.own)
    let before = try workspace.bytes(of: "kb.db")
    for command in ["ingest models.csv", "reindex", "init"] {
      let output = try workspace.unprivileged(
        "chmod 555 . 2>/dev/null; AIKB_DB=kb.db aikb \(command)")
      #expect(
        output.messages
          == "aikb: kb.db: cannot be written; check the permissions of the file and its folder\n")
      #expect(output.status == 1)
    }
    #expect(try workspace.bytes(of: "kb.db") == before)
  }
}
