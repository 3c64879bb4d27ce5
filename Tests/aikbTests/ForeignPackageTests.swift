import Foundation
import Testing

/// `aikb ingest` of data packages that others made.
@Suite("aikb ingest of others' data packages")
struct ForeignPackageTests {
  private static let table =
    "Firmenname;Gegründet;Börse;Umsatz\r\n华芯科技;15.03.2011;002405;1.234,5\r\n北方智算;–;k.A.;\r\n"

  /// A package of one table of firms: semicolons, GB18030, dates as a German writes them.
  private func describe(
    _ workspace: Workspace, path: String = "data/firmen.csv", resource: String = "",
    package: String = ""
  ) throws {
    try workspace.write("firmen/data/firmen.csv", try Self.table.encoded("gb18030", workspace))
    try workspace.write(
      "firmen/datapackage.json",
      """
      {"name": "cn-firms", "title": "Chinese chip firms", "homepage": "https://example.org/firms",
       "created": "2025-06-01T00:00:00Z", \(package)
       "licenses": [{"name": "CC-BY-4.0"}], "sources": [{"title": "Ministry list"}],
       "contributors": [{"title": "A. Author", "organization": "Institute X"}],
       "resources": [{"name": "hersteller", "path": "\(path)", "encoding": "gb18030", \(resource)
        "dialect": {"delimiter": ";"},
        "schema": {"missingValues": ["", "–", "k.A."], "fields": [
          {"name": "Firmenname"}, {"name": "Gegründet", "type": "date", "format": "%d.%m.%Y"},
          {"name": "Börse"},
          {"name": "Umsatz", "type": "number", "decimalChar": ",", "groupChar": "."}]}}]}
      """)
  }

  private static let columns = [
    "--as", "firms", "--col", "Firmenname=name", "--col", "Gegründet=founded", "--col",
    "Börse=ticker", "--ignore", "Umsatz",
  ]

  private func ingest(_ workspace: Workspace, _ path: String = "firmen") throws -> Output {
    let words = Self.columns.map { "'\($0)'" }.joined(separator: " ")
    return try workspace.shell("aikb ingest \(path) \(words)")
  }

  @Test("Its delimiter, encoding, dates and words for nothing are read as the descriptor says")
  func read() throws {
    let workspace = try Workspace(.empty)
    try describe(workspace)
    let output = try ingest(workspace)
    #expect(output.status == 0, "\(output.messages)")
    try workspace.succeed(
      "export", "firms", "--columns", "name,founded,ticker",
      printing: "name,founded,ticker\n北方智算,,\n华芯科技,2011-03-15,002405\n")
    #expect(try ingest(workspace).messages.contains("nothing changed"))
    #expect(try ingest(workspace, "firmen/datapackage.json").messages.contains("nothing changed"))
  }

  @Test("Its licence and what it was made from stand behind every row")
  func source() throws {
    let workspace = try Workspace(.empty)
    try describe(workspace)
    _ = try ingest(workspace)
    try workspace.succeed(
      "sql",
      "SELECT key, title, publisher, url, published, licence, attribution, reliability FROM sources",
      printing: """
        key,title,publisher,url,published,licence,attribution,reliability
        cn-firms,Chinese chip firms,Institute X,https://example.org/firms,2025-06-01,CC-BY-4.0,Ministry list,dataset

        """)
    try workspace.succeed(
      "sql", "SELECT DISTINCT source FROM citations", printing: "source\ncn-firms\n")
    // One of the same key that is another source is not overwritten.
    let other = try Workspace(.empty)
    try other.write("sources.csv", "key,title\ncn-firms,Something else\nmine,Mine\n")
    try other.succeed("ingest", "sources.csv")
    try describe(other)
    #expect(try ingest(other).messages.contains("is on record as 'Something else'"))
    #expect(try ingest(other, "--source mine firmen").status == 0)
    try other.succeed("sql", "SELECT DISTINCT source FROM citations", printing: "source\nmine\n")
  }

