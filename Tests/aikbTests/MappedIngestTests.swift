import Foundation
import Testing

@Suite("aikb ingest: files that a mapping explains")
struct MappedIngestTests {
  @Test("A mapping file in YAML says which column is which property, relation and name")
  func mappingFile() throws {
    let workspace = try Workspace(.seeds)
    try workspace.fixture("lab-models.csv")
    try workspace.fixture("lab-models.yaml")
    try workspace.succeed("ingest", "lab-models.csv", "--map", "lab-models.yaml")
    try workspace.succeed(
      "sql",
      """
      SELECT key, developers, countries, released, openness, parameters FROM models
       WHERE key IN ('polaris-2', 'ursa')
      """,
      printing: """
        key,developers,countries,released,openness,parameters
        polaris-2,Huawei; Northern University,China,2025-05,weights-unrestricted,
        ursa,Ursa Labs,,2025-06-30,api,3500000000

        """)
    // 华为 is the firm on record; the word in its name makes the university an institution.
    try workspace.succeed(
      "sql", "SELECT key, kind FROM entity WHERE name IN ('Huawei', '华为', 'Northern University')",
      printing: "key,kind\nhuawei,firm\nnorthern-university,institution\n")
    #expect(try workspace.succeed("show", "小北").text.hasPrefix("Polaris-2\n"))
    let again = try workspace.succeed("ingest", "lab-models.csv", "--map", "lab-models.yaml")
    #expect(again.messages == "2 rows read: nothing changed\n")
  }

