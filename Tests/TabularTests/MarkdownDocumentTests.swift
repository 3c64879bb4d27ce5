import Messages
import Testing

@testable import Tabular

@Suite struct MarkdownDocumentTests {
  private static let text = """
    # Models

    Some | words, and no table.

    | Firm | City |
    |------|------|
    | Acme | Rome |

    ## The list

    |No|Model|Firm|
    |:-|:-:|-:|
    |1|Alpha|Acme|

    The end.
    """

  private func rows(
    _ name: String = "README.md", table: Int? = nil, with column: String? = nil
  ) throws -> [[String]] {
    var options = TableFile.Options(table: table)
    if let column { options.isMeant = { $0.contains(column) } }
    let reader = try TableFile.open(
      ByteSource(bytes: Array(Self.text.utf8), name: name), options)
    var rows = [reader.header]
    while try reader.next() { rows.append((0..<reader.fieldCount).map { reader.string($0) }) }
    return rows
  }

  @Test func `the first table of a document is read, or the one of a number`() throws {
    #expect(try rows() == [["Firm", "City"], ["Acme", "Rome"]])
    #expect(try rows(table: 2) == [["No", "Model", "Firm"], ["1", "Alpha", "Acme"]])
    #expect(try rows("stdin", table: 1) == [["Firm", "City"], ["Acme", "Rome"]])
  }

  @Test func `the first table with the columns wanted is read`() throws {
    #expect(try rows(with: "Model") == [["No", "Model", "Firm"], ["1", "Alpha", "Acme"]])
  }

  @Test func `a table that is not there is an error that names those that are`() throws {
    let message = try #require(
      #expect(throws: TabularError.self) { try rows(table: 3) }?.reason.en)
    #expect(message == "there is no table 3; its tables are 1: Firm, City; 2: No, Model, Firm")
    let wanted = try #require(
      #expect(throws: TabularError.self) { try rows(with: "Chip") }?.reason.en)
    #expect(wanted.hasPrefix("no table with the columns wanted; say --table N: 1: Firm, City"))
  }
}
