import SQLite
import Testing

@Suite("Applying changesets")
struct ChangesetApplicationTests {
  /// A small graph with cascades, a WITHOUT ROWID table and a full-text index kept by triggers.
  private static let schema = """
    PRAGMA foreign_keys = ON;
    CREATE TABLE entity(
      id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT, size REAL) STRICT;
    CREATE TABLE relation(
      id INTEGER PRIMARY KEY,
      subject INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,
      object INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,
      UNIQUE (subject, object)) STRICT;
    CREATE TABLE name(
      entity INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,
      text TEXT NOT NULL, note BLOB,
      PRIMARY KEY (entity, text)) STRICT, WITHOUT ROWID;
    CREATE TABLE search_text(id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
    CREATE VIRTUAL TABLE search_index USING fts5(text, content=search_text, content_rowid=id);
    CREATE TRIGGER search_insert AFTER INSERT ON search_text BEGIN
      INSERT INTO search_index(rowid, text) VALUES (new.id, new.text);
    END;
    CREATE TRIGGER search_delete AFTER DELETE ON search_text BEGIN
      INSERT INTO search_index(search_index, rowid, text) VALUES ('delete', old.id, old.text);
    END;
    CREATE TRIGGER search_update AFTER UPDATE ON search_text BEGIN
      INSERT INTO search_index(search_index, rowid, text) VALUES ('delete', old.id, old.text);
      INSERT INTO search_index(rowid, text) VALUES (new.id, new.text);
    END;
    """

  private static let tables = ["entity", "relation", "name", "search_text"]

  private func graph(entities: Int = 1000) throws -> Connection {
    let database = try inMemory()
    try database.execute(Self.schema)
    try database.transaction {
      try database.run(
        """
        WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ?)
        INSERT INTO entity SELECT n, 'key-' || n, '名' || n, n / 7.0 FROM c
        """, Value(entities))
      try database.execute(
        """
        INSERT INTO relation(subject, object)
          SELECT id, id % 10 + 1 FROM entity WHERE id > 10;
        INSERT INTO name SELECT id, 'alias ' || id, CAST(name AS BLOB) FROM entity WHERE id % 3 = 0;
        INSERT INTO search_text SELECT id, name || ' word' || id FROM entity;
        """)
    }
    return database
  }

  /// Every row of every table, with the storage class of every value.
  private func dump(_ database: borrowing Connection) throws -> [[Value]] {
    var rows: [[Value]] = []
    for table in Self.tables {
      let key = table == "name" ? "entity, text" : "id"
      try database.query("SELECT * FROM \(table) ORDER BY \(key)") { row in
        rows.append([.text(table)] + (0..<row.columnCount).map { row.value(at: $0) })
      }
    }
    return rows
  }

  /// Deletes, with cascades, updates and inserts, over all tables.
  private func change(_ database: borrowing Connection) throws {
    try database.transaction {
      try database.execute(
        """
        DELETE FROM entity WHERE id BETWEEN 3 AND 5 OR id % 11 = 0;
        DELETE FROM search_text WHERE id NOT IN (SELECT id FROM entity);
        UPDATE entity SET name = NULL, size = -size WHERE id % 5 = 0;
        UPDATE name SET note = x'00ff' WHERE entity % 2 = 0;
        UPDATE search_text SET text = 'changed' || id WHERE id % 5 = 0;
        INSERT INTO entity VALUES (5000, 'new', 'neu', 0.1), (5001, 'new-2', NULL, NULL);
        INSERT INTO relation(subject, object) VALUES (5000, 5001), (5001, 1);
        INSERT INTO name VALUES (5000, '', NULL);
        INSERT INTO search_text VALUES (5000, 'neu');
        UPDATE relation SET object = 5000 WHERE id = (SELECT max(id) FROM relation);
        """)
    }
  }

  private func startSession(_ database: borrowing Connection) throws -> Session {
    try database.startSession { !$0.hasPrefix("search_index") }
  }

