import SQLite
import Testing

@Suite("Sessions")
struct SessionTests {
  private func changes(_ changeset: Changeset) throws -> [Change] {
    var changes: [Change] = []
    try changeset.forEach { changes.append($0) }
    return changes
  }

  private func filled() throws -> Connection {
    let database = try inMemory()
    try database.execute(
      """
      CREATE TABLE t(a TEXT, id INTEGER PRIMARY KEY, b ANY) STRICT;
      INSERT INTO t VALUES ('one', 1, NULL), ('two', 2, x'00'), ('three', 3, 1.5);
      """)
    return database
  }

  @Test("A changeset tells what each row was and is")
  func changeset() throws {
    let database = try filled()
    let session = try database.startSession()
    #expect(session.isEmpty == true)
    try database.execute(
      """
      INSERT INTO t VALUES ('four', 4, 'x');
      UPDATE t SET b = 7 WHERE id = 2;
      DELETE FROM t WHERE id = 1;
      """)
    #expect(session.isEmpty == false)
    #expect(session.memoryUsed > 0)
    let found = try changes(try session.changeset())
      .sorted { "\($0.operation)" < "\($1.operation)" }
    #expect(found.map(\.operation) == [.delete, .insert, .update])
    #expect(Set(found.map(\.table)) == ["t"])
    for change in found {
      #expect(change.primaryKey == [false, true, false])
      #expect(change.isIndirect == false)
    }
    let none: [Value?] = [nil, nil, nil]
    #expect(found[0].old == ["one", 1, .some(.null)])
    #expect(found[0].new == none)
    #expect(found[1].old == none)
    #expect(found[1].new == ["four", 4, "x"])
    #expect(found[2].old == [nil, 2, .blob([0])])
    #expect(found[2].new == [nil, nil, 7])
  }

  @Test("A patchset leaves the former values out")
  func patchset() throws {
    let database = try filled()
    let session = try database.startSession()
    try database.execute("UPDATE t SET b = 7 WHERE id = 2; DELETE FROM t WHERE id = 1")
    let changeset = try session.changeset()
    let patchset = try session.patchset()
    #expect(changeset.isPatchset == false)
    #expect(patchset.isPatchset == true)
    #expect(patchset.bytes.count < changeset.bytes.count)
    let found = try changes(patchset).sorted { "\($0.operation)" < "\($1.operation)" }
    #expect(found.map(\.old) == [[nil, 1, nil], [nil, 2, nil]])
    #expect(failure { _ = try patchset.inverted() }?.code == .misuse)
    #expect(failure { _ = try patchset.followed(by: changeset) }?.code == .error)
  }

  @Test("Many changes of a row are one, and none when it ends as it began")
  func netEffect() throws {
    let database = try filled()
    let session = try database.startSession()
    try database.execute(
      """
      UPDATE t SET a = 'x' WHERE id = 1;
      UPDATE t SET a = 'one' WHERE id = 1;
      INSERT INTO t VALUES ('new', 9, NULL);
      DELETE FROM t WHERE id = 9;
      DELETE FROM t WHERE id = 2;
      INSERT INTO t VALUES ('again', 2, x'00');
      """)
    #expect(session.isEmpty == false)
    let found = try changes(try session.changeset())
    #expect(found.count == 1)
    #expect(found.first?.operation == .update)
    #expect(found.first?.new == ["again", nil, nil])
  }

  @Test("A session without changes gives an empty changeset, which undoes and applies as nothing")
  func empty() throws {
    let database = try filled()
    let session = try database.startSession()
    let changeset = try session.changeset()
    #expect(changeset.isEmpty == true)
    #expect(try changeset.inverted().isEmpty == true)
    #expect(try changeset.followed(by: changeset).isEmpty == true)
    #expect(try changes(changeset).isEmpty == true)
    #expect(try database.apply(changeset) == 0)
  }

