import SQLite
import Testing

@Suite("Changesets")
struct ChangesetTests {
  @Test("An inverted changeset exchanges before and after")
  func inverted() throws {
    let (_, changeset) = try recorded(
      "UPDATE t SET v = 'b' WHERE id = 1; DELETE FROM t WHERE id = 2")
    var lines: [String] = []
    try changeset.inverted().forEach { lines.append(line($0)) }
    #expect(lines.sorted() == ["insert [] [2, b]", "update [1, b] [-, a]"])
    #expect(try changeset.inverted().inverted() == changeset)
  }

  @Test("Joined changesets are one change a row, and nothing when one undoes the other")
  func followed() throws {
    let (_, first) = try recorded("UPDATE t SET v = 'b' WHERE id = 1")
    #expect(try first.followed(by: first.inverted()).isEmpty == true)
    let (database, deletion) = try recorded("DELETE FROM t WHERE id = 2")
    let joined = try first.followed(by: deletion)
    try database.run("INSERT INTO t VALUES (2, 'b')")
    try database.apply(joined)
    #expect(try database.scalar("SELECT group_concat(id || v) FROM t") == "1b")
    let (_, other) = try recorded(
      "INSERT INTO t VALUES (8, 9, 10)", columns: "id PRIMARY KEY, v, w")
    #expect(failure { _ = try first.followed(by: other) }?.code == .schema)
  }

