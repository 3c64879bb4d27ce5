import Foundation
import Testing

@Suite("aikb show")
struct ShowTests {
  @Test("A page shows names, properties, relations by predicate, and numbered sources")
  func page() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed(
      "show", "aurora-1",
      printing: """
        Aurora 1  极光一号
        model 模型 · aurora-1

          developers 开发者          Aurora Labs 极光实验室
          countries 国家/地区        China 中国
          released 发布日期          2025-03-01 [1]
          openness 开放程度          weights-unrestricted [1]
          parameters 参数量          671B / 6710亿 [1]
                                     ≠ 670B / 6700亿 [2]
          training compute 训练算力  4.02001e+24 FLOP [1]

        trained on 训练所用
          Boreas 9 北风九号  (× 2048 chip) [1][2]

        competes with 竞争
          墨子

        developed by 开发者
          Aurora Labs 极光实验室 [1][2]

        names 名称
          huggingface  aurora/aurora-1

        sources 来源
          [1] Alpha’s list of models. Alpha. 2025-01-15. CC-BY-4.0. https://alpha.example/models
          [2] 贝塔日报. 贝塔. 2025-06. https://beta.example/

        """)
  }

  @Test("In Chinese, names and labels are Chinese and numbers count in 万 and 亿")
  func chinesePage() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed(
      "show", "aurora-1", "--lang", "zh",
      printing: """
        极光一号
        模型 · aurora-1

          开发者     极光实验室
          国家/地区  中国
          发布日期   2025-03-01 [1]
          开放程度   weights-unrestricted [1]
          参数量     6710亿 [1]
                     ≠ 6700亿 [2]
          训练算力   4.02001e+24 FLOP [1]

        训练所用
          北风九号  (× 2048 chip) [1][2]

        竞争
          墨子

        开发者
          极光实验室 [1][2]

        名称
          huggingface  aurora/aurora-1

        来源
          [1] Alpha’s list of models. Alpha. 2025-01-15. CC-BY-4.0. https://alpha.example/models
          [2] 贝塔日报. 贝塔. 2025-06. https://beta.example/

        """)
  }

  @Test("In English, units are those of people: 80 GB, 700 W, 7B")
  func englishPage() throws {
    let workspace = try Workspace(.own)
    let chip = try workspace.succeed("show", "Boreas", "9", "--lang", "en").text
    #expect(chip.contains("  memory     80 GB\n  power      700 W\n"))
    #expect(!chip.contains("北风"))
    let model = try workspace.succeed("show", "aurora-1-mini", "--lang", "en").text
    #expect(model.contains("  parameters  7B [1]\n"))
  }

  @Test(
    "An entity is named by key, old key, identifier, or any name in either script",
    arguments: [
      ("aurora-1", "Aurora 1"), ("aurora-one", "Aurora 1"),
      ("huggingface:aurora/aurora-1", "Aurora 1"),
      ("极光一号", "Aurora 1"), ("極光一號", "Aurora 1"), ("AURORA 1", "Aurora 1"),
      ("極光實驗室", "Aurora Labs"), ("Aurora Laboratories, Inc.", "Aurora Labs"), ("mozi", "墨子"),
    ])
  func ways(text: String, name: String) throws {
    let workspace = try Workspace(.own)
    #expect(try workspace.succeed("show", text, "--lang", "en").lines.first == name)
  }

  @Test("The page of a firm on the Seeds has both names, its chips and every source it cites")
  func seeds() throws {
    let workspace = try Workspace(.seeds)
    let page = try workspace.succeed("show", "huawei").text
    #expect(page.hasPrefix("Huawei  华为\n"))
    #expect(page.contains("\n  Ascend 910C 昇腾910C [") || page.contains("\n  Ascend 910C 昇腾910C  ("))
    let numbers = page.matches(of: #/\[(\d+)\]/#).map { Int($0.1) ?? 0 }
    let listed = page.matches(of: #/\n  \[(\d+)\] /#).map { Int($0.1) ?? 0 }
    #expect(listed == Array(1...listed.count))
    #expect(Set(numbers) == Set(listed))
  }

  @Test("Figures of models are humanised in both languages")
  func figures() throws {
    let workspace = try Workspace(.seeds)
    #expect(try workspace.succeed("show", "deepseek-r1").text.contains("671B / 6710亿 ["))
  }

  @Test("A name nobody has suggests the nearest, with exit code 3")
  func unknown() throws {
    let workspace = try Workspace(.own)
    let output = try workspace.aikb("show", "aurora-2")
    #expect(output.firstMessage.hasPrefix("aikb: no entity 'aurora-2'; nearest: aurora-1"))
    #expect(output.status == 3)
    #expect(output.text.isEmpty)
  }

  @Test("A name that two have lists their keys")
  func ambiguous() throws {
    let workspace = try Workspace(.own)
    try workspace.write("firms.csv", "key,name\nmo-zi-works,墨子\n")
    try workspace.succeed("ingest", "firms.csv")
    let output = try workspace.aikb("show", "墨子")
    #expect(
      output.messages
        == "aikb: '墨子' stands for several: mo-zi, mo-zi-works; use one of these keys\n")
    #expect(output.status == 3)
  }

  @Test("Every format carries the same facts; JSON parses")
  func formats() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed(
      "show", "aurora-1", "-f", "csv",
      printing: """
        section,property,value,detail,sources
        entity,key,aurora-1,,
        entity,kind,model,,
        entity,name,Aurora 1,,
        entity,name_zh,极光一号,,
        property,developers,Aurora Labs,,
        property,countries,China,,
        property,released,2025-03-01,,alpha-list
        property,openness,weights-unrestricted,,alpha-list
        property,parameters,671000000000,,alpha-list
        other,parameters,670000000000,,beta-bao
        property,training_flop,4.02001e+24,,alpha-list
        relation,trained_on,boreas-9,quantity 2048 chip,alpha-list; beta-bao
        relation,competes_with,mo-zi,,
        relation,developed_by,aurora-labs,,alpha-list; beta-bao
        identifier,huggingface,aurora/aurora-1,,

        """)
    let rows = try workspace.succeed("show", "aurora-1", "-f", "json").json()
    #expect(rows.count == 15)
    #expect(
      rows.first { $0["property"] as? String == "parameters" }?["value"] as? Int == 671_000_000_000)
  }
}
