import Foundation
import Testing

@Suite("aikb compare")
struct CompareTests {
  /// Two systems of which sources say different things, beside the chip both are made of.
  private func systems() throws -> Workspace {
    let workspace = try Workspace(.own)
    try workspace.write(
      "chips.csv",
      """
      key,name,name_zh,form,announced,memory_bytes,fp16_dense_flop_per_s,tdp_watts,chips,source
      tower-384,Tower 384,高塔384,system,2025,49152000000000,3e17,559378,384,alpha-list
      rack-72,Rack 72,机架72,system,2025-03,13400000000000,1.8e17,120000,72,alpha-list

      """)
    try workspace.write(
      "relations.csv",
      """
      subject,predicate,object,quantity,unit,source
      tower-384,contains,boreas-9,384,chip,alpha-list
      rack-72,contains,boreas-9,72,chip,alpha-list
      tower-384,competes_with,rack-72,,,beta-bao

      """)
    try workspace.write(
      "citations.csv",
      """
      entity,source,fields,value,wording
      tower-384,beta-bao,chips,,384颗
      tower-384,beta-bao,tdp_watts,500000,500 kW

      """)
    try workspace.write(
      "figures.csv",
      """
      subject,measure,date,until,basis,condition,value,high,unit,currency,source
      tower-384,chip-price,2025-07,,stock,one system,,8200000,system,USD,beta-bao
      rack-72,chip-price,2025,,stock,one rack,3000000,,rack,USD,alpha-list

      """)
    for file in ["chips", "relations", "figures", "citations"] {
      try workspace.succeed("ingest", "\(file).csv")
    }
    return workspace
  }

  // MARK: Side by side

  @Test("Values stand side by side with ratios, differences, other values and sources")
  func table() throws {
    try systems().succeed(
      "compare", "tower-384", "rack-72", "--lang", "en",
      printing: """
        chip or system       Tower 384                          Rack 72                            ratio
        form                 system [1]                         system [1]
        announced            2025 [1]                           2025-03 [1]
        memory               49.15 TB [1]                       13.4 TB [1]                         3.67×  ≠
        FP16 dense           300 PFLOP/s [1]                    180 PFLOP/s [1]                     1.67×  ≠
        power                559.4 kW [1]                       120 kW [1]                          4.66×  ≠
                             ≠ 500 kW [2]
        chips                384 [1][2]                         72 [1]                              5.33×  ≠

        per chip (computed)
        FP16 dense per chip  781.3 TFLOP/s [1][2]               2.5 PFLOP/s [1]                    0.313×  ≠
        memory per chip      128 GB [1][2]                      186.1 GB [1]                       0.688×  ≠
        power per chip       1.457 kW [1][2]                    1.667 kW [1]                       0.874×  ≠

        figures
        chip price           ≤ 8.2M USD / system (2025-07; one  3M USD / rack (2025; one rack)
                             system) [2]                        [1]

        relations
        competes with        Rack 72 [2]                        Tower 384 [2]
        contains Boreas 9    384 chip [1]                       72 chip [1]                         5.33×  ≠

        definitions
          computed: FP16 dense / chips
          computed: memory / chips
          computed: power / chips

        sources
          [1] Alpha’s list of models. Alpha. 2025-01-15. CC-BY-4.0. https://alpha.example/models
          [2] 贝塔日报. 贝塔. 2025-06. https://beta.example/

        """)
  }

