import SQLite
import Testing

@testable import KnowledgeBase

@Suite("Rows read on in their order")
struct RowsInOrderTests {
  private func withRows(_ ids: [Int64], _ body: (Store, RowsInOrder) throws -> Void) throws {
    let store = try Store.inMemory()
    for id in ids {
      try store.db.run(
        "INSERT INTO source(id, key, title) VALUES (?, ?, 'before')", .integer(id),
        .text("source-\(id)"))
    }
    let sql = "SELECT id, title FROM source WHERE id > ? ORDER BY id"
    try body(store, RowsInOrder(sql, store: store))
  }

  @Test("begin where two in a row were found, and go on to the end")
  func goesOn() throws {
    try withRows([3, 4, 5]) { _, rows in
      #expect(try !rows.advance())
      try rows.found(3)
      try rows.found(4)
      #expect(try rows.advance())
      #expect(rows.row.int64(at: 0) == 5)
      #expect(rows.isAt(5))
      #expect(try !rows.advance())
      #expect(!rows.isAt(5))
    }
  }

  @Test("are not read where they are found here and there")
  func scattered() throws {
    try withRows([1, 2, 100, 101]) { _, rows in
      for id: Int64 in [1, 100, 2, 1] {
        try rows.found(id)
        #expect(try id == 1 || !rows.advance())
      }
    }
  }

  @Test("end with anything that is written, so that no row is older than the last write")
  func neverStale() throws {
    try withRows([1, 2, 3, 4]) { store, rows in
      try rows.found(1)
      #expect(try rows.advance())
      try store.db.run("UPDATE source SET title = 'after' WHERE id > 1")
      #expect(!rows.isAt(2))
      #expect(try !rows.advance())
      try rows.found(3)
      #expect(try rows.advance())
      #expect(rows.row.string(at: 1) == "after")
    }
  }
}
