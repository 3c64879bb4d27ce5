import Foundation
import Testing

/// Names that look like one thing and are two, and sentences that seem to pair what they only list.
@Suite("Traps in the essay's world")
struct SeedsTrapTests {
  /// The keys of a kind's entities that have exactly one of these names.
  private func keys(of kind: String, named names: String..., in workspace: Workspace) throws
    -> [String]
  {
    let list = names.map { "'\($0)'" }.joined(separator: ", ")
    let sql = """
      SELECT DISTINCT e.key FROM \(kind) e LEFT JOIN names n ON n.entity = e.key
       WHERE e.name IN (\(list)) OR e.name_zh IN (\(list)) OR n.text IN (\(list)) ORDER BY e.key
      """
    return Array(try workspace.succeed("sql", sql, "-f", "csv").lines.dropFirst())
  }

  @Test("o4, which only the essay names, is not o4-mini, which was released")
  func o4() throws {
    let workspace = try Workspace(.seeds)
    #expect(try keys(of: "models", named: "o4", in: workspace) == ["o4"])
    #expect(try keys(of: "models", named: "o4-mini", "o4 mini", in: workspace) == ["o4-mini"])
    try workspace.succeed(
      "sql", "SELECT key, status, released IS NULL AS undated FROM models WHERE key LIKE 'o4%'",
      printing: "key,status,undated\no4,unverified,1\no4-mini,released,0\n")
  }

  @Test("Who develops a model is not read off the order in which firms and models are listed")
  func pairing() throws {
    let workspace = try Workspace(.seeds)
    // "OpenAI, Google and Anthropic … Gemini 2.5 Pro, o4, Claude 4 Opus and Grok 4".
    try workspace.succeed(
      "sql",
      """
      SELECT object, subject FROM relations WHERE predicate = 'develops'
         AND object IN ('gemini-2-5-pro', 'o4', 'claude-opus-4', 'grok-4')
         AND subject IN ('openai', 'google', 'anthropic', 'xai') ORDER BY 1, 2
      """,
      printing: """
        object,subject
        claude-opus-4,anthropic
        gemini-2-5-pro,google
        grok-4,xai
        o4,openai

        """)
    try workspace.succeed(
      "sql",
      """
      SELECT count(*) AS n FROM citations WHERE predicate = 'develops' AND source LIKE 'essay%'
         AND object IN ('grok-4', 'kimi-k2', 'qwen3', 'deepseek-r1-0528')
      """, printing: "n\n0\n")
  }

  @Test("Gemma 3 and Gemma 3n have no name in common")
  func gemma() throws {
    let workspace = try Workspace(.seeds)
    #expect(try keys(of: "models", named: "Gemma 3", in: workspace) == ["gemma-3"])
    #expect(try keys(of: "models", named: "Gemma 3n", in: workspace) == ["gemma-3n"])
    #expect(try workspace.succeed("show", "Gemma 3n").text.hasPrefix("Gemma 3n\n"))
  }

  @Test(
    "B200, the GB200 superchip and the GB200 NVL72 rack are three, and GB200 alone says neither")
  func blackwell() throws {
    let workspace = try Workspace(.seeds)
    try workspace.succeed(
      "sql", "SELECT key, form FROM chips WHERE key IN ('b200', 'gb200-superchip', 'gb200-nvl72')",
      printing: "key,form\nb200,chip\ngb200-nvl72,system\ngb200-superchip,board\n")
    let output = try workspace.aikb("show", "GB200")
    #expect(output.status == 3)
    #expect(output.messages.contains("stands for several: gb200-nvl72, gb200-superchip"))
    #expect(try keys(of: "chips", named: "B200", in: workspace) == ["b200"])
  }

  @Test(
    "A chip of Intel's that is called A100 stays apart from Nvidia's", arguments: [false, true])
  func a100(intelFirst: Bool) throws {
    let workspace = try Workspace(.seeds)
    let rows = ["A100,NVIDIA", "A100,Intel"]
    try workspace.write(
      "ml_hardware.csv",
      (["Hardware name,Manufacturer"] + (intelFirst ? rows.reversed() : rows))
        .joined(separator: "\n") + "\n")
    try workspace.succeed("ingest", "ml_hardware.csv", "--map", "epoch-hardware")
    try workspace.succeed(
      "sql", "SELECT key, designers FROM chips WHERE name = 'A100' ORDER BY key",
      printing: "key,designers\na100,Nvidia\na100-intel,Intel\n")
  }

  @Test("盘古 stands for a model of Huawei's and for one of another firm, and asks which is meant")
  func pangu() throws {
    let workspace = try Workspace(.seeds)
    let output = try workspace.aikb("show", "盘古")
    #expect(output.status == 3)
    #expect(output.messages.contains("stands for several: pangu, pangu-rcrai"))
    try workspace.succeed(
      "sql",
      """
      SELECT object, group_concat(subject) AS developers FROM relations
       WHERE predicate = 'develops' AND object IN ('pangu', 'pangu-rcrai') GROUP BY object ORDER BY 1
      """,
      printing: """
        object,developers
        pangu,huawei
        pangu-rcrai,"huawei,recurrent-ai,tsinghua-university"

        """)
  }
}
