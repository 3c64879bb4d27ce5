import Foundation
import Testing

/// Each built-in question, on the Seeds: what it answers is checked against the tables themselves.
@Suite("The built-in questions")
struct BuiltInQueryTests {
  private func rows(
    _ workspace: Workspace, _ name: String, _ arguments: String...
  ) throws -> [[String: Any]] {
    let words = arguments.map { "-p '\($0)'" }.joined(separator: " ")
    let output = try workspace.shell("aikb query \(name) \(words) -f json")
    #expect(output.status == 0, "\(name): \(output.messages)")
    return try output.json()
  }

  private func number(_ workspace: Workspace, _ sql: String) throws -> Int {
    Int(try workspace.sqlite3(sql).text.trimmingCharacters(in: .newlines)) ?? -1
  }

  @Test("Every question has rows, and SQLite's own shell gives as many for the same file")
  func plainSQL() throws {
    let workspace = try Workspace(.seeds)
    for question in try workspace.succeed("query", "-f", "json").json() {
      let name = try #require(question["name"] as? String)
      let file = "\(Program.tree)/Seeds/queries/\(name).sql"
      let given = name == "substitutes" ? ["product=h100-sxm5"] : []
      let usage = (question["parameters"] as? String ?? "").components(separatedBy: ", ")
      let defaults = usage.filter { $0.contains("=") && !$0.hasSuffix("=…") }
      let set = (defaults + given).map { pair in
        let parts = pair.split(separator: "=").map(String.init)
        // In SQLite's shell a bare word with a dash would be an expression.
        return "'.parameter set :\(parts[0]) \"'\\''\(parts[1])'\\''\"'"
      }
      let sql = try String(contentsOfFile: file, encoding: .utf8)
      let body = sql.trimmingCharacters(in: .whitespacesAndNewlines).dropLast()
      try workspace.write("count.sql", "SELECT count(*) FROM (\n\(body)\n);\n")
      let plain = try workspace.shell(
        "sqlite3 kb.db \(set.joined(separator: " ")) '.read count.sql'")
      let words = given.map { "-p \($0)" }.joined(separator: " ")
      let ours = try workspace.shell("aikb query \(name) \(words) -f jsonl")
      #expect(ours.lines.count > 0, "\(name)")
      #expect(plain.text == "\(ours.lines.count)\n", "\(name): \(plain.messages)")
      #expect(sql.contains("-- title: ") && sql.contains("-- title_zh: "), "\(name)")
      #expect(sql.contains("-- description: ") && sql.contains("-- description_zh: "), "\(name)")
    }
  }

