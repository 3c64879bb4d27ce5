import Foundation
import Testing

@Suite("aikb ingest: which of two numbers is the day")
struct DateOrderTests {
  private func workspace(_ dates: [String]) throws -> Workspace {
    let workspace = try Workspace(.empty)
    try workspace.write(
      "models.csv",
      "name,released\n" + dates.enumerated().map { "M\($0),\($1)\n" }.joined())
    return workspace
  }

  @Test("One number above 12 decides for the whole column, and the report says so")
  func decided() throws {
    let workspace = try workspace(["7/8/2025", "7/22/2025", "2025-01"])
    let output = try workspace.succeed("ingest", "models.csv")
    #expect(
      output.messages.contains(
        "models.csv: released: dates are read as mdy, since there is 7/22/2025\n"))
    try workspace.succeed(
      "sql", "SELECT released FROM models ORDER BY name",
      printing: "released\n2025-07-08\n2025-07-22\n2025-01\n")
  }

  @Test("A column that does not tell, or contradicts itself, needs --dates")
  func undecided() throws {
    for dates in [["7/8/2025"], ["7/22/2025", "22/7/2025"]] {
      let workspace = try workspace(dates)
      let output = try workspace.aikb("ingest", "models.csv")
      #expect(output.status == 1)
      #expect(output.messages.contains("--dates mdy or --dates dmy"))
    }
    let workspace = try workspace(["7/8/2025"])
    try workspace.succeed("ingest", "models.csv", "--dates", "dmy")
    try workspace.succeed("sql", "SELECT released FROM models", printing: "released\n2025-08-07\n")
  }

  @Test("A time of day behind a date says nothing, and a malformed row does not hide the order")
  func timeOfDay() throws {
    let workspace = try Workspace(.empty)
    try workspace.write(
      "models.csv", "name,released\nA,7/8/2025 0:00\nB\nC,7/22/2025 12:30 PM\n")
    try workspace.aikb("ingest", "models.csv", "--rejects", "bad.csv")
    try workspace.succeed(
      "sql", "SELECT released FROM models ORDER BY name",
      printing: "released\n2025-07-08\n2025-07-22\n")
  }

  @Test("--dates goes before what a mapping says of the data set")
  func mapped() throws {
    let workspace = try Workspace(.empty)
    try workspace.write(
      "set.yaml",
      """
      name: set
      title: Set
      kind: model
      source: {key: set, title: Set}
      dates: mdy
      columns:
        Model: name
        Out: released
        Score: {figure: score, date: {column: Day, dates: mdy}}

      """)
    try workspace.write("set.csv", "Model,Out,Score,Day\nM,7/8/2025,5,3/4/2025\n")
    for (order, released, day) in [
      ("mdy", "2025-07-08", "2025-03-04"), ("dmy", "2025-08-07", "2025-04-03"),
    ] {
      try workspace.succeed(
        "init", "--empty", "--db", "\(order).db")
      try workspace.succeed(
        "ingest", "set.csv", "--map", "set.yaml", "--dates", order, "--db", "\(order).db")
      try workspace.succeed(
        "sql", "SELECT m.released, f.date FROM models m, figures f", "--db", "\(order).db",
        printing: "released,date\n\(released),\(day)\n")
    }
  }
}
