import Foundation
import SQLite
import Testing

@Suite("Deadlines and interrupts", .timeLimit(.minutes(1)))
struct DeadlineTests {
  @Test("A deadline stops a query that never ends, and stays until it is set anew")
  func stopsEndlessQuery() throws {
    let database = try inMemory()
    database.setDeadline(.milliseconds(100))
    #expect(database.deadlineExceeded == false)
    let error = failure { _ = try database.scalar(endless) }
    #expect(error?.code == .interrupt)
    #expect(error?.message.contains("time limit") == true)
    #expect(database.deadlineExceeded == true)
    #expect(failure { _ = try database.scalar("SELECT 1") }?.code == .interrupt)
    database.setDeadline(.seconds(10))
    #expect(database.deadlineExceeded == false)
    #expect(try database.scalar("SELECT 1") == 1)
    database.setDeadline(nil)
    #expect(try database.scalar("SELECT 1") == 1)
  }

  @Test("A deadline stops a stream of rows, too")
  func stopsEndlessStream() throws {
    let database = try inMemory()
    database.setDeadline(.milliseconds(100))
    var rows = 0
    let error = failure {
      try database.query(endless.replacing("count(*)", with: "n")) { _ in rows += 1 }
    }
    #expect(error?.code == .interrupt)
    #expect(rows > 0)
    #expect(database.deadlineExceeded == true)
  }

  @Test("The pauses of the reader do not count")
  func readerPauses() throws {
    let database = try inMemory()
    database.setDeadline(.milliseconds(150))
    var rows = 0
    try database.query("SELECT value FROM json_each('[1,2,3,4,5,6]')") { _ in
      rows += 1
      Thread.sleep(forTimeInterval: 0.05)
    }
    #expect(rows == 6)
    #expect(database.deadlineExceeded == false)
  }

  @Test("The time of all statements counts together")
  func accumulates() throws {
    let database = try inMemory()
    try database.createFunction("pause", argumentCount: 0) { _ in
      Thread.sleep(forTimeInterval: 0.06)
      return nil
    }
    database.setDeadline(.milliseconds(100))
    _ = try database.scalar("SELECT pause()")
    _ = try database.scalar("SELECT pause()")
    #expect(failure { _ = try database.scalar("SELECT 1") }?.code == .interrupt)
  }

  @Test(
    "No time at all stops the first step; an immense time is no overflow",
    arguments: [
      (Duration.zero, false), (.seconds(-5), false), (.seconds(Int64.max / 2), true),
    ])
  func extremes(budget: Duration, works: Bool) throws {
    let database = try inMemory()
    database.setDeadline(budget)
    if works {
      #expect(try database.scalar("SELECT 1") == 1)
    } else {
      #expect(failure { _ = try database.scalar("SELECT 1") }?.code == .interrupt)
    }
  }

  @Test("A transaction is rolled back when its time is up")
  func rollsBack() throws {
    let database = try inMemory()
    try database.execute("CREATE TABLE t(v)")
    database.setDeadline(.milliseconds(50))
    let error = failure {
      try database.transaction {
        try database.run("INSERT INTO t VALUES (1)")
        _ = try database.scalar(endless)
      }
    }
    #expect(error?.code == .interrupt)
    #expect(database.isInTransaction == false)
    database.setDeadline(nil)
    #expect(try database.scalar("SELECT count(*) FROM t") == 0)
  }

  @Test("Another thread stops a query, which is told from a deadline")
  func interruptFromAnotherThread() throws {
    let database = try inMemory()
    database.setDeadline(.seconds(50))
    let handle = database.interruptHandle
    let interrupter = Thread {
      // Long enough for the query to have begun: without one an interrupt has no effect.
      Thread.sleep(forTimeInterval: 0.2)
      handle.interrupt()
    }
    interrupter.start()
    let error = failure { _ = try database.scalar(endless) }
    #expect(error?.code == .interrupt)
    #expect(database.deadlineExceeded == false)
    #expect(try database.scalar("SELECT 1") == 1)
  }

  @Test("An interrupt after the connection has closed does nothing")
  func interruptAfterClose() throws {
    let database = try inMemory()
    let handle = database.interruptHandle
    handle.interrupt()
    try database.close()
    handle.interrupt()
  }
}