  @Test("What the body throws ends the walk")
  func bodyThrows() throws {
    let (_, changeset) = try recorded("DELETE FROM t")
    var count = 0
    #expect(throws: Failure.self) {
      try changeset.forEach { _ in
        count += 1
        throw Failure()
      }
    }
    #expect(count == 1)
  }

  @Test("Bytes that are no changeset are refused")
  func corrupt() throws {
    let (_, changeset) = try recorded("DELETE FROM t WHERE id = 1; UPDATE t SET v = 'c'")
    let valid = changeset.bytes
    #expect(try Changeset(bytes: valid) == changeset)
    #expect(try Changeset(bytes: []).isEmpty == true)
    let damaged: [[UInt8]] = [
      Array("no changeset".utf8), [0], [0x54], valid + [0x54], valid + valid.dropLast(),
      valid + [0x50] + valid.dropFirst(),
    ]
    for bytes in damaged {
      #expect(failure { _ = try Changeset(bytes: bytes) }?.code == .corrupt)
    }
    // Cut off behind the header of the table, or between the two changes, it is a shorter one.
    let cut = (1..<valid.count).compactMap { try? Changeset(bytes: Array(valid[..<$0])) }
    var counts: [Int] = []
    for changeset in cut {
      var count = 0
      try changeset.forEach { _ in count += 1 }
      counts.append(count)
    }
    #expect(counts == [0, 1])
  }

  @Test("Records that SQLite never writes are refused")
  func impossibleRecords() {
    let insert: UInt8 = 18
    let update: UInt8 = 23
    let delete: UInt8 = 9
    // Two columns, the first of them the primary key; the values 1 and NULL, and none.
    let changeset: [UInt8] = [0x54, 2, 1, 0, 0x74, 0]
    let patchset: [UInt8] = [0x50, 2, 1, 0, 0x74, 0]
    let one: [UInt8] = [1, 0, 0, 0, 0, 0, 0, 0, 1]
    let null: [UInt8] = [5]
    let none: [UInt8] = [0]
    func isValid(_ bytes: [UInt8]) -> Bool { (try? Changeset(bytes: bytes)) != nil }
    #expect(isValid(changeset + [insert, 0] + one + null))
    #expect(!isValid(changeset + [insert, 0] + null + one))
    #expect(!isValid(changeset + [insert, 0] + one + none))
    #expect(!isValid(changeset + [insert, 2] + one + null))
    #expect(isValid(changeset + [delete, 1] + one + one))
    #expect(!isValid(changeset + [delete, 1] + one + none))
    #expect(isValid(changeset + [update, 0] + one + null + none + one))
    #expect(!isValid(changeset + [update, 0] + null + null + none + one))
    #expect(!isValid(changeset + [update, 0] + one + none + none + one))
    #expect(!isValid(changeset + [update, 0] + one + null + one + one))
    #expect(!isValid(changeset + [update, 0] + one + null + none + none))
    #expect(isValid(patchset + [delete, 0] + one))
    #expect(!isValid(patchset + [delete, 0] + null))
    #expect(isValid(patchset + [update, 0] + one + none))
    #expect(!isValid(patchset + [update, 0] + none + one))
    #expect(!isValid([0x54, 2, 0, 0, 0x74, 0]))  // no primary key
    #expect(!isValid([0x54, 2, 1, 0, 0]))  // no name
    #expect(!isValid([0x54, 0x90, 0x80, 0x80, 0x80, 0x02, 1, 0, 0x74, 0]))  // 2 and 32 bits more
  }

  @Test("Whatever happens to the bytes, what passes can be walked, inverted and applied in an end")
  func damaged() throws {
    let (holder, changeset) = try recorded(
      """
      DELETE FROM t WHERE id = 1;
      UPDATE t SET v = x'0102030405060708090a' WHERE id = 2;
      INSERT INTO t VALUES (3, 1.5), (4, 'text'), (5, NULL);
      """)
    var random = SplitMix(state: 42)
    var passed = 0
    for _ in 0..<3000 {
      var bytes = changeset.bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = bytes.indices.randomElement(using: &random) ?? 0
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        default: bytes.insert(UInt8.random(in: 0...31, using: &random), at: place)
        }
      }
      guard let damaged = try? Changeset(bytes: bytes) else { continue }
      passed += 1
      var count = 0
      try? damaged.forEach { _ in count += 1 }
      #expect(count <= 6)
      _ = try? damaged.inverted()
      _ = try? damaged.followed(by: changeset)
      _ = try? holder.connection.transaction {
        try holder.connection.apply(damaged) { _ in .omit }
        throw Failure()
      }
    }
    #expect(passed > 100)
    #expect(try holder.scalar("PRAGMA integrity_check") == "ok")
  }

  @Test("Every storage class passes through a changeset")
  func storageClasses() throws {
    let values: [Value] = [nil, .integer(.min), -0.0, "", "a\0中", .blob([]), .blob([0, 255])]
    let source = try inMemory()
    let target = try inMemory()
    let table = "CREATE TABLE t(id INTEGER PRIMARY KEY, v ANY) STRICT"
    try source.execute(table)
    try target.execute(table)
    let session = try source.startSession()
    for value in values { try source.run("INSERT INTO t(v) VALUES (?)", value) }
    let changeset = try session.changeset()
    try target.apply(try Changeset(bytes: changeset.bytes))
    var read: [Value] = []
    try target.query("SELECT v FROM t ORDER BY id") { read.append($0.value(at: 0)) }
    #expect(read == values)
    var inChangeset: [Value?] = []
    try changeset.forEach { inChangeset.append($0.new[1]) }
    #expect(Set(inChangeset) == Set(values))
  }

  /// A table `t` with the rows (1, a) and (2, b), and the changeset of what `sql` does to it.
  private func recorded(
    _ sql: String, columns: String = "id INTEGER PRIMARY KEY, v"
  ) throws -> (Holder, Changeset) {
    let holder = try Holder()
    try holder.connection.execute("CREATE TABLE t(\(columns))")
    try holder.connection.execute("INSERT INTO t(id, v) VALUES (1, 'a'), (2, 'b')")
    let session = try holder.connection.startSession()
    try holder.connection.execute(sql)
    return (holder, try session.changeset())
  }

  /// A tuple cannot hold a noncopyable value.
  private final class Holder {
    let connection: Connection
    init() throws { connection = try inMemory() }
    func run(_ sql: String) throws { try connection.run(sql) }
    func scalar(_ sql: String) throws -> Value? { try connection.scalar(sql) }
    func apply(_ changeset: Changeset) throws { try connection.apply(changeset) }
  }

  private func line(_ change: Change) -> String {
    func list(_ values: [Value?]) -> String {
      guard values.contains(where: { $0 != nil }) else { return "[]" }
      let texts = values.map { value in
        value.map { $0.string ?? $0.int64.map(String.init) ?? "NULL" } ?? "-"
      }
      return "[" + texts.joined(separator: ", ") + "]"
    }
    return "\(change.operation) \(list(change.old)) \(list(change.new))"
  }
}

/// A generator with a seed, so that a failure can be repeated.
/// https://doi.org/10.1145/2714064.2660195
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
