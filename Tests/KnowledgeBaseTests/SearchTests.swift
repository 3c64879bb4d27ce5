import Messages
import SQLite
import Testing

@testable import KnowledgeBase

@Suite struct SearchTests {
  let folder: TemporaryFolder
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    store = try Store(path: folder.file("a.db"), access: .create)
    let rows: [(String, String, String, String?, String?)] = [
      ("huawei", "firm", "Huawei", "华为", "Designs the Ascend chips; 中国科技公司。"),
      ("ascend-910c", "chip", "Ascend 910C", "昇腾910C", "An accelerator by Huawei."),
      ("gpt-4o", "model", "GPT-4o", nil, "Model of OpenAI."),
      ("gpt-4o-mini", "model", "GPT-4o mini", nil, nil),
      ("tsmc", "firm", "TSMC", "台积电", "晶圆代工。华为曾是客户"),
    ]
    try store.writing {
      let writer = try Writer(store)
      for (key, kind, name, nameZH, description) in rows {
        var record = EntityRecord()
        record.assertions = [.init(column: "name", value: .text(name))]
        if let nameZH {
          record.assertions.append(.init(column: "name_zh", value: .text(nameZH)))
        }
        if let description {
          record.assertions.append(.init(column: "description", value: .text(description)))
        }
        _ = try writer.entities.add(
          key: key, kind: try store.registry.kind(kind), record: record, by: [])
      }
      _ = try writer.names.put(
        entity: try #require(try writer.entities.find("tsmc")).id, text: "Taiwan Semiconductor",
        lang: "en", role: "alias", source: nil)
      try writer.finish()
    }
  }

  private func keys(_ query: String) throws -> [String] {
    try store.search(query).hits.map(\.key)
  }

  @Test(
    "Characters are a phrase where they are neighbours, not across a sentence or with one between",
    arguments: [("代工", false), ("晶圆代工", false), ("工华为", true), ("圆工", true)])
  func neighbours(query: String, isRelaxed: Bool) throws {
    let result = try store.search(query)
    #expect(result.isRelaxed == isRelaxed)
    #expect(result.hits.map(\.key) == ["tsmc"])
  }

  @Test(
    "What a search shows and ranks by is up to date with every program's change",
    arguments: [
      "INSERT INTO relation(subject, predicate, object) SELECT a.id, 1, b.id FROM entity a, entity b WHERE a.id < b.id",
      "DELETE FROM relation", "UPDATE relation SET subject = object, object = subject",
      "UPDATE entity SET key = 'new-' || key, name_zh = NULL", "UPDATE entity SET retired = '2026'",
      "INSERT INTO entity(key, kind, name) VALUES ('smic', 'firm', 'SMIC')",
      "DELETE FROM relation; PRAGMA foreign_keys = OFF; DELETE FROM entity WHERE key = 'tsmc'",
    ])
  func shown(change: String) throws {
    try store.db.execute(
      """
      INSERT INTO relation(subject, predicate, object)
        SELECT a.id, 2, b.id FROM entity a, entity b WHERE a.key IN ('tsmc', 'gpt-4o') AND b.key = 'huawei'
      """)
    #expect(try store.db.integer("SELECT relations FROM search_shown WHERE key = 'huawei'") == 2)
    try store.db.execute(change)
    #expect(try ShownEntities(store: store).differences() == 0)
  }

  @Test("More than is looked at in one go is found, of several words as of one")
  func many() throws {
    try store.writing {
      let writer = try Writer(store)
      let firm = try store.registry.kind("firm")
      for number in 0..<250 {
        var record = EntityRecord()
        record.assertions = [.init(column: "name", value: .text("Borealis Foundry \(number)"))]
        if number % 5 == 0 {
          record.assertions.append(.init(column: "description", value: .text("Quartz of Xanthe.")))
        }
        _ = try writer.entities.add(key: "borealis-\(number)", kind: firm, record: record, by: [])
      }
      try writer.finish()
    }
    var options = SearchOptions()
    options.limit = 1000
    func found(_ query: String) throws -> Set<SearchHit.Match> {
      Set(try store.search(query, options).hits.map(\.match))
    }
    #expect(try store.search("borealis foundry", options).hits.count == 250)
    #expect(try store.search("quartz xanthe", options).hits.count == 50)
    #expect(try store.search("foundry xanthe", options).hits.count == 50)
    #expect(try found("foundry xanthe") == [.text])
    #expect(try found("foundry 17") == [.words])
  }

  @Test("Of several words all have to be there, however rare one of them is")
  func rareWords() throws {
    #expect(try keys("accelerator huawei") == ["ascend-910c"])
    #expect(try keys("huawei accelerator") == ["ascend-910c"])
    #expect(try keys("\"accelerator\" \"openai\"").isEmpty)
  }

  @Test("Any SQLite finds a word of two characters as it is written")
  func pairs() throws {
    let found = try store.db.integer(
      "SELECT count(*) FROM search_index WHERE search_index MATCH '华为'")
    #expect(found == 2)
  }

  @Test func chineseIsFoundByAnyOfItsCharactersInEitherScript() throws {
    #expect(try keys("华为") == ["huawei", "tsmc"])
    #expect(try keys("華為") == ["huawei", "tsmc"])
    #expect(try keys("台積電") == ["tsmc"])
    #expect(try keys("腾") == ["ascend-910c"])
    #expect(try keys("晶圆代工") == ["tsmc"])
  }

  @Test func aPhraseDoesNotCrossTheEndOfASentence() throws {
    #expect(try store.search("代工华为").isRelaxed)
    #expect(try !store.search("晶圆代工").isRelaxed)
  }

  @Test func whatNothingHoldsAsTypedIsLookedForInParts() throws {
    #expect(try keys("华为昇腾") == ["huawei", "tsmc"])
    #expect(try store.search("华为昇腾").respelled == "华为")
    #expect(try keys("gpt model") == ["gpt-4o"])
    #expect(try keys("acceler huaw") == ["ascend-910c"])
    #expect(try keys("晶圆客户") == ["tsmc"])
    let hit = try store.search("acceler huaw").hits.first
    #expect(hit?.snippet?.marked("[", "]") == "An [accelerator] by [Huawei].")
  }

  @Test func anExactNameComesBeforeOneThatBeginsWithItAndBothBeforeText() throws {
    let hits = try store.search("gpt-4o").hits
    #expect(hits.map(\.key) == ["gpt-4o", "gpt-4o-mini"])
    #expect(hits.map(\.match) == [.name, .prefix])
    #expect(try store.search("huawei").hits.map(\.match) == [.name, .text])
    #expect(try store.search("taiwan semiconductor").hits.map(\.match) == [.alias])
  }

  @Test(arguments: [
    "\"", "'", "GPT-4o\"", "R1-0528", "C++", "(", "a AND", "NEAR(", "*", "^x", "name:", "-", "OR",
    "b NOT a", "“", "a”b", "\u{0}", "a\u{0}b", "💥", "\u{202E}abc", "{}", "col : x", "+", "ä̈",
  ])
  func nothingAUserTypesIsASyntaxError(query: String) throws {
    _ = try store.search(query)
  }

  @Test func theSnippetMarksTheOriginalText() throws {
    let hits = try store.search("代工").hits
    #expect(hits.first?.snippet?.marked("[", "]") == "晶圆[代工]。华为曾是客户")
    let english = try store.search("ACCELERATOR").hits
    #expect(english.first?.snippet?.marked("[", "]") == "An [accelerator] by Huawei.")
  }

  @Test func aLongTextIsCutAroundTheMatchAndNeverInsideACharacter() throws {
    let text = String(repeating: "前文", count: 60) + "目标" + String(repeating: "后文", count: 60)
    let snippet = try #require(Snippet.of(text, matching: SearchQuery("目标").needles))
    #expect(snippet.text.hasPrefix("…") && snippet.text.hasSuffix("…"))
    #expect(snippet.marked("[", "]").contains("[目标]"))
    #expect(snippet.text.count < 50)
  }

  @Test func anyNameLeadsToTheEntityAndAMissSuggestsKeys() throws {
    #expect(try store.entity("華為").key == "huawei")
    #expect(try store.entity("ASCEND 910c").key == "ascend-910c")
    #expect(
      throws: KnowledgeBaseError.unknown(
        what: Message("entity", "实体"), name: "huawai", nearest: ["huawei"])
    ) {
      _ = try store.entity("huawai")
    }
  }

  @Test func theIndexFollowsAChangedName() throws {
    try store.writing {
      let writer = try Writer(store)
      let id = try #require(try writer.entities.find("huawei")).id
      var record = EntityRecord()
      record.assertions = [.init(column: "name_zh", value: .text("新名字"))]
      var changes: [ValueChange] = []
      _ = try writer.entities.update(
        id, key: "huawei", kind: try store.registry.kind("firm"), record: record, by: [],
        changes: &changes)
      try writer.finish()
    }
    #expect(try keys("新名字") == ["huawei"])
    #expect(try keys("华为") == ["tsmc"])
    #expect(try store.check().isEmpty)
  }

  @Test func checkFindsAStaleIndexAndReindexMendsIt() throws {
    try store.db.execute("UPDATE entity SET name = 'Other' WHERE key = 'huawei'")
    #expect(try store.check().map(\.remedy.en) == ["aikb reindex"])
    _ = try store.reindex(command: "reindex")
    #expect(try store.check().isEmpty)
    #expect(try keys("other") == ["huawei"])
  }
}

