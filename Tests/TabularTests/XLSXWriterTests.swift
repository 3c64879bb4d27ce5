import Tabular
import Testing

@Suite struct XLSXWriterTests {
  private func workbook(columns: [String], _ rows: [[Cell]]) throws -> [UInt8] {
    let sink = ByteSink.memory()
    var writer = RowWriter(format: .xlsx, columns: columns, to: sink)
    for row in rows { try writer.write(row) }
    try writer.finish()
    return sink.bytes
  }

  private func open(_ bytes: [UInt8], sheet: String? = nil) throws -> CSVReader {
    try TableFile.open(ByteSource(bytes: bytes, name: "t.xlsx"), TableFile.Options(sheet: sheet))
  }

  @Test func `what is written as a workbook is read back the same`() throws {
    let texts = [
      "通义千问 & <b>\"x\"</b>", "two\nlines\ttab\r\n", " x ", "007", "2025-07", "2025-07-23",
      "1900-01-01",
      "2025-02-30", "=1+1", "https://example.org/a?b=1&c=2", "_x0041_", "\u{1}\u{FFFF}😀", "3/4",
      "'tis",
    ]
    let rows = texts.map { [Cell.text($0), .integer(671_000_000_000), .real(0.1), .null] }
    let reader = try open(workbook(columns: ["名称", "n", "r", "nothing"], rows))
    #expect(reader.header == ["名称", "n", "r", "nothing"])
    #expect(try reader.rest() == texts.map { [$0, "671000000000", "0.1", ""] })
    #expect(reader.remarks.isEmpty)
  }

  @Test func `a text that looks guarded comes back with its apostrophe`() throws {
    let texts = ["'=1", "''+x", "'007", "'tis", "=1", "007"]
    let reader = try open(workbook(columns: ["a"], texts.map { [Cell.text($0)] }))
    var found: [String] = []
    while try reader.next() {
      let cell = Array(reader.string(0).utf8)
      found.append(
        cell.withUnsafeBufferPointer { String(decoding: ExcelGuard.strip($0), as: UTF8.self) })
    }
    #expect(found == texts)
  }

  @Test func `numbers keep their digits, or are texts where a spreadsheet would change them`()
    throws
  {
    let rows: [[Cell]] = [
      [.integer(.max), .real(2.5e+25)], [.integer(.min), .real(.nan)],
      [.integer(1 << 53), .real(-0.5)],
    ]
    let reader = try open(workbook(columns: ["i", "r"], rows))
    #expect(
      try reader.rest() == [
        ["9223372036854775807", "2.5e+25"], ["-9223372036854775808", ""],
        ["9007199254740992", "-0.5"],
      ])
  }

  @Test func `a workbook without rows has its header`() throws {
    #expect(try open(workbook(columns: ["a", "b"], [])).header == ["a", "b"])
  }

  @Test func `rows beyond those of a sheet go on in another with the same header`() throws {
    let sink = ByteSink.memory()
    var writer = RowWriter(format: .xlsx, columns: ["n"], to: sink)
    for number in 0..<1_048_577 as Range<Int64> { try writer.write([.integer(number)]) }
    try writer.finish()
    let second = try open(sink.bytes, sheet: "2")
    #expect(second.header == ["n"])
    #expect(try second.rest() == [["1048575"], ["1048576"]])
  }

  @Test func `a text longer than a cell is cut and counted`() throws {
    let sink = ByteSink.memory()
    var writer = RowWriter(format: .xlsx, columns: ["t"], to: sink)
    try writer.write([.text(String(repeating: "长", count: 32_767))])
    #expect(writer.excess.longTexts == 0)
    try writer.write([.text(String(repeating: "长", count: 40_000))])
    #expect(writer.excess.longTexts == 1)
    try writer.finish()
    #expect(try open(sink.bytes).rest().map { $0[0].count } == [32_767, 32_767])
  }

  @Test func `the same rows make the same bytes`() throws {
    let rows: [[Cell]] = [[.text("a"), .integer(1)]]
    #expect(
      try workbook(columns: ["x", "y"], rows) == workbook(columns: ["x", "y"], rows))
  }
}
