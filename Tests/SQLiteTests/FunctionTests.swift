import SQLite
import Testing

@Suite("Functions")
struct FunctionTests {
  @Test(
    "A function sees each storage class and returns it",
    arguments: [nil, 5, 1.5, "", "a\0中", .blob([]), .blob([0, 1])] as [Value])
  func identity(value: Value) throws {
    let database = try inMemory()
    try database.createFunction("same", argumentCount: 1) { $0.value(at: 0) }
    let row = try database.first("SELECT same(?1), typeof(same(?1)) = typeof(?1)", [value]) {
      [$0.value(at: 0), $0.value(at: 1)]
    }
    #expect(row == [value, 1])
  }

  @Test("Arguments are counted, lent as spans, and NULL where there are none")
  func arguments() throws {
    let database = try inMemory()
    try database.createFunction("bytes", argumentCount: -1, deterministic: true) { arguments in
      var sum = 0
      for index in 0..<arguments.count { sum += arguments.withUTF8(at: index) { $0.count } }
      #expect(arguments.isNull(at: arguments.count) == true)
      #expect(arguments.string(at: -1) == nil)
      #expect(arguments.int64(at: 99) == 0)
      #expect(arguments.withUTF8(at: 99) { $0.count } == 0)
      return Value(sum)
    }
    #expect(try database.scalar("SELECT bytes('中', 'ab', NULL)") == 5)
    #expect(try database.scalar("SELECT bytes()") == 0)
  }

  @Test("What a function throws becomes the error of the statement")
  func errors() throws {
    let database = try inMemory()
    try database.createFunction("broken", argumentCount: 0) { _ in
      throw SQLiteError(code: .constraintCheck, message: "not like this")
    }
    try database.createFunction("failing", argumentCount: 0) { _ in throw Failure() }
    let own = failure { _ = try database.scalar("SELECT broken()") }
    #expect(own?.code == .constraintCheck)
    #expect(own?.message == "not like this")
    let other = failure { _ = try database.scalar("SELECT failing()") }
    #expect(other?.code == .error)
    #expect(other?.message == "Failure()")
    #expect(try database.scalar("SELECT 1") == 1)
  }

  @Test("A function may be replaced, and goes when its connection goes")
  func lifetime() throws {
    final class Token {}
    weak var first: Token?
    weak var second: Token?
    do {
      let database = try inMemory()
      do {
        let token = Token()
        first = token
        try database.createFunction("f", argumentCount: 0) { _ in withExtendedLifetime(token) { 1 }
        }
      }
      #expect(first != nil)
      #expect(try database.scalar("SELECT f()") == 1)
      do {
        let token = Token()
        second = token
        try database.createFunction("f", argumentCount: 0) { _ in withExtendedLifetime(token) { 2 }
        }
      }
      #expect(first == nil)
      #expect(try database.scalar("SELECT f()") == 2)
    }
    #expect(second == nil)
  }

  @Test("A wrong name or number of arguments is refused")
  func registration() throws {
    let database = try inMemory()
    let long = String(repeating: "x", count: 256)
    #expect(failure { try database.createFunction(long, argumentCount: 0) { _ in nil } } != nil)
    #expect(failure { try database.createFunction("f", argumentCount: 999) { _ in nil } } != nil)
  }

  @Test(
    "A function for direct use only is refused in a view, one that is deterministic makes an index")
  func flags() throws {
    let database = try inMemory()
    try database.createFunction("direct", argumentCount: 0, directOnly: true) { _ in 1 }
    try database.createFunction("fold", argumentCount: 1, deterministic: true, innocuous: true) {
      Value($0.string(at: 0)?.lowercased())
    }
    try database.execute("CREATE VIEW v AS SELECT direct() AS d")
    #expect(failure { _ = try database.scalar("SELECT d FROM v") } != nil)
    #expect(try database.scalar("SELECT direct()") == 1)
    try database.configure(.trustedSchema, false)
    try database.execute(
      "CREATE TABLE t(v); CREATE INDEX i ON t(fold(v)); INSERT INTO t VALUES ('AB')")
    #expect(try database.scalar("SELECT v FROM t WHERE fold(v) = 'ab'") == "AB")
  }
}
