import Tabular
import Testing

@Suite struct CSVReaderTests {
  @Test func `fields are split at the delimiter`() throws {
    let reader = try reader("a,b,c\n1,2,3\n4,,6\n")
    #expect(reader.header == ["a", "b", "c"])
    #expect(try reader.rest() == [["1", "2", "3"], ["4", "", "6"]])
  }

  @Test func `a quoted field may hold delimiters, line ends and doubled quotes`() throws {
    let reader = try reader(
      #"""
      name,text
      "Doe, J.","first
      second"
      "say ""hi""",""""
      "","""quoted"""

      """#)
    #expect(
      try reader.rest() == [
        ["Doe, J.", "first\nsecond"], ["say \"hi\"", "\""], ["", "\"quoted\""],
      ])
  }

  @Test func `a quote inside a field without quotes stands for itself`() throws {
    #expect(try reader("a,b\n5\" disk,x\"y\"\n").rest() == [["5\" disk", "x\"y\""]])
  }

  @Test func `spaces around a field belong to it`() throws {
    #expect(try reader("a,b\n 1 ,\" 2 \"\n").rest() == [[" 1 ", " 2 "]])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `each kind of line end ends a record`(end: String) throws {
    let text = ["a,b", "1,2", "\"3\",\"4\"", "5,"].joined(separator: end)
    let expected = [["1", "2"], ["3", "4"], ["5", ""]]
    #expect(try reader(text + end).rest() == expected)
    #expect(try reader(text).rest() == expected, "without an end on the last line")
  }

  @Test func `lines are counted through mixed line ends, blank lines and quoted fields`() throws {
    let reader = try reader("a,b\r\n1,2\r3,\"x\r\ny\rz\n\"\n\n\r\n4,5")
    var lines: [Int] = []
    while try reader.next() { lines.append(reader.line) }
    #expect(lines == [2, 3, 9])
  }

  @Test func `a blank line is no record, but a quoted empty field is one`() throws {
    let reader = try reader("\n\na\n\n1\n\"\"\n\n")
    #expect(try reader.rest() == [["1"], [""]])
  }

  @Test func `a byte order mark is not part of the first name`() throws {
    #expect(try reader("\u{FEFF}a,b\n1,2\n").header == ["a", "b"])
    #expect(try reader("\u{FEFF}\"a\",b\n1,2\n").header == ["a", "b"])
  }

  @Test func `white space around names is dropped`() throws {
    #expect(try reader(" a ,\u{3000}名称\u{A0},\" c\t\"\n").header == ["a", "名称", "c"])
  }

  @Test func `empty columns at the end, as a spreadsheet saves them, are dropped`() throws {
    let reader = try reader("a,b,,\" \"\n1,2,,\n3,\"4\",\"\",\n")
    #expect(reader.header == ["a", "b"])
    #expect(try reader.next())
    #expect(reader.fieldCount == 2)
    #expect(reader.rawText == "1,2")
    #expect(try reader.rest() == [["3", "4"]])
  }

  @Test(
    arguments: [
      ("1,2,,", "1,2"), ("1,\"say \"\"2\"\"\",\"\",\"\"", "1,\"say \"\"2\"\"\""), (",,,", ","),
      ("1,2,\"\"x,", "1,2,\"\"x,"), ("1,2,,\"\"\"\"", "1,2,,\"\"\"\""), ("1,2", "1,2"),
      ("1,\"2\"y,,\"\"", "1,\"2\"y"),
    ])
  func `a record is handed out without the dropped columns if they are empty`(
    record: String, expected: String
  ) throws {
    let reader = try reader("a,b,,\n\(record)\n")
    _ = try? reader.next()  // some are at fault
    #expect(reader.rawText == expected)
  }

  @Test func `the record is handed out as it stands in the file`() throws {
    let reader = try reader("a,b\n1,\"x \"\"y\"\"\r\n\"\r\n2,3")
    #expect(try reader.next())
    #expect(reader.rawText == "1,\"x \"\"y\"\"\r\n\"")
    #expect(reader.string(1) == "x \"y\"\r\n")
    #expect(try reader.next())
    #expect(reader.rawText == "2,3")
  }

