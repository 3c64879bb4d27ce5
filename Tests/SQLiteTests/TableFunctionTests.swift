import SQLite
import Synchronization
import Testing

@Suite("Table-valued functions")
struct TableFunctionTests {
  /// Counts from `first` to `last`.
  private struct Count: TableFunctionRows {
    var number: Int64
    let last: Int64

    mutating func next() throws -> [Value]? {
      guard number <= last else { return nil }
      defer { number += 1 }
      return [.integer(number), .text("n\(number)")]
    }
  }

  /// `numbers(first, last = first + 2)`: n, label.
  private func numbers(_ database: borrowing Connection) throws {
    try database.createTableFunction(
      name: "numbers", columns: [.init("n", .integer), "label"],
      parameters: [.required("first"), .optional("last")]
    ) { arguments in
      guard let first = arguments[0].int64 else {
        throw SQLiteError(code: .mismatch, message: "first is not an integer")
      }
      return Count(number: first, last: arguments[1].int64 ?? first + 2)
    }
  }

  private func rows(
    _ database: borrowing Connection, _ sql: String, _ values: [Value] = []
  ) throws -> [[Value]] {
    var rows: [[Value]] = []
    try database.query(sql, values) { row in
      rows.append((0..<row.columnCount).map { row.value(at: $0) })
    }
    return rows
  }

  @Test("A function is told which columns the statement reads, in conditions and orders as well")
  func usedColumns() throws {
    let database = try inMemory()
    try database.createSelectiveTableFunction(
      name: "used", columns: ["a", "b", "c"], parameters: [.required("x")],
      calls: { call in
        OneRow(text: (0..<3).map { call.isUsed($0) ? .text("yes") : .null })
      })
    #expect(try rows(database, "SELECT b FROM used(1)") == [["yes"]])
    #expect(try rows(database, "SELECT * FROM used(1)") == [["yes", "yes", "yes"]])
    #expect(try rows(database, "SELECT a FROM used(1) WHERE c = 'yes'") == [["yes"]])
    #expect(try rows(database, "SELECT count(*) FROM used(1) ORDER BY b") == [[1]])
    #expect(try rows(database, "SELECT u.c FROM used(1) t, used(t.x) u") == [["yes"]])
  }

  /// One row.
  private struct OneRow: TableFunctionRows {
    var text: [Value]?

    mutating func next() -> [Value]? {
      defer { text = nil }
      return text
    }
  }

  @Test("Arguments in parentheses and equalities in WHERE say the same")
  func arguments() throws {
    let database = try inMemory()
    try numbers(database)
    let expected: [[Value]] = [[4, "n4"], [5, "n5"]]
    #expect(try rows(database, "SELECT * FROM numbers(4, 5)") == expected)
    #expect(try rows(database, "SELECT * FROM numbers WHERE last = 5 AND first = 4") == expected)
    #expect(try rows(database, "SELECT * FROM numbers(4) WHERE last = ?", [5]) == expected)
    #expect(try rows(database, "SELECT n FROM numbers(4)") == [[4], [5], [6]])
  }