  @Test("Changes by triggers and cascades are indirect")
  func indirect() throws {
    let database = try inMemory()
    try database.execute(
      """
      PRAGMA foreign_keys = ON;
      CREATE TABLE p(id INTEGER PRIMARY KEY);
      CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p ON DELETE CASCADE);
      CREATE TABLE log(id INTEGER PRIMARY KEY, text);
      CREATE TRIGGER gone AFTER DELETE ON p BEGIN INSERT INTO log VALUES (NULL, 'gone'); END;
      INSERT INTO p VALUES (1);
      INSERT INTO c VALUES (1, 1);
      """)
    let session = try database.startSession()
    try database.run("DELETE FROM p")
    let flags = try changes(try session.changeset()).map { "\($0.table) \($0.isIndirect)" }
    #expect(flags.sorted() == ["c true", "log true", "p false"])
  }

  @Test("The filter decides which tables are recorded, once for each")
  func filter() throws {
    let database = try filled()
    try database.execute("CREATE TABLE u(id INTEGER PRIMARY KEY)")
    var asked: [String] = []
    let session = try database.startSession { table in
      asked.append(table)
      return table != "u"
    }
    try database.execute("INSERT INTO u VALUES (1); INSERT INTO t VALUES ('x', 8, 1)")
    try database.execute("DELETE FROM t WHERE id = 1")
    #expect(try changes(try session.changeset()).map(\.table) == ["t", "t"])
    #expect(asked.filter { $0 == "t" }.count == 1)
  }

  @Test("Tables and rows without a primary key are left out, WITHOUT ROWID and composite keys not")
  func primaryKeys() throws {
    let database = try inMemory()
    try database.execute(
      """
      CREATE TABLE none(v);
      CREATE TABLE nullable(k TEXT PRIMARY KEY);
      CREATE TABLE pair(v, b, a, PRIMARY KEY (a, b)) WITHOUT ROWID;
      """)
    let session = try database.startSession()
    try database.execute(
      """
      INSERT INTO none VALUES (1);
      INSERT INTO nullable VALUES (NULL), ('k');
      INSERT INTO pair VALUES (1, 2, 3);
      """)
    let found = try changes(try session.changeset())
    #expect(found.map(\.table) == ["nullable", "pair"])
    #expect(found.map(\.primaryKey) == [[true], [false, true, true]])
  }

  @Test("What is changed while the session is off is not noticed")
  func disabled() throws {
    let database = try filled()
    let session = try database.startSession()
    #expect(session.isEnabled == true)
    session.isEnabled = false
    try database.run("DELETE FROM t WHERE id = 1")
    session.isEnabled = true
    try database.run("DELETE FROM t WHERE id = 2")
    #expect(try changes(try session.changeset()).count == 1)
  }

  @Test("A table that gets a column while it is recorded is an error, not a wrong changeset")
  func schemaChange() throws {
    let database = try filled()
    let session = try database.startSession()
    try database.run("DELETE FROM t WHERE id = 1")
    try database.execute("ALTER TABLE t ADD COLUMN c ANY")
    #expect(failure { _ = try session.changeset() }?.code == .schema)
  }

  @Test("Two sessions record side by side")
  func two() throws {
    let database = try filled()
    let first = try database.startSession()
    try database.run("DELETE FROM t WHERE id = 1")
    do {
      let second = try database.startSession()
      try database.run("DELETE FROM t WHERE id = 2")
      #expect(try changes(try second.changeset()).count == 1)
    }
    try database.run("DELETE FROM t WHERE id = 3")
    #expect(try changes(try first.changeset()).count == 3)
  }

  @Test("A session outlives its connection, keeps it from closing, and frees its filter at the end")
  func lifetime() throws {
    final class Token {}
    weak var token: Token?
    func start() throws -> Session {
      let database = try filled()
      let held = Token()
      token = held
      let session = try database.startSession { _ in withExtendedLifetime(held) { true } }
      try database.run("DELETE FROM t")
      return session
    }
    do {
      let session = try start()
      #expect(token != nil)
      #expect(try changes(try session.changeset()).count == 3)
    }
    #expect(token == nil)
    let database = try filled()
    let session = try database.startSession()
    try database.run("DELETE FROM t")
    do {
      try database.close()
      Issue.record("closed with a session open")
    } catch {
      #expect(error.code == .busy)
      #expect(error.message.contains("session"))
    }
    #expect(try changes(try session.changeset()).count == 3)
  }
}
