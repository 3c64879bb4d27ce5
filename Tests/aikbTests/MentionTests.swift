import Foundation
import Testing

@Suite("Mentions")
struct MentionTests {
  /// Ingests a text into the Seeds.
  private func seeds(_ text: String, named name: String = "text.md") throws -> Workspace {
    let workspace = try Workspace(.seeds)
    try workspace.write(name, text)
    try workspace.succeed(
      "ingest", name, "--as", "document", "--source", "essay-global-ai-race")
    return workspace
  }

  /// What a text of one paragraph names: "text→entity" in order.
  private func names(_ text: String) throws -> [String] {
    try seeds(text + "\n").succeed(
      "sql", "SELECT text || '→' || entity FROM mentions ORDER BY passage, start", "-f", "tsv"
    ).lines.dropFirst().map { $0 }
  }

  @Test("An English text names firms, models and policies with and without what words add to them")
  func english() throws {
    let text = try String(
      contentsOfFile: Program.tree + "/Tests/Fixtures/chip-race.md", encoding: .utf8)
    let workspace = try seeds(text)
    try workspace.succeed(
      "sql",
      """
      SELECT passage, group_concat(entity, ' ') AS entities FROM
        (SELECT * FROM mentions ORDER BY passage, start) GROUP BY passage
      """,
      printing: """
        passage,entities
        1,nvidia h100-sxm5 microsoft google meta gpu amd tpu openai microsoft anthropic tsmc sk-hynix hbm3e
        2,apple united-states netherlands asml
        3,gemma-3n o4-mini gpt-4o llama-4 qwen3 deepseek-r1-0528 deepseek-r1 claude-opus-4-1 claude-opus-4
        5,americas-ai-action-plan open-models gallium germanium antimony us-entity-list

        """)
    try workspace.succeed("check")
  }

  @Test("A name is given as it is written, by its place in characters")
  func places() throws {
    let workspace = try seeds("😀𠮷 NVIDIA’s 臺積電 — Nvidia.\n")
    try workspace.succeed(
      "sql",
      "SELECT entity, text, start, length FROM mentions ORDER BY start",
      printing: """
        entity,text,start,length
        nvidia,NVIDIA,4,6
        tsmc,臺積電,13,3
        nvidia,Nvidia,19,6

        """)
  }

  @Test("Namesakes are told apart by their kind or what else is named, else left open and reported")
  func context() throws {
    let workspace = try Workspace(.own)
    try workspace.write(
      "firms.csv", "key,name\norion-labs,Orion\nhelios,Helios Works\n")
    try workspace.write("models.csv", "key,name\norion-1,Orion\nhelios-2,Helios 2\n")
    try workspace.write(
      "relations.csv", "subject,predicate,object\nhelios,develops,helios-2\n")
    try workspace.succeed("ingest", "firms.csv", "models.csv", "--source", "alpha-list")
    try workspace.succeed("ingest", "relations.csv", "--source", "alpha-list")
    try workspace.succeed("alias", "orion-1", "Aurum")
    try workspace.succeed("alias", "helios-2", "Aurum")
    try workspace.write(
      "a.txt",
      """
      The company Orion has a plan.

      The model Orion is large.

      Orion was seen.

      Helios Works made Aurum.
      """)
    let output = try workspace.succeed(
      "ingest", "a.txt", "--as", "document", "--source", "alpha-list")
    #expect(output.messages.contains("left open, since several have the name: Orion ×1"))
    try workspace.succeed(
      "sql", "SELECT passage, text, entity FROM mentions ORDER BY passage, start",
      printing: """
        passage,text,entity
        1,Orion,orion-labs
        2,Orion,orion-1
        4,Helios Works,helios
        4,Aurum,helios-2

        """)
    try workspace.succeed("check")
  }

