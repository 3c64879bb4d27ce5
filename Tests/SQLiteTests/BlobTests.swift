import SQLite
import Testing

@Suite("Incremental blobs")
struct BlobTests {
  private func filled() throws -> Connection {
    let database = try inMemory()
    try database.execute(
      """
      CREATE TABLE t(id INTEGER PRIMARY KEY, b, n INTEGER);
      INSERT INTO t VALUES (1, x'000102030405', 0), (2, '中文', 0), (3, 7, 0), (4, x'', 0);
      """)
    return database
  }

  @Test("A blob is read in pieces, a text as its UTF-8 bytes")
  func read() throws {
    let database = try filled()
    let blob = try database.openBlob(table: "t", column: "b", rowID: 1)
    #expect(blob.count == 6)
    #expect(try blob.read(at: 2, count: 3) == [2, 3, 4])
    #expect(try blob.read(at: 6, count: 0) == [])
    var buffer = [UInt8](repeating: 9, count: 4)
    try buffer.withUnsafeMutableBytes { try blob.read(into: $0, at: 1) }
    #expect(buffer == [1, 2, 3, 4])
    let text = try database.openBlob(table: "t", column: "b", rowID: 2)
    #expect(try text.read(at: 3, count: text.count - 3) == Array("文".utf8))
    let empty = try database.openBlob(table: "t", column: "b", rowID: 4)
    #expect(empty.count == 0)
    #expect(try empty.read(at: 0, count: 0) == [])
  }

  @Test("A blob is written in pieces, and keeps its size")
  func write() throws {
    let folder = try TemporaryFolder()
    let database = try folder.database()
    try database.execute("CREATE TABLE t(b); INSERT INTO t VALUES (zeroblob(1000000))")
    let blob = try database.openBlob(table: "t", column: "b", rowID: 1, isWritable: true)
    let piece = [UInt8](repeating: 7, count: 100_000)
    for index in 0..<10 { try blob.write(piece, at: index * 100_000) }
    try blob.write([], at: 1_000_000)
    #expect(failure { try blob.write([1, 2], at: 999_999) }?.code == .range)
    try blob.close()
    let other = try folder.database()
    #expect(try other.scalar("SELECT b FROM t")?.bytes == [UInt8](repeating: 7, count: 1_000_000))
  }

  @Test("Bytes outside the blob are refused, with a word about the size")
  func range() throws {
    let database = try filled()
    let blob = try database.openBlob(table: "t", column: "b", rowID: 1, isWritable: true)
    for (offset, count) in [(0, 7), (7, 0), (-1, 1), (1, -1), (.max, 1), (1, .max), (1, 1 << 33)] {
      let error = failure { _ = try blob.read(at: offset, count: count) }
      #expect(error?.code == .range)
      #expect(error?.message.contains("6 bytes") == true)
    }
    #expect(failure { try blob.write([1], at: 6) }?.code == .range)
    #expect(try blob.read(at: 0, count: 6) == [0, 1, 2, 3, 4, 5])
  }

  @Test("What cannot be opened is refused")
  func refused() throws {
    let database = try filled()
    try database.execute(
      """
      CREATE TABLE w(id PRIMARY KEY, b) WITHOUT ROWID;
      INSERT INTO w VALUES (1, x'00');
      CREATE INDEX i ON t(b);
      """)
    func code(
      _ table: String, _ column: String, _ row: Int64, writable: Bool = false
    ) -> ResultCode? {
      failure {
        _ = try database.openBlob(
          table: table, column: column, rowID: row, isWritable: writable
        ).count
      }?.code
    }
    #expect(code("nothing", "b", 1) == .error)
    #expect(code("t", "nothing", 1) == .error)
    #expect(code("t", "b", 99) == .error)
    #expect(code("t", "b", 3) == .error)  // an integer
    #expect(code("w", "b", 1) == .error)
    #expect(code("t", "b", 1, writable: true) == .error)  // indexed
    #expect(try database.openBlob(table: "t", column: "b", rowID: 1).count == 6)
    let reading = try database.openBlob(table: "t", column: "b", rowID: 1)
    #expect(failure { try reading.write([1], at: 0) }?.code == .readOnly)
  }

  @Test("A blob goes on to another row, and expires when there is none")
  func reopen() throws {
    let database = try filled()
    let blob = try database.openBlob(table: "t", column: "b", rowID: 1)
    try blob.reopen(rowID: 2)
    #expect(try blob.read(at: 0, count: 3) == Array("中".utf8))
    #expect(failure { try blob.reopen(rowID: 99) }?.code == .error)
    #expect(blob.count == 0)
    #expect(failure { try blob.reopen(rowID: 1) }?.code == .abort)
    #expect(failure { _ = try blob.read(at: 0, count: 1) }?.code == .abort)
  }

  @Test("A blob expires when any column of its row changes")
  func expired() throws {
    let database = try filled()
    let blob = try database.openBlob(table: "t", column: "b", rowID: 1, isWritable: true)
    try blob.write([9], at: 0)
    try database.run("UPDATE t SET n = 1 WHERE id = 1")
    #expect(failure { _ = try blob.read(at: 0, count: 1) }?.code == .abort)
    #expect(failure { _ = try blob.read(at: 0, count: 0) }?.code == .abort)
    #expect(failure { try blob.write([8], at: 0) }?.code == .abort)
    #expect(try database.scalar("SELECT hex(b) FROM t WHERE id = 1") == "090102030405")
  }

  @Test("Closing commits, and reports why it cannot")
  func closeReportsErrors() throws {
    let folder = try TemporaryFolder()
    let database = try folder.database(busyTimeoutMilliseconds: 10)
    try database.execute("CREATE TABLE t(b); INSERT INTO t VALUES (zeroblob(10))")
    let reader = try folder.database()
    let blob = try database.openBlob(table: "t", column: "b", rowID: 1, isWritable: true)
    try blob.write([1], at: 0)
    try reader.execute("BEGIN")
    _ = try reader.scalar("SELECT hex(b) FROM t")
    do {
      try blob.close()
      Issue.record("closed without a commit")
    } catch {
      #expect(error.code == .busy)
    }
    try reader.execute("COMMIT")
    #expect(try reader.scalar("SELECT hex(b) FROM t") == "00000000000000000000")
    #expect(database.isInTransaction == false)
  }

  @Test("A blob outlives its connection, and keeps it from closing")
  func lifetime() throws {
    func open() throws -> Blob {
      try filled().openBlob(table: "t", column: "b", rowID: 1)
    }
    let blob = try open()
    #expect(try blob.read(at: 5, count: 1) == [5])
    let database = try filled()
    let second = try database.openBlob(table: "t", column: "b", rowID: 1)
    do {
      try database.close()
      Issue.record("closed with a blob open")
    } catch {
      #expect(error.code == .busy)
      #expect(error.message.contains("an open blob"))
    }
    #expect(try second.read(at: 4, count: 1) == [4])
  }
}
