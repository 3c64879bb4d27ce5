import Foundation
import Testing

@Suite("aikb list, schema and the formats of output")
struct ListTests {
  private static let columns = "name,name_zh,released,parameters,training_flop"

  @Test(
    "Each format writes the same rows",
    arguments: [
      (
        "table",
        """
        name           name_zh   released      parameters  training_flop
        ─────────────  ────────  ──────────  ────────────  ─────────────
        Aurora 1       极光一号  2025-03-01  671000000000    4.02001e+24
        Aurora 1 mini            2025-04       7000000000
        墨子           墨子      2025           257000000

        """
      ),
      (
        "csv",
        """
        name,name_zh,released,parameters,training_flop
        Aurora 1,极光一号,2025-03-01,671000000000,4.02001e+24
        Aurora 1 mini,,2025-04,7000000000,
        墨子,墨子,2025,257000000,

        """
      ),
      (
        "tsv",
        """
        name\tname_zh\treleased\tparameters\ttraining_flop
        Aurora 1\t极光一号\t2025-03-01\t671000000000\t4.02001e+24
        Aurora 1 mini\t\t2025-04\t7000000000\t
        墨子\t墨子\t2025\t257000000\t

        """
      ),
      (
        "json",
        """
        [
        {"name":"Aurora 1","name_zh":"极光一号","released":"2025-03-01","parameters":671000000000,"training_flop":4.02001e+24},
        {"name":"Aurora 1 mini","name_zh":null,"released":"2025-04","parameters":7000000000,"training_flop":null},
        {"name":"墨子","name_zh":"墨子","released":"2025","parameters":257000000,"training_flop":null}
        ]

        """
      ),
      (
        "jsonl",
        """
        {"name":"Aurora 1","name_zh":"极光一号","released":"2025-03-01","parameters":671000000000,"training_flop":4.02001e+24}
        {"name":"Aurora 1 mini","name_zh":null,"released":"2025-04","parameters":7000000000,"training_flop":null}
        {"name":"墨子","name_zh":"墨子","released":"2025","parameters":257000000,"training_flop":null}

        """
      ),
      (
        "markdown",
        """
        | name | name_zh | released | parameters | training_flop |
        | --- | --- | --- | --- | --- |
        | Aurora 1 | 极光一号 | 2025-03-01 | 671000000000 | 4.02001e+24 |
        | Aurora 1 mini |  | 2025-04 | 7000000000 |  |
        | 墨子 | 墨子 | 2025 | 257000000 |  |

        """
      ),
    ])
  func formats(format: String, text: String) throws {
    let workspace = try Workspace(.own)
    let output = try workspace.succeed("list", "models", "--columns", Self.columns, "-f", format)
    #expect(output.text == text)
    #expect(output.messages.isEmpty)
  }