  @Test("A word the mapping does not know is an error that lists those it knows")
  func unknownWord() throws {
    let workspace = try Workspace(.empty)
    try workspace.fixture("lab-models.yaml")
    try workspace.write("lab-models.csv", "模型,开源\nPolaris-2,也许\n")
    let output = try workspace.aikb("ingest", "lab-models.csv", "--map", "lab-models.yaml")
    #expect(
      output.firstMessage
        == "aikb: lab-models.csv:2: column 2 (开源): '也许' is none of the words the mapping knows: 否, 是"
    )
    #expect(output.status == 1)
  }

  @Test(
    "A mapping that is wrong is refused with file, line and reason",
    arguments: [
      ("kind: model", "kind: modle", "4: no kind 'modle'; nearest: models"),
      ("发布: released", "发布: relaesed", "17: model has no property 'relaesed'; nearest: released"),
      ("developed_by", "developed_bye", "27: no predicate 'developed_bye'; nearest: developed_by"),
      ("ignore:", "ignroe:", "38: 'ignroe' is unknown here; known: name, title, source, "),
      ("skip: [国际]", "skip: [国际", "38: did not find expected ',' or ']'"),
    ])
  func wrongMapping(word: String, typo: String, message: String) throws {
    let workspace = try Workspace(.empty)
    try workspace.fixture("lab-models.csv")
    try workspace.fixture("lab-models.yaml")
    let wrong = try workspace.text(of: "lab-models.yaml").replacing(word, with: typo)
    try workspace.write("wrong.yaml", wrong)
    let output = try workspace.aikb("ingest", "lab-models.csv", "--map", "wrong.yaml")
    #expect(output.firstMessage.hasPrefix("aikb: wrong.yaml:\(message)"))
    #expect(output.status == 1)
    #expect(try workspace.succeed("list", "sources").lines.count == 1)
  }

  @Test("A mapping that does not exist names those that come with the program")
  func unknownMapping() throws {
    let workspace = try Workspace(.empty)
    try workspace.fixture("lab-models.csv")
    let output = try workspace.aikb("ingest", "lab-models.csv", "--map", "epoch-modles")
    #expect(
      output.firstMessage.hasPrefix("aikb: epoch-modles: no such mapping; built in: epoch-models"))
    #expect(output.status == 1)
  }

  // MARK: The built-in mapping of Epoch's files

  static let notable = "epoch-notable-excerpt.csv"
  static let large = "epoch-large-scale-excerpt.csv"

  /// A knowledge base with files of Epoch's in this order.
  private func epoch(_ files: [String], _ content: Workspace.Content = .empty) throws -> Workspace {
    let workspace = try Workspace(content)
    for file in files {
      try workspace.fixture(file)
      try workspace.succeed("ingest", file, "--map", "epoch-models")
    }
    return workspace
  }

  @Test("Names that differ only in case, with other developers, are two models in either order")
  func namesakes() throws {
    for files in [[Self.notable, Self.large], [Self.large, Self.notable]] {
      let workspace = try epoch(files)
      try workspace.succeed(
        "sql", "SELECT key, name, developers FROM models WHERE name LIKE 'calm' ORDER BY key",
        printing: """
          key,name,developers
          calm-nvidia,CALM,NVIDIA; Technion - Israel Institute of Technology
          calm-university-of-oxford,CaLM,University of Oxford

          """)
    }
  }

  @Test("A model of both files is one model")
  func oneModelOfBothFiles() throws {
    let workspace = try epoch([Self.notable, Self.large])
    try workspace.succeed("sql", "SELECT count(*) AS n FROM models", printing: "n\n9\n")
  }

  @Test("The order of the files makes no difference to a single byte of the export")
  func orderOfFiles() throws {
    for content in [Workspace.Content.empty, .seeds] {
      let one = try epoch([Self.notable, Self.large], content).contents()
      let other = try epoch([Self.large, Self.notable], content).contents()
      #expect(one == other)
    }
  }

  @Test("China,China counts once, and Multinational is no country")
  func countries() throws {
    let workspace = try epoch([Self.notable, Self.large])
    try workspace.succeed(
      "sql",
      """
      SELECT m.name, c.name AS country FROM model_country x
        JOIN entity m ON m.id = x.model JOIN entity c ON c.id = x.country
       WHERE m.key IN ('glm-4-6', 'npd', 'oryx-34b', 'poro-34b') ORDER BY 1, 2
      """,
      printing: """
        name,country
        GLM 4.6,China
        Oryx 34B,China
        Oryx 34B,Singapore
        Poro 34B,Finland

        """)
    try workspace.succeed(
      "sql", "SELECT key FROM countries WHERE name LIKE 'multi%'", printing: "key\n")
  }

  @Test("A name with a plus has a key of its own")
  func plus() throws {
    let workspace = try epoch([Self.notable])
    try workspace.succeed(
      "sql", "SELECT key, name FROM models WHERE name LIKE 'DeepLab%' ORDER BY key",
      printing: "key,name\ndeeplabv3,DeepLabV3\ndeeplabv3plus,DeepLabV3+\n")
  }

  @Test("A float that means a whole number becomes it; the citation keeps the wording")
  func float() throws {
    let workspace = try epoch([Self.notable])
    try workspace.succeed(
      "sql",
      """
      SELECT m.parameters, c.wording FROM models m JOIN citations c ON c.entity = m.key
       WHERE m.name LIKE 'Segatron%' AND c.property = 'parameters'
      """, printing: "parameters,wording\n257000000,256999999.99999997\n")
  }

  @Test("On the Seeds, a source's names for countries find those on record")
  func countriesOnRecord() throws {
    let workspace = try epoch([Self.notable, Self.large], .seeds)
    let countries = "SELECT count(*) AS n FROM countries"
    let before = try Workspace(.seeds).succeed("sql", countries).text
    try workspace.succeed("sql", countries, printing: before)
    try workspace.succeed(
      "sql", "SELECT countries FROM models WHERE name LIKE 'Segatron%'",
      printing: "countries\nCanada; United States\n")
  }

  // MARK: Figures, factors and words that mean: not known

  private static let chips = """
    Hardware name,Manufacturer,Type,Release date,Release price (USD),FP4 performance (FLOP/s),\
    TDP (W),Foundry,Transistors (millions),Link to datasheet,Source for the price
    Boreas B2,Amazon AWS,GPU,2024-05-02,1000.0,9.0e15,700.0,"SMIC,TSMC",28300.0,\
    "see https://a.example/b2.pdf;\nhttps://b.example, by hearsay",no list price https://c.example/x
    Boreas B3,,NPU,,2000.0,3e+16,inf,,,,

    """

  @Test("A table of chips: designers, foundries, counts from millions, prices as figures")
  func chips() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("chips.csv", Self.chips)
    let output = try workspace.succeed("ingest", "chips.csv", "--map", "epoch-hardware")
    #expect(
      output.messages.contains(
        "chips.csv: Release price (USD): 1 without a date, not read as figures\n"))
    #expect(output.messages.contains("tdp_watts: 1 infinite or not a number, left blank\n"))
    try workspace.succeed(
      "sql",
      """
      SELECT name, designers, manufacturers, transistors, tdp_watts, fp4_dense_flop_per_s AS fp4,
             replace(url, char(10), ' ') AS url FROM chips ORDER BY name
      """,
      printing: """
        name,designers,manufacturers,transistors,tdp_watts,fp4,url
        Boreas B2,Amazon,SMIC; TSMC,28300000000,700,9000000000000000.0,https://a.example/b2.pdf https://b.example
        Boreas B3,,,,,,

        """)
    try workspace.succeed(
      "sql",
      """
      SELECT f.subject, f.measure, f.date, f.value, f.currency, c.locator
        FROM figures f JOIN citations c ON c.measure = f.measure AND c.property = 'value'
      """,
      printing: """
        subject,measure,date,value,currency,locator
        boreas-b2,chip-price,2024-05-02,1000,USD,https://c.example/x

        """)
    let again = try workspace.succeed("ingest", "chips.csv", "--map", "epoch-hardware")
    #expect(again.messages.hasSuffix("2 rows read: nothing changed\n"))
  }

  private static let owners = """
    Owner,End date,Compute estimate in H100e (median),H100e (5th percentile),H100e (95th percentile),\
    Number of Units,Number of Units (5th percentile),Number of Units (95th percentile),Total TDP (W),\
    Total TDP (W) (5th percentile),Total TDP (W) (95th percentile),Chip type,Notes
    China,12/31/2025,10,5,20,"1,000",500,2000,700000,1,2000000,H100/H200,Estimates generated on: 04-15-2026 18:24
    China,3/31/2026,12,6,22,1200,600,2400,840000,1,2000000,H100/H200,\
    Incomplete: one month. Estimates generated on: 04-15-2026 18:24
    Polaris,3/31/2026,1,1,1,30,20,40,21000,1,30000,A100,Estimates generated on: 04-15-2026 18:24

    """

  @Test("Rows of figures: one each of every measure, with interval, basis and date of the estimate")
  func figures() throws {
    let workspace = try Workspace(.seeds)
    try workspace.write("owners.csv", Self.owners)
    let output = try workspace.succeed("ingest", "owners.csv", "--map", "epoch-chip-owners")
    #expect(output.messages.contains("  figures: 9 added\n"))
    try workspace.succeed(
      "sql",
      """
      SELECT subject, measure, object, date, value, low, high, unit, note FROM figures
       WHERE subject = 'china' AND object = 'h100-h200' AND measure <> 'power-owned' ORDER BY 2, 4
      """,
      printing: """
        subject,measure,object,date,value,low,high,unit,note
        china,chips-owned,h100-h200,2025-12-31,1000,500,2000,chip,
        china,chips-owned,h100-h200,2026-03-31,1200,600,2400,chip,Incomplete: one month.
        china,compute-owned,h100-h200,2025-12-31,10,5,20,H100 equivalent,
        china,compute-owned,h100-h200,2026-03-31,12,6,22,H100 equivalent,Incomplete: one month.

        """)
    try workspace.succeed(
      "sql",
      """
      SELECT DISTINCT c.basis, c.as_of, e.kind FROM citations c JOIN entity e ON e.key = c.subject
       WHERE c.source = 'epoch-ai-chip-owners' AND c.measure IS NOT NULL ORDER BY 3
      """,
      printing: "basis,as_of,kind\nestimated,2026-04-15,country\nestimated,2026-04-15,firm\n")
    try workspace.succeed("check")
    let again = try workspace.succeed("ingest", "owners.csv", "--map", "epoch-chip-owners")
    #expect(again.messages == "3 rows read: nothing changed\n")
  }

  @Test("The order of data sets that name the same chips makes no difference to the export")
  func orderOfDataSets() throws {
    let ingests = [["chips.csv", "epoch-hardware"], ["owners.csv", "epoch-chip-owners"]]
    var exports: [[String: Data]] = []
    for order in [ingests, ingests.reversed()] {
      let workspace = try Workspace(.empty)
      try workspace.write("chips.csv", Self.chips.replacing("Boreas B2", with: "NVIDIA A100"))
      try workspace.write("owners.csv", Self.owners.replacing("Polaris", with: "Amazon"))
      for ingest in order { try workspace.succeed("ingest", ingest[0], "--map", ingest[1]) }
      exports.append(try workspace.contents())
    }
    #expect(exports[0] == exports[1])
  }

  @Test("A word for 'not known' becomes a citation; a factor, a date in another order, other names")
  func wordsOfAMapping() throws {
    let workspace = try Workspace(.seeds)
    try workspace.write(
      "m.yaml",
      """
      name: m
      title: T
      source: {key: survey, title: S}
      dates: dmy
      kind: model
      columns:
        Name: name
        Out: released
        Size (B): {property: parameters, times: 1000000000, unknown: [undisclosed]}
        By: {relation: developed_by, kind: firm, names: {HW (China): Huawei}}
      """)
    try workspace.write(
      "m.csv",
      "Name,Out,Size (B),By\nUrsa,30/6/2025,1.04,HW (China)\nUrsa X,1.7.2025,undisclosed,Huawei\n")
    try workspace.succeed("ingest", "m.csv", "--map", "m.yaml")
    try workspace.succeed(
      "sql",
      """
      SELECT name, released, parameters, developers FROM models WHERE key LIKE 'ursa%' ORDER BY 1
      """,
      printing: """
        name,released,parameters,developers
        Ursa,2025-06-30,1040000000,Huawei
        Ursa X,2025-07-01,,Huawei

        """)
    try workspace.succeed(
      "sql",
      "SELECT entity, property, state, value FROM citations WHERE state = 'unknown' AND source = 'survey'",
      printing: "entity,property,state,value\nursa-x,parameters,unknown,\n")
    let again = try workspace.succeed("ingest", "m.csv", "--map", "m.yaml")
    #expect(again.messages == "2 rows read: nothing changed\n")
  }

  @Test("Another spelling finds the entity on record and does not rename it")
  func otherSpelling() throws {
    let workspace = try Workspace(.seeds)
    try workspace.write(
      "m.yaml",
      "name: m\ntitle: T\nkind: firm\nsource: {key: survey, title: S, reliability: official}\n"
        + "columns: {Firm: name}\n")
    try workspace.write("m.csv", "Firm\nSK HYNIX\n华为\n")
    try workspace.succeed("ingest", "m.csv", "--map", "m.yaml")
    try workspace.succeed(
      "sql",
      """
      SELECT e.name, n.text, n.role FROM entity e
        LEFT JOIN name n ON n.entity = e.id AND n.source = (SELECT id FROM source WHERE key = 'survey')
       WHERE e.key IN ('sk-hynix', 'huawei') ORDER BY 1
      """,
      printing: "name,text,role\nHuawei,,\nSK hynix,SK HYNIX,wording\n")
  }

  @Test("A column says on what basis others are given, and no figure leaves without the word")
  func basis() throws {
    let workspace = try Workspace(.empty)
    let mapping = """
      name: set
      title: Set
      kind: model
      source: {key: set, title: Set}
      columns:
        Model: name
        Released: released
        Size:
          property: parameters
          basis: {column: Sure, values: {Likely: estimated}, blank: [Confident]}

      """
    try workspace.write("set.yaml", mapping)
    try workspace.write(
      "set.csv", "Model,Released,Size,Sure\nA,2025,7e9,Likely\nB,2025,8e9,Confident\n")
    try workspace.succeed("ingest", "set.csv", "--map", "set.yaml")
    try workspace.succeed(
      "sql", "SELECT entity, property, basis FROM citations ORDER BY 1, 2",
      printing: """
        entity,property,basis
        a,name,
        a,parameters,estimated
        a,released,
        b,name,
        b,parameters,
        b,released,

        """)
    let rows = try workspace.succeed("export", "models", "--with-sources", "-f", "json").json()
    #expect(rows.map { $0["parameters_basis"] as? String } == ["estimated", nil])
    let again = try workspace.succeed("ingest", "set.csv", "--map", "set.yaml")
    #expect(again.messages == "2 rows read: nothing changed\n")
    // On record by another file first, and no longer an estimate.
    try workspace.succeed("init", "--empty", "--db", "other.db")
    try workspace.write("models.csv", "key,name\na,A\n")
    try workspace.succeed("ingest", "models.csv", "--db", "other.db")
    try workspace.succeed("ingest", "set.csv", "--map", "set.yaml", "--db", "other.db")
    try workspace.succeed(
      "sql", "SELECT entity FROM citations WHERE basis = 'estimated'", "--db", "other.db",
      printing: "entity\na\n")
    try workspace.write("set.csv", "Model,Released,Size,Sure\nA,2025,7e9,Confident\n")
    try workspace.succeed("ingest", "set.csv", "--map", "set.yaml")
    try workspace.succeed(
      "sql", "SELECT count(basis) AS n FROM citations", printing: "n\n0\n")
    try workspace.write("set.csv", "Model,Released,Size,Sure\nC,2025,7e9,Perhaps\n")
    #expect(
      try workspace.aikb("ingest", "set.csv", "--map", "set.yaml").messages.contains(
        "'Perhaps' is none of the words the mapping knows"))
    try workspace.write("set.yaml", mapping.replacing("estimated", with: "guessed"))
    #expect(
      try workspace.aikb("ingest", "set.csv", "--map", "set.yaml").messages.contains(
        "'guessed' is not one of reported, estimated, derived, rumoured"))
  }

  @Test("A table of firms from Wikidata's query service is read as it is downloaded")
  func wikidata() throws {
    let workspace = try Workspace(.seeds)
    try workspace.write(
      "query.csv",
      """
      item,itemLabel,itemLabel_zh,itemAltLabel,countryLabel,inception,website
      http://www.wikidata.org/entity/Q160120,Huawei,华为,"Huawei Technologies, HW",People's Republic of China,1987-09-15T00:00:00Z,https://www.huawei.com/
      http://www.wikidata.org/entity/Q1,Canopus Chips,老人星芯片,,Japan,2019-01-01T00:00:00Z,
      http://www.wikidata.org/entity/Q1,Canopus Chips,老人星芯片,,Singapore,2019-01-01T00:00:00Z,

      """)
    let before = try workspace.succeed("sql", "SELECT count(*) FROM countries").text
    let output = try workspace.succeed("ingest", "query.csv", "--map", "wikidata-firms")
    #expect(!output.messages.contains("does not know"), "\(output.messages)")
    try workspace.succeed(
      "sql",
      """
      SELECT key, name, name_zh, founded FROM firms
       WHERE key = 'canopus-chips' OR key = 'huawei' ORDER BY key
      """,
      printing: """
        key,name,name_zh,founded
        canopus-chips,Canopus Chips,老人星芯片,2019-01-01
        huawei,Huawei,华为,1987-09-15

        """)
    // A firm of two countries has two rows, and is one firm with both.
    try workspace.succeed(
      "sql",
      """
      SELECT object FROM relations
       WHERE predicate = 'headquartered_in' AND subject = 'canopus-chips' ORDER BY 1
      """, printing: "object\njapan\nsingapore\n")
    #expect(try workspace.succeed("sql", "SELECT count(*) FROM countries").text == before)
    try workspace.succeed(
      "sql",
      "SELECT value FROM identifier WHERE scheme = 'wikidata' AND value IN ('Q1', 'Q160120')",
      printing: "value\nQ1\nQ160120\n")
    #expect(
      try workspace.succeed("ingest", "query.csv", "--map", "wikidata-firms").messages
        .contains("3 rows read: nothing changed"))
  }
}
