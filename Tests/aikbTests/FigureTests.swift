import Foundation
import Testing

@Suite("Events and figures")
struct FigureTests {
  @Test(
    "latest_figures has the newest level of each series, so that a stock is not summed over time")
  func latest() throws {
    let workspace = try Workspace(.said)
    try workspace.succeed(
      "sql", "SELECT sum(value) AS chips FROM latest_figures WHERE measure = 'chips-owned'",
      printing: "chips\n2500\n")
    #expect(try workspace.succeed("list", "figures").lines.count == 4)
    #expect(try workspace.succeed("list", "latest_figures").lines.count == 3)
  }

  @Test("Two sources that differ about a figure are both kept, whatever the order")
  func conflict() throws {
    var exports: [[String: Data]] = []
    for order in [["alpha-list", "beta-bao"], ["beta-bao", "alpha-list"]] {
      let workspace = try Workspace(.said)
      for source in order {
        let value = source == "alpha-list" ? "91" : "90.5"
        try workspace.write(
          "figures.csv",
          "subject,measure,date,basis,value,unit\naurora-1,score,2025-03,score,\(value),%\n")
        try workspace.succeed("ingest", "figures.csv", "--source", source)
      }
      try workspace.succeed(
        "sql", "SELECT value FROM figures WHERE measure = 'score'", printing: "value\n91\n")
      try workspace.succeed(
        "sql", "SELECT property, other_values FROM conflicts WHERE measure = 'score'",
        printing: "property,other_values\nvalue,beta-bao = 90.5\n")
      exports.append(try workspace.contents())
    }
    #expect(exports[0] == exports[1])
  }

  @Test("A figure in another unit is another figure")
  func units() throws {
    let workspace = try Workspace(.said)
    try workspace.write(
      "figures.csv",
      "subject,measure,date,value,currency\naurora-labs,revenue,2024-01-01,90000000,CNY\n")
    let output = try workspace.aikb("ingest", "figures.csv", "--source", "alpha-list")
    #expect(output.status == 1)
    #expect(
      output.messages.contains("is on record in USD, not CNY; tell the two apart by condition"))
  }

  @Test("A page shows dates, the newest figures, claims, and what a source does not know")
  func page() throws {
    let workspace = try Workspace(.said)
    try workspace.write(
      "citations.csv",
      "entity,source,fields,state,wording\naurora-1,beta-bao,training_tokens,unknown,未公开\n")
    try workspace.succeed("ingest", "citations.csv")
    let model = try workspace.succeed("show", "aurora-1", "--lang", "en").text
    #expect(model.contains("2025-02     preview  (by invitation) [1]"))
    #expect(model.contains("2025-03-01  general-availability  (API) [1][2]"))
    #expect(model.contains("training tokens   not known, says [2]: “未公开”"))
    #expect(model.contains("Aurora leads the field.  (assessment; beta-bao; beta-bao-lead)"))
    let firm = try workspace.succeed("show", "aurora-labs", "--lang", "en").text
    #expect(
      firm.contains("chips-owned Boreas 9  2500 chip  (2025-03-31; 2000–3000; + 1 older) [1]"),
      "\(firm)")
    let rows = try workspace.succeed("show", "aurora-labs", "-f", "json").json()
    #expect(
      firm.contains("revenue               12.5M USD  (2024-01-01 – 2024-12-31) [2]"), "\(firm)")
    #expect(rows.contains { $0["section"] as? String == "figure" })
  }

  @Test("The same event from two sources is one event with two citations")
  func twice() throws {
    let workspace = try Workspace(.said)
    try workspace.write("events.csv", "entity,type,date\naurora-1,preview,2025-02\n")
    let output = try workspace.succeed("ingest", "events.csv", "--source", "beta-bao")
    #expect(output.messages.contains("1 changed"))
    try workspace.succeed(
      "sql", "SELECT count(*) AS n FROM citations WHERE event = 'preview'", printing: "n\n2\n")
  }
}