  @Test("Models are counted by country, openness and year, and none is left out")
  func openness() throws {
    let workspace = try Workspace(.seeds)
    let rows = try rows(workspace, "openness-by-country", "country=cn", "since=2025")
    let counted = rows.compactMap { $0["models"] as? Int }.reduce(0, +)
    #expect(
      try counted
        == number(
          workspace,
          """
          SELECT count(*) FROM models m WHERE m.form IS NOT 'family'
             AND (m.released IS NULL OR m.released >= '2025')
             AND '; ' || m.countries || ';' LIKE '%; China;%'
          """))
    let open = try #require(
      rows.first {
        $0["year"] as? String == "2025" && $0["openness"] as? String == "weights-unrestricted"
      })
    #expect(
      try open["models"] as? Int
        == number(
          workspace,
          """
          SELECT count(*) FROM models m WHERE m.form IS NOT 'family' AND m.released LIKE '2025%'
             AND m.openness = 'weights-unrestricted'
             AND '; ' || m.countries || ';' LIKE '%; China;%'
          """))
  }

  @Test("An open model of record compute stands beside the first closed one with as much")
  func computeGap() throws {
    let workspace = try Workspace(.seeds)
    let rows = try rows(workspace, "open-closed-gap-compute")
    let row = try #require(rows.first { $0["open_model"] as? String == "Llama 3.1 405B" })
    #expect(row["closed_model"] as? String == "Gemini 1.0 Ultra")
    // 2023-12-06 to 2024-07-23
    #expect(row["days_behind"] as? Int == 230)
    let compute = rows.compactMap { $0["training_flop"] as? Double }
    #expect(compute == compute.sorted() && Set(compute).count == rows.count)
    for row in rows {
      let closed = row["closed_training_flop"] as? Double ?? .infinity
      #expect(closed >= row["training_flop"] as? Double ?? 0)
    }
    let chinese = try self.rows(workspace, "open-closed-gap-compute", "country=中国")
    #expect(chinese.contains { $0["open_model"] as? String == "Qwen2.5-72B" })
    #expect(!chinese.contains { $0["open_model"] as? String == "Llama 3.1 405B" })
  }

  @Test("An open model of record score stands beside the first closed one that scored as much")
  func scoreGap() throws {
    let workspace = try Workspace(.seeds)
    let rows = try rows(workspace, "open-closed-gap-scores", "benchmark=gpqa-diamond")
    let row = try #require(rows.first { $0["open_model"] as? String == "DeepSeek-R1" })
    #expect(row["score"] as? Double == 71.5)
    #expect(row["closed_model"] as? String == "o1")
    // 2024-12-05 to 2025-01-20
    #expect(row["days_behind"] as? Int == 46)
    for row in rows {
      #expect(row["benchmark"] as? String == "gpqa-diamond")
      let closed = row["closed_score"] as? Double ?? .infinity
      #expect(closed >= row["score"] as? Double ?? 0)
    }
  }

  @Test("An accelerator is given with its designer, maker and packager, and their seats")
  func makers() throws {
    let workspace = try Workspace(.seeds)
    let rows = try rows(workspace, "accelerator-makers")
    #expect(try rows.count == number(workspace, "SELECT count(*) FROM chips"))
    let b200 = try #require(rows.first { $0["key"] as? String == "b200" })
    #expect(b200["designers"] as? String == "Nvidia")
    #expect(b200["designed_in_zh"] as? String == "美国")
    #expect(b200["manufacturers_zh"] as? String == "台积电")
    #expect(b200["packagers"] as? String == "TSMC")
    let chinese = try self.rows(workspace, "accelerator-makers", "country=cn", "form=chip")
    #expect(chinese.contains { $0["key"] as? String == "ascend-910c" })
    #expect(!chinese.contains { $0["key"] as? String == "b200" })
    #expect(chinese.allSatisfy { $0["form"] as? String == "chip" })
  }

  @Test("Two systems are compared for the whole and for one accelerator")
  func systems() throws {
    let workspace = try Workspace(.seeds)
    let rows = try rows(workspace, "systems-compared")
    let compute = try #require(rows.first { $0["property"] as? String == "FP16 dense" })
    #expect(compute["a"] as? Double == 3e17)
    #expect(compute["b"] as? Double == 1.8e17)
    #expect(compute["a_to_b"] as? Double == 1.667)
    #expect(compute["a_per_chip"] as? Double == 3e17 / 384)
    #expect(compute["a_to_b_per_chip"] as? Double == 0.313)
    let perWatt = try #require(rows.first { $0["property"] as? String == "FP16 dense per watt" })
    #expect(perWatt["a_to_b"] as? Double == 0.358)
    let turned = try self.rows(
      workspace, "systems-compared", "a=gb200-nvl72", "b=cloudmatrix-384")
    #expect(turned.first { $0["property"] as? String == "FP16 dense" }?["a_to_b"] as? Double == 0.6)
  }

  @Test("A rule is given with what it covers and its dates of each kind")
  func controls() throws {
    let workspace = try Workspace(.seeds)
    let gallium = try rows(workspace, "export-controls", "country=cn", "covers=gallium")
      .filter { $0["key"] as? String == "cn-gallium-germanium-2023" }
    #expect(gallium.map { $0["date_of"] as? String } == ["announced", "effective"])
    #expect(gallium.map { $0["date"] as? String } == ["2023-07-03", "2023-08-01"])
    #expect(gallium[0]["restricts"] as? String == "Gallium; Germanium")
    let diffusion = try rows(workspace, "export-controls", "country=us")
      .filter {
        $0["key"] as? String == "ai-diffusion-rule" && $0["date_of"] as? String == "compliance"
      }
    #expect(diffusion.count == 2)
    #expect(diffusion[0]["scope"] as? String == "licence requirements")
    #expect(
      try Set(rows(workspace, "export-controls").compactMap { $0["key"] as? String }).count
        == number(workspace, "SELECT count(*) FROM policies WHERE type = 'export-control'"))
    #expect(try rows(workspace, "export-controls", "type=tariff").count >= 1)
  }

  @Test("Models are given with the chips they were trained on")
  func training() throws {
    let workspace = try Workspace(.seeds)
    let rows = try rows(workspace, "training-chips", "chip=h800-sxm5", "country=cn")
    let v3 = try #require(rows.first { $0["key"] as? String == "deepseek-v3" })
    #expect(v3["chips"] as? Double == 2048)
    #expect(v3["designers"] as? String == "Nvidia")
    #expect((v3["sources"] as? String)?.contains("deepseek-v3-readme") == true)
    let huawei = try self.rows(workspace, "training-chips", "designer=华为")
    #expect(!huawei.isEmpty)
    #expect(huawei.allSatisfy { ($0["designers"] as? String)?.contains("Huawei") == true })
    #expect(
      try self.rows(workspace, "training-chips").count
        == number(workspace, "SELECT count(*) FROM relations WHERE predicate = 'trained_on'"))
  }

  @Test("Substitutes are given with the ground for taking them as such")
  func substitutes() throws {
    let workspace = try Workspace(.seeds)
    let cuda = try rows(workspace, "substitutes", "product=CUDA")
    #expect(cuda.map { $0["key"] as? String } == ["cann"])
    #expect(cuda[0]["ground"] as? String == "stated")
    let system = try rows(workspace, "substitutes", "product=gb200-nvl72")
    #expect(system.first?["key"] as? String == "cloudmatrix-384")
    let chips = try rows(workspace, "substitutes", "product=h100-sxm5", "least=0.7")
    let ascend = try #require(chips.first { $0["key"] as? String == "ascend-910c" })
    #expect(ascend["ground"] as? String == "figures")
    #expect(ascend["fp16_dense_ratio"] as? Double == 0.76)
    #expect(chips.allSatisfy { $0["fp16_dense_ratio"] as? Double ?? 1 >= 0.7 })
    #expect(
      try rows(workspace, "substitutes", "product=h100-sxm5", "least=0.8").count < chips.count)
    let foundry = try rows(workspace, "substitutes", "product=semiconductor-foundry")
    #expect(
      foundry.contains { $0["key"] as? String == "smic" && $0["ground"] as? String == "supplies" })
    #expect(!foundry.contains { $0["key"] as? String == "tsmc" })
  }

  @Test("Claims without support are those that 'aikb claims --unsupported' lists")
  func claims() throws {
    let workspace = try Workspace(.seeds)
    let listed = try workspace.succeed("claims", "--unsupported", "-f", "json").json()
    let rows = try rows(workspace, "claims-unsupported")
    #expect(
      rows.compactMap { $0["key"] as? String } == listed.compactMap { $0["key"] as? String })
    let facts = try self.rows(workspace, "claims-unsupported", "modality=fact")
    #expect(facts.count < rows.count && facts.allSatisfy { $0["modality"] as? String == "fact" })
  }

  @Test("Facts on which sources differ have the accepted value and every other")
  func conflicts() throws {
    let workspace = try Workspace(.seeds)
    let rows = try rows(workspace, "conflicting-sources")
    #expect(try rows.count == number(workspace, "SELECT sum(others) FROM conflicts"))
    let kimi = try #require(
      rows.first {
        $0["record"] as? String == "kimi-k2" && $0["property"] as? String == "parameters"
      })
    #expect(kimi["accepted"] as? Int == 1_000_000_000_000)
    #expect(kimi["other_value"] as? String == "1026500000000")
    #expect(kimi["said_by"] as? String == "drose-kimi-k2")
    #expect((kimi["accepted_by"] as? String)?.contains("kimi-k2-readme") == true)
    let chips = try self.rows(workspace, "conflicting-sources", "kind=chips")
    #expect(!chips.isEmpty && chips.allSatisfy { $0["kind"] as? String == "chip" })
  }

  @Test("Old figures are the newest of their series, and end before the date for certain")
  func old() throws {
    let workspace = try Workspace(.seeds)
    let rows = try rows(workspace, "figures-older-than", "before=2025-06")
    #expect(
      try rows.count
        == number(
          workspace,
          """
          SELECT count(*) FROM latest_figures
           WHERE substr(ifnull(until, date) || '-12-31', 1, 10) < '2025-06'
              OR length(ifnull(until, date)) = 7 AND ifnull(until, date) < '2025-06'
          """))
    #expect(!rows.contains { $0["date"] as? String == "2025" })
    let revenue = try self.rows(workspace, "figures-older-than", "measure=revenue")
    #expect(!revenue.isEmpty && revenue.allSatisfy { $0["measure"] as? String == "revenue" })
  }

  @Test("A share is given with its market, basis, assignment and time")
  func shares() throws {
    let workspace = try Workspace(.seeds)
    let rows = try rows(workspace, "suppliers", "technology=HBM")
    let hynix = try #require(
      rows.first {
        $0["key"] as? String == "sk-hynix" && $0["valid_from"] as? String == "2025-04"
          && $0["basis"] as? String == "units"
      })
    #expect(hynix["market"] as? String == "HBM")
    #expect(hynix["assigned"] as? String == "by headquarters")
    #expect(hynix["share"] as? Double == 0.62)
    #expect(hynix["countries"] as? String == "South Korea")
    let recent = try self.rows(workspace, "suppliers", "technology=HBM", "since=2025-05")
    #expect(recent.count < rows.count && recent.contains { $0["share"] as? Double == 0.62 })
  }

  @Test("Firms on a list have the dates of their listing")
  func lists() throws {
    let workspace = try Workspace(.seeds)
    let rows = try rows(workspace, "listed-firms", "list=dod-1260h")
    #expect(
      try rows.count
        == number(
          workspace,
          "SELECT count(*) FROM relations WHERE predicate = 'listed_on' AND object = 'dod-1260h'"))
    let alibaba = try #require(rows.first { $0["key"] as? String == "alibaba" })
    #expect(alibaba["listed_from"] as? String == "2026-06-08")
    #expect(alibaba["countries"] as? String == "China")
    #expect(rows.contains { $0["listed_to"] is String })
    let american = try self.rows(workspace, "listed-firms", "country=US")
    #expect(!american.isEmpty)
    #expect(
      american.allSatisfy { ($0["list"] as? String)?.hasPrefix("cn-") == true },
      "only China lists American firms")
  }

  @Test("Chips owned are the newest figures, with units and H100 equivalents of one date")
  func owners() throws {
    let workspace = try Workspace(.seeds)
    let rows = try rows(workspace, "chips-owned", "owner=Microsoft")
    let nvidia = try #require(rows.first { $0["chips"] as? String == "Nvidia chips" })
    let newest = try number(
      workspace,
      """
      SELECT CAST(value AS INTEGER) FROM figures WHERE subject = 'microsoft'
         AND measure = 'chips-owned' AND condition = 'Nvidia chips, units'
       ORDER BY date DESC LIMIT 1
      """)
    #expect(nvidia["units"] as? Int == newest)
    #expect((nvidia["units_low"] as? Int ?? .max) < newest)
    #expect((nvidia["h100_equivalents"] as? Int ?? 0) > 0)
    let all = try self.rows(workspace, "chips-owned")
    #expect(
      try all.count
        == number(
          workspace,
          """
          SELECT count(DISTINCT subject || replace(condition, ', units', '') || ifnull(object, '')
                 || date) FROM latest_figures WHERE measure = 'chips-owned'
          """))
  }

  @Test("A value of one source only has no other that confirms or contradicts it")
  func singleSource() throws {
    let workspace = try Workspace(.seeds)
    let rows = try rows(workspace, "single-source", "property=training_flop")
    #expect(
      try rows.count
        == number(
          workspace,
          """
          SELECT count(*) FROM (SELECT c.entity FROM citations c JOIN entity e ON e.key = c.entity
           WHERE e.kind = 'model' AND c.property = 'training_flop' AND c.state = 'value'
             AND c.rank >= 0 GROUP BY c.entity HAVING count(DISTINCT c.source) = 1)
          """))
    let grok = try #require(rows.first { $0["key"] as? String == "grok-4" })
    #expect(grok["value"] as? Double == 5e26)
    let chips = try self.rows(workspace, "single-source", "kind=芯片与系统", "reliability=press")
    #expect(!chips.isEmpty && chips.allSatisfy { $0["reliability"] as? String == "press" })
  }

  @Test("Prices are the newest of each model, cheapest first")
  func prices() throws {
    let workspace = try Workspace(.seeds)
    let rows = try rows(workspace, "model-prices")
    let outputs = rows.compactMap { $0["output_per_1m_tokens"] as? Double }
    #expect(outputs == outputs.sorted() && outputs.count > 20)
    let chinese = try self.rows(workspace, "model-prices", "country=cn")
    #expect(!chinese.isEmpty)
    #expect(
      chinese.allSatisfy { ($0["countries"] as? String)?.contains("China") == true })
  }
}
