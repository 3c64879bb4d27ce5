import Foundation
import Testing

@Suite("aikb ingest: a data set of several files")
struct SeveralFilesTests {
  /// Files in the form of ETO's, made up.
  private static let chain = [
    "stages.csv": "stage_id,stage_name\nS2,Fabrication\n",
    "inputs.csv": """
    input_id,input_name,type,stage_name
    N1,Mirrors,material_resource,
    N2,Mirror tools,tool_resource,
    N3,Grinding,process,Fabrication

    """,
    "providers.csv": """
    provider_name,alias,provider_id,provider_type,country
    Canopus,Canopus Optics,P9,organization,JPN
    Canopus,,P9,organization,JPN
    TSMC,,P34,organization,TWN
    JPN,Japan,P7,country,
    TWN,Taiwan,P8,country,
    EUR,Europe,P312,country,EUR
    Various companies,,P370,organization,Various countries

    """,
    "sequence.csv": """
    input_id,goes_into_id,is_type_of_id
    N1,N3,
    N2,,N1

    """,
    "provision.csv": """
    provider_name,provider_id,provided_id,share_provided,year,source
    Canopus,P9,N1,47.9,2025,Survey
    Various companies,P370,N1,52.1,2025,Survey
    JPN,P7,N1,47.9,2025,Survey
    Canopus,P9,N1,,2019,
    TSMC,P34,N1,,2019,
    EUR,P312,S2,5.9,2022,Survey

    """,
  ]

  private func chain(_ content: Workspace.Content = .seeds) throws -> Workspace {
    let workspace = try Workspace(content)
    for (name, text) in Self.chain { try workspace.write("eto/\(name)", text) }
    return workspace
  }

  @Test("Several files that need each other are put in order, whatever their order, on any store")
  func severalFiles() throws {
    for content in [Workspace.Content.seeds, .empty] {
      let one = try chain(content)
      let output = try one.succeed("ingest", "eto", "--map", "eto-supply-chain")
      #expect(output.messages.contains("\n19 rows read, written to"))
      let other = try chain(content)
      try other.succeed(
        "ingest", "eto/provision.csv", "eto/sequence.csv", "eto/stages.csv", "eto/providers.csv",
        "eto/inputs.csv", "--map", "eto-supply-chain")
      #expect(try one.contents() == other.contents())
      // One at a time they find what is on record.
      try other.succeed("ingest", "eto/provision.csv", "--map", "eto-supply-chain")
      let again = try one.succeed("ingest", "eto", "--map", "eto-supply-chain")
      #expect(again.messages.hasSuffix("19 rows read: nothing changed\n"))
    }
  }

  @Test("Shares of firms and of countries are two wholes; a blank share stays unknown")
  func shares() throws {
    let workspace = try chain()
    try workspace.succeed("ingest", "eto", "--map", "eto-supply-chain")
    try workspace.succeed(
      "sql",
      """
      SELECT subject, object, qualifier, valid_from, valid_to, share FROM relations
       WHERE predicate = 'supplies' AND object IN ('mirrors', 'semiconductor-fabrication') ORDER BY 1, 4
      """,
      printing: """
        subject,object,qualifier,valid_from,valid_to,share
        canopus,mirrors,global market share; by firm,2019,2019,
        canopus,mirrors,global market share; by firm,2025,2025,0.479
        europe,semiconductor-fabrication,global fabrication capacity; by site,2022,2022,0.059
        japan,mirrors,global market share; by headquarters,2025,2025,0.479
        tsmc,mirrors,global market share; by firm,2019,2019,
        various-companies,mirrors,global market share; by firm,2025,2025,0.521

        """)
    // Japan and TSMC are those of the Seeds; Europe is a group; an alias is a name of its firm.
    try workspace.succeed(
      "sql",
      """
      SELECT i.value, e.key, e.kind, c.form,
             (SELECT group_concat(text) FROM name n JOIN source s ON s.id = n.source
               WHERE n.entity = e.id AND s.key = 'eto-supply-chain') AS names
        FROM identifier i JOIN entity e ON e.id = i.entity LEFT JOIN country c ON c.id = e.id
       WHERE i.scheme = 'eto' AND i.value LIKE 'P%' ORDER BY 2
      """,
      printing: """
        value,key,kind,form,names
        P9,canopus,firm,,Canopus Optics
        P312,europe,country,group,
        P7,japan,country,country,
        P8,taiwan,country,region,
        P34,tsmc,firm,,
        P370,various-companies,firm,,

        """)
    try workspace.succeed(
      "sql",
      """
      SELECT subject, predicate, object FROM relations
       WHERE subject IN ('mirrors', 'mirror-tools', 'canopus') AND predicate <> 'supplies' ORDER BY 1
      """,
      printing: """
        subject,predicate,object
        canopus,headquartered_in,japan
        mirror-tools,type_of,mirrors
        mirrors,goes_into,grinding

        """)
  }

