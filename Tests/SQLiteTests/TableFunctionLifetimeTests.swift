import SQLite
import Testing

private actor Reader {
  private let connection: Connection

  init(_ connection: consuming sending Connection) { self.connection = connection }

  func sum() throws -> Value? { try connection.scalar("SELECT sum(v) FROM f") }
}

@Suite("The lifetime of table-valued functions")
struct TableFunctionLifetimeTests {
  /// Something a function holds.
  private final class Token {}

  /// Rows that hold a token until they end.
  private struct Held: TableFunctionRows {
    let token: Token
    var left = 3

    mutating func next() -> [Value]? {
      left -= 1
      return left < 0 ? nil : [Value(left)]
    }
  }

  /// Gives a function access to the connection that owns it, without owning it in turn.
  private final class Holder {
    let connection: Connection
    init() throws { connection = try inMemory() }
  }

  @Test("A function is released when it is replaced, and when its connection closes")
  func released() throws {
    weak var first: Token?
    weak var second: Token?
    do {
      let database = try inMemory()
      func register(_ value: Value, _ token: Token) throws {
        try database.createTableFunction(name: "f", columns: ["v"]) { _ in
          withExtendedLifetime(token) { [[value]] }
        }
      }
      do {
        let token = Token()
        first = token
        try register(1, token)
      }
      #expect(try database.scalar("SELECT v FROM f") == 1)
      #expect(first != nil)
      do {
        let token = Token()
        second = token
        try register(2, token)
      }
      #expect(try database.scalar("SELECT v FROM f") == 2)
      #expect(first == nil)  // SQLite lets go of it when it next compiles a statement
    }
    #expect(second == nil)
  }

  @Test("A function that is refused is released")
  func refused() throws {
    weak var weakToken: Token?
    let database = try inMemory()
    do {
      let token = Token()
      weakToken = token
      _ = failure {
        try database.createTableFunction(name: "f", columns: []) { _ in
          withExtendedLifetime(token) { [[1]] }
        }
      }
    }
    #expect(weakToken == nil)
  }

  @Test("A statement outlives its connection in the middle of a search, rows and all")
  func openCursor() throws {
    weak var token: Token?
    func start() throws -> Statement {
      let database = try inMemory()
      try database.createTableFunction(name: "f", columns: ["v"]) { _ in
        let held = Token()
        token = held
        return Held(token: held)
      }
      let statement = try database.prepare("SELECT v FROM f")
      #expect(try statement.step())
      return statement
    }
    do {
      let statement = try start()
      #expect(try statement.step())
      #expect(statement.int64(at: 0) == 1)
      #expect(token != nil)
    }
    #expect(token == nil)
  }

  @Test("Closing in the middle of a search names the statement, which goes on")
  func closing() throws {
    let database = try inMemory()
    try database.createTableFunction(name: "f", columns: ["v"]) { _ in Held(token: Token()) }
    let statement = try database.prepare("SELECT v FROM f")
    #expect(try statement.step())
    do {
      try database.close()
      Issue.record("closed in the middle of a search")
    } catch {
      #expect(error.code == .busy)
      #expect(error.message.contains("SELECT v FROM f"))
    }
    #expect(try statement.step())
    #expect(statement.int64(at: 0) == 1)
  }

  @Test("Rows are released at the end of a search, on reset, and after an error")
  func rowsReleased() throws {
    weak var token: Token?
    let database = try inMemory()
    try database.createTableFunction(
      name: "f", columns: ["v"], parameters: [.optional("width")]
    ) { arguments in
      let held = Token()
      token = held
      return Held(token: held)
    }
    let statement = try database.prepare("SELECT v FROM f, (SELECT 1 UNION ALL SELECT 2)")
    #expect(try statement.step())
    #expect(token != nil)
    statement.reset()
    #expect(token == nil)
    let failing = try database.prepare("SELECT abs(-9223372036854775808 + v - v) FROM f")
    #expect(failure { _ = try failing.step() } != nil)
    failing.reset()
    #expect(token == nil)
  }

  @Test("A function replaced in the middle of a search ends it as it began")
  func replaced() throws {
    let database = try inMemory()
    func register(_ values: [Value]) throws {
      try database.createTableFunction(name: "f", columns: ["v"]) { _ in values.map { [$0] } }
    }
    try register([1, 2, 3])
    let statement = try database.prepare("SELECT v FROM f")
    #expect(try statement.step())
    try register([7])
    var rest: [Value] = []
    while try statement.step() { rest.append(statement.value(at: 0)) }
    #expect(rest == [2, 3])
    #expect(try database.scalar("SELECT v FROM f") == 7)
  }

  @Test("A function may query its own connection, in nested and abandoned searches too")
  func ownConnection() throws {
    // The statement is out of the cache while the search lasts, and back in it afterwards, also
    // when the search is abandoned.
    struct Children: ~Copyable, TableFunctionRows {
      let statement: Statement
      mutating func next() throws -> [Value]? {
        try statement.step() ? [statement.value(at: 0)] : nil
      }
    }
    let holder = try Holder()
    try holder.connection.execute(
      "CREATE TABLE t(p, c); INSERT INTO t VALUES (1, 2), (1, 3), (2, 4), (3, 5), (3, 6)")
    try holder.connection.createTableFunction(
      name: "children", columns: ["c"], parameters: [.required("p")]
    ) { [unowned holder] arguments in
      let statement = try holder.connection.cachedStatement("SELECT c FROM t WHERE p = ?")
      try statement.bind(arguments[0], at: 1)
      return Children(statement: statement)
    }
    let sql = "SELECT a.c, b.c FROM children(1) a, children(a.c) b"
    var found: [Value] = []
    try holder.connection.query(sql) { found.append($0.value(at: 1)) }
    #expect(found == [4, 5, 6])
    #expect(throws: Failure.self) {
      try holder.connection.query(sql) { _ in throw Failure() }
    }
    #expect(try holder.connection.scalar(sql) == 2)
    #expect(failure { _ = try holder.connection.scalar("SELECT c FROM children(1), x") } != nil)
  }

  @Test("A connection with a function may be handed to another task")
  func otherTask() async throws {
    let database = try inMemory()
    try database.createTableFunction(name: "f", columns: ["v"]) { _ in [[1], [2]] }
    let reader = Reader(database)
    #expect(try await reader.sum() == 3)
  }
}
