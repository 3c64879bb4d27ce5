import Foundation
import Testing

/// The published files themselves; the folder that holds `epoch_models` is named by `AIKB_DATA`.
@Suite("Epoch's files as published", .enabled(if: Program.data != nil))
struct RealDataTests {
  static let notable = "notable_ai_models_2025-12.csv"
  static let large = "large_scale_ai_models_2025-12.csv"

  private func ingest(_ file: String, into workspace: Workspace) throws -> Output {
    try workspace.succeed(
      "ingest", "\(Program.data ?? "")/epoch_models/\(file)", "--map", "epoch-models")
  }

  @Test("The notable models: 952, with countries and developers as relations")
  func notableModels() throws {
    let workspace = try Workspace(.empty)
    #expect(try ingest(Self.notable, into: workspace).messages.contains("\n952 rows read, written"))
    try workspace.succeed("sql", "SELECT count(*) AS n FROM models", printing: "n\n952\n")
    try workspace.succeed("check")
    // China,China counts once.
    try workspace.succeed(
      "sql",
      """
      WITH c AS (SELECT x.model, e.name FROM model_country x JOIN entity e ON e.id = x.country),
           n AS (SELECT model, count(*) AS countries,
                        sum(name = 'China') AS china, sum(name = 'United States of America') AS us
                   FROM c GROUP BY model)
      SELECT sum(china) AS china, sum(us) AS us, sum(china AND us) AS both,
             sum(china AND countries = 1) AS china_alone FROM n
      """, printing: "china,us,both,china_alone\n152,617,30,104\n")
    try workspace.succeed(
      "sql", "SELECT count(*) AS n FROM entity WHERE name LIKE '%multinational%'",
      printing: "n\n0\n")
    try workspace.succeed(
      "sql",
      """
      SELECT kind, folded, count(*) AS n FROM
        (SELECT kind, lower(replace(replace(name, ' ', ''), '-', '')) AS folded FROM entity
          WHERE kind <> 'model') GROUP BY 1, 2 HAVING n > 1
      """, printing: "kind,folded,n\n")
    try workspace.succeed(
      "sql",
      "SELECT parameters, count(*) AS n FROM models WHERE parameters BETWEEN 256999999 AND 257000001",
      printing: "parameters,n\n257000000,4\n")
    try workspace.succeed(
      "sql", "SELECT key FROM models WHERE name IN ('DeepLabV3', 'DeepLabV3+') ORDER BY key",
      printing: "key\ndeeplabv3\ndeeplabv3plus\n")
  }

  @Test(
    "Both files: 1,277 models, and in either order the same knowledge base",
    arguments: [
      Workspace.Content.empty, .seeds,
    ])
  func bothFiles(content: Workspace.Content) throws {
    var exports: [[String: Data]] = []
    for files in [[Self.notable, Self.large], [Self.large, Self.notable]] {
      let workspace = try Workspace(content)
      for file in files { _ = try ingest(file, into: workspace) }
      try workspace.succeed(
        "sql",
        """
        SELECT count(DISTINCT entity) AS n FROM citations
         WHERE source = 'epoch-ai-models' AND entity IN (SELECT key FROM models)
        """, printing: "n\n1277\n")
      if content == .empty {
        try workspace.succeed("sql", "SELECT count(*) AS n FROM models", printing: "n\n1277\n")
      }
      try workspace.succeed("check")
      let before = try workspace.bytes(of: "kb.db")
      for file in files {
        #expect(
          try ingest(file, into: workspace).messages.contains("rows read: nothing changed\n"))
      }
      #expect(try workspace.bytes(of: "kb.db") == before)
      exports.append(try workspace.contents())
    }
    for (file, bytes) in exports[0] {
      #expect(exports[1][file] == bytes, "\(file) depends on the order")
    }
    #expect(exports[0].keys == exports[1].keys)
  }
}