  private func checkIndex(_ database: borrowing Connection) throws {
    try database.run("INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)")
    #expect(try database.scalar("PRAGMA integrity_check") == "ok")
    #expect(try database.scalar("SELECT count(*) FROM pragma_foreign_key_check") == 0)
  }

  @Test("A thousand rows over tables with cascades: undone and redone, byte for byte")
  func undoAndRedo() throws {
    let database = try graph()
    let before = try dump(database)
    let session = try startSession(database)
    try change(database)
    let changeset = try session.changeset()
    let after = try dump(database)
    #expect(before != after)
    var tables: Set<String> = []
    var count = 0
    try changeset.forEach {
      tables.insert($0.table)
      count += 1
    }
    #expect(tables == Set(Self.tables))
    #expect(count > 1000)
    _ = try database.transaction { try database.apply(changeset.inverted()) }
    #expect(try dump(database) == before)
    try checkIndex(database)
    // Again forwards: a cascade deletes what the changeset wants to delete next.
    let omitted = try database.transaction { try database.apply(changeset) }
    #expect(omitted > 0)
    #expect(try dump(database) == after)
    try checkIndex(database)
  }

  @Test("The changes of one database come to another, and searching finds them there")
  func otherDatabase() throws {
    let source = try graph()
    let target = try graph()
    let session = try startSession(source)
    try change(source)
    try target.apply(try Changeset(bytes: try session.changeset().bytes))
    #expect(try dump(target) == dump(source))
    try checkIndex(target)
    let search = "SELECT count(*) FROM search_index('neu')"
    #expect(try target.scalar(search) == source.scalar(search))
  }

  @Test("A patchset applies as well")
  func patchset() throws {
    let source = try graph()
    let target = try graph()
    let session = try startSession(source)
    try change(source)
    try target.apply(try session.patchset())
    #expect(try dump(target) == dump(source))
  }

  @Test("Without the filter the shadow tables of the index are recorded, with it they are not")
  func shadowTables() throws {
    let database = try graph(entities: 10)
    let all = try database.startSession()
    let some = try startSession(database)
    try database.run("INSERT INTO search_text VALUES (99, 'word')")
    func tables(_ changeset: Changeset) throws -> Set<String> {
      var tables: Set<String> = []
      try changeset.forEach { tables.insert($0.table) }
      return tables
    }
    #expect(try tables(all.changeset()).contains("search_index_data"))
    #expect(try tables(some.changeset()) == ["search_text"])
  }

  /// What each kind of conflict does to a table `t` with the rows (1, 'a') and (2, 'b').
  private static let conflicts: [(recorded: String, meanwhile: String, kind: Conflict.Kind)] = [
    ("DELETE FROM t WHERE id = 2", "UPDATE t SET v = 'z' WHERE id = 2", .data),
    ("UPDATE t SET v = 'c' WHERE id = 2", "UPDATE t SET v = 'z' WHERE id = 2", .data),
    ("UPDATE t SET v = 'c' WHERE id = 2", "DELETE FROM t WHERE id = 2", .notFound),
    ("INSERT INTO t VALUES (3, 'c')", "INSERT INTO t VALUES (3, 'z')", .conflict),
    ("INSERT INTO t VALUES (3, 'c')", "INSERT INTO t VALUES (4, 'c')", .constraint),
  ]

  /// A database in which `meanwhile` has happened, and a changeset of `recorded`, which also
  /// changes the row 1 first.
  private func conflicting(
    _ recorded: String, _ meanwhile: String
  ) throws -> (Holder, Changeset) {
    let table = """
      CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT UNIQUE);
      INSERT INTO t VALUES (1, 'a'), (2, 'b');
      CREATE TABLE other(id INTEGER PRIMARY KEY);
      """
    let source = try inMemory()
    try source.execute(table)
    let session = try source.startSession()
    try source.execute("INSERT INTO other VALUES (1); UPDATE t SET v = 'first' WHERE id = 1")
    try source.execute(recorded)
    let target = try Holder()
    try target.connection.execute(table)
    try target.connection.execute(meanwhile)
    return (target, try session.changeset())
  }

