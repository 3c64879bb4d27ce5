import Foundation
import Testing

/// A data set as it was published three times: columns renamed, reordered, added and dropped, figures
/// revised, blanks filled, dates made more exact, rows gone and new.
@Suite("aikb ingest: vintages of a data set")
struct VintageTests {
  private static let mapping = """
    name: set
    title: Set
    kind: model
    context: develops
    source: {key: set, title: Set}
    dates: mdy
    renamed: {Published: Released, Company: Maker, "Parameters (est.)": Parameters}
    columns:
      Model: name
      Released: released
      Parameters: parameters
      Compute: training_flop
      Licence: licence
      Maker: {relation: developed_by, kind: firm, create: true}
      Cost: {figure: training-cost, date: Released, currency: USD}

    """

  private static let files = [
    "2024": """
    Model,Published,Parameters,Company,Cost
    Alpha,2024,,Acme,
    Beta,5/13/2023,7e9,Acme,1000000
    Gone,2023-02,5,Beyond,
    Delta,2022-03-04,1.75E+11,"Acme, Inc.",

    """,
    "2025": """
    Maker,Parameters,Model,Published,Compute
    Acme,1043210000000,Alpha,3/15/2024,4.02E+24
    Acme,6.74B,Beta,5/13/2023,
    Corp,,Gamma,2025-01,1e20
    Acme,174604000000,Delta,2022,3.14E+23

    """,
    "2026": """
    Licence,Model,Released,Compute,Parameters (est.),Maker,Cost,Colour
    MIT,Alpha,2024-03,4.02001e+24,1.04T,Acme,2000000,red
    ,Beta,5/14/2023,,6738415616,Acme Inc,1200000,blue
    Apache-2.0,Gamma,1/20/2025,1.04e20,,Corp,,

    """,
  ]

  private func ingest(_ order: [String]) throws -> (Workspace, [String: String]) {
    let workspace = try Workspace(.empty)
    try workspace.write(
      "sources.csv",
      "key,title,reliability,published\n"
        + order.map { "v\($0),V\($0),dataset,\($0)-06\n" }.joined())
    try workspace.write("set.yaml", Self.mapping)
    try workspace.succeed("ingest", "sources.csv")
    var messages: [String: String] = [:]
    for year in order {
      try workspace.write("set.csv", Self.files[year] ?? "")
      messages[year] = try workspace.succeed(
        "ingest", "set.csv", "--map", "set.yaml", "--source", "v\(year)"
      ).messages
    }
    try workspace.succeed("check")
    return (workspace, messages)
  }

  @Test("In every order they make the same knowledge base, byte for byte")
  func orders() throws {
    var exports: [String: [String]] = [:]
    for first in ["2024", "2025", "2026"] {
      for second in ["2024", "2025", "2026"] where second != first {
        let order =
          [first, second] + ["2024", "2025", "2026"].filter { ![first, second].contains($0) }
        let (workspace, _) = try ingest(order)
        try workspace.succeed("export", "--all", "out")
        let text = try workspace.shell("cat out/*.csv").text
        exports[text, default: []].append(order.joined(separator: " "))
      }
    }
    #expect(exports.count == 1, "\(exports.values)")
  }

  @Test("The newest value is accepted or the most exact that agrees with it; others are cited")
  func accepted() throws {
    let (workspace, messages) = try ingest(["2026", "2024", "2025"])
    try workspace.succeed(
      "sql",
      "SELECT name, released, parameters, training_flop, licence, developers FROM models ORDER BY 1",
      printing: """
        name,released,parameters,training_flop,licence,developers
        Alpha,2024-03-15,1043210000000,4.02001e+24,MIT,Acme
        Beta,2023-05-14,6738415616,,,Acme
        Delta,2022-03-04,174604000000,3.14e+23,,Acme
        Gamma,2025-01-20,,1.04e+20,Apache-2.0,Corp
        Gone,2023-02,5,,,Beyond

        """)
    try workspace.succeed(
      "sql", "SELECT entity, property, other_values FROM conflicts ORDER BY 1, 2",
      printing: """
        entity,property,other_values
        beta,parameters,v2024 = 7000000000
        beta,released,v2024 = 2023-05-13; v2025 = 2023-05-13
        gamma,training_flop,v2025 = 1e+20

        """)
    // A column the mapping does not know is said, whatever the vintage.
    #expect(
      messages["2026"]?.contains("columns the mapping does not know, not read: Colour") == true)
    #expect(messages["2024"]?.contains("does not know") == false)
  }
}
