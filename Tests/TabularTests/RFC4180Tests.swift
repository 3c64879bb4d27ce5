import Messages
import Tabular
import Testing

/// The rules of RFC 4180, section 2 <https://www.rfc-editor.org/rfc/rfc4180#section-2>, each with an
/// example of its own, and the cases that csv-spectrum <https://github.com/max-mapper/csv-spectrum>
/// lists, written anew.
@Suite struct RFC4180Tests {
  /// A text, and the records that stand in it, the header first.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let records: [[String]]

    init(_ name: String, _ text: String, _ records: [[String]]) {
      (self.name, self.text, self.records) = (name, text, records)
    }

    var testDescription: String { name }
  }

  private static let rules = [
    Case(
      "1: each record stands on a line that ends in CRLF", "a,b,c\r\nd,e,f\r\n",
      [["a", "b", "c"], ["d", "e", "f"]]),
    Case(
      "2: the last may have no line end", "a,b,c\r\nd,e,f", [["a", "b", "c"], ["d", "e", "f"]]),
    Case(
      "3: the first names the fields", "芯片,厂商\r\n昇腾,华为\r\n",
      [["芯片", "厂商"], ["昇腾", "华为"]]),
    Case(
      "4: spaces belong to a field, and the last is not followed by a comma", "a,b\r\n 1, 2 \r\n",
      [["a", "b"], [" 1", " 2 "]]),
    Case(
      "5: a field may stand in quotes or not", "a,b\r\n\"1\",2\r\n3,\"4\"\r\n",
      [["a", "b"], ["1", "2"], ["3", "4"]]),
    Case(
      "6: line ends, quotes and commas stand in quotes", "a,b\r\n\"1\r\n2\",\"3,4\"\r\n",
      [["a", "b"], ["1\r\n2", "3,4"]]),
    Case(
      "7: a quote in quotes is doubled", "a,b\r\n\"1 \"\"x\"\"\",\"\"\"\"\r\n",
      [["a", "b"], ["1 \"x\"", "\""]]),
  ]

  private static let spectrum = [
    Case(
      "a comma in quotes", "first,last,address,city,zip\nAda,Lo,\"12, North Road\",Leeds,00123\n",
      [
        ["first", "last", "address", "city", "zip"],
        ["Ada", "Lo", "12, North Road", "Leeds", "00123"],
      ]),
    Case(
      "empty fields", "a,b,c\n1,\"\",\"\"\n2,3,4\n,,\n",
      [["a", "b", "c"], ["1", "", ""], ["2", "3", "4"], ["", "", ""]]),
    Case(
      "empty fields, CRLF", "a,b,c\r\n1,\"\",\"\"\r\n2,3,4\r\n",
      [["a", "b", "c"], ["1", "", ""], ["2", "3", "4"]]),
    Case(
      "escaped quotes", "a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n",
      [["a", "b"], ["1", "ha \"ha\" ha"], ["3", "4"]]),
    Case(
      "JSON in a cell", "key,val\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"at\"\": [102.0, 0.5]}\"\n",
      [["key", "val"], ["1", "{\"type\": \"Point\", \"at\": [102.0, 0.5]}"]]),
    Case(
      "newlines", "a,b,c\n\"Once upon \na time\",5,6\n7,8,9\n",
      [["a", "b", "c"], ["Once upon \na time", "5", "6"], ["7", "8", "9"]]),
    Case(
      "newlines, CRLF", "a,b,c\r\n\"Once upon \r\na time\",5,6\r\n7,8,9\r\n",
      [["a", "b", "c"], ["Once upon \r\na time", "5", "6"], ["7", "8", "9"]]),
    Case(
      "quotes and newlines", "a,b\n1,\"ha \n\"\"ha\"\" \nha\"\n3,4\n",
      [["a", "b"], ["1", "ha \n\"ha\" \nha"], ["3", "4"]]),
    Case("simple", "a,b,c\n1,2,3\n", [["a", "b", "c"], ["1", "2", "3"]]),
    Case("simple, CRLF", "a,b,c\r\n1,2,3\r\n", [["a", "b", "c"], ["1", "2", "3"]]),
    Case(
      "UTF-8", "a,b,c\n1,2,3\n4,5,ʤ 中文 é\n",
      [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "ʤ 中文 é"]]),
    Case(
      "coordinates", "lat,lng,place\n+35.68,-139.69,\"Tokyo, Japan\"\n-31.20,121.50,上海\n",
      [
        ["lat", "lng", "place"], ["+35.68", "-139.69", "Tokyo, Japan"],
        ["-31.20", "121.50", "上海"],
      ]),
  ]

  private static let others = [
    Case(
      "a comma behind every record", "a,b,\n1,2,\n3,4,\n", [["a", "b"], ["1", "2"], ["3", "4"]]),
    Case(
      "a byte order mark in the middle, where two files were joined, stays where it is",
      "a,b\n1,2\n\u{FEFF}3,4\n", [["a", "b"], ["1", "2"], ["\u{FEFF}3", "4"]]),
    Case("sep= with a separator of its own", "sep=^\na^b\n1,5^2\n", [["a", "b"], ["1,5", "2"]]),
    Case("sep= in the middle is a record", "a\nsep=;\n", [["a"], ["sep=;"]]),
    Case(
      "a quote in the middle of a field", "a,b\nx\"y,3\" disk\n",
      [["a", "b"], ["x\"y", "3\" disk"]]),
    Case(
      "other separators of lines are text", "a\n1\u{85}2\u{2028}3\u{B}4\u{C}5\n",
      [["a"], ["1\u{85}2\u{2028}3\u{B}4\u{C}5"]]),
  ]

  @Test(arguments: rules + spectrum + others)
  func `a text gives the records that stand in it`(example: Case) throws {
    let reader = try TableFile.open(
      ByteSource(bytes: Array(example.text.utf8), name: "t.csv"))
    #expect([reader.header] + (try reader.rest()) == example.records)
  }

  /// Each with what is said of it; the record behind it is read all the same.
  @Test(
    arguments: [
      ("1,2,3", "t.csv:3: 3 fields, header has 2"), ("1", "t.csv:3: 1 field, header has 2"),
      ("1,2,", "t.csv:3: 3 fields, header has 2"),
      ("\"1\"x,2", "t.csv:3: column 1 (a): text after the closing quote"),
      ("\"1\" ,2", "t.csv:3: column 1 (a): text after the closing quote"),
      ("1,\0", "t.csv:3: column 2 (b): binary data: NUL at byte 11 of the file"),
    ])
  func `a record that breaks a rule is told, and the next is read`(
    record: String, reason: String
  ) throws {
    let reader = try reader("a,b\n0,0\n\(record)\n8,9\n")
    #expect(try reader.next())
    let error = #expect(throws: TabularError.self) { try reader.next() }
    #expect(error?.description == reason)
    #expect(reader.rawText == record)
    #expect(try reader.rest() == [["8", "9"]])
  }

  @Test func `a lone quote takes the rest of the file, and that is told`() throws {
    let reader = try reader("a,b\n1,\"\n3,4\n")
    let error = #expect(throws: TabularError.self) { try reader.next() }
    #expect(error?.description == "t.csv:2: column 2 (b): the quote opened here is never closed")
    #expect(reader.rawText == "1,\"\n3,4\n")
  }
}
