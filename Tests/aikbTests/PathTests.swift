import Foundation
import Testing

@Suite("aikb path")
struct PathTests {
  @Test("Huawei and Nvidia are joined by the systems they design, in both languages")
  func systems() throws {
    let workspace = try Workspace(.seeds)
    let english = try workspace.succeed("path", "huawei", "nvidia").lines
    #expect(
      english.first { $0.hasPrefix("1  ") }
        == "1  Huawei –designs→ CloudMatrix 384 –competes with→ GB200 NVL72 ←designs– Nvidia")
    let chinese = try workspace.succeed("path", "华为", "英伟达", "--lang", "zh").lines
    #expect(
      chinese.first { $0.hasPrefix("1  ") }
        == "1  华为 –设计→ CloudMatrix 384超节点 –竞争→ GB200 NVL72 ←设计– 英伟达")
    let both = try workspace.succeed("path", "huawei", "nvidia", "--lang", "both", "--limit", "1")
    let first = try #require(both.lines.firstIndex { $0.hasPrefix("1  Huawei –designs→") })
    #expect(both.lines[first + 1].hasPrefix("   华为 –设计→ CloudMatrix 384"))
    let sources = both.lines[first + 2]
    #expect(sources.hasPrefix("     huawei designs cloudmatrix-384: "))
    #expect(sources.contains("cloudmatrix-paper"))
  }

  @Test("The same as rows, with the direct relation as chain 0")
  func rows() throws {
    let workspace = try Workspace(.seeds)
    let rows = try workspace.succeed("path", "huawei", "nvidia", "-f", "json").json()
    let steps = rows.filter { $0["chain"] as? Int == 1 }.map { row in
      ["from", "predicate", "direction", "to"].map { row[$0] as? String ?? "" }
        .joined(separator: " ")
    }
    #expect(
      steps == [
        "huawei designs out cloudmatrix-384", "cloudmatrix-384 competes_with both gb200-nvl72",
        "gb200-nvl72 designs in nvidia",
      ])
    #expect(rows.first?["chain"] as? Int == 0)
    #expect(rows.first?["predicate"] as? String == "competes_with")
    #expect(Set(rows.compactMap { $0["chain"] as? Int }) == Set(0...5))
  }

  @Test("Words, letter for letter: steps, dates and sources")
  func words() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed(
      "path", "china", "mo-zi",
      printing: """
        1  China ←headquartered in– Aurora Labs –develops→ Aurora 1 –competes with→ 墨子
             aurora-labs headquartered_in china (from 2021): beta-bao
             aurora-labs develops aurora-1: alpha-list, beta-bao
             aurora-1 competes_with mo-zi: no source

        """)
    try workspace.succeed(
      "path", "aurora-labs", "aurora-1", "--lang", "zh",
      printing: """
        直接
           极光实验室 –开发→ 极光一号
             aurora-labs develops aurora-1: alpha-list, beta-bao

        """)
  }

  @Test("CSV, letter for letter; a markdown table has the same columns")
  func csv() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed(
      "path", "Aurora Labs", "北风九号", "-f", "csv",
      printing: """
        chain,step,from,predicate,direction,to,qualifier,valid_from,valid_to,sources
        1,1,aurora-labs,develops,out,aurora-1,,,,alpha-list; beta-bao
        1,2,aurora-1,trained_on,out,boreas-9,,,,alpha-list; beta-bao

        """)
    let markdown = try workspace.succeed("path", "aurora-labs", "boreas-9", "-f", "markdown")
    #expect(
      markdown.lines.first
        == "| chain | step | from | predicate | direction | to | qualifier | valid_from | valid_to | sources |"
    )
  }

  @Test("On a date a relation that only may hold is marked, and one that does not is left out")
  func date() throws {
    let workspace = try Workspace(.own)
    let possible = try workspace.succeed("path", "china", "aurora-1", "--as-of", "2021-05")
    #expect(
      possible.lines.first == "1  China ←headquartered in?– Aurora Labs –develops→ Aurora 1")
    #expect(
      possible.lines[1] == "     aurora-labs headquartered_in china (from 2021; possible): beta-bao"
    )
    #expect(possible.messages == "? = may hold on 2021-05, as far as its dates say\n")
    let rows = try workspace.succeed(
      "path", "china", "aurora-1", "--as-of", "2021-05", "-f", "json"
    ).json()
    #expect(rows.map { $0["validity"] as? String } == ["possible", "undated"])
    let certain = try workspace.succeed("path", "china", "aurora-1", "--as-of", "2022")
    #expect(
      certain.lines.first == "1  China ←headquartered in– Aurora Labs –develops→ Aurora 1")
    let before = try workspace.aikb("path", "china", "aurora-1", "--as-of", "2020")
    #expect(before.status == 3)
    let wrong = try workspace.aikb("path", "china", "aurora-1", "--as-of", "someday")
    #expect(wrong.status == 64)
    #expect(wrong.messages.hasPrefix("aikb: --as-of: 'someday' is not a date"))
  }

  @Test("Without a chain it says what was searched, with exit code 3")
  func none() throws {
    let workspace = try Workspace(.own)
    let output = try workspace.aikb(
      "path", "china", "boreas-9", "--predicates", "headquartered_in,developed_by,trained_on",
      "--avoid", "aurora-1,competes_with", "--max-length", "3", "--as-of", "2025")
    #expect(output.status == 3)
    #expect(output.text.isEmpty)
    #expect(
      output.messages == """
        aikb: no chain of at most 3 relations between china and boreas-9, along headquartered_in, \
        develops, trained_on, avoiding competes_with, aurora-1, as of 2025
        --max-length goes up to 8

        """)
    let longest = try workspace.aikb("path", "namibia", "china", "--max-length", "8")
    #expect(
      longest.messages
        == "aikb: no chain of at most 8 relations between namibia and china, along any predicate\n")
  }

  @Test("--predicates, --avoid, --max-length and --limit narrow the search")
  func narrowed() throws {
    let workspace = try Workspace(.seeds)
    func chains(_ options: String) throws -> [[String: Any]] {
      let output = try workspace.shell("aikb path huawei nvidia -f json \(options)")
      return output.status == 0 ? try output.json() : []
    }
    let only = try chains("--predicates supplies,designed_by")
    #expect(!only.isEmpty)
    let predicates = Set(only.compactMap { $0["predicate"] as? String })
    #expect(predicates.isSubset(of: ["supplies", "designs"]))
    let without = try chains("--avoid cloudmatrix-384,supplies")
    #expect(!without.isEmpty)
    #expect(
      !without.contains {
        $0["to"] as? String == "cloudmatrix-384" || $0["predicate"] as? String == "supplies"
      })
    #expect(try chains("--max-length 1").count == 1)
    #expect(Set(try chains("--limit 2").compactMap { $0["chain"] as? Int }) == [0, 1, 2])
  }

  @Test("A flowchart for Mermaid has a node for each entity and an arrow for each relation")
  func mermaid() throws {
    let workspace = try Workspace(.own)
    let chart = """
      flowchart LR
        n1["中国"]
        n2["墨子"]
        n3["极光实验室"]
        n3 -. "总部位于" .-> n1
        n4["极光一号"]
        n3 -- "开发" --> n4
        n4 <-- "竞争" --> n2

      """
    let options = ["--lang", "zh", "--as-of", "2021"]
    try workspace.succeed(
      "path", "china", "mo-zi", "--mermaid", options[0], options[1], options[2], options[3],
      printing: chart)
    try workspace.succeed(
      "path", "china", "mo-zi", "-o", "chains.mmd", options[0], options[1], options[2], options[3])
    #expect(try workspace.text(of: "chains.mmd") == chart)
  }

  @Test("Names that break a flowchart's text are escaped")
  func escaped() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed("set", "aurora-1", "name=Aurora \"1\" #`<b>")
    let chart = try workspace.succeed("path", "china", "aurora-1", "--mermaid").text
    #expect(chart.contains("[\"Aurora #quot;1#quot; #35;#96;#lt;b#gt;\"]"), "\(chart)")
  }

  @Test(
    "A call that cannot be meant is explained",
    arguments: [
      (["huawei", "huawei"], "aikb: both names stand for huawei; name two entities", 64),
      (["huawei", "华为"], "aikb: both names stand for huawei; name two entities", 64),
      (["huawei", "nvidai"], "aikb: no entity 'nvidai'; nearest: nvidia", 3),
      (
        ["huawei", "nvidia", "--predicates", "desings"],
        "aikb: no predicate 'desings'; nearest: designs", 3
      ),
      (["huawei", "nvidia", "--max-length", "9"], "Error: --max-length is 1 to 8.", 64),
      (["huawei", "nvidia", "--limit", "0"], "Error: --limit is 1 to 1000.", 64),
      (
        ["huawei", "nvidia", "--mermaid", "-f", "csv"],
        "Error: --mermaid and --format exclude each other.", 64
      ),
    ])
  func mistakes(arguments: [String], message: String, status: Int32) throws {
    let workspace = try Workspace(.seeds)
    let words = arguments.map { "'\($0)'" }.joined(separator: " ")
    let output = try workspace.shell("aikb path \(words)")
    #expect(output.firstMessage == message)
    #expect(output.status == status)
  }
}
