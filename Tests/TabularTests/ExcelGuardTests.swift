import Tabular
import Testing

@Suite struct ExcelGuardTests {
  private func guarded(_ text: String) throws -> String {
    let csv = try written(.csv, columns: ["a", "b"], [[.text(text), .null]], excel: true)
    let reader = try reader(csv)
    #expect(try reader.next())
    return reader.string(0)
  }

  private func stripped(_ text: String) -> String {
    Array(text.utf8).withUnsafeBufferPointer {
      String(decoding: ExcelGuard.strip($0), as: UTF8.self)
    }
  }

  @Test(
    arguments: [
      "=1+1", "=cmd|' /C calc'!A0", "+86 10", "-", "-1+1", "-2025-07", "@SUM(A1)", "\tx", "\r=1",
      "\n=1", "＝1", "＋1", "－1", "＠x", "+1e", "-.", "+inf", "-5%",
    ])
  func `a text that a spreadsheet would take for a formula gets an apostrophe`(
    text: String
  ) throws {
    #expect(try guarded(text) == "'" + text)
    #expect(stripped("'" + text) == text)
  }

  @Test(
    arguments: [
      "", "5", "-5", "+3.2e4", "-.5", "-5.", "+1E-9", "2025", "2025-07-23", "a=b", "GPT-4", "0",
      "0.5",
      "123456789012345", "4.25", "3D", "7e", "1-2-x", "12 GB", "1,49", "1,4950", "2025-07-23T10:00",
      "7nm",
      "'", "'tis", "''", "'-5", "，=1", " =1", "Mistral 7B", "May", "March of AI", "Junior 5",
      "12 Marvels", "2025年", "1,495 chips", "Jul 2025 and later", "1 1/2 times",
    ])
  func `numbers, dates and every other text stay as they are`(text: String) throws {
    #expect(try guarded(text) == text)
    #expect(stripped(text) == text)
  }

  @Test(
    arguments: [
      "007", "00.5", "1234567890123456", "2025-07", "3/4", "1-2", "7e3", "1E5", "2.5e+10", "4.0",
      "3.10",
      "12:30", "12%", "3-4-5", "2025/7/23", "0.1234567890123456",
      "1,495", "32,768", "1,234,567.5", "Jul 2025", "March 12, 2021", "12-Mar-2021", "12 March",
      "MAR1", "Dec-24", "1 1/2", "10 AM", "9:30 pm", "2025年7月23日", "2025年7月", "7月23日",
    ])
  func `a text that a spreadsheet would turn into another date or number gets an apostrophe`(
    text: String
  ) throws {
    #expect(try guarded(text) == "'" + text)
    #expect(stripped("'" + text) == text)
    #expect(stripped(text) == text)
  }

  @Test func `a text that looks guarded already gets one apostrophe more`() throws {
    #expect(try guarded("'=1") == "''=1")
    #expect(stripped("''=1") == "'=1")
    #expect(stripped("'=1") == "=1")
  }

  @Test(arguments: [OutputFormat.csv, .tsv])
  func `without excel only a text that looks guarded gets an apostrophe`(
    format: OutputFormat
  ) throws {
    let expected = [
      "=x": "=x", "-1+1": "-1+1", "'=x": "''=x", "''+1+1": "'''+1+1", "'tis": "'tis", "'-5": "'-5",
      "'": "'", "'＝x": "''＝x",
    ]
    for (text, field) in expected {
      let reader = try reader(written(format, columns: ["a", "b"], [[.text(text), .null]]))
      #expect(try reader.next())
      #expect(reader.string(0) == field)
      #expect(stripped(field) == text)
    }
  }

  @Test func `numbers are never guarded, and no formula is without excel`() throws {
    let row: [Cell] = [.integer(-5), .real(-2.5e30), .text("=1")]
    #expect(
      try written(.csv, columns: ["a", "b", "c"], [row], excel: true)
        == "\u{FEFF}a,b,c\r\n-5,-2.5e+30,'=1\r\n")
    #expect(try written(.csv, columns: ["a", "b", "c"], [row]) == "a,b,c\n-5,-2.5e+30,=1\n")
    #expect(try written(.tsv, columns: ["a", "b", "c"], [row], excel: true).hasSuffix("\t=1\n"))
  }
}
