import Foundation
import Testing

@Suite("Sources that disagree")
struct DisagreementTests {
  static let sources = """
    key,title,published,reliability
    announcement,The announcement,2024-01,official
    dataset-new,A data set,2025-06,dataset
    dataset-old,The data set before,2024-06,dataset
    paper-a,A paper,2025-06,press
    paper-b,A paper of the same month,2025-06,press

    """

  private func workspace() throws -> Workspace {
    let workspace = try Workspace(.empty)
    try workspace.write("sources.csv", Self.sources)
    try workspace.succeed("ingest", "sources.csv")
    return workspace
  }

  private func state(_ workspace: Workspace, _ source: String, parameters: Int) throws {
    try workspace.write("models.csv", "key,name,parameters\na,A,\(parameters)\n")
    try workspace.succeed("ingest", "models.csv", "--source", source)
  }

  @Test(
    "The more reliable one is accepted, then the newer, then the larger key, in either order",
    arguments: [
      ("announcement", "dataset-new"), ("dataset-new", "dataset-old"), ("dataset-old", "paper-a"),
      ("paper-b", "paper-a"),
    ])
  func eitherOrder(winner: String, loser: String) throws {
    var exports: [[String: Data]] = []
    for order in [[(winner, 1), (loser, 2)], [(loser, 2), (winner, 1)]] {
      let workspace = try workspace()
      for (source, parameters) in order {
        try state(workspace, source, parameters: parameters)
      }
      try workspace.succeed(
        "list", "models", "--columns", "key,parameters", printing: "key,parameters\na,1\n")
      try workspace.succeed(
        "list", "conflicts",
        printing: """
          entity,subject,predicate,object,qualifier,valid_from,measure,date,condition,event,scope,property,others,other_values,reason
          a,,,,,,,,,,,parameters,1,\(loser) = 2,

          """)
      exports.append(try workspace.contents())
    }
    #expect(exports[0] == exports[1])
  }

  @Test("Three sources give the same knowledge base in every order")
  func threeSources() throws {
    let statements = [("announcement", 1), ("dataset-new", 2), ("paper-a", 1)]
    var exports: Set<[String: Data]> = []
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      let workspace = try workspace()
      for index in order {
        try state(workspace, statements[index].0, parameters: statements[index].1)
      }
      exports.insert(try workspace.contents())
    }
    #expect(exports.count == 1)
  }

  @Test("A value kept beside the accepted one is announced")
  func announced() throws {
    let workspace = try workspace()
    try state(workspace, "announcement", parameters: 1)
    try workspace.write("models.csv", "key,name,parameters\na,A,2\n")
    let trial = try workspace.succeed("ingest", "models.csv", "--source", "paper-a", "--dry-run")
    #expect(trial.messages.contains("  a parameters: stays 1; 2 is kept beside it\n"))
    let output = try workspace.succeed("ingest", "models.csv", "--source", "paper-a")
    #expect(
      output.messages.hasSuffix(
        "1 value differs from the accepted one and is kept beside it: "
          + "aikb list conflicts\n"))
  }

  @Test("A value kept beside the accepted one, said again, changes nothing")
  func saidAgain() throws {
    let workspace = try workspace()
    try state(workspace, "announcement", parameters: 1)
    try state(workspace, "paper-a", parameters: 2)
    let before = try workspace.bytes(of: "kb.db")
    let output = try workspace.succeed("ingest", "models.csv", "--source", "paper-a")
    #expect(output.messages.contains("1 row read: nothing changed\n"))
    #expect(try workspace.bytes(of: "kb.db") == before)
  }

  @Test("A source that takes its word back leaves no trace of it")
  func corrected() throws {
    let corrected = try workspace()
    try state(corrected, "announcement", parameters: 3)
    try state(corrected, "paper-a", parameters: 2)
    try state(corrected, "announcement", parameters: 1)
    let direct = try workspace()
    try state(direct, "announcement", parameters: 1)
    try state(direct, "paper-a", parameters: 2)
    #expect(try corrected.contents() == direct.contents())
  }

  @Test("--source stands behind rows that name none; each column it gives is cited")
  func sourceOfRows() throws {
    let workspace = try workspace()
    try workspace.write("models.csv", "key,name,released,source\na,A,2025,\nb,B,,paper-a\n")
    try workspace.succeed("ingest", "models.csv", "--source", "announcement")
    try workspace.succeed(
      "sql", "SELECT entity, property, source FROM citations ORDER BY 1, 2",
      printing: """
        entity,property,source
        a,name,announcement
        a,released,announcement
        b,name,paper-a

        """)
  }

  @Test("An unknown source is refused and the nearest suggested", arguments: [true, false])
  func unknownSource(isOption: Bool) throws {
    let workspace = try workspace()
    let cell = isOption ? "" : "anouncement"
    try workspace.write("models.csv", "key,name,source\na,A,\(cell)\n")
    let output =
      isOption
      ? try workspace.aikb("ingest", "models.csv", "--source", "anouncement")
      : try workspace.aikb("ingest", "models.csv")
    let place = isOption ? "" : "models.csv:2: column 3 (source): "
    #expect(
      output.firstMessage == "aikb: \(place)no source 'anouncement'; nearest: announcement")
    #expect(output.status == (isOption ? 3 : 1))
    try workspace.succeed("list", "models", "--columns", "key", printing: "key\n")
  }
}
