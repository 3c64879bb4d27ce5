import Messages
import Tabular
import Testing

@Suite struct JSONTableTests {
  @Test func `an array of objects has the columns of all of them`() throws {
    let reader = try open(
      #"[{"name":"x, y","n":1.50},{"name":"中😀\n","extra":true,"n":""},{}]"#)
    #expect(reader.header == ["name", "n", "extra"])
    #expect(try reader.next())
    #expect(reader.string(0) == "x, y")
    #expect(reader.string(1) == "1.50", "a number stays as it is written")
    #expect(!reader.isQuoted(2), "what is missing is not the empty text")
    #expect(try reader.next())
    #expect(reader.string(0) == "中😀\n")
    #expect(reader.isQuoted(1))
    #expect(reader.string(2) == "true")
    #expect(try reader.rest() == [["", "", ""]])
  }

  @Test func `nested objects become paths, several values share a cell`() throws {
    let reader = try open(
      #"[{"o":{"p":null,"q":[1,2]},"devs":[{"name":"A"},{"name":"B"}]}]"#)
    #expect(reader.header == ["o.p", "o.q", "devs.name"])
    #expect(try reader.rest() == [["", "1; 2", "A; B"]])
  }

  @Test func `JSON Lines are rows with the numbers of their lines`() throws {
    let reader = try open("{\"a\":1}\n\n{\"b\":\"z\"}\n")
    #expect(reader.header == ["a", "b"])
    #expect(try reader.next())
    #expect(reader.line == 1)
    #expect(try reader.next())
    #expect(reader.line == 3)
    #expect(reader.string(1) == "z")
    #expect(try !reader.next())
  }

  @Test func `rows inside an object are found, and what stands beside them is said`() throws {
    let reader = try open(
      #"{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"value":"1"}},{"x":{"value":"2"}}]}}"#)
    #expect(reader.header == ["x.value"])
    #expect(try reader.rest() == [["1"], ["2"]])
    #expect(
      reader.remarks.map(\.en) == ["left out, beside the rows in 'results.bindings': head.vars"])
  }

  @Test func `what stands behind the rows is no part of them, and is said`() throws {
    let reader = try open(
      #"{"rows":[{"k":"1"},{"k":"2"}],"after":{"k":"3"},"list":[{"k":"4"}],"z":5}"#)
    #expect(reader.header == ["k"])
    #expect(try reader.rest() == [["1"], ["2"]])
    #expect(
      reader.remarks.map(\.en) == ["left out, beside the rows in 'rows': after.k, list, z"])
  }

  @Test func `an object without a value is a row, also where there is one column`() throws {
    #expect(try open(#"[{"a":"1"},{"a":null},{},{"a":"2"}]"#).rest() == [["1"], [""], [""], ["2"]])
  }

  @Test func `a single object is a single row`() throws {
    let reader = try open(#"{"a":1,"b":{"c":"d"}}"#)
    #expect(reader.header == ["a", "b.c"])
    #expect(try reader.rest() == [["1", "d"]])
  }

  @Test func `a text that looks guarded against formulas comes back as it was`() throws {
    let reader = try open(#"[{"a":"'=x"},{"a":"=x"},{"a":"'tis"}]"#)
    var texts: [String] = []
    while try reader.next() {
      texts.append(String(decoding: ExcelGuard.strip(reader.bytes(0)), as: UTF8.self))
    }
    #expect(texts == ["'=x", "=x", "'tis"])
  }

  @Test(
    arguments: [
      ("[{\"a\":1},\n{\"a\":}]", "t.json:2: not JSON here"),
      ("[{\"a\":1}", "t.json:1: ']' is missing here"),
      ("{\"a\":\"x", "t.json:1: the string opened here is not closed"),
      ("[{\"a\":01x}]", "t.json:1: not JSON: 01x"),
      ("[{\"a\":\"\\ud800\"}]", "t.json:1: half a character (a lone surrogate)"),
      ("[{\"a\":1}] x", "t.json:1: something stands behind the end of the JSON"),
      ("[]", "t.json: no objects in this JSON: no rows"),
      ("[{\"a\":1},2]", "t.json:1: not an object: each row must be one"),
    ])
  func `broken JSON is told by line`(text: String, message: String) {
    let error = #expect(throws: TabularError.self) { try open(text) }
    #expect(error?.description == message)
  }

  @Test func `nesting without end is refused`() {
    let text = "[{\"a\":" + String(repeating: "[", count: 100_000)
    let error = #expect(throws: TabularError.self) { try open(text) }
    #expect(error?.reason.en == "nested deeper than 200 levels")
  }

  @Test(arguments: [OutputFormat.json, .jsonl, .markdown])
  func `what is written is read back the same`(format: OutputFormat) throws {
    let rows = [["a|b", "c\\d\ne"], ["中文", "'=1"], ["x", "\"q\", r"]]
    let text = try written(format, columns: ["k", "v"], rows.map { $0.map(Cell.text) })
    let reader = try open(text)
    #expect(reader.header == ["k", "v"])
    var read: [[String]] = []
    while try reader.next() {
      read.append(
        (0..<2).map { String(decoding: ExcelGuard.strip(reader.bytes($0)), as: UTF8.self) })
    }
    #expect(read == rows)
  }

  @Test func `a Markdown table ends where the text goes on, and says so`() throws {
    let reader = try open("| a | b |\r\n|---|:-:|\r\n| 1 | x\\|y<br>z |\r\n| 2 |\r\n\r\nfoot\r\n")
    #expect(reader.header == ["a", "b"])
    #expect(try reader.next())
    #expect(reader.line == 3)
    #expect(reader.string(1) == "x|y\nz")
    #expect(try reader.rest() == [["2", ""]])
    #expect(
      reader.remarks.map(\.en) == [
        "the table ends before line 5; what follows is left out (--table N: another table)"
      ])
  }

  @Test func `a row of dashes in a Markdown table is a row`() throws {
    let reader = try open("| a | b |\n|---|---|\n| - | - |\n|-|-|\n| 1 | 2 |\n")
    #expect(try reader.rest() == [["-", "-"], ["-", "-"], ["1", "2"]])
  }

  @Test func `what follows a Markdown table far behind is said to be left out`() throws {
    let blank = String(repeating: "\n", count: 200_000)
    let reader = try open("| a |\n|---|\n| 1 |\n\(blank)| 2 |\n")
    #expect(try reader.rest() == [["1"]])
    #expect(
      reader.remarks.map(\.en) == [
        "the table ends before line 4; what follows is left out (--table N: another table)"
      ])
  }

  @Test func `a CSV of bars or with brackets is no Markdown and no JSON`() throws {
    #expect(try open("a|b\n1|2\n").rest() == [["1", "2"]])
    #expect(try open("[a],{b}\n1,2\n").header == ["[a]", "{b}"])
  }

  private func open(_ text: String) throws -> CSVReader {
    try TableFile.open(ByteSource(bytes: Array(text.utf8), name: "t.json"))
  }
}