  @Test("Parameters are hidden columns that read as the arguments, NULL where there is none")
  func hiddenColumns() throws {
    let database = try inMemory()
    try numbers(database)
    #expect(
      try rows(database, "SELECT n, first, last FROM numbers(7) LIMIT 1") == [[7, 7, .null]])
    #expect(
      try rows(database, "SELECT name, type, hidden FROM pragma_table_xinfo('numbers')") == [
        ["n", "INTEGER", 0], ["label", "", 0], ["first", "", 1], ["last", "", 1],
      ])
  }

  @Test("A second value for a parameter is compared with the first, not lost")
  func twoValues() throws {
    let database = try inMemory()
    try numbers(database)
    #expect(try rows(database, "SELECT n FROM numbers(1, 2) WHERE first = 2") == [])
    #expect(try rows(database, "SELECT n FROM numbers(1, 1) WHERE first = 1") == [[1]])
    #expect(try rows(database, "SELECT n FROM numbers(1, 9) WHERE first > 0 AND n > 8") == [[9]])
  }

  @Test("Each value of IN is a call of its own")
  func inList() throws {
    let database = try inMemory()
    try numbers(database)
    let sql = "SELECT first, n FROM numbers WHERE first IN (10, 20) AND last = 20 AND n >= 19"
    #expect(try rows(database, sql) == [[10, 19], [10, 20], [20, 20]])
  }

  @Test("OR neither merges rows of different arguments nor repeats a row")
  func or() throws {
    let database = try inMemory()
    try numbers(database)
    #expect(
      try rows(
        database,
        """
        SELECT first, n FROM numbers
        WHERE (first = 1 AND last = 1 AND n > 0) OR (first = 2 AND last = 2 AND n > 0)
        """) == [[1, 1], [2, 2]])
    #expect(
      try rows(
        database, "SELECT n FROM numbers(1, 3) WHERE (n = 1 AND label = 'n1') OR label = 'n1'")
        == [[1]])
    #expect(
      try rows(database, "SELECT n FROM numbers(1, 3) WHERE n = 2 OR label = 'n3'") == [[2], [3]])
  }

  @Test("Names may hold what SQL does not allow bare, and must not repeat")
  func names() throws {
    let database = try inMemory()
    try database.createTableFunction(
      name: "a \"b\"", columns: ["select", "x\"y", "名"], parameters: [.optional("where")]
    ) { _ in [[1, 2, 3]] }
    #expect(
      try rows(database, #"SELECT "select", "x""y", 名, "where" FROM "a ""b"""(4)"#)
        == [[1, 2, 3, 4]])
    func refused(
      _ name: String, _ columns: [TableFunctionColumn], _ parameters: [TableFunctionParameter] = []
    ) -> ResultCode? {
      failure {
        try database.createTableFunction(name: name, columns: columns, parameters: parameters) {
          _ in [[Value]]()
        }
      }?.code
    }
    #expect(refused("", ["v"]) == .misuse)
    #expect(refused("f", []) == .misuse)
    #expect(refused("f", ["v", ""]) == .misuse)
    #expect(refused("f\0g", ["v"]) == .misuse)
    #expect(refused("f", ["v"], [.optional("V")]) == .misuse)
    #expect(refused("f", ["v"], (0...16).map { .optional("p\($0)") }) == .misuse)
  }

  @Test("All sixteen parameters arrive where they belong")
  func sixteen() throws {
    let database = try inMemory()
    try database.createTableFunction(
      name: "f", columns: ["v"], parameters: (1...16).map { .optional("p\($0)") }
    ) { arguments in
      [[.text(arguments.map { $0.string ?? "-" }.joined())]]
    }
    let all = (1...16).map { "'\($0 % 10)'" }.joined(separator: ", ")
    #expect(try database.scalar("SELECT v FROM f(\(all))") == "1234567890123456")
    #expect(
      try database.scalar("SELECT v FROM f WHERE p16 = 'z' AND p2 = 'a'") == "-a-------------z")
  }

  @Test("Values come back with their storage class, whatever the declared type")
  func storageClasses() throws {
    let values: [Value] = [nil, 5, 1.5, "", "a\0中", .blob([]), .blob([0, 255])]
    let database = try inMemory()
    try database.createTableFunction(
      name: "echo", columns: [.init("v", .integer), "w"], parameters: [.required("x")]
    ) { arguments in [[arguments[0], arguments[0]]] }
    for value in values {
      let row = try rows(database, "SELECT v, w, x FROM echo(?)", [value]).first
      #expect(row == [value, value, value])
    }
    // The declared type decides how SQL compares.
    #expect(try rows(database, "SELECT count(*) FROM echo(10) WHERE v > '9'") == [[1]])
    #expect(try rows(database, "SELECT count(*) FROM echo(10) WHERE w > '9'") == [[0]])
  }

  @Test("Nothing is stored: the table cannot be created, written or found in another connection")
  func eponymousOnly() throws {
    let folder = try TemporaryFolder()
    let database = try folder.database()
    try numbers(database)
    let other = try folder.database()
    #expect(failure { _ = try other.scalar("SELECT n FROM numbers(1)") }?.code == .error)
    for sql in [
      "CREATE VIRTUAL TABLE t USING numbers", "DELETE FROM numbers", "DROP TABLE numbers",
      "INSERT INTO numbers VALUES (1, 'x')",
    ] {
      #expect(failure { try database.run(sql) }?.code == .error)
    }
    #expect(try database.scalar("SELECT count(*) FROM sqlite_schema") == 0)
    // A table of the file hides it.
    try database.execute("CREATE TABLE numbers(v); INSERT INTO numbers VALUES ('mine')")
    #expect(try database.scalar("SELECT * FROM numbers") == "mine")
  }

  @Test("Rows are computed only as far as they are read")
  func lazy() throws {
    let database = try inMemory()
    let computed = Mutex(0)
    try database.createTableFunction(name: "endless", columns: ["n"]) { _ in
      (1...Int.max).lazy.map { n in
        computed.withLock { $0 = n }
        return [Value(n)]
      }
    }
    #expect(try rows(database, "SELECT n FROM endless LIMIT 3") == [[1], [2], [3]])
    #expect(computed.withLock { $0 } <= 4)
    database.setDeadline(.milliseconds(50))
    #expect(
      failure { _ = try database.scalar("SELECT count(*) FROM endless") }?.code == .interrupt)
    #expect(database.deadlineExceeded == true)
  }

  @Test("What is thrown, at the start or at a later row, is the error of the statement")
  func errors() throws {
    struct Broken: TableFunctionRows {
      var left: Int
      let error: any Error
      mutating func next() throws -> [Value]? {
        guard left > 0 else { throw error }
        left -= 1
        return [1]
      }
    }
    let database = try inMemory()
    try database.createTableFunction(
      name: "broken", columns: ["v"], parameters: [.required("after"), .optional("code")]
    ) { arguments in
      let code = arguments[1].int64.map { ResultCode(rawValue: Int32($0)) }
      let error: any Error =
        code.map { SQLiteError(code: $0, message: "line 1\n中") } ?? Failure()
      guard let count = arguments[0].int64, count >= 0 else { throw error }
      return Broken(left: Int(count), error: error)
    }
    for after in [-1, 0, 3] as [Value] {
      let own = failure { _ = try rows(database, "SELECT v FROM broken(?, 787)", [after]) }
      #expect(own?.code == .constraintForeignKey)
      #expect(own?.message == "line 1\n中")
      let other = failure { _ = try rows(database, "SELECT v FROM broken(?)", [after]) }
      #expect(other?.code == .error)
      #expect(other?.message == "Failure()")
      // A code that is no error does not pass for success.
      for code in [0, 100, 101] as [Value] {
        let none = failure { _ = try rows(database, "SELECT v FROM broken(?, ?)", [after, code]) }
        #expect(none?.code == .error)
      }
    }
    #expect(try database.scalar("SELECT v FROM broken(3) LIMIT 1") == 1)
  }

  @Test("A row of the wrong width is an error that names the function", arguments: [0, 1, 3])
  func wrongWidth(count: Int) throws {
    let database = try inMemory()
    try database.createTableFunction(name: "ragged", columns: ["a", "b"]) { _ in
      [[Value]](repeating: [Value](repeating: 1, count: count), count: 2)
    }
    let error = failure { _ = try database.scalar("SELECT b FROM ragged") }
    #expect(error?.code == .error)
    #expect(error?.message.contains("ragged()") == true)
  }

  @Test("A query without a required value says which one it lacks")
  func missing() throws {
    let database = try inMemory()
    try numbers(database)
    try database.execute("CREATE TABLE t(x); INSERT INTO t VALUES (1)")
    for sql in [
      "SELECT n FROM numbers", "SELECT n FROM numbers WHERE last = 3",
      "SELECT n FROM numbers WHERE first > 3", "SELECT n FROM numbers WHERE first = n",
      "SELECT n FROM numbers CROSS JOIN t WHERE first = x",
      "SELECT * FROM numbers a, numbers b WHERE a.first = b.n AND b.first = a.n",
    ] {
      let error = failure { _ = try database.scalar(sql) }
      #expect(error?.code == .error)
      #expect(error?.message.contains("numbers() needs a value for first") == true)
      #expect(failure { try database.execute(sql) }?.message.contains("for first") == true)
    }
    // Another error of the same statement keeps its own words, and the next one too.
    #expect(
      failure { _ = try database.scalar("SELECT missing FROM numbers") }?.message
        == "no such column: missing")
    #expect(
      failure { _ = try database.scalar("SELECT n FROM numbers(1, 2, 3)") }?.message
        .contains("too many arguments") == true)
  }
}