  /// A tuple cannot hold a noncopyable value.
  private final class Holder {
    let connection: Connection
    init() throws { connection = try inMemory() }
    func rows() throws -> Value? {
      try connection.scalar(
        """
        SELECT group_concat(id || v) || (SELECT count(*) FROM other)
        FROM (SELECT * FROM t ORDER BY id)
        """)
    }
  }

  @Test("A conflict aborts, changes nothing, and names the table", arguments: conflicts)
  func aborts(recorded: String, meanwhile: String, kind: Conflict.Kind) throws {
    let (database, changeset) = try conflicting(recorded, meanwhile)
    let before = try database.rows()
    var seen: [Conflict] = []
    let error = failure {
      try database.connection.apply(changeset) { conflict in
        seen.append(conflict)
        return .abort
      }
    }
    #expect(error?.code == .abort)
    #expect(error?.message.contains("table t:") == true)
    #expect(seen.map(\.kind) == [kind])
    #expect(seen.first?.change?.table == "t")
    #expect((seen.first?.existing != nil) == (kind == .data || kind == .conflict))
    #expect(try database.rows() == before)
    #expect(database.connection.isInTransaction == false)
  }

  @Test("By default only what is missing is left out", arguments: conflicts)
  func defaultPolicy(recorded: String, meanwhile: String, kind: Conflict.Kind) throws {
    let (database, changeset) = try conflicting(recorded, meanwhile)
    if kind == .notFound {
      #expect(try database.connection.apply(changeset) == 1)
      #expect(try database.rows() == "1first1")
    } else {
      let before = try database.rows()
      #expect(failure { try database.connection.apply(changeset) }?.code == .abort)
      #expect(try database.rows() == before)
    }
  }

  @Test("A conflict left out leaves the rest in place", arguments: conflicts)
  func omits(recorded: String, meanwhile: String, kind: Conflict.Kind) throws {
    let (database, changeset) = try conflicting(recorded, meanwhile)
    #expect(try database.connection.apply(changeset) { _ in .omit } == 1)
    #expect(try database.rows()?.string?.hasPrefix("1first") == true)
    #expect(try database.rows()?.string?.hasSuffix("1") == true)
  }

  @Test("A row in the way is replaced where that can be, and else it is an error")
  func replaces() throws {
    let (data, update) = try conflicting(
      "UPDATE t SET v = 'c' WHERE id = 2", "UPDATE t SET v = 'z' WHERE id = 2")
    var existing: [Value]?
    try data.connection.apply(update) { conflict in
      existing = conflict.existing
      return .replace
    }
    #expect(existing == [2, "z"])
    #expect(try data.rows() == "1first,2c1")
    let (row, insert) = try conflicting(
      "INSERT INTO t VALUES (3, 'c')", "INSERT INTO t VALUES (3, 'z')")
    try row.connection.apply(insert) { _ in .replace }
    #expect(try row.rows() == "1first,2b,3c1")
    let (missing, deletion) = try conflicting(
      "DELETE FROM t WHERE id = 2", "DELETE FROM t WHERE id = 2")
    let before = try missing.rows()
    let error = failure {
      try missing.connection.apply(deletion) { _ in .replace }
    }
    #expect(error?.code == .misuse)
    #expect(error?.message.contains("NOTFOUND") == true)
    #expect(try missing.rows() == before)
  }

  @Test("Inside a transaction, a conflict undoes only the changeset")
  func insideTransaction() throws {
    let (database, changeset) = try conflicting(
      "INSERT INTO t VALUES (3, 'c')", "INSERT INTO t VALUES (3, 'z')")
    try database.connection.transaction {
      try database.connection.run("INSERT INTO other VALUES (7)")
      #expect(failure { try database.connection.apply(changeset) }?.code == .abort)
    }
    #expect(try database.rows() == "1a,2b,3z1")
  }