  @Test("Rows carry the stored values and the keys of the sources")
  func rows() throws {
    let workspace = try systems()
    let lines = try workspace.succeed("compare", "tower-384", "rack-72", "-f", "csv").lines
    #expect(
      lines.first
        == "property,unit,tower-384,rack-72,tower-384 sources,rack-72 sources,ratio,differs,note")
    #expect(
      lines.contains(
        "tdp_watts,W,559378,120000,alpha-list,alpha-list,4.661483333333333,1,"
          + "tower-384: ≠ 500000 [beta-bao]"))
    #expect(
      lines.contains(
        "contains boreas-9,chip,384,72,alpha-list,alpha-list,5.333333333333333,1,"))
    let rows = try workspace.succeed("compare", "tower-384", "rack-72", "-f", "json").json()
    let chips = try #require(rows.first { $0["property"] as? String == "chips" })
    #expect(chips["tower-384"] as? Int == 384)
    #expect(chips["tower-384 sources"] as? String == "alpha-list; beta-bao")
    let markdown = try workspace.succeed("compare", "tower-384", "rack-72", "-f", "markdown").text
    #expect(markdown.hasPrefix("| property | unit | tower-384 | rack-72 |"))
  }

  @Test("Whether 2025 and 2025-03 differ cannot be told")
  func coarseDates() throws {
    let rows = try systems().succeed("compare", "tower-384", "rack-72", "-f", "json").json()
    let announced = try #require(rows.first { $0["property"] as? String == "announced" })
    #expect(announced["tower-384"] as? String == "2025")
    #expect(announced["differs"] is NSNull)
  }

  @Test("A board or system is compared with a chip by its values per chip")
  func systemWithChip() throws {
    let rows = try systems().succeed("compare", "rack-72", "boreas-9", "-f", "json").json()
    let memory = try #require(
      rows.first { $0["property"] as? String == "memory_bytes per chip" })
    #expect(memory["boreas-9"] as? Int == 80_000_000_000)
    #expect((memory["note"] as? String)?.hasPrefix("computed: ") == true)
  }

  @Test("The first of three is compared with each of the others")
  func three() throws {
    let workspace = try systems()
    let lines = try workspace.succeed(
      "compare", "tower-384", "rack-72", "boreas-9", "-f", "csv"
    ).lines
    #expect(lines.first?.contains(",ratio tower-384:rack-72,ratio tower-384:boreas-9,") == true)
    let text = try workspace.succeed("compare", "tower-384", "rack-72", "boreas-9").text
    #expect(text.contains("3.67×   614×"))
  }

  @Test("Flows over different periods have no ratio")
  func flows() throws {
    let workspace = try Workspace(.own)
    try workspace.write(
      "figures.csv",
      """
      subject,measure,date,until,basis,value,currency
      aurora-labs,revenue,2024,2024,flow,200,USD
      borealis,revenue,2024,2024,flow,100,USD
      aurora-labs,funding,2024,2024,flow,200,USD
      borealis,funding,2025,2025,flow,100,USD

      """)
    try workspace.succeed("ingest", "figures.csv")
    let rows = try workspace.succeed("compare", "aurora-labs", "borealis", "-f", "json").json()
    let ratios = Dictionary(
      uniqueKeysWithValues: rows.compactMap { row in
        (row["property"] as? String).map { ($0, row["ratio"] as? Double) }
      })
    #expect(ratios["revenue"] == 2)
    #expect(ratios["funding"] == .some(nil))
  }

  // MARK: One source

  @Test("What the one source does not say reads so, with what others say beside it")
  func accordingTo() throws {
    let workspace = try systems()
    let english = try workspace.succeed(
      "compare", "tower-384", "rack-72", "--according-to", "beta-bao", "--lang", "en"
    ).text
    #expect(english.hasPrefix("according to [1] 贝塔日报\n"))
    let lines = english.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(
      lines.contains(["chips", "384", "“384颗”", "[1]", "not", "stated", "(others:", "72", "[2])"]))
    #expect(english.contains("500 kW “500 kW” [1]"))
    #expect(english.contains("not stated (others: 49.15 TB [2])"))
    let chinese = try workspace.succeed(
      "compare", "tower-384", "rack-72", "--according-to", "beta-bao", "--lang", "zh", "-f", "csv"
    ).lines
    #expect(
      chinese.contains(
        "memory_bytes,B,文中未提 (其他来源: 49152000000000 [alpha-list]),"
          + "文中未提 (其他来源: 13400000000000 [alpha-list]),,,,,"))
  }

  @Test("A value that was set aside is still what its source says")
  func deprecated() throws {
    let workspace = try systems()
    try workspace.write(
      "citations.csv",
      """
      entity,source,fields,value,rank,reason
      rack-72,beta-bao,memory_bytes,99000000000000,-1,a misprint

      """)
    try workspace.succeed("ingest", "citations.csv")
    let rows = try workspace.succeed(
      "compare", "tower-384", "rack-72", "--according-to", "beta-bao", "-f", "json"
    ).json()
    let memory = try #require(rows.first { $0["property"] as? String == "memory_bytes" })
    #expect(memory["rack-72"] as? Int == 99_000_000_000_000)
    #expect((memory["note"] as? String)?.contains("a misprint") == true)
    let all = try workspace.succeed("compare", "tower-384", "rack-72").text
    #expect(!all.contains("99 TB"))
  }

  // MARK: Countries

  @Test("Countries get a scoreboard that says what it counts and what it could not decide")
  func scoreboard() throws {
    let workspace = try Workspace(.own)
    let text = try workspace.succeed("compare", "CN", "namibia", "--lang", "en").text
    let lines = text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    // Nobody says who develops 墨子 or what its weights are.
    #expect(lines.contains("models released 2025 2 (1 undecided) 0 (1 undecided) ≠"))
    #expect(lines.contains("open-weight models 1 (1 undecided) 0 (1 undecided) ≠"))
    #expect(
      lines.contains(
        "largest training compute 4.02001e+24 FLOP (Aurora 1) [1] (2 undecided) (1 undecided)"))
    #expect(lines.contains("firms: lab 1 0 ≠"))
    #expect(text.contains("  models released in a year, families left out: aikb list models"))
    #expect(text.contains("the seats of its developers, and one of them is China"))
    #expect(text.contains("Hong Kong, Macao and Taiwan are entries of their own"))
  }

  @Test("Chips owned are those of the country itself, else the sum over its firms")
  func chipsOwned() throws {
    let workspace = try Workspace(.own)
    try workspace.write(
      "figures.csv",
      """
      subject,measure,date,basis,condition,value,unit,source
      namibia,chips-owned,2025-12-31,stock,Nvidia chips,10,chip,alpha-list
      namibia,chips-owned,2025-12-31,stock,AMD chips,5,chip,alpha-list
      aurora-labs,chips-owned,2024-12-31,stock,,1,chip,alpha-list
      aurora-labs,chips-owned,2025-12-31,stock,,30,chip,alpha-list

      """)
    try workspace.succeed("ingest", "figures.csv")
    let rows = try workspace.succeed("compare", "china", "namibia", "-f", "json").json()
    let owned = try #require(rows.first { $0["property"] as? String == "chips owned (chip)" })
    #expect(owned["china"] as? Int == 30)
    #expect(owned["namibia"] as? Int == 15)
    #expect((owned["note"] as? String)?.contains("china: 2025-12-31: aurora-labs") == true)
  }

  @Test("A group whose members are not on record says so")
  func group() throws {
    let workspace = try Workspace(.own)
    try workspace.write("countries.csv", "key,name,form\nunion,Union,group\n")
    try workspace.succeed("ingest", "countries.csv")
    let alone = try workspace.succeed("compare", "china", "union", "--lang", "en").text
    #expect(alone.contains("  Union: no members on record; only what is its own is counted\n"))
    try workspace.write(
      "relations.csv", "subject,predicate,object\nnamibia,member_of,union\nchina,member_of,union\n")
    try workspace.succeed("ingest", "relations.csv")
    let rows = try workspace.succeed("compare", "namibia", "union", "-f", "json").json()
    let models = try #require(rows.first { $0["property"] as? String == "models released 2025" })
    #expect(models["namibia"] as? Int == 0)
    #expect(models["union"] as? Int == 2)
  }

  @Test("The scoreboard of one source counts what that source says")
  func scoreboardOfOneSource() throws {
    let workspace = try Workspace(.own)
    let rows = try workspace.succeed(
      "compare", "china", "namibia", "--according-to", "beta-bao", "-f", "json"
    ).json()
    // It names Aurora 1 and where its developer sits, but not when it was released.
    #expect(!rows.contains { $0["property"] as? String == "models released 2025" })
    let compute = try #require(
      rows.first { $0["property"] as? String == "largest training compute" })
    #expect((compute["china"] as? String)?.hasPrefix("not stated") == true)
  }

  // MARK: The Seeds

  @Test("CloudMatrix 384 has 5.33 times the chips of GB200 NVL72, each of less power")
  func seeds() throws {
    let workspace = try Workspace(.seeds)
    let rows = try workspace.succeed("compare", "cloudmatrix-384", "gb200-nvl72", "-f", "json")
      .json()
    func row(_ property: String) throws -> [String: Any] {
      try #require(rows.first { $0["property"] as? String == property })
    }
    #expect(try row("chips")["cloudmatrix-384"] as? Int == 384)
    #expect(try row("chips")["gb200-nvl72"] as? Int == 72)
    #expect(try row("chips")["ratio"] as? Double == 384.0 / 72)
    #expect(try #require(row("tdp_watts per chip")["ratio"] as? Double) < 1)
    let text = try workspace.succeed("compare", "cloudmatrix-384", "gb200-nvl72").text
    #expect(text.contains("5.33×  ≠"))
  }

  @Test(
    "The essay says nothing of power and price of the two systems",
    arguments: [("en", "not stated (others: "), ("zh", "文中未提 (其他来源: ")])
  func essay(language: String, words: String) throws {
    let workspace = try Workspace(.seeds)
    let rows = try workspace.succeed(
      "compare", "cloudmatrix-384", "gb200-nvl72", "--according-to", "essay-global-ai-race",
      "--lang", language, "-f", "json"
    ).json()
    for property in ["tdp_watts", "chip-price"] {
      let row = try #require(rows.first { $0["property"] as? String == property })
      for entity in ["cloudmatrix-384", "gb200-nvl72"] {
        #expect((row[entity] as? String)?.hasPrefix(words) == true, "\(property)")
      }
    }
    let chips = try #require(rows.first { $0["property"] as? String == "chips" })
    #expect(chips["cloudmatrix-384"] as? Int == 384)
    #expect(chips["cloudmatrix-384 sources"] as? String == "essay-global-ai-race")
  }

  @Test("No line is wider than the page, and every number has its source", arguments: ["zh", "en"])
  func page(language: String) throws {
    let workspace = try Workspace(.seeds)
    let text = try workspace.succeed(
      "compare", "united-states", "china", "--lang", language
    ).text
    let table = text.components(separatedBy: "\n\n").dropLast(2).joined(separator: "\n")
    #expect(table.split(separator: "\n").allSatisfy { $0.count <= 100 })
    let numbers = Set(text.matches(of: #/\[(\d+)\]/#).map { Int($0.1) ?? 0 })
    let listed = text.matches(of: #/\n  \[(\d+)\] /#).map { Int($0.1) ?? 0 }
    #expect(numbers == Set(listed))
    #expect(listed == listed.sorted())
  }

  // MARK: What cannot be compared

  @Test("Entities of different kinds, one entity twice, unknown ones and sources are refused")
  func refusals() throws {
    let workspace = try Workspace(.own)
    let kinds = try workspace.aikb("compare", "aurora-1", "aurora-labs")
    #expect(kinds.status == 1)
    #expect(
      kinds.messages == """
        aikb: aurora-1 is a model, aurora-labs a firm: compare entities of one kind; \
        'aikb list models' and 'aikb list firms' name them, 'aikb neighbors aurora-labs' what \
        belongs to aurora-labs

        """)
    let twice = try workspace.aikb("compare", "aurora-1", "极光一号")
    #expect(twice.status == 1)
    #expect(twice.firstMessage.hasPrefix("aikb: aurora-1 is named twice"))
    let source = try workspace.aikb(
      "compare", "aurora-1", "mo-zi", "--according-to", "alpha-lisp")
    #expect(source.status == 3)
    #expect(source.firstMessage == "aikb: no source 'alpha-lisp'; nearest: alpha-list")
    #expect(try workspace.aikb("compare", "aurora-1", "mo-zu").status == 3)
    #expect(try workspace.aikb("compare", "aurora-1").status == 64)
  }
}