  @Test(
    "What a file of several has wrong is named with its place",
    arguments: [
      (
        "provision.csv", "P9,N1", "P77,N1",
        "eto/provision.csv:2: column 2 (provider_id): no entity with the identifier eto:P77"
      ),
      (
        "provision.csv", "47.9", "479",
        "eto/provision.csv:2: column 4 (share_provided): a share lies between 0 and 1, not 4.79"
      ),
      (
        "providers.csv", "P34,organization", "P34,club",
        "eto/providers.csv:4: column 1 (provider_name): no reading of the mapping takes this row"
      ),
      (
        "providers.csv", "TWN\nJ", "TWX\nJ",
        "eto/providers.csv:4: column 5 (country): no country whose iso3 is 'TWX'"
      ),
      (
        "inputs.csv", "tool_resource", "toy",
        "eto/inputs.csv:3: column 3 (type): 'toy' is none of the words the mapping knows: "
          + "design_resource, material_resource, tool_resource"
      ),
      (
        "sequence.csv", "goes_into_id", "goes_into",
        "eto/sequence.csv:1: the column 'goes_into_id' is missing"
      ),
    ])
  func severalFilesWrong(file: String, word: String, wrong: String, message: String) throws {
    let workspace = try chain()
    try workspace.write(
      "eto/\(file)", try workspace.text(of: "eto/\(file)").replacing(word, with: wrong))
    let before = try workspace.bytes(of: "kb.db")
    let output = try workspace.aikb("ingest", "eto", "--map", "eto-supply-chain")
    #expect(output.firstMessage == "aikb: \(message)")
    #expect(output.status == 1)
    #expect(try workspace.bytes(of: "kb.db") == before)
  }

  @Test("A file the mapping has not is refused before anything is read")
  func strangeFile() throws {
    let workspace = try chain()
    try workspace.write("eto/notes.csv", "a\n1\n")
    let output = try workspace.aikb("ingest", "eto", "--map", "eto-supply-chain")
    #expect(
      output.firstMessage
        == "aikb: eto/notes.csv: the mapping eto-supply-chain has no file of this name; it reads "
        + "stages.csv, inputs.csv, providers.csv, sequence.csv, provision.csv")
  }

  @Test("With rejects, the good rows of a file read several times are taken once")
  func rejectsOfSeveralReadings() throws {
    let workspace = try chain()
    try workspace.write(
      "eto/provision.csv", (Self.chain["provision.csv"] ?? "") + "Nobody,P77,N1,1,2025,\n")
    let output = try workspace.aikb(
      "ingest", "eto", "--map", "eto-supply-chain", "--rejects", "bad.csv")
    #expect(output.status == 2)
    #expect(try workspace.text(of: "bad.csv").split(separator: "\n").count == 2)
    try workspace.succeed(
      "sql", "SELECT count(*) AS n FROM relations WHERE qualifier LIKE 'global %'",
      printing: "n\n6\n")
  }
}