  @Test(
    "A file outside the package, or on the web, is never read",
    arguments: [
      ("../firms.csv", "leads out of the package"), ("/etc/passwd", "leads out of the package"),
      ("data/../../firms.csv", "leads out of the package"),
      ("data/../data/firmen.csv", "leads out of the package"),
      ("link.csv", "leads out of the package"), ("linked/firms.csv", "leads out of the package"),
      ("https://example.org/firms.csv", "is an address"), ("nothing.csv", "no file"),
    ])
  func outside(path: String, reason: String) throws {
    let workspace = try Workspace(.empty)
    try workspace.write("firms.csv", "name\nSecret\n")
    try describe(workspace, path: path)
    try workspace.succeed(shell: "ln -s ../firms.csv firmen/link.csv; ln -s .. firmen/linked")
    let output = try ingest(workspace)
    #expect(output.status == 1)
    #expect(
      output.firstMessage.hasPrefix("aikb: firmen/datapackage.json: resources[0].path: "),
      "\(output.firstMessage)")
    #expect(output.firstMessage.contains(reason), "\(output.firstMessage)")
  }

  @Test("The encoding that the descriptor says counts, also where the bytes look like another")
  func encoding() throws {
    let workspace = try Workspace(.empty)
    // The bytes of é in UTF-8.
    try workspace.write("p/firms.csv", "name\nCafé\n")
    try workspace.write(
      "p/datapackage.json", #"{"resources": [{"path": "firms.csv", "encoding": "windows-1252"}]}"#)
    try workspace.succeed("ingest", "p")
    try workspace.succeed("list", "firms", "--columns", "name", printing: "name\nCafÃ©\n")
  }

  @Test("Of several contributors the one whose role says so is the publisher")
  func publisher() throws {
    for role in [#""role": "publisher""#, #""roles": ["wrangler", "publisher"]"#] {
      let workspace = try Workspace(.empty)
      try workspace.write("p/firms.csv", "name\nAcme\n")
      try workspace.write(
        "p/datapackage.json",
        """
        {"name": "list", "resources": [{"path": "firms.csv"}], "contributors":
          [{"title": "A. Author", "role": "author"}, {"title": "The Press", \(role)}]}
        """)
      try workspace.succeed("ingest", "p")
      try workspace.succeed(
        "sql", "SELECT publisher FROM sources", printing: "publisher\nThe Press\n")
    }
  }

  @Test(
    "A descriptor that is wrong is refused with the place in it",
    arguments: [
      (#""hash": "crc32:00","#, "resources[0]: hash: 'crc32' is none of md5"),
      (#""bytes": "many","#, "resources[0].bytes: is not a whole number"),
      (#""data": [],"#, "resources[0]: has its rows inside the descriptor"),
    ])
  func wrong(resource: String, reason: String) throws {
    let workspace = try Workspace(.empty)
    try describe(workspace, resource: resource)
    let output = try ingest(workspace)
    #expect(output.status == 1)
    #expect(output.messages.contains(reason), "\(output.messages)")
    try workspace.succeed("sql", "SELECT count(*) AS n FROM firms", printing: "n\n0\n")
  }

  @Test(
    "A file that is not the one described is refused in an archive, and said to be in a folder",
    arguments: [
      (#""bytes": 5,"#, "data/firmen.csv: has 94 bytes, resources[0].bytes", "2 rows"),
      (#""hash": "d41d8cd98f00b204e9800998ecf8427e","#, "resources[0].hash", "2 rows"),
      (#""rows": 7,"#, "has 2 rows, resources[0].rows in", "2 rows, 7 then"),
    ])
  func others(resource: String, reason: String, rows: String) throws {
    let workspace = try Workspace(.empty)
    try describe(workspace, resource: resource)
    try workspace.succeed(shell: "python3 -m zipfile -c firmen.zip firmen")
    let zipped = try ingest(workspace, "firmen.zip")
    #expect(zipped.status == 1)
    #expect(zipped.messages.contains(reason), "\(zipped.messages)")
    let output = try ingest(workspace)
    #expect(output.status == 0)
    #expect(
      output.messages.contains("changed since the package was made (\(rows))"),
      "\(output.messages)")
    try workspace.succeed("sql", "SELECT count(*) AS n FROM firms", printing: "n\n2\n")
  }

  @Test(
    "What cannot be read as its dialect says is refused, not misread",
    arguments: [
      (#"{"quoteChar": "'"}"#, "dialect.quoteChar: is not supported"),
      (#"{"doubleQuote": false}"#, "dialect.doubleQuote: is not supported"),
      (##"{"commentChar": "#"}"##, "dialect.commentChar: is not supported"),
      (#"{"delimiter": "ab"}"#, "dialect.delimiter: 'ab' is not one ASCII character"),
      (#"{"headerRows": [1, 2]}"#, "dialect.headerRows: is not supported"),
    ])
  func dialects(dialect: String, reason: String) throws {
    let workspace = try Workspace(.empty)
    try workspace.write("p/firms.csv", "name\nAcme\n")
    try workspace.write(
      "p/datapackage.json", #"{"resources": [{"path": "firms.csv", "dialect": \#(dialect)}]}"#)
    let output = try workspace.aikb("ingest", "p")
    #expect(
      output.firstMessage == "aikb: p/datapackage.json: resources[0].\(reason)"
        || output.firstMessage.contains(reason))
    #expect(output.status == 1)
  }

  @Test("Tables are known as kinds by their names; another one is asked for, and chosen by --sheet")
  func kinds() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("p/firms.csv", "name\nAcme\n")
    try workspace.write("p/rows.tsv", "Acme Chip 1\t1\nAcme Chip 2\t2\n")
    try workspace.write("p/map.pdf", "%PDF")
    try workspace.write(
      "p/datapackage.json",
      """
      {"title": "Two tables", "resources": [{"path": "firms.csv"}, {"path": "map.pdf"},
        {"path": "rows.tsv", "name": "parts", "dialect": {"delimiter": "\\t", "header": false},
         "schema": "schema.json"}]}
      """)
    try workspace.write("p/schema.json", #"{"fields": [{"name": "name"}, {"name": "number"}]}"#)
    let open = try workspace.aikb("ingest", "p")
    #expect(
      open.firstMessage.contains("resources[2]: what is 'parts'? say --sheet parts --as KIND"))
    let chosen = try workspace.succeed(
      "ingest", "p", "--sheet", "parts", "--as", "chips", "--ignore", "number")
    #expect(chosen.messages.contains("no tables, not read: map"))
    try workspace.succeed(
      "export", "chips", "--columns", "name", printing: "name\nAcme Chip 1\nAcme Chip 2\n")
    // A line without a header counts as the first.
    try workspace.write("p/rows.tsv", "Acme Chip 1\t1\n\t2\n")
    let bad = try workspace.aikb(
      "ingest", "p", "--sheet", "parts", "--as", "chips", "--ignore", "number")
    #expect(
      bad.messages.contains("p/rows.tsv:2: column 1 (name): must not be blank"), "\(bad.messages)")
  }

  @Test("What refers to another table has to be there")
  func foreignKeys() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("p/firms.csv", "name,seat\nAcme,x1\nOther,x2\n")
    try workspace.write("p/countries.csv", "key,name\nx1,Ruritania\n")
    try workspace.write(
      "p/datapackage.json",
      """
      {"resources": [{"path": "firms.csv", "schema": {"fields": [{"name": "name"}, {"name": "seat"}],
        "foreignKeys": [{"fields": "seat", "reference": {"resource": "countries", "fields": "key"}}]}},
        {"path": "countries.csv"}]}
      """)
    let output = try workspace.aikb("ingest", "p", "--ignore", "seat")
    #expect(output.status == 1)
    #expect(
      output.firstMessage.contains("p/firms.csv:3: seat is 'x2', which 'countries' has not"),
      "\(output.firstMessage)")
    try workspace.write("p/countries.csv", "key,name\nx1,Ruritania\nx2,Strelsau\n")
    #expect(try workspace.aikb("ingest", "p", "--ignore", "seat").status == 0)
  }

  @Test("A table in several files is read as one, whether each has the header or only the first")
  func parts() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("p/a.csv", "name,founded\nA,2001\n")
    try workspace.write("p/b.csv", "name,founded\nB,2002\n")
    try workspace.write("p/c.csv", "C,2003\n")
    try workspace.write(
      "p/datapackage.json",
      #"{"resources": [{"name": "firms", "path": ["a.csv", "b.csv", "c.csv"]}]}"#)
    try workspace.succeed("ingest", "p")
    try workspace.succeed(
      "export", "firms", "--columns", "name,founded",
      printing: "name,founded\nA,2001\nB,2002\nC,2003\n")
  }
}

extension String {
  /// The bytes in another encoding, by iconv(1).
  fileprivate func encoded(_ name: String, _ workspace: Workspace) throws -> Data {
    try workspace.shell("iconv -f utf-8 -t \(name)", input: self).bytes
  }
}
