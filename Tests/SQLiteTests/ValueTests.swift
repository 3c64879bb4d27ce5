import SQLite
import Testing

@Suite("Values")
struct ValueTests {
  @Test(
    "Every storage class comes back as it went in",
    arguments: [
      nil, 0, 1, -1, .integer(.max), .integer(.min), 1.5, -0.0, 1e300,
      .real(.leastNonzeroMagnitude),
      .real(.infinity), "", "x", "中国", "a\0b", "\0", "🇨🇳 é e\u{301}", .blob([]), .blob([0]),
      .blob([0, 255, 0]),
    ] as [Value])
  func roundTrip(value: Value) throws {
    let database = try inMemory()
    try database.execute("CREATE TABLE t(v ANY) STRICT")
    try database.run("INSERT INTO t VALUES (?)", value)
    let read = try database.scalar("SELECT v FROM t")
    #expect(read == value)
    #expect(read?.storageClass == value.storageClass)
  }

  @Test("A NaN is stored as NULL")
  func notANumber() throws {
    #expect(try inMemory().scalar("SELECT ?", [.real(.nan)]) == .null)
  }

  @Test("Empty text and an empty blob are not NULL")
  func emptyIsNotNull() throws {
    let database = try inMemory()
    let statement = try database.prepare("SELECT ?1 IS NULL, length(?1), typeof(?1)")
    let nothing = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    for form in 0..<6 {
      switch form {
      case 0: try statement.bind("", at: 1)
      case 1: try statement.bind(bytes: UnsafeRawBufferPointer(nothing), at: 1)
      case 2: try statement.bind(bytes: [UInt8]().span, at: 1)
      case 3: try statement.bind(staticText: nothing, at: 1)
      case 4: try statement.bindBlob([], at: 1)
      default: try statement.bindBlob([UInt8]().span, at: 1)
      }
      #expect(try statement.step())
      #expect(statement.int64(at: 0) == 0)
      #expect(statement.int64(at: 1) == 0)
      #expect(statement.string(at: 2) == (form < 4 ? "text" : "blob"))
      statement.reset()
    }
  }

  @Test("Text is equal by its bytes, as in SQLite, not by canonical equivalence")
  func bytewiseEquality() {
    let composed: Value = "\u{E9}"
    let decomposed: Value = "e\u{301}"
    #expect("\u{E9}" == "e\u{301}")
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed, composed]).count == 2)
  }

  @Test("The integer 1 is not the real 1.0")
  func storageClassesDiffer() {
    #expect(Value.integer(1) != .real(1))
    #expect(Value("1") != Value(1))
  }

  @Test("A value made of nil is NULL, and accessors convert nothing but integers to reals")
  func optionals() {
    #expect(Value(nil as String?) == .null)
    #expect(Value(nil as Int64?) == .null)
    #expect(Value(3) == .integer(3))
    #expect(Value(true) == .integer(1))
    #expect(Value("x").string == "x")
    #expect(Value("x").int64 == nil)
    #expect(Value(3).double == 3)
    #expect(Value(3.5).int64 == nil)
    #expect(Value.blob([1]).bytes == [1])
    #expect(Value.null.isNull)
  }
}
