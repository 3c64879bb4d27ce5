import Foundation
import Testing

/// Bad input of every sort: the first line on standard error says file, line, column and reason as
/// far as there are any, the exit code is 1, and the knowledge base is what it was.
@Suite("aikb ingest: bad input")
struct BadInputTests {
  /// What a column without a name may mean.
  private let further = "; if the header stands further down, say --header LINE"

  /// Expects that a file is refused; `reason` is the first line after "aikb: ".
  private func expectRefusal(
    _ name: String, _ bytes: Data?, _ reason: String, arguments: String = "", status: Int32 = 1,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let workspace = try Workspace(.own)
    let before = try workspace.bytes(of: "kb.db")
    if let bytes { try workspace.write(name, bytes) }
    let output = try workspace.shell("aikb ingest \(name) \(arguments)")
    #expect(output.firstMessage == "aikb: \(reason)", sourceLocation: location)
    #expect(output.status == status, sourceLocation: location)
    #expect(output.text.isEmpty, sourceLocation: location)
    #expect(try workspace.bytes(of: "kb.db") == before, sourceLocation: location)
    #expect(
      try workspace.files == (["kb.db"] + (bytes == nil ? [] : [name])).sorted(),
      sourceLocation: location)
  }

  private func expectRefusal(
    _ name: String, _ text: String, _ reason: String, arguments: String = "", status: Int32 = 1,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    try expectRefusal(
      name, Data(text.utf8), reason, arguments: arguments, status: status, at: location)
  }

  // MARK: Files

  @Test("A missing file")
  func missingFile() throws {
    try expectRefusal("models.csv", nil, "models.csv: no such file")
  }

  @Test("A folder without CSV files")
  func emptyFolder() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("folder/notes.txt", "")
    let output = try workspace.aikb("ingest", "folder")
    #expect(
      output.firstMessage
        == "aikb: folder: no CSV file in this folder; name a workbook or any other file by itself")
    #expect(output.status == 1)
  }

  @Test("An empty file")
  func emptyFile() throws {
    try expectRefusal("models.csv", "", "models.csv: empty file: there is no header line")
  }

  @Test("A binary file")
  func binaryFile() throws {
    let png = Data([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d])
    try expectRefusal("models.csv", png, "models.csv: a picture, not a table")
  }

  @Test("A workbook that was named .csv")
  func workbook() throws {
    try expectRefusal(
      "models.csv", Data([0x50, 0x4b, 3, 4, 20, 0]),
      "models.csv: the ZIP archive is damaged or cut off; fetch or save it again")
  }

  @Test("UTF-32")
  func utf32() throws {
    try expectRefusal(
      "models.csv", Data([0xff, 0xfe, 0, 0] + "key,name\n".utf8.flatMap { [$0, 0, 0, 0] }),
      "models.csv: UTF-32 text; save it as UTF-8")
  }

  @Test("Invalid UTF-8")
  func invalidUTF8() throws {
    try expectRefusal(
      "models.csv", Data("key,name\na,好\nb,caf".utf8) + [0xe9, 0x0a],
      "models.csv:3: column 2 (name): not UTF-8: byte 0xE9")
  }

  @Test("A NUL byte")
  func nul() throws {
    try expectRefusal(
      "models.csv", "key,name\na,A\nb,B\0\n",
      "models.csv:3: column 2 (name): binary data: NUL at byte 17 of the file")
  }

  @Test("Invalid UTF-8 in the header")
  func invalidHeader() throws {
    try expectRefusal(
      "models.csv", Data("key,na好".utf8) + [0xff] + Data("me\na,A\n".utf8),
      "models.csv:1: column 2: not UTF-8: byte 0xFF")
  }

  // MARK: Records

  @Test("Too few fields")
  func tooFewFields() throws {
    try expectRefusal(
      "models.csv", "key,name,released\na,A,2025\nb,B\n", "models.csv:3: 2 fields, header has 3")
  }

  @Test("Too many fields")
  func tooManyFields() throws {
    try expectRefusal(
      "models.csv", "key,name\na,\"A,\nwith a line end\"\nb,B,2025\n",
      "models.csv:4: 3 fields, header has 2")
  }

  @Test("An unclosed quote is reported where it opens")
  func unclosedQuote() throws {
    try expectRefusal(
      "models.csv", "key,name\na,A\nb,\"B\nc,C\n",
      "models.csv:3: column 2 (name): the quote opened here is never closed")
  }

  @Test("Text after a closing quote")
  func textAfterQuote() throws {
    try expectRefusal(
      "models.csv", "key,name\nb,\"B\"ee\n",
      "models.csv:2: column 2 (name): text after the closing quote")
  }

  @Test("Two columns of one name")
  func duplicateHeader() throws {
    try expectRefusal(
      "models.csv", "key,name,name\na,A,A\n",
      "models.csv:1: column 3 (name): column 2 has the same name")
  }

  @Test("Two headers that mean the same column")
  func sameMeaning() throws {
    try expectRefusal(
      "models.csv", "key,name,released,发布日期\na,A,2025,2025\n",
      "models.csv:1: column 4 (发布日期): means released, as column 3 does")
  }

  @Test("A column without a name")
  func namelessHeader() throws {
    try expectRefusal(
      "models.csv", "key,,name\na,,A\n", "models.csv:1: column 2: the column has no name\(further)")
  }

  // MARK: Words that mean nothing

  @Test("An unknown kind")
  func unknownKind() throws {
    try expectRefusal(
      "table.csv", "key,name\na,A\n", "no kind 'modles'; nearest: models",
      arguments: "--as modles", status: 3)
  }

  @Test("A file of which nothing says what it holds")
  func unsaidKind() throws {
    try expectRefusal(
      "table.csv", "key,name\na,A\n",
      "table.csv: what is this? say --as KIND (countries, firms, institutions, people, models, "
        + "chips, facilities, policies, technologies, concepts), --as document for a text, or "
        + "--map MAPPING "
        + "(china-llms, cn-mofcom-lists, epoch-chip-owners, epoch-clusters, epoch-companies, "
        + "epoch-hardware, epoch-models, eto-supply-chain, iso-3166, mledoze-countries, wikidata-firms)"
    )
  }

  @Test("An unknown column")
  func unknownColumn() throws {
    try expectRefusal(
      "models.csv", "key,name,relaesed\na,A,2025\n",
      "models.csv:1: column 3 (relaesed): no property of models: 'relaesed' (released?); see "
        + "'aikb schema models'; leave a column out with --ignore, or explain the file with --map")
  }

  @Test("An unknown predicate")
  func unknownPredicate() throws {
    try expectRefusal(
      "relations.csv", "subject,predicate,object\nborealis,desings,boreas-9\n",
      "relations.csv:2: column 2 (predicate): no predicate 'desings'; nearest: designs")
  }

  @Test("A predicate that does not join these kinds")
  func unfitPredicate() throws {
    try expectRefusal(
      "relations.csv", "subject,predicate,object\nborealis,designs,china\n",
      "relations.csv:2: designs cannot join firm → country; "
        + "it joins firm → chip, institution → chip")
  }

  @Test("An unknown key")
  func unknownKey() throws {
    try expectRefusal(
      "relations.csv", "subject,predicate,object\nborealis,designs,boreas-8\n",
      "relations.csv:2: column 3 (object): no entity 'boreas-8'; nearest: boreas-9")
  }

  @Test("A key that is none")
  func invalidKey() throws {
    try expectRefusal(
      "models.csv", "key,name\nGrok 4,Grok 4\n",
      "models.csv:2: column 1 (key): 'Grok 4' is not a key (a-z, 0-9, single dashes)")
  }

  @Test("A key of another kind")
  func keyOfAnotherKind() throws {
    try expectRefusal(
      "models.csv", "key,name\nborealis,Borealis\n",
      "models.csv:2: column 1 (key): 'borealis' is a firm, not a model")
  }

  @Test("A new entity without a name")
  func withoutName() throws {
    try expectRefusal(
      "models.csv", "key,name\nnew,\n",
      "models.csv:2: column 2 (name): 'new' is new and needs a name")
  }

  // MARK: Values

  @Test(
    "A bad date",
    arguments: ["soon", "2025-13", "2025-02-29", "32.7.2025", "2025-7-32", "20250732"])
  func badDate(text: String) throws {
    try expectRefusal(
      "models.csv", "key,name,released\nnew,New,\(text)\n",
      "models.csv:2: column 3 (released): '\(text)' is not a date (2025, 2025-07 or 2025-07-23)")
  }

  @Test("A bad number", arguments: ["many", "0x10", "1.5", "7 GB", "1e2e3"])
  func badNumber(text: String) throws {
    try expectRefusal(
      "models.csv", "key,name,parameters\nnew,New,\(text)\n",
      "models.csv:2: column 3 (parameters): '\(text)' is not a whole number")
  }

  @Test("A number beyond 64 bits")
  func largeNumber() throws {
    try expectRefusal(
      "models.csv", "key,name,parameters\nnew,New,1e20\n",
      "models.csv:2: column 3 (parameters): '1e20' is beyond 64 bits")
  }

  @Test("A word that is not among the choices")
  func badChoice() throws {
    try expectRefusal(
      "chips.csv", "key,name,form\nnew,New,wafer\n",
      "chips.csv:2: column 3 (form): 'wafer' is not one of chip, board, system")
  }

  // MARK: The whole

  @Test("Every bad row is named, and the good ones are not taken either")
  func everyBadRow() throws {
    let workspace = try Workspace(.empty)
    try workspace.write(
      "models.csv", "key,name,released\ngood,Good,2025\nbad,Bad,soon\nworse,Worse,later\n")
    let output = try workspace.aikb("ingest", "models.csv")
    #expect(
      output.messages == """
        aikb: models.csv:3: column 3 (released): 'soon' is not a date (2025, 2025-07 or 2025-07-23)
        aikb: models.csv:4: column 3 (released): 'later' is not a date (2025, 2025-07 or 2025-07-23)
        aikb: nothing was changed; --rejects FILE takes the good rows and writes the others

        """)
    try workspace.succeed("list", "models", "--columns", "key", printing: "key\n")
  }

  @Test("A bad file leaves out the good files beside it")
  func goodFilesBesideBad() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("firms.csv", "key,name\nacme,Acme\n")
    try workspace.write("models.csv", "key,name,released\nbad,Bad,soon\n")
    let output = try workspace.aikb("ingest", "firms.csv", "models.csv")
    #expect(output.status == 1)
    try workspace.succeed("list", "firms", "--columns", "key", printing: "key\n")
  }

  @Test("A full disk stops the ingest and leaves everything as it was")
  func fullDisk() throws {
    let workspace = try Workspace(.seeds)
    let before = try workspace.contents()
    let rows = (0..<20_000).map { "m-\($0),Model number \($0)\n" }.joined()
    try workspace.write("models.csv", "key,name\n" + rows)
    // No file may grow beyond a quarter of a megabyte; the signal that would tell so is ignored.
    let output = try workspace.shell("trap '' XFSZ; ulimit -f 512; exec aikb ingest models.csv")
    #expect(output.status == 1)
    #expect(output.firstMessage.hasPrefix("aikb: \(workspace.database): "))
    #expect(output.messages.split(separator: "\n").count == 1)
    #expect(try workspace.contents() == before)
    try workspace.succeed("check")
    #expect(try workspace.files == ["kb.db", "models.csv"])
  }

  @Test("A knowledge base that another process writes to is busy: exit code 75 after five seconds")
  func busy() throws {
    let workspace = try Workspace(.seeds)
    try workspace.write("firms.csv", "key,name\nacme,Acme\n")
    let output = try workspace.shell(
      """
      (echo 'BEGIN IMMEDIATE;'; echo "SELECT 'locked';"; while [ ! -e done ]; do sleep 0.1; done) |
        sqlite3 kb.db > locked &
      while [ ! -s locked ]; do sleep 0.1; done
      aikb ingest firms.csv
      status=$?
      touch done
      wait
      exit $status
      """)
    #expect(
      output.messages
        == "aikb: \(workspace.database): another process is writing to it; try again\n")
    #expect(output.status == 75)
  }
}
