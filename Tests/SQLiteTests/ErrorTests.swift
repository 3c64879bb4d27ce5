import Foundation
import SQLite
import Testing

@Suite("Errors")
struct ErrorTests {
  @Test("Wrong SQL is reported with its text and the offset of the token")
  func offset() throws {
    let database = try inMemory()
    let error = failure { _ = try database.prepare("SELECT 1 FORM x").isReadOnly }
    #expect(error?.code == .error)
    #expect(error?.sql == "SELECT 1 FORM x")
    #expect(error?.offset == 14)  // SQLite takes FORM for a column alias
    let chinese = failure { _ = try database.scalar("SELECT '中国', nothing") }
    #expect(chinese?.offset == 17)  // in bytes
  }

  @Test("In a script the offset points into the whole text, behind comments")
  func scriptOffset() throws {
    let database = try inMemory()
    let script = """
      CREATE TABLE t(v UNIQUE);
      -- the second; statement
      /* fails */ INSERT INTO t VALUES (1), (1);
      """
    let error = failure { try database.execute(script) }
    #expect(error?.code == .constraintUnique)
    #expect(error?.code.primary == .constraint)
    #expect(error?.sql == script)
    let expected = script.utf8.distance(
      from: script.startIndex, to: script.firstRange(of: "INSERT")?.lowerBound ?? script.startIndex)
    #expect(error?.offset == expected)
    #expect(
      "\(try #require(error))".hasSuffix("at line 3: /* fails */ INSERT INTO t VALUES (1), (1);"))
    let missing = failure { try database.execute("SELECT 1;\n\nSELECT nothing") }
    #expect(missing?.offset == 18)
  }

  @Test(
    "A second statement is refused where one is expected",
    arguments: [
      ("SELECT 1; SELECT 2", 10), ("SELECT 1; rubbish", 10), ("SELECT 1;;/* x */ SELECT 2", 18),
    ])
  func secondStatement(sql: String, offset: Int) throws {
    let database = try inMemory()
    let error = failure { _ = try database.prepare(sql).isReadOnly }
    #expect(error?.code == .misuse)
    #expect(error?.offset == offset)
    #expect(failure { try database.run(sql) }?.code == .misuse)
  }

  @Test("Comments, blanks and semicolons may follow a statement")
  func trailing() throws {
    #expect(try inMemory().scalar("SELECT 1 ; -- one; two\n ;; /* ; */ \n") == 1)
  }

  @Test(
    "Text without a statement, or with a NUL character, is refused",
    arguments: [
      "", " \n", "-- only a comment", ";", "SELECT 1\0, 2",
    ])
  func noStatement(sql: String) throws {
    let database = try inMemory()
    #expect(failure { _ = try database.prepare(sql).isReadOnly }?.code == .misuse)
  }

  @Test("An empty script does nothing; one with a NUL character is refused as a whole")
  func scripts() throws {
    let database = try inMemory()
    try database.execute("")
    try database.execute(" -- nothing\n;")
    #expect(failure { try database.execute("CREATE TABLE t(v);\0 garbage") }?.code == .misuse)
    #expect(try database.scalar("SELECT count(*) FROM sqlite_schema") == 0)
  }

  @Test("Constraint errors carry their extended code")
  func extendedCodes() throws {
    let database = try inMemory()
    try database.execute(
      """
      PRAGMA foreign_keys = ON;
      CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT NOT NULL CHECK (v <> 'x'),
        parent INTEGER REFERENCES t) STRICT
      """)
    func code(_ sql: String) -> ResultCode? { failure { try database.run(sql) }?.code }
    #expect(code("INSERT INTO t VALUES (1, NULL, NULL)") == .constraintNotNull)
    #expect(code("INSERT INTO t VALUES (1, 'x', NULL)") == .constraintCheck)
    #expect(code("INSERT INTO t VALUES (1, 'y', 9)") == .constraintForeignKey)
    #expect(code("INSERT INTO t VALUES (1, 'y', 'z')") == .constraintDatatype)
    #expect(code("INSERT INTO t VALUES (1, 'y', NULL), (1, 'y', NULL)") == .constraintPrimaryKey)
  }

  @Test("Bound values never show in an error")
  func valuesAreHidden() throws {
    let database = try inMemory()
    try database.execute("CREATE TABLE t(v INTEGER) STRICT")
    let error = failure { try database.run("INSERT INTO t VALUES (?)", "secret") }
    #expect(!"\(try #require(error))".contains("secret"))
  }

  @Test("A file that is no database is reported at first use")
  func notADatabase() throws {
    let folder = try TemporaryFolder()
    try Data(repeating: 65, count: 4096).write(to: URL(filePath: folder.file()))
    let database = try Connection(path: folder.file(), mode: .readWrite)
    #expect(
      failure { _ = try database.scalar("SELECT * FROM sqlite_schema") }?.code == .notADatabase)
  }

  @Test("A full database rolls the transaction back")
  func full() throws {
    let folder = try TemporaryFolder()
    let database = try folder.database()
    try database.execute("CREATE TABLE t(v); PRAGMA max_page_count = 5")
    let error = failure {
      try database.transaction {
        for _ in 0..<100 { try database.run("INSERT INTO t VALUES (zeroblob(1000))") }
      }
    }
    #expect(error?.code == .full)
    #expect(database.isInTransaction == false)
    #expect(try database.scalar("SELECT count(*) FROM t") == 0)
  }

  @Test("A value beyond the length limit is refused, not cut")
  func tooBig() throws {
    let database = try inMemory()
    #expect(database.setLimit(.length, 1000) == 1_000_000_000)
    #expect(
      failure {
        _ = try database.scalar("SELECT ?", [.text(String(repeating: "x", count: 2000))])
      }?.code == .tooBig)
    #expect(failure { _ = try database.scalar("SELECT zeroblob(2000)") }?.code == .tooBig)
  }

  @Test("Unknown codes still compare and print")
  func openCodes() {
    let code = ResultCode(rawValue: 19 | 99 << 8)
    #expect(code.primary == .constraint)
    #expect("\(code)".hasPrefix("25363"))
  }
}
