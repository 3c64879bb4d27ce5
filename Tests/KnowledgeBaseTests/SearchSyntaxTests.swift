import Foundation
import SQLite
import Testing

@testable import KnowledgeBase

@Suite("The query language")
struct SearchSyntaxTests {
  private func isCondition(_ term: FilterTerm) -> Bool {
    ["kind", "country", "about", "after"].contains(term.column ?? "")
  }

  private func expression(_ text: String) -> String {
    SearchQuery(text, isCondition: isCondition).folded
  }

  @Test(
    "Words are AND, OR joins two, a minus sign excludes, quotation marks keep together",
    arguments: [
      ("open weights", "\"open\" AND \"weights\""),
      ("\"open weights\"", "\"open weights\""), ("“open weights”", "\"open weights\""),
      ("「开放权重」", "\"开放 放权 权重\""), ("华为，昇腾", "\"华为\" AND \"昇腾\""),
      ("华为（昇腾）", "\"华为\" AND \"昇腾\""), ("华为、昇腾；910C", "\"华为\" AND \"昇腾\" AND \"910c\""),
      ("qwen OR kimi", "(\"qwen\" OR \"kimi\")"),
      ("open qwen OR kimi", "\"open\" AND (\"qwen\" OR \"kimi\")"),
      ("open -华为", "(\"open\") NOT (\"华为\")"),
      ("open －\"qwen 3\" -kimi2", "(\"open\") NOT (\"qwen 3\" OR \"kimi2\")"),
      ("1,495", "\"1 495\""), ("GPT-4o", "\"gpt 4o\""),
    ])
  func words(text: String, expected: String) {
    #expect(expression(text) == expected)
  }

  @Test(
    "What does not read as syntax is literal text",
    arguments: [
      ("OR", "\"or\""), ("OR open", "\"or\" AND \"open\""), ("open OR", "\"open\""),
      ("open OR kim|qwen", "(\"open\" OR \"kim\" OR \"qwen\")"),
      ("open AND qwen NOT 月", "(\"open\" AND \"qwen\") NOT (\"月\")"),
      ("\"open", "\"open\""), ("open\"", "\"open\""), ("- open", "\"open\""),
      ("--open", "\"open\""),
      ("kind:", "\"kind\""), (":x", "\"x\""), ("note:x", "\"note x\""),
      ("12:30", "\"12 30\""), ("https://x.org", "\"https x org\""),
      ("*", ""), ("\"\"", ""), ("", ""),
    ])
  func literal(text: String, expected: String) {
    #expect(expression(text) == expected)
  }

  @Test(
    "A word with a colon, half- or full-width, is a condition where the column is known",
    arguments: [
      ("kind:model", [["kind:model"]]), ("kind：model", [["kind：model"]]),
      ("x kind:model country:cn", [["kind:model"], ["country:cn"]]),
      ("kind:model OR kind:chip", [["kind:model", "kind:chip"]]),
      ("-kind:model", [["-kind:model"]]), ("about:\"Moonshot AI\"", [["about:Moonshot AI"]]),
      ("“kind:model”", []),
    ])
  func conditions(text: String, expected: [[String]]) {
    let query = SearchQuery(text, isCondition: isCondition)
    #expect(query.conditions.map { $0.map(\.text) } == expected)
  }

  @Test(
    "Brackets around words that OR joins change nothing, since it binds closer than AND",
    arguments: [
      ("(huawei OR smic) chips", "huawei OR smic chips"), ("（华为 OR 中芯）芯片", "华为 OR 中芯 芯片"),
      ("chips (huawei | smic)", "chips huawei|smic"),
    ])
  func brackets(text: String, plain: String) {
    #expect(expression(text) == expression(plain))
  }

  @Test("What is left out is so with a number at its end, too")
  func excludedNumbers() {
    let without = expression("open -qwen")
    #expect(without.hasPrefix("(\"open\") NOT (\"qwen\" OR \"qwen0\" * OR \"qwen1\" * OR "))
    #expect(expression("open -\"qwen\"") == "(\"open\") NOT (\"qwen\")")
  }

  @Test("A regional word is looked for in the words of the other side, too")
  func regional() {
    #expect(expression("輝達晶片").contains("\"英伟 伟达 达晶 晶片\""))
    #expect(expression("輝達晶片").contains("\"辉达 达晶 晶片\""))
    #expect(expression("\"晶片\"") == "\"晶片\"")
    #expect(SearchQuery("晶片").keys == ["晶 片", "芯 片"])
  }

  @Test(
    "Digits have to be the same for one word to be a slip for the other",
    arguments: [
      ("deepsek", "deepseek", 1), ("nvdia", "nvidia", 1), ("mircosoft", "microsoft", 1),
      ("anthropoc", "anthropic", 1), ("semicondcter", "semiconductor", 2), ("qwen2", "qwen3", nil),
      ("h100", "a100", nil), ("arm", "asm", nil), ("deepsek", "deepsea", 1), ("intel", "inter", 1),
    ])
  func slips(word: String, other: String, edits: Int?) {
    #expect(Spelling.edits(word, other) == edits)
  }

  /// How many; `AIKB_FUZZ=100000` takes two to five minutes in a debug build.
  private static let strings =
    ProcessInfo.processInfo.environment["AIKB_FUZZ"].flatMap(Int.init) ?? 5000

  @Test(
    "Random strings of every byte and much that looks like syntax are searched without an error")
  func fuzz() throws {
    let folder = try TemporaryFolder()
    let store = try Store(path: folder.file("a.db"), access: .create)
    try store.writing {
      let writer = try Writer(store)
      for (key, name, zh) in [("huawei", "Huawei", "华为"), ("tsmc", "TSMC", "台积电")] {
        var record = EntityRecord()
        record.assertions = [
          .init(column: "name", value: .text(name)), .init(column: "name_zh", value: .text(zh)),
          .init(column: "description", value: .text("Chips \" - OR kind: 芯片。")),
        ]
        _ = try writer.entities.add(
          key: key, kind: try store.registry.kind("firm"), record: record, by: [])
      }
      try writer.finish()
    }
    let pieces: [[UInt8]] =
      (0...255).map { [$0] }
      + [
        "华", "為", "台积电", "huawei", "tjd", "OR", "-", "\"", "“", "」", " ", " ", "kind:", "a:b",
        "about:", "\u{200B}", "\u{202E}", "\u{2066}", "\u{E000}", "\u{0301}", "NEAR(", "*", "，",
        "（",
        "4o", "\u{1F600}", "\n",
      ].map { Array($0.utf8) } + [
        [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80],
      ]
    var state: UInt64 = 7
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    // Words with a known column before the colon are conditions, which may be wrong in their value.
    var options = SearchOptions()
    options.countsAll = false
    try store.reading {
      for _ in 0..<Self.strings {
        let bytes = (0...random(12)).flatMap { _ in pieces[random(pieces.count)] }
        do {
          _ = try store.search(String(decoding: bytes, as: UTF8.self), options)
        } catch KnowledgeBaseError.unknown {
        } catch KnowledgeBaseError.syntax {
          // Nothing but words with a minus sign.
        }
      }
    }
    for long in [
      String(repeating: "长", count: 350_000), String(repeating: "a ", count: 20_000),
      String(repeating: "a", count: 1_000_000), String(repeating: "\"", count: 100_000),
      "y " + String(repeating: "-x ", count: 5_000), String(repeating: "华 ", count: 20_000),
    ] {
      _ = try store.search(long, options)
    }
  }
}
