import Foundation
import Testing

@Suite("aikb search")
struct SearchTests {
  /// The keys found on the Seeds, best first.
  private func keys(_ arguments: String...) throws -> [String] {
    try keys(arguments, in: try Workspace(.seeds))
  }

  private func keys(_ arguments: [String], in workspace: Workspace) throws -> [String] {
    let quoted = arguments.map { "'" + $0.replacing("'", with: "'\\''") + "'" }
    let output = try workspace.shell("aikb search -f json \(quoted.joined(separator: " "))")
    // Nothing found is an answer, anything else is not.
    if output.status == 3 { return [] }
    #expect(output.status == 0, "\(output.messages)")
    return try output.json().compactMap { $0["key"] as? String }
  }

  @Test(
    "An exact name comes first, in either language, simplified or traditional, wide or narrow",
    arguments: [
      ("华为", "huawei"), ("華為", "huawei"), ("HUAWEI", "huawei"), ("ｈｕａｗｅｉ", "huawei"),
      ("月之暗面", "moonshot-ai"), ("台積電", "tsmc"), ("Namibia", "namibia"), ("纳米比亚", "namibia"),
      ("Åland Islands", "aland-islands"), ("aland islands", "aland-islands"), ("qwen3", "qwen3"),
    ])
  func exactName(query: String, key: String) throws {
    #expect(try keys(query).first == key)
  }

  @Test(
    "A Chinese name is found by pinyin, by initials, misspelt and in the words of another region",
    arguments: [
      ("taiji dian", "tsmc"), ("tjd", "tsmc"), ("hw", "huawei"), ("changxin cunchu", "cxmt"),
      ("deepsek r1", "deepseek-r1"), ("輝達", "nvidia"), ("gpt4o", "gpt-4o"),
    ])
  func otherSpellings(query: String, key: String) throws {
    #expect(try keys(query).first == key)
  }

  @Test("A word may name what the others are related to, or the year they are from")
  func related() throws {
    #expect(try keys("HW 910C").first == "ascend-910c")
    #expect(try keys("华为昇腾").contains("ascend-910b"))
    #expect(try keys("出口管制 2022").first == "bis-rule-2022-10-07")
  }

