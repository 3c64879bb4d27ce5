import Fuzzing
import Tabular
import Testing

@Suite struct RoundTripTests {
  /// Pieces that break naive writers and readers: separators, quotes, line ends, guards, U+0092 (a
  /// Windows-1252 apostrophe gone wrong), no-break and ideographic spaces, characters outside the BMP.
  private static let pieces = [
    ",", ";", "\t", "|", "\"", "\"\"", "\n", "\r", "\r\n", "'", "=", "+", "-", "@", "＝", " ",
    "\u{92}", "\u{A0}", "\u{3000}", "\u{FEFF}", "中文", "é", "e\u{301}", "😀", "a", "word", "-5",
    "1e3", "\\", "\u{1}", "",
  ]

  private static func randomText(_ generator: inout SeededGenerator) -> String {
    if Int.random(in: 0..<400, using: &generator) == 0 {
      return String(repeating: "long \"cell\", 长\n", count: 22_000 / 15 + 1)
    }
    return (0..<Int.random(in: 0...6, using: &generator))
      .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
  }

  private static func randomRows(
    columns: Int, seed: UInt64
  ) -> [[String?]] {
    var generator = SeededGenerator(seed: seed)
    return (0..<500).map { _ in
      (0..<columns).map { _ in
        Int.random(in: 0..<8, using: &generator) == 0 ? nil : randomText(&generator)
      }
    }
  }

  /// A form that is read back, whether for a spreadsheet, and of how many columns.
  struct Form: Sendable {
    let format: OutputFormat
    var excel = false
    let columns: Int
  }

  @Test(
    arguments: [
      Form(format: .csv, columns: 2), Form(format: .csv, columns: 5),
      Form(format: .csv, excel: true, columns: 2), Form(format: .csv, excel: true, columns: 5),
      Form(format: .tsv, columns: 2), Form(format: .tsv, columns: 5),
    ])
  func `what is written as CSV or TSV is read back the same`(form: Form) throws {
    for seed in 1...4 as ClosedRange<UInt64> {
      let rows = Self.randomRows(columns: form.columns, seed: seed)
      let text = try written(
        form.format, columns: (0..<form.columns).map { "c\($0)" },
        rows.map { $0.map { $0.map(Cell.text) ?? .null } }, excel: form.excel)

      let reader = try reader(text, bufferSize: 1000)
      var read: [[String?]] = []
      while try reader.next() {
        read.append(
          (0..<reader.fieldCount).map { index in
            let bytes = ExcelGuard.strip(reader.bytes(index))
            // Nothing at all is NULL; the empty text stands in quotes.
            if bytes.isEmpty && !reader.isQuoted(index) { return nil }
            return String(decoding: bytes, as: UTF8.self)
          })
      }
      #expect(read.count == rows.count)
      for (readRow, row) in zip(read, rows) {
        // Compared as bytes: `==` on strings takes é and e + U+0301 for the same.
        #expect(readRow.map { $0.map { Array($0.utf8) } } == row.map { $0.map { Array($0.utf8) } })
      }
    }
  }

  @Test func `a single column keeps its rows even where they are NULL`() throws {
    let text = try written(.csv, columns: ["a"], [[.null], [.text("x")], [.text("")]])
    #expect(text == "a\n\"\"\nx\n\"\"\n")
    #expect(try reader(text).rest() == [[""], ["x"], [""]])
  }

  @Test func `real numbers are read back the same`() throws {
    var generator = SeededGenerator(seed: 3)
    let edges = [
      0, -0.0, 0.1, 1.0 / 3, 1e15, 999_999_999_999_999, 2.5e25, .leastNonzeroMagnitude, 1e308, -7,
    ]
    let random = (0..<2000).map { _ in Double(bitPattern: generator.next()) }.filter(\.isFinite)
    for value in edges + random {
      let text = RealText.of(value)
      #expect(Double(text)?.bitPattern == value.bitPattern, "\(text)")
    }
  }
}