  @Test("Of namesakes the one is meant that the source of the text is known to call so")
  func ownWord() throws {
    let workspace = try Workspace(.own)
    try workspace.write("chips.csv", "key,name\nselene-rack,Selene Rack\nselene-die,Selene Die\n")
    try workspace.write(
      "names.csv",
      """
      entity,text,lang,role,source
      selene-rack,Selene,en,wording,alpha-list
      selene-die,Selene,en,alias,

      """)
    try workspace.succeed("ingest", "chips.csv", "names.csv", "--source", "alpha-list")
    try workspace.write("a.txt", "We bought Selene.\n")
    try workspace.succeed("ingest", "a.txt", "--as", "document", "--source", "alpha-list")
    try workspace.succeed(
      "sql", "SELECT entity FROM mentions", printing: "entity\nselene-rack\n")
  }

  @Test("Mentions follow names, withdrawals and new editions; reindex makes the same ones")
  func inStep() throws {
    let workspace = try seeds("Zephyrion builds chips for 华为.\n\nNo name stands here.\n")
    func named() throws -> String {
      try workspace.succeed("check")
      let before = try workspace.succeed("list", "mentions").text
      try workspace.succeed("reindex")
      #expect(try workspace.succeed("list", "mentions").text == before)
      return try workspace.succeed(
        "sql",
        """
        SELECT group_concat(entity, ' ') AS e
          FROM (SELECT entity FROM mentions WHERE kind = 'firm' ORDER BY passage, start)
        """
      ).lines.last ?? ""
    }
    #expect(try named() == "huawei")
    try workspace.succeed("alias", "nvidia", "Zephyrion")
    #expect(try named() == "nvidia huawei")
    try workspace.succeed("retire", "huawei")
    #expect(try named() == "nvidia")
    try workspace.succeed("unretire", "huawei")
    #expect(try named() == "nvidia huawei")
    try workspace.write("text.md", "Only 台积电 remains.\n")
    try workspace.succeed(
      "ingest", "text.md", "--as", "document", "--source", "essay-global-ai-race")
    #expect(try named() == "tsmc")
  }