  @Test("Conditions narrow it, in either width, and a minus sign leaves out")
  func conditions() throws {
    let chinese = try keys("reasoning", "kind:model", "country:cn")
    #expect(chinese.contains("deepseek-r1") && !chinese.contains("o3"))
    #expect(try keys("reasoning", "kind：model", "country：cn") == chinese)
    #expect(try !keys("reasoning", "kind:model", "-deepseek").contains("deepseek-r1"))
    #expect(try keys("kind:chip", "about:huawei").contains("ascend-910c"))
    #expect(try keys("predicate:supplies", "kind:firm", "光刻").contains("asml"))
    #expect(
      try keys("after:2025", "before:2026", "kind:policy", "稀土").contains("cn-rare-earths-2025-57"))
    #expect(try keys("kind:claim", "price", "OR", "价格").contains("deepseek-started-price-war"))
    #expect(
      try keys("source:essay-global-ai-race", "kind:claim", "零和").first == "essay-not-zero-sum")
  }

  @Test(
    "A condition that cannot be met says why, with exit code 3, or 64 and its place in the query")
  func badConditions() throws {
    let workspace = try Workspace(.seeds)
    let kind = try workspace.aikb("search", "kind:modle")
    #expect(kind.messages == "aikb: no kind 'modle'; nearest: models\n")
    #expect(kind.status == 3)
    let none = try workspace.aikb("search", "kind:xyzzy")
    #expect(none.messages == "aikb: no kind 'xyzzy'; 'aikb schema' lists them\n")
    let country = try workspace.aikb("search", "country:zz", "--lang", "zh")
    #expect(country.messages == "aikb: 没有国家 'zz'；可用 'aikb list countries' 列出\n")
    let date = try workspace.aikb("search", "华为 after:soon", "kind:model")
    #expect(date.status == 64)
    #expect(
      date.messages == """
        aikb: 'after:soon': 'soon' is not a date (2025, 2025-07, 2025-07-23)
          华为 after:soon kind:model
               ^

        """)
    #expect(try workspace.aikb("search", "x", "--nosuch").status == 64)
  }

  @Test("A word of a filter that cannot be read is a wrong call, and its place is shown")
  func badFilters() throws {
    let workspace = try Workspace(.own)
    for words in [
      "list models country:cn released:soon", "list models country:cn OR",
      "list models parameters:many country:cn", "claims modality:fact made:soon",
      "timeline --lane 'model country:cn released:soon'",
    ] {
      let output = try workspace.shell("aikb \(words)")
      #expect(output.status == 64, "\(words)")
      #expect(output.messages.hasSuffix("^\n"), "\(words): \(output.messages)")
    }
  }

  @Test(
    "What is only to be left out is left out of what a condition names; alone it is a wrong call")
  func onlyExclusions() throws {
    let workspace = try Workspace(.seeds)
    let all = try keys(["kind:model", "country:cn", "-l", "900"], in: workspace)
    let rest = try keys(["kind:model", "country:cn", "-qwen", "-l", "900"], in: workspace)
    #expect(all.contains("qwen3") && !rest.contains("qwen3"))
    #expect(Set(all).isSuperset(of: rest) && rest.contains("deepseek-r1"))
    let counts = try workspace.succeed("search", "kind:model country:cn -qwen", "--facets")
    #expect(counts.text.contains("kind,model,model,\(rest.count)\n"))
    let alone = try workspace.aikb("search", "--", "-gpt -claude")
    #expect(alone.status == 64)
    #expect(alone.firstMessage.contains("every word is to be left out"))
    #expect(try workspace.aikb("search", " ").status == 64)
  }

  @Test("Counts say which spelling was counted; reasons and facets are named in Chinese")
  func facetWords() throws {
    let workspace = try Workspace(.seeds)
    let counts = try workspace.succeed("search", "deepsek", "--facets", "--lang", "en")
    #expect(counts.messages.contains("found for deepseek"))
    let chinese = try workspace.succeed("search", "华为", "--facets", "--lang", "zh")
    #expect(chinese.text.contains("\n国家/地区,china,中国,"))
    let hits = try workspace.succeed("search", "华为", "-l", "1", "--lang", "zh")
    #expect(hits.text.contains("\nhuawei,firm,华为,名称,"))
    #expect(try workspace.aikb("search", "xqxqxq", "--facets").status == 3)
  }

  @Test("about: leads to passages that name an entity and to sources behind it")
  func passages() throws {
    let workspace = try Workspace(.seeds)
    try workspace.write("text.md", "# Chips\n\nHuawei sells the Ascend 910C.\n\nTSMC does not.\n")
    try workspace.succeed(
      "ingest", "text.md", "--as", "document", "--source", "essay-global-ai-race")
    func keys(_ words: String...) throws -> [String] { try self.keys(words, in: workspace) }
    let named = try keys("about:huawei", "kind:passage")
    #expect(named == ["essay-global-ai-race#1"])
    #expect(try keys("关于：华为", "kind：passage") == named)
    #expect(try keys("about:tsmc", "sells OR TSMC", "kind:passage") == ["essay-global-ai-race#2"])
    #expect(try keys("-about:huawei", "kind:passage") == ["essay-global-ai-race#2"])
    #expect(try keys("about:huawei", "kind:source").contains("epoch-owners-thread"))
    let mentioned = try keys("mentioned_in:essay-global-ai-race", "-l", "50")
    #expect(Set(mentioned).isSuperset(of: ["huawei", "ascend-910c", "tsmc", named[0]]))
    #expect(
      try keys("source:essay-global-ai-race", "kind:passage", "910C") == ["essay-global-ai-race#1"])
  }

  @Test("about: leads also to passages below a heading that names the entity")
  func headings() throws {
    let workspace = try Workspace(.own)
    try workspace.write(
      "text.md", "# Reports\n\n## Borealis\n\nIt sold more chips.\n\n## Others\n\nNothing new.\n")
    try workspace.succeed("ingest", "text.md", "--as", "document", "--source", "beta-bao")
    #expect(try keys(["about:borealis", "kind:passage"], in: workspace) == ["beta-bao#1"])
  }

  @Test(
    "The address of a source finds it, however it is written",
    arguments: [
      "https://alpha.example/models", "http://www.alpha.example/models/", "alpha.example/models",
    ])
  func address(typed: String) throws {
    let workspace = try Workspace(.own)
    let hits = try workspace.succeed("search", typed, "-f", "json").json()
    #expect(hits.first?["key"] as? String == "alpha-list")
  }

  @Test("--cite names the source that was found, and those of claims and passages")
  func citedSources() throws {
    let workspace = try Workspace(.said)
    for (words, title) in [
      ("kind:source Alpha", "Alpha’s list"), ("kind:claim Aurora", "贝塔日报"),
      ("kind:passage 北风九号", "贝塔日报"),
    ] {
      let output = try workspace.succeed("search", words, "--cite")
      let sources = output.messages.components(separatedBy: "\nsources: ").last ?? ""
      #expect(sources.contains(title), "\(words): \(output.messages)")
    }
  }

  @Test("Words people use for a kind will do; an unknown country is called one")
  func kindWords() throws {
    #expect(try keys("kind:公司", "国家:cn", "存储").contains("cxmt"))
    #expect(try keys("华为的芯片").contains("ascend-910c"))
    let workspace = try Workspace(.own)
    #expect(
      try workspace.aikb("search", "country:xx").firstMessage.hasPrefix("aikb: no country 'xx'"))
  }

  @Test(
    "--as-of leaves out what came later, --according-to what a source does not speak of; --cite")
  func dateAndSource() throws {
    let early = try keys("kind:model", "gpt", "--as-of", "2023")
    #expect(early.contains("gpt-4") && !early.contains("gpt-5"))
    // What has no date may have been there.
    let undated = try Workspace(.own)
    #expect(try keys(["boreas", "--as-of", "2020"], in: undated) == ["boreas-9"])
    #expect(try keys(["kind:model", "aurora", "--as-of", "2020"], in: undated).isEmpty)
    let workspace = try Workspace(.seeds)
    let source = "essay-global-ai-race"
    let output = try workspace.succeed(
      "search", "华为 910C", "--according-to", source, "--cite", "--lang", "en", "-f", "json")
    #expect(try output.json().first?["key"] as? String == "ascend-910c")
    #expect(output.messages.contains("question: aikb search '华为 910C' --according-to \(source)"))
    #expect(output.messages.contains("\nsources: "))
    #expect(try workspace.aikb("search", "长江存储", "--according-to", "essay-global-ai").status == 3)
    let claims = try workspace.succeed(
      "claims", "about:huawei", "--according-to", source, "-f", "json"
    ).json()
    #expect(!claims.isEmpty && claims.allSatisfy { $0["source"] as? String == source })
  }

  @Test("An index of another folding version is made anew, which is said; check leaves it")
  func staleIndex() throws {
    let workspace = try Workspace(.said)
    func age() throws {
      try workspace.sqlite3(
        """
        UPDATE meta SET value = '0' WHERE key = 'fold';
        UPDATE search_text SET name = 'old' WHERE id & 3 = 0
        """)
    }
    try age()
    // What passages name is found by folded names.
    let mentions = "SELECT count(*) FROM mention"
    let before = try workspace.sqlite3(mentions).text
    #expect(before != "0\n")
    try workspace.sqlite3("DELETE FROM mention")
    #expect(try workspace.aikb("check").text.contains("folded by version 0"))
    let output = try workspace.succeed("search", "極光", "--kind", "firm")
    #expect(try workspace.sqlite3(mentions).text == before)
    #expect(output.firstMessage.contains("the text index is of another version; making it anew"))
    #expect(output.lines.count == 2)
    #expect(try workspace.succeed("search", "極光").messages.isEmpty)
    try workspace.succeed("check")
    try age()
    try workspace.succeed("set", "mo-zi", "parameters=7")
    try workspace.succeed("check")
    try age()
    let reader = try workspace.unprivileged(
      "chmod 555 . 2>/dev/null; aikb search --db kb.db aurora")
    #expect(reader.messages.contains("cannot be made anew here"))
    #expect([0, 3].contains(reader.status))
  }

  @Test("--explain shows what was looked for and the parts of each score")
  func explain() throws {
    let workspace = try Workspace(.seeds)
    let output = try workspace.succeed("search", "--explain", "台積電", "-f", "json")
    #expect(output.messages.contains("\"台积 积电\""))
    #expect(output.messages.contains("search_index MATCH ?1"))
    let parts = try #require(try output.json().first?["parts"] as? String)
    #expect(parts.contains("match 10.00") && parts.contains("relations"))
  }

  @Test("--facets counts all hits by kind, country and year")
  func facets() throws {
    let workspace = try Workspace(.seeds)
    let rows = try workspace.succeed("search", "--facets", "qwen3", "-f", "json").json()
    func count(_ facet: String, _ value: String) -> Int? {
      rows.first { $0["facet"] as? String == facet && $0["value"] as? String == value }?["hits"]
        as? Int
    }
    #expect(try #require(count("kind", "model")) > 10)
    #expect(try #require(count("country", "china")) > 10)
    #expect(try #require(count("year", "2025")) > 10)
  }

  @Test("Part of a name with a dash is found")
  func partOfName() throws {
    #expect(try keys("R1-0528").first == "deepseek-r1-0528")
  }

  @Test("Every Chinese word of a text is found, also one of a single character")
  func chineseText() throws {
    #expect(try keys("处理器", "-l", "50").contains("kunpeng-cpu"))
    #expect(try keys("芯粒").contains("ascend-910c"))
    #expect(try keys("處理器") == keys("处理器"))
  }

  @Test("Words are AND; in quotes they stay together")
  func wordsAndPhrases() throws {
    #expect(try keys("weights open").contains("deepseek-r1"))
    #expect(try keys("\"open weights\"").contains("deepseek-r1"))
    #expect(try keys("\"weights open\"").isEmpty)
    #expect(try keys("open \"nosuchword\"").isEmpty)
  }

  @Test("What nothing holds all of is looked for with fewer words, which is said")
  func fewerWords() throws {
    let output = try Workspace(.seeds).succeed("search", "chip export ban china 2022", "-l", "1")
    #expect(output.firstMessage.hasSuffix("found for chip export ban china"))
    #expect(output.lines.last?.contains("policy") == true)
  }

  @Test(
    "Nothing found says so on standard error, with exit code 3",
    arguments: ["C++", "GPT-4o\"", "nosuchword", "沒有這個"])
  func nothingFound(query: String) throws {
    let workspace = try Workspace(.own)
    let output = try workspace.aikb("search", query)
    #expect(output.messages == "aikb: nothing found for \(query)\n")
    #expect(output.text.isEmpty)
    #expect(output.status == 3)
  }

  @Test("C++ finds C++, and neither C nor C#")
  func plusPlus() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("models.csv", "name\nC++ Coder\nC Coder\nC# Coder\n")
    try workspace.succeed("ingest", "models.csv")
    for (query, key) in [("C++", "cplusplus-coder"), ("c#", "csharp-coder")] {
      #expect(
        try workspace.succeed("search", query).lines.dropFirst().map {
          $0.prefix(while: { $0 != "," })
        } == [key[...]])
    }
  }

  @Test(
    "No input is an error of syntax",
    arguments: [
      "\"", "'", "*", "(", ")", "^a", "-", "--", "+", "AND", "OR NOT", "a OR", "NEAR(a b)",
      "a:b", "name:", "{a b}", "%", "_", "\\", "“月", "」", "，。", "🙂", "\u{1}", "a\u{0301}",
      "a\u{E000}b",
      String(repeating: "长", count: 5000),
    ])
  func anyInput(query: String) throws {
    let workspace = try Workspace(.own)
    let output = try workspace.aikb("search", "--", query)
    #expect([0, 3].contains(output.status), "\(output.messages)")
    #expect(output.status == 0 || output.messages.hasPrefix("aikb: nothing found for "))
  }

  @Test("--kind leaves the others out; an unknown one suggests the nearest")
  func kind() throws {
    let workspace = try Workspace(.seeds)
    let rows = try workspace.succeed("search", "huawei", "--kind", "chips", "-f", "json").json()
    #expect(!rows.isEmpty)
    #expect(rows.allSatisfy { $0["kind"] as? String == "chip" })
    let output = try workspace.aikb("search", "huawei", "--kind", "chisp")
    #expect(output.messages == "aikb: no kind 'chisp'; nearest: chips\n")
    #expect(output.status == 3)
  }

  @Test("--limit says how many more there are")
  func limit() throws {
    let workspace = try Workspace(.seeds)
    let output = try workspace.succeed("search", "qwen3", "--limit", "2")
    #expect(output.lines.count == 3)
    #expect(output.messages.wholeMatch(of: /2 of \d+; see more with --limit\n/) != nil)
    #expect(try workspace.aikb("search", "qwen3", "--limit", "0").status == 64)
  }

  @Test("--raw takes FTS5's own syntax, and says what is wrong with it")
  func raw() throws {
    #expect(try keys("--raw", "name : (qwen* OR kimi)").contains("kimi-k2"))
    let workspace = try Workspace(.own)
    let output = try workspace.aikb("search", "--raw", "name : (")
    #expect(output.firstMessage.hasPrefix("aikb: fts5: syntax error"))
    #expect(output.status == 1)
  }

  @Test("A retired entity is not found")
  func retired() throws {
    let workspace = try Workspace(.own)
    try workspace.write("models.csv", "key,retired\nmo-zi,2025-09\n")
    try workspace.succeed("ingest", "models.csv")
    #expect(try workspace.aikb("search", "墨子").status == 3)
    #expect(try workspace.aikb("search", "--facets", "墨子").status == 3)
  }

  @Test("JSON parses, with both names on --lang both")
  func json() throws {
    let workspace = try Workspace(.own)
    let rows = try workspace.succeed("search", "極光", "--lang", "both", "-f", "json").json()
    #expect(rows.map { $0["key"] as? String } == ["aurora-labs", "aurora-1"])
    #expect(rows.map { $0["name"] as? String } == ["Aurora Labs", "Aurora 1"])
    #expect(rows.map { $0["name_zh"] as? String } == ["极光实验室", "极光一号"])
    #expect(rows.map { $0["text"] as? String } == ["[极光]实验室", "[极光]一号"])
  }

  @Test("A table is aligned, a Chinese character being two cells wide")
  func table() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed(
      "search", "极光", "--lang", "zh", "-f", "table",
      printing: """
        key          kind   name        match     text
        ───────────  ─────  ──────────  ────────  ────────────
        aurora-labs  firm   极光实验室  名称开头  [极光]实验室
        aurora-1     model  极光一号    名称开头  [极光]一号

        """)
  }

  @Test("On a terminal it is a table with the match marked, without escape sequences")
  func terminal() throws {
    for environment in [["NO_COLOR": "1"], ["TERM": "dumb"], [:]] {
      let workspace = try Workspace(
        .own, environment: ["TERM": "xterm"].merging(environment) { $1 })
      let output = try workspace.shell("script -qec 'stty cols 80; aikb search 极光' /dev/null")
      #expect(output.text.contains("key          kind   name"))
      #expect(output.text.contains("[极光]"), "\(environment)")
      #expect(!output.text.contains("\u{1B}"), "\(environment)")
    }
  }

  @Test("The language of names comes from the locale")
  func locale() throws {
    let workspace = try Workspace(.own, environment: ["LANG": "zh_CN.UTF-8"])
    #expect(try workspace.succeed("search", "aurora labs").lines[1].contains("极光实验室"))
    #expect(
      try workspace.succeed("search", "aurora labs", "--lang", "en").lines[1].contains(
        "Aurora Labs"))
  }
}
