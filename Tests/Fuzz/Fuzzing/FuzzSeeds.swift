/// What the fuzzer starts from: small tables in every form, with a mark in each row.
enum FuzzSeeds {
  /// A text that is found again in what was read: `Mk0000x` to `Mk9999x`.
  private static func mark(_ number: Int) -> String {
    let digits = String(number)
    return "Mk" + String(repeating: "0", count: 4 - digits.count) + digits + "x"
  }

  private static func numbered(_ rows: [String]) -> String {
    var number = 0
    return rows.joined().split(separator: "#", omittingEmptySubsequences: false)
      .reduce(into: "") { text, part in
        if number > 0 { text += mark(number) }
        text += part
        number += 1
      }
  }

  private static let separated = [
    numbered(["a,b,c\r\n", "1,\"# x\ny\",\"\"\"q\"\"\"\n", "3,#,\n", "\n", "#,\"\",5\r", "6,7,#"]),
    numbered(["sep=;\na;b\n", "1;#\n", "\"#;\";\"2\"\"\"\n", "#;\n"]),
    numbered(["模型\t日期\n", "通义千问 #\t2025\n", "混元\t#\n", "#\t文心\n"]),
    numbered(["a|b,|\n", "#|2|\n", "3|\"#\"|\n"]),
    numbered(["\u{FEFF}name,société\n", "#,Zürich €\n", "é,#\n"]),
  ]

  private static let others = [
    numbered([
      "[{\"a\":1,\"b\":{\"c\":[1,\"\\u4e2d\\n#\"]}},", "{\"a\":null,\"b\":\"#\"},\n",
      "{\"#\":1.50}]",
    ]),
    numbered(["{\"a\":\"#\"}\n", "{\"b\":[]}\n", "\n", "{\"a\":[\"#\",\"x\"],\"c\":true}\n"]),
    numbered(["{\"x\":{\"rows\":[{\"k\":\"#\"},", "{\"k\":1e5,\"l\":\"#\"}]},\"y\":\"2\"}"]),
    numbered(["| a | b |\n|---|---|\n", "| 1 | x\\|#<br> |\n", "| - | - |\n", "| # |\n"]),
  ]

  private static let xlsxRows = [
    """
    <row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c t="str"><v>b</v></c></row>\
    <row r="2"><c t="s"><v>0</v></c><c s="1"><v>45839</v></c></row>\
    <row><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row>\
    <row r="7" hidden="1"><c r="B7" s="2"><f>A1*2</f><v>0.1</v></c></row>
    """
  ]
  private static let xlsxStrings = [
    "<si><t>a</t></si><si><r><t>x_x000D_</t></r><r><t>y</t></r></si>"
      + "<si><t>中</t><rPh sb=\"0\" eb=\"1\"><t>z</t></rPh></si><si/>"
  ]
  private static let odsRows = [
    """
    <table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>\
    <table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>\
    <table:table-cell><text:p>b</text:p></table:table-cell></table:table-row>\
    <table:table-row table:number-rows-repeated="3"><table:table-cell office:value-type="float" \
    office:value="1.5"><text:p>1,5</text:p></table:table-cell><table:covered-table-cell/></table:table-row>\
    <table:table-row><table:table-cell office:value-type="date" office:date-value="2025-07-01"/>\
    <table:table-cell table:number-columns-repeated="2"><text:p>x<text:s text:c="3"/>y</text:p>\
    <text:p>z</text:p></table:table-cell></table:table-row>
    """
  ]

  /// Texts of a form.
  static func texts(_ form: FuzzInput.Form) -> [String] {
    switch form {
    case .file, .gzip: separated + others
    case .csv: separated
    case .xlsxRows: xlsxRows
    case .xlsxStrings: xlsxStrings
    case .odsRows: odsRows
    }
  }
}