  @Test("Into a pipe it is CSV")
  func pipe() throws {
    let workspace = try Workspace(.own)
    #expect(
      try workspace.shell("aikb list chips --columns key,memory_bytes | cat").text
        == "key,memory_bytes\nboreas-9,80000000000\n")
  }

  @Test(
    "-o writes a file in the format of its ending",
    arguments: [
      ("models.csv", "name\nAurora 1\n"), ("models.json", "[\n{\"name\":\"Aurora 1\"}\n]\n"),
      ("models.jsonl", "{\"name\":\"Aurora 1\"}\n"), ("models.tsv", "name\nAurora 1\n"),
      ("models.md", "| name |\n| --- |\n| Aurora 1 |\n"), ("models", "name\nAurora 1\n"),
    ])
  func file(name: String, text: String) throws {
    let workspace = try Workspace(.own)
    let output = try workspace.succeed(
      "list", "models", "--columns", "name", "--limit", "1", "-o", name)
    #expect(try workspace.text(of: name) == text)
    #expect(output.text.isEmpty)
    #expect(try workspace.files == ["kb.db", name])
  }

  @Test("--limit counts rows; none is a header alone")
  func limit() throws {
    let workspace = try Workspace(.seeds)
    let rows = { (limit: String) in
      try workspace.succeed("list", "countries", "--columns", "key", "--limit", limit).lines.count
    }
    #expect(try rows("7") == 8)
    #expect(try rows("0") == 1)
    #expect(try rows("100000") == 255)
    #expect(try workspace.aikb("list", "countries", "--limit=-1").status == 64)
  }

  @Test(
    "A word that is not known suggests the nearest",
    arguments: [
      ("list models --columns name,relaesed", "no column of models 'relaesed'; nearest: released"),
      ("list modles", "no kind or view 'modles'; nearest: models"),
      ("list relatoins", "no kind or view 'relatoins'; nearest: relations"),
      ("export firmes", "no kind or view 'firmes'; nearest: firms"),
      ("schema polcies", "no kind 'polcies'; nearest: policies"),
    ])
  func unknownWord(command: String, message: String) throws {
    let workspace = try Workspace(.own)
    let output = try workspace.shell("aikb \(command)")
    #expect(output.messages == "aikb: \(message)\n")
    #expect(output.status == 3)
    #expect(output.text.isEmpty)
  }

  @Test("A word in the names of two countries names both")
  func halfCountry() throws {
    let output = try Workspace(.seeds).aikb("list", "firms", "country:Korea")
    #expect(output.status == 3)
    #expect(output.messages.contains("nearest: north-korea, south-korea"), "\(output.messages)")
  }

  @Test("A country whose code is NA is a country like others")
  func namibia() throws {
    let workspace = try Workspace(.seeds)
    try workspace.succeed(
      "sql", "SELECT key, iso2 FROM countries WHERE name = 'Namibia'",
      printing: "key,iso2\nnamibia,NA\n")
  }

  @Test("A negative number is a value, and no word with a minus sign")
  func negativeNumbers() throws {
    let workspace = try Workspace(.own)
    func keys(_ words: String) throws -> [String] {
      try workspace.shell("aikb list models \(words) --columns key").lines.dropFirst().map {
        String($0)
      }
    }
    try workspace.succeed("kind", "extend", "models", "--property", "margin:number")
    try workspace.succeed("set", "aurora-1", "margin=-3.5")
    try workspace.succeed("set", "mo-zi", "margin=2")
    #expect(try keys("margin:-3.5") == ["aurora-1"])
    #expect(try keys("'margin:<-1'") == ["aurora-1"])
    #expect(try keys("margin:-4..-3") == ["aurora-1"])
    #expect(try keys("'margin:>-1'") == ["mo-zi"])
    #expect(try keys("-margin:-3.5") == ["mo-zi"])
  }

  @Test("SQL that is shown names things by key, and gives the same rows in another knowledge base")
  func portableSQL() throws {
    let workspace = try Workspace(.seeds)
    for words in [
      "chips designed_by:huawei country:cn", "models country:=cn weights:open",
      "firms named_in:essay-global-ai-race", "firms owns:facility headquartered_in:us",
      "models developed_by:alibaba --group", "chips --according-to essay-global-ai-race",
    ] {
      let sql = try workspace.shell("aikb list \(words) --sql").text
      #expect(
        sql.firstMatch(of: /(subject|object|source|entity|document) = \d|SELECT \d{2,}/) == nil,
        "\(sql)")
      try workspace.write("q.sql", sql)
      #expect(
        try workspace.shell("aikb sql - -f csv < q.sql").text
          == workspace.shell("aikb list \(words) -f csv").text, "\(words)")
    }
  }

  @Test("The views every knowledge base has can be listed")
  func views() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed(
      "list", "names",
      printing: """
        entity,text,lang,role,source
        aurora-labs,極光實驗室,zh-Hant,alias,beta-bao
        aurora-labs,"Aurora Laboratories, Inc.",en,legal,
        mo-zi,Mozi,en,alias,

        """)
    try workspace.succeed(
      "list", "conflicts",
      printing: """
        entity,subject,predicate,object,qualifier,valid_from,measure,date,condition,event,scope,property,others,other_values,reason
        aurora-1,,,,,,,,,,,parameters,1,beta-bao = 670000000000,

        """)
    for (view, count) in [("relations", 6), ("sources", 2)] {
      #expect(try workspace.succeed("list", view).lines.count == count + 1)
    }
    #expect(try workspace.succeed("list", "citations", "-f", "json").json().count > 10)
  }

  @Test("schema counts what there is, and explains the columns of a kind with their units")
  func schema() throws {
    let workspace = try Workspace(.own)
    let overview = try workspace.succeed("schema", "-f", "json").json()
    let counts = overview.reduce(into: [:]) { $0[$1["name"] as? String ?? ""] = $1["rows"] as? Int }
    #expect(counts["models"] == 3)
    #expect(counts["relations"] == 6)
    let columns = try workspace.succeed("schema", "chips", "-f", "json").json()
    let memory = columns.first { $0["column"] as? String == "memory_bytes" }
    #expect(memory?["unit"] as? String == "B")
    #expect(memory?["label_zh"] as? String == "内存")
  }

  @Test(
    "schema names every column that list and SQL know", arguments: ["models", "firms", "chips"])
  func schemaIsComplete(kind: String) throws {
    let workspace = try Workspace(.own)
    let named = try workspace.succeed("schema", kind, "-f", "json").json()
      .compactMap { $0["column"] as? String }
    let header = try workspace.succeed("list", kind, "--limit", "0").lines[0]
    #expect(Set(named) == Set(header.split(separator: ",").map(String.init)))
  }

  @Test(
    "Wrong use prints the usage, with exit code 64",
    arguments: [
      "list", "list models --limit many", "list models -f excel", "serach x", "export",
      "export models --all folder", "neighbors huawei --depth 9", "sql", "show",
      "list relations --columns x",
    ])
  func usage(command: String) throws {
    let workspace = try Workspace(.own)
    let output = try workspace.shell("aikb \(command)")
    #expect(output.status == 64)
    #expect(!output.messages.isEmpty)
    #expect(output.text.isEmpty)
  }
}
