import Testing

@testable import Tabular

@Suite struct PackageTests {
  @Test(arguments: [
    ("%d.%m.%Y", "15.03.2011", "2011-03-15"), ("%m/%d/%y", "3/5/69", "1969-03-05"),
    ("%d %B %Y", "5 March 2024", "2024-03-05"), ("%b %Y", "Mar 2024", "2024-03"),
    ("%Y", "2024", "2024"), ("%F", "2024-03-05", "2024-03-05"),
    ("%Y-%m-%dT%H:%M:%S", "2024-03-05T10:20:30", "2024-03-05"),
  ])
  func `a date is as precise as its pattern`(pattern: String, text: String, date: String) {
    #expect(DatePattern(pattern)?.date(text) == date)
  }

  @Test func `a date not written by its pattern is none`() {
    for text in ["15.03.", "15.03.2011 ", "x", "", "15/03/2011"] {
      #expect(DatePattern("%d.%m.%Y")?.date(text) == nil, "\(text)")
    }
    #expect(DatePattern("%Q") == nil)
  }

  @Test func `a text is cut between characters, never inside one`() {
    let parts = SplitColumns.split("ab😀c长d", limit: 3)
    #expect(parts == ["ab", "😀c", "长d"])
    #expect(SplitColumns.split("", limit: 3) == [""])
    #expect(SplitColumns.split("abc", limit: 3) == ["abc"])
  }

  @Test func `a column has as many parts as its longest text, wherever that stands`() {
    let long = String(repeating: "长", count: 40_000)
    for texts in [[long + long, long, "a"], ["a", long, long + long]] {
      var parts = ColumnParts(columns: 2)
      for text in texts { parts.note(text, column: 1) }
      #expect(parts.names(of: ["k", "t"]) == ["k", "t", "t…2", "t…3"])
      #expect(
        parts.cells(of: [.integer(1), .text("a")]) == [.integer(1), .text("a"), .null, .null])
    }
  }

  @Test func `columns that go on in others are put together again`() throws {
    let text = "k,t,t…2,t…3,u\na,x,y,z,1\nb,x,,,2\nc,'=1,\"'=2\",,3\n"
    let reader = try TableFile.open(ByteSource(bytes: Array(text.utf8), name: "t"))
    #expect(reader.header == ["k", "t", "u"])
    #expect(try reader.next())
    #expect(reader.string(1) == "xyz")
    #expect(reader.line == 2)
    #expect(try reader.next())
    #expect(reader.string(1) == "x")
    #expect(try reader.next())
    #expect(String(decoding: ExcelGuard.strip(reader.bytes(1)), as: UTF8.self) == "=1=2")
    #expect(try !reader.next())
  }

  @Test func `a column beside one that is called alike is no part of it`() {
    #expect(SplitColumns(header: ["a", "a…3", "b…2"]) == nil)
  }

  @Test func `rows too many for a file go on in another`() throws {
    var sinks: [ByteSink] = []
    var writer = try SplitWriter(
      format: .csv, columns: ["a"], parts: ColumnParts(columns: 1), limit: 2
    ) { _ in
      sinks.append(.memory())
      return sinks[sinks.count - 1]
    }
    for number in 1...5 { try writer.write([.integer(Int64(number))]) }
    try writer.finish()
    #expect(writer.rowCounts == [2, 2, 1])
    #expect(
      sinks.map { String(decoding: $0.bytes, as: UTF8.self) }
        == ["1\r\n2", "3\r\n4", "5"].map { "\u{FEFF}a\r\n\($0)\r\n" })
  }

  @Test func `JSON is written so that it can be read by people and again`() throws {
    let value: JSONValue = .object([
      "a": .string("\"\n长"), "b": .array([.integer(1), .bool(true), .null]), "c": nil,
      "long": .array((0..<40).map { .string("word \($0)") }), "empty": .object([]),
    ])
    let sink = ByteSink.memory()
    try value.write(to: sink)
    #expect(
      String(decoding: sink.bytes, as: UTF8.self).hasPrefix(
        "{\n  \"a\": \"\\\"\\n长\",\n  \"b\": [1, true, null],\n  \"long\": [\n    \"word 0\",\n"))
    #expect(try JSONValue(ByteSource(bytes: sink.bytes, name: "j")) == value)
  }

  @Test func `what is no JSON is an error with its line`() {
    for text in ["{", "{\"a\": 1} x", "[1,\n]", "", "{\"a\" 1}"] {
      #expect(throws: TabularError.self, "\(text)") {
        try JSONValue(ByteSource(bytes: Array(text.utf8), name: "j"))
      }
    }
  }
}
