import Tabular
import Testing

@Suite struct TableTests {
  @Test func `columns are aligned by what a terminal shows`() throws {
    let table = try written(
      .table, columns: ["模型", "developer", "parameters"],
      [
        [.text("通义千问 Qwen3"), .text("阿里巴巴"), .integer(235_000_000_000)],
        [.text("GPT-4o"), .text("OpenAI"), .null],
        [.text("cafe\u{301}"), .null, .real(2.5)],
      ])
    #expect(
      table == """
        模型            developer    parameters
        ──────────────  ─────────  ────────────
        通义千问 Qwen3  阿里巴巴   235000000000
        GPT-4o          OpenAI
        cafe\u{301}                                2.5

        """)
  }

  @Test func `line ends and control characters cannot break the table`() throws {
    #expect(
      try written(
        .table, columns: ["a", "b"],
        [[.text("1\r\n2\n3\t4"), .text("\u{1B}[31mred\u{7F}\u{9B}")]]) == """
          a        b
          ───────  ──────────
          1⏎2⏎3 4  ␛[31mred␡\u{FFFD}

          """)
  }

  @Test func `long texts are cut to the terminal, numbers and short columns are not`() throws {
    let row: [Cell] = [
      .text("short"), .integer(1_234_567_890_123), .text("一二三四五六七八九十"),
      .text("the quick brown fox jumps"),
    ]
    let table = try written(.table, columns: ["a", "n", "t", "u"], [row], tableWidth: 44)
    #expect(
      table == """
        a                  n  t           u
        ─────  ─────────────  ──────────  ──────────
        short  1234567890123  一二三四…   the quick…

        """)
    #expect(table.split(separator: "\n").allSatisfy { DisplayWidth.of(String($0)) <= 44 })
    let whole = try written(.table, columns: ["a", "n", "t", "u"], [row])
    #expect(whole.hasSuffix("short  1234567890123  一二三四五六七八九十  the quick brown fox jumps\n"))
  }

  @Test func `a terminal too narrow for anything still shows the start of each cell`() throws {
    let table = try written(
      .table, columns: ["alpha", "beta"], [[.text("abcdefgh"), .text("xy")]], tableWidth: 5)
    #expect(table == "alp…  beta\n────  ────\nabc…  xy\n")
  }

  @Test func `rows behind those the widths were chosen by are still written`() throws {
    var rows = (0..<1500).map { [Cell.integer(Int64($0)), .text("x")] }
    rows.append([.integer(1_000_000), .text("wide")])
    let lines = try written(.table, columns: ["n", "t"], rows).split(separator: "\n")
    #expect(lines.count == 2 + 1501)
    #expect(lines[2] == "  0  x")
    #expect(lines[1501] == "1499  x")
    #expect(lines.last == "1000000  wide")
  }
}

@Suite struct DisplayWidthTests {
  @Test(
    arguments: [
      ("", 0), ("abc", 3), ("中文", 4), ("ｆｕｌｌ", 8), ("e\u{301}", 1), ("한국", 4), ("a\u{200B}b", 2),
      ("é", 1), ("カ", 2),
    ] as [(String, Int)])
  func `a Han character takes two cells and a combining mark none`(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test func `padding counts cells`() {
    #expect(DisplayWidth.pad("中", to: 4) == "中  ")
    #expect(DisplayWidth.pad("12", to: 4, alignment: .right) == "  12")
    #expect(DisplayWidth.pad("中文", to: 3) == "中文")
  }

  @Test func `cutting never splits a character`() {
    #expect(DisplayWidth.cut("中文字", to: 6) == "中文字")
    #expect(DisplayWidth.cut("中文字", to: 5) == "中文…")
    #expect(DisplayWidth.cut("中文字", to: 4) == "中…")
    #expect(DisplayWidth.cut("e\u{301}e\u{301}e\u{301}", to: 2) == "e\u{301}…")
    #expect(DisplayWidth.cut("abc", to: 1) == "…")
    #expect(DisplayWidth.cut("abc", to: 0) == "")
  }
}
