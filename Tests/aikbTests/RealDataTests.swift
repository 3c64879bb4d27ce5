import Foundation
import Testing

/// The published files themselves; the folder that holds `epoch_models` and the others is named by
/// `AIKB_DATA`.
@Suite("Files as published", .enabled(if: Program.data != nil))
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

  // MARK: Hardware, owners of chips, the supply chain

  static let hardware = "epoch_hardware/ml_hardware_2025-12.csv"
  static let owners = "epoch_chip_owners/nvidia_owners_cumulative_by_chip.csv"
  static let chain = "eto_supply_chain"

  private func path(_ file: String) -> String { "\(Program.data ?? "")/\(file)" }

  /// Asks SQLite's own shell about a published file (table `f`) beside the knowledge base (`kb`).
  private func compare(_ file: String, _ sql: String, in workspace: Workspace) throws -> String {
    let script = """
      .import --csv '\(path(file))' f
      ATTACH '\(workspace.database)' AS kb;
      \(sql)
      """
    let output = try workspace.shell("sqlite3 :memory:", input: script)
    #expect(output.status == 0 && output.messages.isEmpty, "\(output.messages)")
    return output.text
  }

  /// Ingests twice; the second time nothing may change.
  private func ingest(_ file: String, map: String, into workspace: Workspace) throws -> Output {
    let output = try workspace.succeed("ingest", path(file), "--map", map)
    let again = try workspace.succeed("ingest", path(file), "--map", map)
    #expect(again.messages.hasSuffix("rows read: nothing changed\n"))
    return output
  }

  @Test("The hardware: 170 chips whose figures are those of the file")
  func hardware() throws {
    let workspace = try Workspace(.empty)
    let output = try ingest(Self.hardware, map: "epoch-hardware", into: workspace)
    #expect(output.messages.contains("  chips: 170 added\n"))
    #expect(output.messages.contains("  figures: 53 added\n"))
    try workspace.succeed("check")
    let columns = [
      ("FP64 (double precision) performance (FLOP/s)", "fp64_flop_per_s"),
      ("FP32 (single precision) performance (FLOP/s)", "fp32_flop_per_s"),
      ("FP16 (half precision) performance (FLOP/s)", "fp16_flop_per_s"),
      ("TF32 (TensorFloat-32) performance (FLOP/s)", "tf32_dense_flop_per_s"),
      ("Tensor-FP16/BF16 performance (FLOP/s)", "fp16_dense_flop_per_s"),
      ("INT8 performance (OP/s)", "int8_dense_op_per_s"),
      ("FP8 performance (FLOP/s)", "fp8_dense_flop_per_s"),
      ("FP4 performance (FLOP/s)", "fp4_dense_flop_per_s"),
      ("Memory size per board (Byte)", "memory_bytes"),
      ("Memory bandwidth (byte/s)", "memory_bytes_per_s"),
      ("Intranode bandwidth (byte/s)", "interconnect_bytes_per_s"),
      ("Die Size (mm^2)", "die_mm2"), ("TDP (W)", "tdp_watts"), ("Process size (nm)", "process_nm"),
      ("Transistors (millions)", "transistors / 1000000"),
    ]
    // The one sparse figure in the file is not taken for a dense one.
    let differing = columns.map {
      """
      SELECT name, '\($0.1)' FROM f JOIN kb.entity e ON e.name = f."Hardware name" JOIN kb.chip USING (id)
       WHERE round(nullif(f."\($0.0)", '')) IS NOT round(\($0.1))
      """
    }.joined(separator: " UNION ALL ")
    #expect(
      try compare(Self.hardware, differing + ";", in: workspace)
        == "NVIDIA Rubin CPX|fp4_dense_flop_per_s\n")
    #expect(
      try compare(
        Self.hardware,
        """
        SELECT count(*) FROM f JOIN kb.entity e ON e.name = f."Hardware name" JOIN kb.chip c USING (id)
         WHERE nullif("Release date", '') IS c.released AND nullif(f.Type, '') IS c.type;
        SELECT count(*) FROM f JOIN kb.entity e ON e.name = f."Hardware name"
          JOIN kb.figure g ON g.subject = e.id AND g.measure = 'chip-price'
         WHERE g.value = f."Release price (USD)" + 0 AND g.currency = 'USD' AND g.date = "Release date";
        """, in: workspace) == "170\n53\n")
    try workspace.succeed(
      "sql",
      """
      SELECT name, manufacturers FROM chips WHERE manufacturers LIKE '%;%';
      """, printing: "name,manufacturers\nHuawei Ascend 910C,SMIC; TSMC\n")
    try workspace.succeed(
      "sql",
      """
      SELECT designers, count(*) AS n FROM chips
       WHERE designers IN ('Amazon', 'Kunlunxin', 'Moore Threads', 'NVIDIA') OR designers IS NULL
       GROUP BY 1 ORDER BY 1
      """,
      printing: "designers,n\n,1\nAmazon,4\nKunlunxin,8\nMoore Threads,1\nNVIDIA,89\n")
  }

  @Test("On the Seeds the chips on record are met under their other names, not doubled")
  func hardwareOnSeeds() throws {
    let workspace = try Workspace(.seeds)
    _ = try ingest(Self.hardware, map: "epoch-hardware", into: workspace)
    try workspace.succeed(
      "sql",
      """
      SELECT count(DISTINCT c.entity) AS n FROM citations c JOIN chips h ON h.key = c.entity
       WHERE c.source = 'epoch-hardware'
      """, printing: "n\n170\n")
    try workspace.succeed(
      "sql",
      """
      SELECT key, fp16_flop_per_s AS fp16, int8_dense_op_per_s AS int8, interconnect_bytes_per_s AS link
        FROM chips WHERE key IN ('ascend-910b', 'b200', 'h100-sxm5') ORDER BY key
      """,
      printing: """
        key,fp16,int8,link
        ascend-910b,376000000000000,,392000000000
        b200,2250000000000000.0,4500000000000000.0,
        h100-sxm5,133800000000000,1979000000000000.0,900000000000

        """)
    try workspace.succeed(
      "sql",
      """
      SELECT count(*) AS n FROM entity
       WHERE name IN ('NVIDIA H100 SXM5 80GB', 'NVIDIA B200', 'Huawei Ascend 910B', 'NVIDIA', 'Samsung')
      """, printing: "n\n0\n")
  }

  @Test("Who owns chips: 789 figures; China's newest levels add up to 1.80 million, not 13.3")
  func chipOwners() throws {
    for content in [Workspace.Content.empty, .seeds] {
      let workspace = try Workspace(content)
      let output = try ingest(Self.owners, map: "epoch-chip-owners", into: workspace)
      #expect(output.messages.contains("  figures: 789 added\n"))
      let latest = try compare(
        Self.owners,
        """
        SELECT sum(n) FROM (SELECT "Number of Units" AS n FROM f WHERE Owner = 'China'
          AND "End date" = '3/31/2026');
        SELECT sum("Number of Units") FROM f WHERE Owner = 'China';
        """, in: workspace)
      #expect(latest == "1799447\n13330015\n")
      try workspace.succeed(
        "sql",
        """
        SELECT measure, sum(value) AS n FROM latest_figures
         WHERE subject = 'china' AND measure LIKE '%-owned' AND object IS NOT NULL
           AND condition IS NULL GROUP BY 1
        """,
        printing: """
          measure,n
          chips-owned,1799447
          compute-owned,399481
          power-owned,754408361

          """)
      try workspace.succeed(
        "sql",
        "SELECT key, kind FROM entity WHERE name IN ('H100/H200', 'China', 'Oracle') ORDER BY 1",
        printing: "key,kind\nchina,country\nh100-h200,chip\noracle,firm\n")
      #expect(
        try compare(
          Self.owners,
          """
          SELECT count(*) FROM f JOIN kb.figure g ON g.value = f."Total TDP (W)" + 0
             AND g.low = f."Total TDP (W) (5th percentile)" + 0
             AND g.high = f."Total TDP (W) (95th percentile)" + 0 AND g.unit = 'W'
            JOIN kb.entity s ON s.id = g.subject AND s.name = f.Owner
           WHERE (g.note IS NOT NULL) = (f.Incomplete = 'checked')
             AND format('%d/%d/%s', substr(g.date, 6, 2), substr(g.date, 9, 2), substr(g.date, 1, 4))
               = f."End date" AND ("Chip type" <> 'H100/H200' OR g.object =
                 (SELECT id FROM kb.entity WHERE key = 'h100-h200'));
          """, in: workspace) == "263\n")
    }
  }

  @Test("The supply chain: providers, steps and shares, each whole for itself, in any order")
  func supplyChain() throws {
    let workspace = try Workspace(.seeds)
    let output = try ingest(Self.chain, map: "eto-supply-chain", into: workspace)
    #expect(output.messages.contains("\n1971 rows read, written"))
    try workspace.succeed(
      "sql",
      """
      SELECT substr(value, 1, 1) AS id, count(*) AS n, count(DISTINCT entity) AS entities
        FROM identifier WHERE scheme = 'eto' GROUP BY 1
      """, printing: "id,n,entities\nN,126,126\nP,396,396\nS,3,3\n")
    try workspace.succeed(
      "sql",
      """
      SELECT p.name AS predicate, count(*) AS n, sum(r.share IS NULL) AS blank
        FROM relation r JOIN predicate p ON p.id = r.predicate
       WHERE EXISTS (SELECT 1 FROM citation c JOIN source s ON s.id = c.source
                      WHERE c.relation = r.id AND s.key = 'eto-supply-chain') GROUP BY 1
      """,
      printing: """
        predicate,n,blank
        goes_into,53,53
        headquartered_in,372,372
        supplies,1300,246
        type_of,86,86

        """)
    // ASML's and the Netherlands' hundred percent are the same; TSMC gets none.
    try workspace.succeed(
      "sql",
      """
      SELECT subject, qualifier, valid_from, valid_to, share FROM relations
       WHERE object = (SELECT e.key FROM identifier i JOIN entity e ON e.id = i.entity
                        WHERE scheme = 'eto' AND value = 'N20')
          OR subject = 'tsmc' AND qualifier LIKE 'global%' ORDER BY 1
      """,
      printing: """
        subject,qualifier,valid_from,valid_to,share
        asml,global market share; by firm,2025,2025,1
        netherlands,global market share; by headquarters,2025,2025,1
        tsmc,global market share; by firm,2019,2019,

        """)
    try workspace.succeed(
      "sql",
      """
      SELECT i.value, e.key, (SELECT group_concat(text, '; ') FROM (SELECT text FROM name n
              WHERE n.entity = e.id AND n.role = 'alias' ORDER BY text)) AS aliases
        FROM identifier i JOIN entity e ON e.id = i.entity
       WHERE i.value IN ('P159', 'P11', 'P2', 'P312') AND i.scheme = 'eto' AND e.key <> 'china'
         AND e.key <> 'nvidia' ORDER BY 1
      """,
      printing: """
        value,key,aliases
        P159,canon,Canon ANELVA; Canon Machinery; キヤノン
        P312,europe,

        """)
    // Every whole that has shares is one hundred percent, but for rounding.
    try workspace.succeed(
      "sql",
      """
      SELECT min(s) >= 0.985 AS low, max(s) <= 1.025 AS high FROM (
        SELECT sum(share) AS s FROM relations WHERE predicate = 'supplies' AND qualifier LIKE 'global %'
           AND share IS NOT NULL GROUP BY object, qualifier, valid_from)
      """, printing: "low,high\n1,1\n")
    let other = try Workspace(.seeds)
    let files = ["provision", "sequence", "providers", "inputs", "stages"].map {
      "'\(path(Self.chain))/\($0).csv'"
    }
    let shuffled = try other.shell(
      "aikb ingest \(files.joined(separator: " ")) --map eto-supply-chain")
    #expect(shuffled.status == 0, "\(shuffled.messages)")
    #expect(try workspace.contents() == other.contents())
  }

  @Test("The data sets in any order make the same knowledge base")
  func orderOfDataSets() throws {
    let ingests = [
      (Self.hardware, "epoch-hardware"), (Self.owners, "epoch-chip-owners"),
      (Self.chain, "eto-supply-chain"), ("epoch_models/\(Self.notable)", "epoch-models"),
    ]
    for content in [Workspace.Content.empty, .seeds] {
      var exports: [[String: Data]] = []
      for order in [ingests, ingests.reversed()] {
        let workspace = try Workspace(content)
        for (file, map) in order { try workspace.succeed("ingest", path(file), "--map", map) }
        exports.append(try workspace.contents())
      }
      for (file, bytes) in exports[0] {
        #expect(exports[1][file] == bytes, "\(file) depends on the order")
      }
    }
  }
}
