import Messages
import Fuzzing
import Tabular
import Testing

/// What a cell of a workbook comes to, as Excel, LibreOffice, openpyxl, XlsxWriter and Google Sheets
/// write them.
@Suite struct WorkbookCellTests {
  private static let header = "<row><c t=\"inlineStr\"><is><t>a</t></is></c></row>"

  /// The text of one cell, given by its XML.
  private func text(
    _ cell: String, strings: String? = nil, formats: [String] = [], workbook: String = "",
    isStrict: Bool = false
  ) throws -> String? {
    let book = SmallWorkbook(
      rows: Self.header + "<row>\(cell)</row>", strings: strings, formats: formats,
      workbook: workbook, isStrict: isStrict)
    return try book.open().rest().first?.first
  }

  @Test(
    arguments: [
      ("1", "1"), ("0.1", "0.1"), ("0.10000000000000001", "0.1"),
      ("4.0200000000000001E+24", "4.02e+24"),
      ("1E+17", "1e+17"), ("671000000000", "671000000000"), ("1.04E+12", "1040000000000"),
      ("-5", "-5"), ("1234567890123456789012", "1234567890123456789012"),
      ("1000000000000000", "1000000000000000"), ("0.45", "0.45"), ("", ""),
    ])
  func `a number is as short as it can be, and a whole one keeps every digit`(
    stored: String, text: String
  ) throws {
    let book = SmallWorkbook(
      rows: Self.header + "<row><c><v>\(stored)</v></c></row>" + "<row><c><v>9</v></c></row>")
    #expect(try book.open().rest() == (text.isEmpty ? [["9"]] : [[text], ["9"]]))
  }

  @Test(
    arguments: [
      ("yyyy-mm-dd", "2025-07-01"), ("m/d/yyyy", "2025-07-01"), ("dd.mm.yyyy;@", "2025-07-01"),
      ("yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;", "2025-07-01"), ("yyyy年m月d日", "2025-07-01"),
      ("yyyy&quot;年&quot;m&quot;月&quot;", "2025-07"), ("mmm\\-yy", "2025-07"), ("yyyy", "2025"),
      ("[$-804]yyyy\\-m\\-d", "2025-07-01"),
      ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2025-07-01"),
      ("[DBNum1][$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@", "2025-07-01"),
      ("General", "45839"), ("0.00E+00", "45839"), ("##0.0e-0", "45839"), ("0.00%", "45839"),
      ("#,##0.00\\ [$€-407]", "45839"), ("[Red]0", "45839"), ("#,##0&quot; days&quot;", "45839"),
      ("&quot;¥&quot;#,##0", "45839"), ("@", "45839"), ("[h]:mm:ss", "45839"), ("# ?/?", "45839"),
    ])
  func `a number is a date where its format shows one, and nowhere else`(
    format: String, text: String
  ) throws {
    // 2025-07-01, or the day on which that year begins.
    let serial = text == "2025" ? 45_658 : 45_839
    #expect(try self.text("<c s=\"1\"><v>\(serial)</v></c>", formats: [format]) == text)
  }

  @Test func `days are counted from 1904 where the workbook says so`() throws {
    let cell = "<c s=\"1\"><v>44377</v></c>"
    for mark in ["1", "true"] {
      let date = try text(
        cell, formats: ["yyyy-mm-dd"], workbook: "<workbookPr date1904=\"\(mark)\"/>")
      #expect(date == "2025-07-01")
    }
  }

  @Test(
    arguments: [
      ("<c t=\"b\"><v>1</v></c>", "TRUE"), ("<c t=\"b\"><v>false</v></c>", "FALSE"),
      ("<c t=\"b\"><v>true</v></c>", "TRUE"), ("<c t=\"e\"><v>#N/A</v></c>", "#N/A"),
      ("<c t=\"e\"><f>A1</f><v>#REF!</v></c>", "#REF!"), ("<c><f>1+1</f><v>2</v></c>", "2"),
      ("<c t=\"str\"><f>\"x\"&amp;A1</f><v>x中</v></c>", "x中"),
      ("<c t=\"d\"><v>2025-07-23T00:00:00</v></c>", "2025-07-23"),
      ("<c t=\"d\"><v>2025-07-23T14:05:06</v></c>", "2025-07-23T14:05:06"),
      (
        "<c t=\"inlineStr\"><is><r><t>富</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> text</t></r></is></c>",
        "富 text"
      ),
      ("<c t=\"inlineStr\"><is><t>a_x000D__x000A_b_x005F_x0041_</t></is></c>", "a\r\nb_x0041_"),
      ("<c t=\"s\"><v>0</v></c>", "東京"), ("<c t=\"s\"><v>1</v></c>", "rich 文本"),
    ])
  func `a cell is read by its type`(cell: String, text: String) throws {
    let strings = """
      <si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>\
      <si><r><t>rich </t></r><r><t>文本</t></r></si>
      """
    for isStrict in [false, true] {
      #expect(try self.text(cell, strings: strings, isStrict: isStrict) == text)
    }
  }

  @Test func `the text of a cell that is no text does not run over into the next`() throws {
    let rows = "<row><c><is><t>stray</t></is></c><c t=\"inlineStr\"><is><t>b</t></is></c></row>"
    let book = SmallWorkbook(rows: rows + "<row><c r=\"B2\"><v>1</v></c></row>")
    let error = #expect(throws: TabularError.self) { try book.open() }
    #expect(
      error?.reason.en
        == "the column has no name; if the header stands further down, say --header LINE")
  }

  @Test func `the sheets are found whatever prefix the relations have`() throws {
    let book = SmallWorkbook(rows: Self.header + "<row><c><v>1</v></c></row>", prefix: "ns1")
    #expect(try book.open().rest() == [["1"]])
  }

  @Test(
    arguments: [
      ("float", "1234567890123456789012", "1234567890123456789012"),
      ("float", "1.04E+24", "1.04e+24"), ("percentage", "0.45", "0.45"),
      ("currency", "1499.00", "1499"),
    ])
  func `a number of an OpenDocument spreadsheet keeps its digits`(
    type: String, stored: String, text: String
  ) throws {
    let book = SmallODS(
      rows: """
        <table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>\
        <table:table-row><table:table-cell office:value-type="\(type)" office:value="\(stored)">\
        <text:p>shown otherwise</text:p></table:table-cell></table:table-row>
        """)
    #expect(try book.open().rest() == [[text]])
  }
}
