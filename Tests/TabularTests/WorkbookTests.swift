import Foundation
import Messages
import Fuzzing
import Tabular
import Testing

/// On the workbooks in Tests/Fixtures/workbooks; how they were made is in make.py there.
@Suite struct WorkbookTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/workbooks").standardizedFileURL.path

  private static let header = [
    "name", "released", "month", "seen", "at", "parameters", "open", "code", "double",
  ]
  /// The rows, with what the formula in the last column comes to where LibreOffice computed it.
  private static func rows(_ double: [String]) -> [[String]] {
    [
      [
        "通义千问", "2025-07-23", "2025-07", "2025-07-23T14:05:06", "09:30:00", "671000000000", "TRUE",
        "007", double[0],
      ],
      [
        "two\nlines, \"quoted\"", "1999-12-31", "2024-02", "", "", "0.1", "FALSE", "2025-07",
        double[1],
      ],
      ["hidden", "2004-02-29", "", "", "", "-1.5e+30", "", " x ", double[2]],
      ["merged", "", "", "", "", "12", "", "", ""],
    ]
  }

  @Test(
    arguments: [
      ("models.xlsx", ["", "", ""]), ("models-1904.xlsx", ["", "", ""]),
      ("calc.xlsx", ["1342000000000", "0.2", "#DIV/0!"]),
      ("calc.ods", ["1342000000000", "0.2", "#DIV/0!"]),
    ])
  func `cells are read by type: dates as precise as shown, formulas by their value`(
    file: String, double: [String]
  ) throws {
    let reader = try open(file)
    #expect(reader.header == Self.header)
    #expect(try reader.rest() == Self.rows(double))
  }

  @Test
  func `a header further down has the width of its own row, and what stands above is left out`()
    throws
  {
    func row(_ number: Int, _ texts: [String]) -> String {
      let cells = texts.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined()
      return "<row r=\"\(number)\">\(cells)</row>"
    }
    let book = SmallWorkbook(
      rows: row(1, ["Models of 2025"]) + row(3, ["name", "size"]) + row(4, ["a"])
        + row(5, ["b", "2"]))
    var options = TableFile.Options()
    options.headerLine = 3
    let reader = try TableFile.open(ByteSource(bytes: book.bytes, name: "t.xlsx"), options)
    #expect(reader.header == ["name", "size"])
    #expect(reader.line == 3)
    #expect(try reader.rest() == [["a", ""], ["b", "2"]])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `a header further down a text decides on the separator, and lines count on`(end: String)
    throws
  {
    var options = TableFile.Options()
    options.headerLine = 3
    let text = ["A title, with commas, and \"", "", "name;size", "a;1"].joined(separator: end)
    let reader = try TableFile.open(ByteSource(bytes: Array(text.utf8), name: "t.csv"), options)
    #expect(reader.header == ["name", "size"])
    #expect(try reader.next())
    #expect(reader.line == 4)
    #expect(reader.string(1) == "1")
  }

  @Test(arguments: ["calc.xlsx", "calc.ods"])
  func `a record is told by the number of its row`(file: String) throws {
    let reader = try open(file)
    var lines: [Int] = []
    while try reader.next() { lines.append(reader.line) }
    #expect(lines == [2, 3, 5, 6])
  }

  @Test(arguments: ["calc.xlsx", "calc.ods"])
  func `other sheets, hidden rows and columns and merged cells are reported`(file: String) throws {
    let reader = try open(file)
    _ = try reader.rest()
    let remarks = reader.remarks.map(\.en).joined(separator: "\n")
    #expect(remarks.contains("sheet '模型' is read; --sheet names another: notes, secret (hidden)"))
    #expect(remarks.contains("hidden rows, read like the others: 1"))
    #expect(remarks.contains("hidden columns, read like the others: 1"))
    #expect(remarks.contains("merged cells, whose text stands in the first of them only: 1 (A6"))
  }

  @Test(arguments: ["calc.xlsx", "calc.ods"])
  func `a sheet is chosen by name or number`(file: String) throws {
    for sheet in ["notes", "2"] {
      let reader = try open(file, sheet: sheet)
      #expect(try reader.rest() == [["second sheet", "1"]])
      #expect(reader.remarks.isEmpty)
    }
    let error = #expect(throws: TabularError.self) { try open(file, sheet: "nope") }
    #expect(error?.reason.en == "no sheet 'nope'; there are: 模型, notes, secret")
  }

  @Test func `an archive that is cut off anywhere is refused`() throws {
    let bytes = try bytes("calc.xlsx")
    for count in stride(from: 4, to: bytes.count, by: 97) {
      #expect(throws: TabularError.self) { try rest(Array(bytes[..<count])) }
    }
  }

  @Test(arguments: ["calc.xlsx", "calc.ods"])
  func `a flipped byte is refused or changes nothing that is read, and never crashes`(
    file: String
  ) throws {
    let good = try bytes(file)
    let expected = try rest(good)
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<400 {
      var bytes = good
      bytes[Int.random(in: 4..<bytes.count, using: &generator)] ^=
        1 << UInt8.random(in: 0...7, using: &generator)
      guard let read = try? rest(bytes) else { continue }
      // Check sums cover the parts; names and places in the archive are not covered by any.
      if read != expected { #expect(read.allSatisfy { $0.count == expected[0].count }) }
    }
  }

  @Test func `a workbook from a pipe or in gzip is read like a file`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(bytes("calc.ods"), to: "a.ods")
    let gzip = Process()
    gzip.executableURL = URL(filePath: "/bin/gzip")
    gzip.arguments = [path]
    try gzip.run()
    gzip.waitUntilExit()
    let reader = try TableFile.open(path + ".gz")
    #expect(reader.header == Self.header)
    #expect(try reader.rest().count == 4)
  }

  @Test func `a ZIP archive that is no workbook is refused with what to do`() throws {
    let zip = StoredZip(["readme.txt": "hello"])
    let error = #expect(throws: TabularError.self) { try rest(zip.bytes) }
    #expect(error?.reason.en == "a ZIP archive, but no workbook (XLSX, ODS); unpack it first")
  }

  @Test func `entities that burst their reader are refused`() throws {
    let bomb = """
      <!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
      <x>&c;</x>
      """
    let error = #expect(throws: TabularError.self) {
      try rest(StoredZip(["content.xml": bomb]).bytes)
    }
    #expect(error?.reason.en.contains("has a document type") == true)
  }

  private func open(_ file: String, sheet: String? = nil) throws -> CSVReader {
    try TableFile.open("\(Self.folder)/\(file)", TableFile.Options(sheet: sheet))
  }

  private func bytes(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: "\(Self.folder)/\(file)")))
  }

  private func rest(_ bytes: [UInt8]) throws -> [[String]] {
    try TableFile.open(ByteSource(bytes: bytes, name: "t.xlsx")).rest()
  }
}
