import Tabular
import Testing

@Suite struct RowWriterTests {
  private let columns = ["name", "n", "x"]
  private let rows: [[Cell]] = [
    [.text("a,\"b\"\nc"), .integer(9_007_199_254_740_993), .real(2.5e25)],
    [.text(""), .null, .real(.nan)],
    [.blob([0, 0xAB, 0xFF]), .integer(.min), .real(175_000_000_000)],
  ]

  @Test func `CSV quotes only what needs it and tells the empty text from NULL`() throws {
    #expect(
      try written(.csv, columns: columns, rows) == """
        name,n,x
        "a,""b""
        c",9007199254740993,2.5e+25
        "",,nan
        00abff,-9223372036854775808,175000000000

        """)
    let quoted = try written(
      .csv, columns: ["a", "b"],
      [
        [.text(" lead"), .text("trail ")], [.text("in side"), .text("a;b\tc'd")],
        [.text("long, after the first word"), .text("cr\rhere")],
      ])
    #expect(
      quoted == """
        a,b
        " lead","trail "
        in side,a;b\tc'd
        "long, after the first word","cr\rhere"

        """)
  }

  @Test func `TSV quotes like CSV, for the tab instead of the comma`() throws {
    let rows: [[Cell]] = [
      [.text("t\tn"), .text("a,b")], [.text("n\n"), .text("r\rb")], [.text("say \"hi\""), .null],
      [.text(" lead"), .text("trail ")], [.text(""), .text("back\\slash\\t")],
      [.text("long enough for words, then a\ttab"), .integer(1)],
    ]
    #expect(
      try written(.tsv, columns: ["a", "b"], rows) == """
        a\tb
        "t\tn"\ta,b
        "n
        "\t"r\rb"
        "say ""hi\"""\t
        " lead"\t"trail "
        ""\tback\\slash\\t
        "long enough for words, then a\ttab"\t1

        """)
    #expect(try written(.tsv, columns: ["a"], [[.null], [.text("x")]]) == "a\n\"\"\nx\n")
  }

  @Test func `JSON is an array of objects, one a line`() throws {
    #expect(
      try written(.json, columns: columns, rows) == #"""
        [
        {"name":"a,\"b\"\nc","n":9007199254740993,"x":2.5e+25},
        {"name":"","n":null,"x":null},
        {"name":"00abff","n":-9223372036854775808,"x":175000000000}
        ]

        """#)
    #expect(try written(.json, columns: columns, []) == "[]\n")
  }

  @Test func `JSON escapes control characters and repairs what is not UTF-8`() throws {
    let sink = ByteSink.memory()
    var writer = RowWriter(format: .jsonl, columns: ["a\"", "b"], to: sink)
    try writer.beginRow()
    try writer.field("\u{8}\u{C}\r\t\\\u{1F}\0/中\u{7F}")
    let broken: [UInt8] = [0x61, 0xFF, 0x62]
    try broken.withUnsafeBufferPointer { try writer.field(bytes: $0) }
    try writer.endRow()
    try writer.finish()
    #expect(
      String(decoding: sink.bytes, as: UTF8.self)
        == #"{"a\"":"\b\f\r\t\\\u001f\u0000/中\#u{7F}","b":"a\#u{FFFD}b"}"# + "\n")
  }

  @Test func `JSON gives each column a name of its own`() throws {
    #expect(
      try written(
        .jsonl, columns: ["name", "name", "name_2", "name"],
        [[.integer(1), .integer(2), .integer(3), .integer(4)]])
        == #"{"name":1,"name_3":2,"name_2":3,"name_4":4}"# + "\n")
  }

  @Test func `JSON infinity is null`() throws {
    #expect(try written(.jsonl, columns: ["x"], [[.real(-.infinity)]]) == "{\"x\":null}\n")
  }

  @Test func `Markdown escapes pipes, backslashes and line ends`() throws {
    #expect(
      try written(
        .markdown, columns: ["a|b", "c"],
        [[.text("x|y\\|z"), .text("1\r\n2\n3")], [.null, .integer(4)]]) == #"""
          | a\|b | c |
          | --- | --- |
          | x\|y\\\|z | 1<br>2<br>3 |
          |  | 4 |

          """#)
  }

  @Test(arguments: OutputFormat.allCases)
  func `writing cell by cell gives the same as whole rows`(format: OutputFormat) throws {
    let sink = ByteSink.memory()
    var writer = RowWriter(format: format, columns: columns, to: sink)
    for row in rows {
      try writer.beginRow()
      for cell in row {
        switch cell {
        case .null: try writer.fieldNull()
        case .integer(let value): try writer.field(integer: value)
        case .real(let value): try writer.field(real: value)
        case .text(let text):
          try Array(text.utf8).withUnsafeBufferPointer { try writer.field(bytes: $0) }
        case .blob(let bytes):
          try bytes.withUnsafeBufferPointer { try writer.field(blob: $0) }
        }
      }
      try writer.endRow()
    }
    try writer.finish()
    #expect(writer.rowCount == 3)
    #expect(
      try String(decoding: sink.bytes, as: UTF8.self) == written(format, columns: columns, rows))
  }

  @Test func `a header is written where there is no row`() throws {
    #expect(try written(.csv, columns: ["a", "b"], []) == "a,b\n")
    #expect(try written(.tsv, columns: ["a", "b"], []) == "a\tb\n")
    #expect(try written(.jsonl, columns: ["a", "b"], []) == "")
    #expect(try written(.table, columns: ["a", "bb"], []) == "a  bb\n─  ──\n")
    #expect(try written(.markdown, columns: ["a"], []) == "| a |\n| --- |\n")
  }

  @Test(
    arguments: [
      (0, "0"), (-0.0, "-0.0"), (3, "3"), (-3, "-3"), (0.1, "0.1"), (1e24, "1e+24"),
      (999_999_999_999_999, "999999999999999"), (1e15, "1000000000000000.0"),
      (256_999_999.999_999_97, "256999999.99999997"),
    ] as [(Double, String)])
  func `a real number is written as short as it can be`(value: Double, text: String) {
    #expect(RealText.of(value) == text)
  }

  @Test(arguments: [0, 7, -7, 10, 99, 100, -100, Int64.max, Int64.min, 1_000_000_000_000_000_000])
  func `an integer is written in decimal`(value: Int64) throws {
    let sink = ByteSink.memory()
    try sink.write(value)
    #expect(String(decoding: sink.bytes, as: UTF8.self) == "\(value)")
  }
}
