import SQLite
import Testing

@Suite("Statements")
struct StatementTests {
  @Test("Every bind reaches its parameter")
  func binds() throws {
    let database = try inMemory()
    let statement = try database.prepare("SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8")
    let text = Array("span".utf8)
    try statement.bind(7, at: 1)
    try statement.bind(Int64.min, at: 2)
    try statement.bind(0.25, at: 3)
    try statement.bind("text", at: 4)
    try statement.bind(bytes: text.span, at: 5)
    try text.withUnsafeBytes { try statement.bind(bytes: $0, at: 6) }
    try statement.bindBlob([1, 2], at: 7)
    try statement.bind(nil as String?, at: 8)
    #expect(try statement.step())
    let values = (0..<statement.columnCount).map { statement.value(at: $0) }
    #expect(
      values == [7, .integer(.min), 0.25, "text", "span", "span", .blob([1, 2]), .null])
    #expect(try !statement.step())
  }

  @Test("Static text is read in place, and one buffer serves one row after another")
  func staticText() throws {
    let database = try inMemory()
    try database.execute("CREATE TABLE t(v TEXT)")
    let insert = try database.prepare("INSERT INTO t VALUES (?)")
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 2)
    defer { buffer.deallocate() }
    for letter in "abc".utf8 {
      buffer.update(repeating: letter)
      try insert.bind(staticText: UnsafeBufferPointer(buffer), at: 1)
      #expect(try !insert.step())
      insert.reset()
    }
    insert.clearBindings()
    #expect(try database.scalar("SELECT group_concat(v) FROM t") == "aa,bb,cc")
  }

  @Test("Named parameters are found by their name with its prefix")
  func namedParameters() throws {
    let database = try inMemory()
    let statement = try database.prepare("SELECT :a, @b, $c, :a")
    #expect(statement.parameterCount == 3)
    #expect(statement.parameterIndex(":a") == 1)
    #expect(statement.parameterIndex("@b") == 2)
    #expect(statement.parameterIndex("$c") == 3)
    #expect(statement.parameterIndex("a") == nil)
  }

  @Test("A parameter that does not exist is an error, and so is a wrong number of values")
  func parameterRange() throws {
    let database = try inMemory()
    let statement = try database.prepare("SELECT ?")
    #expect(failure { try statement.bind(1, at: 0) }?.code == .range)
    #expect(failure { try statement.bind(1, at: 2) }?.code == .range)
    #expect(failure { try statement.bind(1, at: .max) }?.code == .range)
    #expect(failure { try database.run("SELECT ?, ?", 1) }?.code == .range)
    #expect(failure { try database.run("SELECT 1", 1) }?.code == .range)
  }

  @Test("Columns have names and types, and one that does not exist reads as NULL")
  func columns() throws {
    let database = try inMemory()
    let statement = try database.prepare("SELECT 1 AS one, NULL AS 空, 'x', 1.5, x'00'")
    #expect(statement.columnCount == 5)
    #expect(statement.columnName(1) == "空")
    #expect(statement.columnName(9) == "")
    #expect(statement.value(at: 0) == .null)  // no row yet
    #expect(try statement.step())
    #expect((0..<5).map { statement.type(at: $0) } == [.integer, .null, .text, .real, .blob])
    #expect(statement.isNull(at: 1) == true)
    #expect(statement.string(at: 1) == nil)
    #expect(statement.blob(at: 1) == nil)
    #expect(statement.value(at: 9) == .null)
    #expect(statement.value(at: -1) == .null)
  }

  @Test("Text is lent as a span with its NUL characters, and NULL as an empty span")
  func spans() throws {
    let database = try inMemory()
    try database.query("SELECT ?, NULL, 12", ["a\0b"]) { row in
      #expect(row.withUTF8(at: 0) { span in (0..<span.count).map { span[$0] } } == [97, 0, 98])
      #expect(row.withUTF8(at: 1) { $0.count } == 0)
      #expect(row.withUTF8(at: 2) { $0.count } == 2)
      #expect(row.withUnsafeUTF8(at: 0) { Array($0) } == [97, 0, 98])
    }
  }

  @Test(
    "Rows come one after another, and an error of the reader stops them and frees the statement")
  func rows() throws {
    let database = try inMemory()
    let statement = try database.prepare("VALUES (1), (2), (3)")
    var seen: [Int64] = []
    func note(_ row: borrowing Row) { seen.append(row.int64(at: 0)) }
    try statement.forEach(note)
    #expect(seen == [1, 2, 3])
    func refuse(_ row: borrowing Row) throws { if row.int64(at: 0) == 2 { throw Failure() } }
    #expect(throws: Failure.self) { try statement.forEach(refuse) }
    #expect(try statement.step())
    #expect(statement.int64(at: 0) == 1)
  }

  @Test("The bytes of invalid UTF-8 become replacement characters, not a crash")
  func invalidUTF8() throws {
    let value = try inMemory().scalar("SELECT CAST(x'61FF62' AS TEXT)")
    #expect(value == "a\u{FFFD}b")
  }

  @Test("A statement knows its SQL and whether it writes")
  func description() throws {
    let database = try inMemory()
    try database.execute("CREATE TABLE t(v)")
    let read = try database.prepare("SELECT 1; -- done")
    let write = try database.prepare("INSERT INTO t VALUES (1) RETURNING v")
    #expect(read.sql == "SELECT 1;")
    #expect(read.isReadOnly == true)
    #expect(write.isReadOnly == false)
  }

  @Test("A statement outlives its connection")
  func outlivesConnection() throws {
    func detached() throws -> Statement {
      let database = try inMemory()
      try database.execute("CREATE TABLE t(v); INSERT INTO t VALUES (5)")
      return try database.prepare("SELECT v FROM t")
    }
    let statement = try detached()
    #expect(try statement.step())
    #expect(statement.int64(at: 0) == 5)
  }
}