@Suite("Snippets")
struct SnippetTests {
  private func marked(_ text: String, _ query: String, tokens: Int = 40) -> String? {
    Snippet.of(text, matching: SearchQuery(query).needles, tokens: tokens)?.marked("[", "]")
  }

  @Test(
    "The original is marked, whatever the script, width or accents of the query",
    arguments: [
      ("台积电在台湾。", "臺積電", "[台积电]在台湾。"), ("臺積電在台灣。", "台积电", "[臺積電]在台灣。"),
      ("Use GPT-4o now", "ｇｐｔ－４ｏ", "Use [GPT-4o] now"),
      ("ＧＰＴ－４ｏ出来了", "gpt-4o", "[ＧＰＴ－４ｏ]出来了"),
      ("Jülich", "julich", "[Jülich]"),
      ("Ju\u{308}lich, Ju\u{308}", "Jülich", "[Ju\u{308}lich], Ju\u{308}"),
      ("㍿東京", "株式会社", "[㍿]東京"), ("ﬁne ﬁve", "five", "ﬁne [ﬁve]"),
      ("e\u{301}\u{302}a b", "b", "e\u{301}\u{302}a [b]"),
      ("👩‍👩‍👧华为👨‍👩‍👧‍👦", "华为", "👩‍👩‍👧[华为]👨‍👩‍👧‍👦"), ("𠮷野家", "𠮷", "[𠮷]野家"),
      ("한국 삼성전자", "삼성전자", "한국 [삼성전자]"),
    ])
  func marks(text: String, query: String, expected: String) {
    #expect(marked(text, query) == expected)
  }

  @Test(
    "A cut is never inside a character, with its marks and joiners",
    arguments: [
      "e\u{301}\u{302}", "👩‍👩‍👧‍👦", "🇨🇳", "葛\u{E0100}", "한", "𠮷", "ก\u{E33}", "क\u{94D}ष",
      "1\u{FE0F}\u{20E3}", "か\u{3099}",
    ])
  func cuts(character: String) {
    let text = (0..<60).map { $0 == 30 ? "目标" : character + ($0 % 7 == 0 ? " " : "") }.joined()
    for limit in 4...20 {
      guard let snippet = Snippet.of(text, matching: SearchQuery("目标").needles, tokens: limit)
      else {
        Issue.record("nothing for \(character)")
        continue
      }
      let plain = snippet.text.split(separator: "…").joined()
      // Every character of the snippet is one of the text.
      let known = Set(text)
      #expect(plain.allSatisfy(known.contains), "\(limit): \(plain)")
      #expect(snippet.marked("[", "]").contains("[目标]"))
    }
  }
}
