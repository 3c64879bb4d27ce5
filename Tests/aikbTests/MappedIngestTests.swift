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
      ("ignore:", "ignroe:", "38: 'ignroe' is unknown here; known: name, title, kind, "),
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
    try workspace.succeed("sql", "SELECT count(*) AS n FROM countries", printing: "n\n250\n")
    try workspace.succeed(
      "sql", "SELECT countries FROM models WHERE name LIKE 'Segatron%'",
      printing: "countries\nCanada; United States\n")
  }
}