  @Test("check notices mentions that are not what the text says, and reindex mends them")
  func strayed() throws {
    let workspace = try seeds("华为与英伟达。\n")
    try workspace.sqlite3("DELETE FROM mention")
    #expect(
      try workspace.succeed("check").text.contains(
        "1 passages name other entities than is on record; mend it with: aikb reindex"))
    for command in ["reindex", "ingest text.md --as document --source essay-global-ai-race"] {
      try workspace.sqlite3("DELETE FROM mention")
      #expect(try workspace.shell("aikb \(command)").status == 0)
      try workspace.succeed(
        "sql", "SELECT count(*) AS n FROM mentions", printing: "n\n2\n")
    }
  }

  @Test("What names an entity is on its page, in filters and in lists")
  func surfaces() throws {
    let workspace = try seeds("# Title\n\n## Supply\n\nQuectel and Quectel again.\n")
    #expect(
      try workspace.succeed("show", "quectel", "--lang", "en").text.contains(
        "named in\n  Title (essay-global-ai-race)\n    #1 1 Supply ×2\n"))
    #expect(
      try workspace.succeed("show", "quectel", "-f", "csv").text.contains(
        "mention,essay-global-ai-race#1,2,1 Supply,"))
    try workspace.succeed(
      "list", "firms", "mentioned_in:essay-global-ai-race", "--columns", "name",
      printing: "name\nQuectel\n")
    #expect(
      try workspace.succeed(
        "list", "firms", "named_in:essay-global-ai-race", "--columns", "name"
      ).lines.contains("Quectel"))
    #expect(try workspace.succeed("list", "mentions").lines.count == 3)
    let wrong = try workspace.aikb("list", "firms", "mentioned_in:essay")
    #expect(wrong.messages.contains("no document 'essay'; nearest: essay-global-ai-race"))
  }

  @Test("What texts often name that is not on record is listed; a name taken over is linked")
  func candidates() throws {
    let text = """
      Zephyrion Labs met Nordlicht Capital. However, Zephyrion Labs left.

      《天穹计划》与辰光半导体公司；辰光半导体公司引用《天穹计划》。Nvidia and Nvidia.
      """
    let workspace = try Workspace(.seeds)
    try workspace.write("text.txt", text)
    let output = try workspace.succeed(
      "ingest", "text.txt", "--as", "document", "--source", "essay-global-ai-race")
    #expect(output.messages.contains("named but not on record: Zephyrion Labs ×2"))
    try workspace.succeed(
      "candidates",
      printing: """
        name,sign,count,passages,document,first_passage
        Zephyrion Labs,capitals,2,1,essay-global-ai-race,1
        天穹计划,title,2,1,essay-global-ai-race,2
        辰光半导体公司,ending,2,1,essay-global-ai-race,2

        """)
    #expect(try workspace.succeed("candidates", "--min", "1").text.contains("Nordlicht Capital"))
    try workspace.succeed("alias", "tsmc", "Zephyrion Labs")
    #expect(!(try workspace.succeed("candidates").text.contains("Zephyrion")))
    #expect(try workspace.succeed("show", "tsmc", "--lang", "en").text.contains("#1  ×2"))
  }

  @Test("An exported document is ingested with the same mentions, and exported the same again")
  func roundTrip() throws {
    let workspace = try seeds("华为与 Nvidia’s GPUs。\n\n中美两国。\n")
    try workspace.succeed("export", "--all", "out")
    let before = try workspace.succeed("list", "mentions").text
    try workspace.shell("aikb --db other.db init --empty && aikb --db other.db ingest out")
    #expect(try workspace.succeed("list", "mentions", "--db", "other.db").text == before)
    let output = try workspace.shell("aikb --db other.db export --all again && diff -r out again")
    #expect(output.status == 0, "\(output.text)")
  }

  @Test("A passage found by other characters is shown as it is written")
  func snippet() throws {
    let workspace = try seeds("ＮＶＩＤＩＡ 與臺積電的合作，Ｈ１００。\n")
    for query in ["台积电", "臺積電"] {
      #expect(
        try workspace.succeed("search", query, "--kind", "passages").text.contains(
          "ＮＶＩＤＩＡ 與[臺積電]的合作"))
    }
    #expect(
      try workspace.succeed("search", "nvidia h100", "--kind", "passages").text.contains(
        "[ＮＶＩＤＩＡ] 與臺積電的合作，[Ｈ１００]。"))
  }

  @Test(
    "The longest name is meant, and words are not cut",
    arguments: [
      ("Gemma 3 is small.", ["Gemma 3→gemma-3"]),
      ("o4-max and o4 max are not o4.", ["o4→o4"]),
      ("华为云与华为不同。", ["华为云→huawei-cloud", "华为→huawei"]),
      ("臺積電在台灣。", ["臺積電→tsmc", "台灣→taiwan"]),
      ("ＮＶＩＤＩＡ 的 ＧＰＵ。", ["ＮＶＩＤＩＡ→nvidia", "ＧＰＵ→gpu"]),
      ("其中国内市场与近日本公司无关。", []),
      ("中美两国与中日关系。", ["中→china", "美→united-states", "中→china", "日→japan"]),
      ("技术处于前沿。", []),
      ("Give us the us version; the US has it.", ["US→united-states"]),
      ("openai.com", []),
      ("㍿華為㍻ＧＰＵｓ 華為㍿", ["華為→huawei", "華為→huawei"]),
      ("Huawei’s NVIDIA's GPUS", ["Huawei→huawei", "NVIDIA→nvidia", "GPU→gpu"]),
      ("单一来源的依赖", ["单一来源的依赖→single-source-dependence"]),
    ] as [(String, [String])])
  func boundaries(text: String, expected: [String]) throws {
    #expect(try names(text) == expected)
  }
}
