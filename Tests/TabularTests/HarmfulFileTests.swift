import Messages
import Fuzzing
import Tabular
import Testing

/// Files made to burst, hang or crash their reader. Each is small, and asks for far more.
@Suite struct HarmfulFileTests {
  private static func cell(_ text: String) -> String {
    "<c t=\"inlineStr\"><is><t>\(text)</t></is></c>"
  }
  private static let header = "<row>\(cell("a"))</row>"

  @Test(
    arguments: [
      "9223372036854775807", "-9223372036854775808", "0", "-1", "1048577", "99999999999999999999",
      "x",
    ])
  func `a row of a number that no sheet has is refused`(number: String) {
    let row = "<row r=\"\(number)\">\(Self.cell("x"))</row><row>\(Self.cell("y"))</row>"
    #expect(
      SmallWorkbook(rows: Self.header + row).refusal?.en
        == "a row of number \(number); there are 1 to 1048576")
  }

  @Test func `columns hidden from below the first on are no columns`() throws {
    let columns = "<cols><col min=\"-9223372036854775808\" max=\"7\" hidden=\"1\"/></cols>"
    let book = SmallWorkbook(rows: "\(columns)\(Self.header)<row>\(Self.cell("x"))</row>")
    #expect(try book.open().rest() == [["x"]])
  }

  @Test func `the last cell of a sheet is read, and one beyond it is refused`() throws {
    func book(_ cell: String, _ row: Int) -> SmallWorkbook {
      let last = "<row r=\"\(row)\"><c r=\"\(cell)\"><v>7</v></c></row>"
      return SmallWorkbook(rows: Self.header + last)
    }
    let reader = try book("XFD1048576", 1_048_576).open()
    let error = #expect(throws: TabularError.self) { try reader.next() }
    #expect(error?.description == "t.xlsx:1048576: 16384 fields, header has 1")
    #expect(try !reader.next())
    #expect(book("XFE1", 2).refusal?.en == "more than 16384 columns")
    #expect(book("ZZZZZZZZZZZZZZZ1", 2).refusal?.en == "more than 16384 columns")
  }

  @Test func `a shared text that is not there is told by its cell`() throws {
    for index in ["1", "-1", "99999999999999999999", "x"] {
      let book = SmallWorkbook(
        rows: Self.header + "<row><c t=\"s\"><v>\(index)</v></c></row>",
        strings: "<si><t>s</t></si>")
      #expect(book.refusal?.en == "a text that is not in the workbook")
    }
  }

  @Test func `of two cells in one place neither is lost in silence`() {
    let row = "<row><c r=\"A2\"><v>1</v></c><c r=\"A2\"><v>2</v></c></row>"
    #expect(SmallWorkbook(rows: Self.header + row).refusal?.en == "two cells in one place")
  }

  @Test func `a text of megabytes that a thousand cells share does not fill the memory`() throws {
    let long = String(repeating: "0123456789", count: 400_000)
    let cells = (0..<20).map { _ in "<c t=\"s\"><v>0</v></c>" }.joined()
    let row = "<row>\(cells)</row>"
    #expect(
      SmallWorkbook(rows: row, strings: "<si><t>\(long)</t></si>").refusal?.en
        == "row longer than 64 MiB")
  }

  @Test func `one cell of 10 MB is read whole`() throws {
    let long = String(repeating: "0123456789", count: 1 << 20)
    let reader = try SmallWorkbook(rows: "\(Self.header)<row>\(Self.cell(long))</row>").open()
    #expect(try reader.next())
    #expect(reader.bytes(0).count == 10 << 20)
  }

  @Test(
    arguments: [
      (#"<table:table-row table:number-rows-repeated="900000000">"#, "", "more than 1048576 rows"),
      (
        #"<table:table-row table:number-rows-repeated="1000000">"#,
        #" table:number-columns-repeated="16384""#,
        "MiB of text by repetition: a file made to do harm"
      ),
      (
        "<table:table-row>", #" table:number-columns-repeated="900000000""#,
        "more than 16384 columns"
      ),
    ])
  func `a cell that is repeated a billion times is refused`(
    row: String, repeated: String, reason: String
  ) throws {
    let book = SmallODS(
      rows: """
        <table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>\
        \(row)<table:table-cell\(repeated)><text:p>x</text:p></table:table-cell></table:table-row>
        """)
    let error = #expect(throws: TabularError.self) { try book.open().rest() }
    #expect(error?.reason.en.hasSuffix(reason) == true)
  }

  @Test func `spaces that are repeated are no way to fill the memory`() {
    let spaces = String(repeating: #"<text:s text:c="1000000000"/>"#, count: 1100)
    let book = SmallODS(
      rows:
        "<table:table-row><table:table-cell><text:p>\(spaces)</text:p></table:table-cell></table:table-row>"
    )
    let error = #expect(throws: TabularError.self) { try book.open() }
    #expect(error?.reason.en == "row longer than 64 MiB")
  }

  @Test func `elements in elements without end are refused`() {
    let deep = String(repeating: "<x>", count: 100_000)
    #expect(
      SmallWorkbook(rows: deep).refusal?.en
        == "xl/worksheets/one.xml in it is nested deeper than 256 levels: a file made to do harm")
  }

  @Test func `a tag of megabytes is refused before it costs minutes`() {
    let long = String(repeating: "0123456789", count: 1 << 20)
    #expect(
      SmallWorkbook(rows: "<x y=\"\(long)\"/>").refusal?.en
        == "xl/worksheets/one.xml in it has a tag of more than 8 MiB: a file made to do harm")
  }

  @Test func `JSON that is nested without end is refused`() {
    for open in ["[", "{\"a\":", "[{\"a\":[", "{\"a\":[{\"b\":"] {
      let text = "[{\"x\":" + String(repeating: open, count: 100_000)
      #expect(refusal(of: text)?.contains("nested deeper than 200 levels") == true, "\(open)")
    }
  }

  @Test func `names in JSON that repeat a long one are refused`() {
    let long = String(repeating: "n", count: 5000)
    #expect(refusal(of: "[{\"\(long)\":{\"a\":1,\"b\":2}}]") == "a name of more than 4096 bytes")
    #expect(refusal(of: "{\"\(long)\":[{\"a\":1}]}") == "a name of more than 4096 bytes")
  }

  @Test func `JSON of more columns than can be read is refused`() {
    let members = (0...65_536).map { "\"c\($0)\":0" }.joined(separator: ",")
    #expect(refusal(of: "[{\(members)}]") == "more than 65536 columns")
  }

  @Test func `many rows of a JSON table of many columns are made as they are read`() throws {
    let members = (0..<20_000).map { "\"c\($0)\":0" }.joined(separator: ",")
    let rows = String(repeating: ",{\"c0\":1}", count: 300)
    let reader = try open("[{\(members)}\(rows)]")
    var count = 0
    while try reader.next() { count += 1 }
    #expect(count == 301)
  }

  private func open(_ text: String) throws(TabularError) -> CSVReader {
    try TableFile.open(ByteSource(bytes: Array(text.utf8), name: "t"))
  }

  private func refusal(of text: String) -> String? {
    do throws(TabularError) {
      _ = try open(text).rest()
      return nil
    } catch {
      return error.reason.en
    }
  }
}
