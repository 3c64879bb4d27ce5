import SQLite
import Synchronization
import Testing

@Suite("The authorizer")
struct AuthorizerTests {
  @Test("A denied action fails with .auth, and lifting the rule allows it again")
  func deny() throws {
    let database = try inMemory()
    try database.execute("CREATE TABLE t(v); INSERT INTO t VALUES (1)")
    database.setAuthorizer { $0.code == .delete ? .deny : .allow }
    #expect(failure { try database.run("DELETE FROM t") }?.code == .auth)
    #expect(try database.scalar("SELECT v FROM t") == 1)
    database.setAuthorizer(nil)
    try database.run("DELETE FROM t")
  }

  @Test("An ignored column reads as NULL")
  func ignore() throws {
    let database = try inMemory()
    try database.execute("CREATE TABLE t(open, secret); INSERT INTO t VALUES (1, 2)")
    database.setAuthorizer { $0.code == .read && $0.second == "secret" ? .ignore : .allow }
    let row = try database.first("SELECT open, secret FROM t") {
      [$0.value(at: 0), $0.value(at: 1)]
    }
    #expect(row == [1, .null])
  }

  @Test("An action tells what it is about")
  func actions() throws {
    let database = try inMemory()
    try database.execute("CREATE TABLE t(v); CREATE VIEW w AS SELECT upper(v) AS u FROM t")
    let seen = Mutex<Set<AuthorizerAction>>([])
    database.setAuthorizer { action in
      seen.withLock { _ = $0.insert(action) }
      return .allow
    }
    _ = try database.scalar("SELECT u FROM w")
    let actions = seen.withLock { $0 }
    #expect(actions.contains(AuthorizerAction(code: .select)))
    #expect(
      actions.contains(
        AuthorizerAction(code: .read, first: "t", second: "v", database: "main", trigger: "w")))
    #expect(
      actions.contains(
        AuthorizerAction(code: .function, second: "upper", trigger: "w")))
  }

  @Test("A statement compiled before is asked about as well")
  func compiledBefore() throws {
    let database = try inMemory()
    try database.execute("CREATE TABLE t(v); INSERT INTO t VALUES (1)")
    _ = try database.scalar("SELECT v FROM t")
    let kept = try database.prepare("SELECT v FROM t")
    database.setAuthorizer { $0.code == .read ? .deny : .allow }
    #expect(failure { _ = try database.scalar("SELECT v FROM t") }?.code == .auth)
    #expect(failure { _ = try kept.step() }?.code == .auth)
  }

  @Test("Attaching, and VACUUM INTO, can be denied")
  func attach() throws {
    let folder = try TemporaryFolder()
    let database = try folder.database()
    database.setAuthorizer { $0.code == .attach ? .deny : .allow }
    #expect(failure { try database.run("ATTACH ? AS x", .text(folder.file("x"))) }?.code == .auth)
    #expect(failure { try database.run("VACUUM INTO ?", .text(folder.file("x"))) }?.code == .auth)
  }
}