  @Test("Foreign keys that end up pointing to nothing abort, naming the table that holds them")
  func foreignKeys() throws {
    let schema = """
      PRAGMA foreign_keys = ON;
      CREATE TABLE p(id INTEGER PRIMARY KEY);
      CREATE TABLE c(id INTEGER PRIMARY KEY, p INTEGER REFERENCES p);
      INSERT INTO p VALUES (1), (2);
      """
    let source = try inMemory()
    try source.execute(schema)
    let session = try source.startSession()
    try source.execute("INSERT INTO c VALUES (1, 1), (2, 2), (3, NULL)")
    let changeset = try session.changeset()
    let target = try inMemory()
    try target.execute(schema)
    try target.run("DELETE FROM p")
    let error = failure { try target.apply(changeset) }
    #expect(error?.code == .abort)
    #expect(error?.message.contains("FOREIGN_KEY") == true)
    #expect(error?.message.contains("table c:") == true)
    #expect(try target.scalar("SELECT count(*) FROM c") == 0)
    // The order of the tables does not matter: keys are looked at in the end.
    try source.execute("DELETE FROM c; DELETE FROM p")
    let other = try source.startSession()
    try source.execute("INSERT INTO p VALUES (8); INSERT INTO c VALUES (8, 8)")
    try target.apply(try other.changeset().inverted().inverted())
    #expect(try target.scalar("SELECT p FROM c") == 8)
  }

  @Test("A table that is missing or has other columns is an error, not silently skipped")
  func schema() throws {
    func made(_ columns: String, _ sql: String) throws -> Changeset {
      let source = try inMemory()
      try source.execute("CREATE TABLE t(\(columns))")
      let session = try source.startSession()
      try source.execute(sql)
      return try session.changeset()
    }
    func applied(_ changeset: Changeset, to columns: String?) throws -> SQLiteError? {
      let target = try inMemory()
      if let columns { try target.execute("CREATE TABLE t(\(columns))") }
      do throws(SQLiteError) {
        try target.apply(changeset)
        #expect(try target.scalar("SELECT count(*) FROM t") == 1)
        return nil
      } catch { return error }
    }
    let changeset = try made("a, b, PRIMARY KEY (a, b)", "INSERT INTO t VALUES (1, 2)")
    #expect(try applied(changeset, to: nil)?.code == .schema)
    #expect(try applied(changeset, to: "a PRIMARY KEY")?.code == .schema)
    #expect(try applied(changeset, to: "a PRIMARY KEY, b")?.code == .schema)
    #expect(try applied(changeset, to: "a, b, PRIMARY KEY (b, a)")?.code == .schema)
    #expect(try applied(changeset, to: "b, a, c DEFAULT 7, PRIMARY KEY (b, a)") == nil)
    // A table left out by the filter need not be there.
    let target = try inMemory()
    #expect(try target.apply(changeset, tables: { $0 != "t" }) == 0)
  }

  @Test("The filter decides which tables are changed")
  func filter() throws {
    let (database, changeset) = try conflicting("DELETE FROM t WHERE id = 2", "SELECT 1")
    try database.connection.apply(changeset, tables: { $0 == "other" })
    #expect(try database.rows() == "1a,2b1")
  }

  @Test("With enforcement off, a changed primary key does not lose what hangs on it")
  func changedKey() throws {
    let schema = """
      CREATE TABLE p(id INTEGER PRIMARY KEY);
      CREATE TABLE c(id INTEGER PRIMARY KEY,
        p INTEGER REFERENCES p ON DELETE CASCADE ON UPDATE CASCADE);
      INSERT INTO p VALUES (1);
      INSERT INTO c VALUES (1, 1);
      PRAGMA foreign_keys = ON;
      """
    let source = try inMemory()
    try source.execute(schema)
    let session = try source.startSession()
    try source.run("UPDATE p SET id = 2")
    let changeset = try session.changeset()
    let enforcing = try inMemory()
    try enforcing.execute(schema)
    #expect(try enforcing.apply(changeset) == 1)
    #expect(try enforcing.scalar("SELECT count(*) FROM c") == 0)
    let target = try inMemory()
    try target.execute(schema)
    try target.configure(.foreignKeys, false)
    #expect(try target.apply(changeset) == 0)
    #expect(try target.scalar("SELECT p FROM c") == 2)
    #expect(try target.scalar("SELECT count(*) FROM pragma_foreign_key_check") == 0)
  }
}