  @Test func `an empty field in quotes can be told from nothing`() throws {
    let reader = try reader("a,b,c\n\"\",,x\n")
    #expect(try reader.next())
    #expect((0..<3).map { reader.isQuoted($0) } == [true, false, false])
  }

  @Test func `withField hands on what its body throws`() throws {
    struct Refusal: Error {}
    let reader = try reader("a\n12\n")
    #expect(try reader.next())
    #expect(reader.withField(0) { $0.count } == 2)
    #expect(throws: Refusal.self) {
      try reader.withField(0) { (_) throws(Refusal) in throw Refusal() }
    }
  }

  @Test func `what is read does not depend on where the buffer ends`() throws {
    let text =
      "\u{FEFF}名称,b\r\n\"通义 \"\"千问\"\"\r\n\",2\r\n\r\n\"\"\"\",\"\"\r3,四 and a longer field\n5,6"
    let expected = [
      ["通义 \"千问\"\r\n", "2"], ["\"", ""], ["3", "四 and a longer field"], ["5", "6"],
    ]
    for size in 1...80 {
      let reader = try reader(text, bufferSize: size)
      #expect(reader.header == ["名称", "b"])
      #expect(try reader.rest() == expected, "buffer of \(size) bytes")
    }
  }

  @Test func `a field of 22,000 characters is read whole`() throws {
    let long = String(repeating: "长文\"", count: 22_000 / 3 + 1)
    let quoted = long.replacing("\"", with: "\"\"")
    #expect(try reader("a\n\"\(quoted)\"\n", bufferSize: 4096).rest() == [[long]])
  }

  @Test func `reading a file tells how far it is`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array("a\n1\n".utf8), to: "x.csv")
    let reader = try CSVReader(file: path)
    #expect(reader.byteCount == 4)
    #expect(try reader.rest() == [["1"]])
    #expect(reader.bytesRead == 4)
    #expect(reader.file == path)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `a header further down is counted in lines, whatever ends them`(end: String) throws {
    let text = ["Table 1", "", "a,b", "1,2", "3"].joined(separator: end)
    var options = TableFile.Options()
    options.headerLine = 3
    let reader = try TableFile.open(ByteSource(bytes: Array(text.utf8), name: "t.csv"), options)
    #expect(reader.header == ["a", "b"])
    #expect(try reader.next())
    #expect(reader.line == 4)
    let error = #expect(throws: TabularError.self) { try reader.next() }
    #expect(error?.line == 5)
  }
}

@Suite struct DelimiterTests {
  @Test(arguments: [",", ";", "\t", "|"] as [Character])
  func `the delimiter is taken from the header line`(delimiter: Character) throws {
    let text = "a,b;c|d\te".replacing(/[,;|\t]/, with: String(delimiter))
    #expect(try reader(text + "\n").header == ["a", "b", "c", "d", "e"])
  }

  @Test func `delimiters in quotes do not count`() throws {
    #expect(try reader("\"a, b, c\";\"d, e\"\n").header == ["a, b, c", "d, e"])
  }

  @Test func `the most frequent candidate wins`() throws {
    #expect(try reader("price, USD;name;year\n").header == ["price, USD", "name", "year"])
  }

  @Test func `a header of one column is taken as comma-separated`() throws {
    #expect(try reader("name\n\"a,b\"\n").delimiter == UInt8(ascii: ","))
  }

  @Test(arguments: ["sep=;\n", "SEP=;\r\n", "\"sep=;\"\r", "\u{FEFF}sep=;\n"])
  func `a first line that names the delimiter is honoured and is no header`(
    line: String
  ) throws {
    let reader = try reader(line + "a,b;c\n1;2\n")
    #expect(reader.header == ["a,b", "c"])
    #expect(try reader.next())
    #expect(reader.line == 3)
  }

  @Test func `a delimiter that is given overrules the file`() throws {
    #expect(try reader("a,b;c\n", delimiter: ";").header == ["a,b", "c"])
    #expect(try reader("sep=,\na,b;c\n", delimiter: ";").header == ["a,b", "c"])
  }
}
