import Foundation
import Testing

/// Numbers that are equal at the digits written, dates that are equal at their precision.
@Suite("aikb ingest: what says the same less exactly changes nothing")
struct AgreementTests {
  /// Three data sets, the later the newer, and a weaker source.
  private func workspace() throws -> Workspace {
    let workspace = try Workspace(.empty)
    try workspace.write(
      "sources.csv",
      """
      key,title,reliability,published
      d1,D1,dataset,2024
      d2,D2,dataset,2025
      d3,D3,dataset,2026
      blog,Blog,secondary,2026

      """)
    try workspace.succeed("ingest", "sources.csv")
    return workspace
  }

  @discardableResult
  private func take(_ cells: String, _ source: String?, _ workspace: Workspace) throws -> String {
    try workspace.write("models.csv", "key,name,released,parameters,training_flop\nm,M,\(cells)\n")
    let output = try workspace.shell(
      "aikb ingest models.csv \(source.map { "--source \($0)" } ?? "")")
    #expect(output.status == 0, "\(output.messages)")
    return output.messages
  }

  private func values(_ workspace: Workspace) throws -> String {
    try workspace.succeed("check")
    return try workspace.succeed("sql", "SELECT released, parameters, training_flop FROM models")
      .lines[1]
  }

  private static let exact = "2025-07-23,1043210000000,4.02001e+24"

  @Test(
    "As a spreadsheet rounds it, or as people write it: unchanged",
    arguments: [
      "2025,1.04T,4.02E+24", "2025-07,1.043E+12,4.02001E+24", "2025年7月,10432亿,4.0200E+24",
    ])
  func rounded(cells: String) throws {
    for source in [nil, "d2"] {
      let workspace = try workspace()
      try take(Self.exact, source, workspace)
      #expect(try take(cells, source, workspace).contains("nothing changed"))
      #expect(try values(workspace) == Self.exact)
    }
  }

  @Test("A half in the sixteenth digit, rounded up or down, is unchanged")
  func roundedHalf() throws {
    for written in ["274.886306219306", "274.886306219305"] {
      let workspace = try Workspace(.empty)
      for number in ["274.8863062193055", written] {
        try workspace.write("facilities.csv", "key,name,h100_equivalents\nf,F,\(number)\n")
        try workspace.succeed("ingest", "facilities.csv")
      }
      try workspace.succeed(
        "list", "facilities", "--columns", "h100_equivalents",
        printing: "h100_equivalents\n274.8863062193055\n")
    }
  }

  @Test(
    "What differs at the digits written is a change",
    arguments: [
      "2025-08,1.04T,4.02E+24", "2025,1.05T,4.02E+24", "2025,1.04T,4.03E+24",
      "2025,1040000000000,4.02E+24", "2025,1T,4.02E+24",
    ])
  func different(cells: String) throws {
    let workspace = try workspace()
    try take(Self.exact, nil, workspace)
    #expect(try take(cells, nil, workspace).contains("1 changed"))
  }

  @Test("The more exact value is accepted in every order, and each source keeps its own words")
  func orders() throws {
    let said = [
      "d1": Self.exact, "d2": "2025-07,1.0432E+12,4.020E+24", "d3": "2025,1.04T,4E+24",
      "blog": "2025-07-23,1043210000001,4.02001e+24",
    ]
    var exports: Set<String> = []
    for order in [
      ["d1", "d2", "d3", "blog"], ["d3", "d2", "d1", "blog"], ["blog", "d2", "d3", "d1"],
    ] {
      let workspace = try workspace()
      for source in order { try take(said[source] ?? "", source, workspace) }
      // A single digit is too little to agree, so the newest has its say of the training compute.
      #expect(try values(workspace) == "2025-07-23,1043210000000,4e+24")
      try workspace.succeed(
        "sql",
        "SELECT source, wording FROM citations WHERE property = 'released' AND wording IS NOT NULL ORDER BY 1",
        printing: "source,wording\nd2,2025-07\nd3,2025\n")
      try workspace.succeed("export", "--all", "out")
      exports.insert(try workspace.shell("cat out/*.csv").text)
    }
    #expect(exports.count == 1)
  }

  @Test("A weaker source lends the accepted value no digits; what differs later is kept apart")
  func weaker() throws {
    let workspace = try workspace()
    try take("2025,1.04T,", "d2", workspace)
    try take("2025-07-23,1043210000000,", "blog", workspace)
    #expect(try values(workspace) == "2025,1040000000000,")
    try take("2024-12-31,2T,", "d3", workspace)
    #expect(try values(workspace) == "2024-12-31,2000000000000,")
    try workspace.succeed(
      "sql", "SELECT property, other_values FROM conflicts ORDER BY 1",
      printing: """
        property,other_values
        parameters,blog = 1043210000000; d2 = 1040000000000
        released,blog = 2025-07-23; d2 = 2025

        """)
  }

  @Test("Fifteen digits, as many as a spreadsheet keeps, are the seventeen they were")
  func fifteen() throws {
    let workspace = try workspace()
    try take("2025,1,1.2345678901234567e+25", nil, workspace)
    #expect(try take("2025,1,1.23456789012346E+25", nil, workspace).contains("nothing changed"))
  }

  @Test("What is set by hand is set, however vague")
  func byHand() throws {
    let workspace = try workspace()
    try take(Self.exact, "d1", workspace)
    try workspace.succeed("set", "m", "released=2025")
    #expect(try values(workspace).hasPrefix("2025,"))
    try take("2025-07-23,,", "d2", workspace)
    #expect(try values(workspace).hasPrefix("2025,"))
    // A blank that clears does not touch it either.
    try workspace.write("models.csv", "key,name,released\nm,M,\n")
    let cleared = try workspace.succeed("ingest", "models.csv", "--source", "d1", "--blank-clears")
    #expect(cleared.messages.contains("nothing changed"), "\(cleared.messages)")
    #expect(try values(workspace).hasPrefix("2025,"))
  }
}
