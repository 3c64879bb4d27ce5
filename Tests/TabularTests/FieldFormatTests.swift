import Testing

@testable import Tabular

/// What a data package says of how a column is written.
@Suite struct FieldFormatTests {
  private func plain(_ field: String, _ text: String) throws -> String? {
    let schema = "{\"missingValues\": [\"\", \"n/a\"], \"fields\": [{\"name\": \"a\", \(field)}]}"
    let value = try JSONValue(ByteSource(bytes: Array(schema.utf8), name: "s"))
    let fields = try FieldFormat.fields(
      of: JSONNode(value, file: "s"), missing: nil, or: nil)
    return try #require(fields.first).plain(text)
  }

  @Test(arguments: [
    (#""type": "number", "decimalChar": ",", "groupChar": ".""#, "1.234,5", "1234.5"),
    (#""type": "number", "decimalChar": ",""#, "0,5", "0.5"),
    (#""type": "integer", "groupChar": " ""#, "1 495 000", "1495000"),
    (#""type": "number", "bareNumber": false"#, "€ -1.5 Mio.", "-1.5"),
    (#""type": "number", "bareNumber": false, "decimalChar": ",""#, "95,5 %", "95.5"),
    (#""type": "number", "bareNumber": false"#, "EUR .5e3 each", ".5e3"),
    (#""type": "number", "bareNumber": false"#, "none", "none"),
    (#""type": "number""#, "1,234.5 Mio.", "1,234.5 Mio."),
    (#""type": "boolean", "trueValues": ["ja"], "falseValues": ["nein", "-"]"#, "ja", "1"),
    (#""type": "boolean", "trueValues": ["ja"], "falseValues": ["nein", "-"]"#, "-", "0"),
    (#""type": "boolean", "trueValues": ["ja"], "falseValues": ["nein"]"#, "evtl.", "evtl."),
    (#""type": "date", "format": "%d.%m.%Y""#, "15.03.2011", "2011-03-15"),
    (#""type": "date", "format": "fmt:%d/%m/%Y""#, "15/03/2011", "2011-03-15"),
    (#""type": "date", "format": "%d.%m.%Y""#, "March", "March"),
    (#""type": "datetime""#, "2024-03-05T10:20:30Z", "2024-03-05"),
    (#""type": "datetime""#, "2024-03-05 10:20", "2024-03-05"),
    (#""type": "datetime""#, "5 March 2024", "5 March 2024"),
    (#""type": "list""#, "a,b,c", "a; b; c"),
    (#""type": "list", "delimiter": "|""#, "a|b,c", "a; b,c"),
    (#""type": "string""#, " 007 ", " 007 "),
  ])
  func `a value is written as a file without a descriptor has it`(
    field: String, text: String, value: String
  ) throws {
    #expect(try plain(field, text) == value)
  }

  @Test func `a word for a missing value is none, of the column's own words if it has some`() throws
  {
    #expect(try plain(#""type": "string""#, "n/a") == nil)
    #expect(try plain(#""type": "string""#, "") == nil)
    #expect(try plain(#""missingValues": ["-"]"#, "-") == nil)
    #expect(try plain(#""missingValues": ["-"]"#, "n/a") == "n/a")
    #expect(try plain(#""missingValues": [{"value": "-99", "label": "unknown"}]"#, "-99") == nil)
  }
}
