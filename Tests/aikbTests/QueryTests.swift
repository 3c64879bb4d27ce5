import Foundation
import Testing

@Suite("aikb query: questions of one's own, and arguments")
struct QueryTests {
  private static let mine = """
    -- title: Models by licence
    -- title_zh: 按许可证
    -- description: One row for each licence;
    --   blanks are left out.
    -- note: a plain comment
    -- param: since date = 2024 -- Released since | 发布自
    -- param: licence text
    SELECT licence, count(*) AS models FROM models
     WHERE released >= :since AND licence = :licence GROUP BY licence;

    """

  @Test("The list has every question with its title in the language asked for and its parameters")
  func list() throws {
    let workspace = try Workspace(.seeds)
    let files = try FileManager.default.contentsOfDirectory(atPath: Program.tree + "/Seeds/queries")
    let rows = try workspace.succeed("query", "-f", "json").json()
    #expect(
      rows.compactMap { $0["name"] as? String } == files.map { String($0.dropLast(4)) }.sorted())
    #expect(files.count >= 12)
    let row = try #require(rows.first { $0["name"] as? String == "substitutes" })
    #expect(row["title"] as? String == "What could stand in for a product, from one country")
    #expect(row["parameters"] as? String == "product=…, country=china, least=0.5")
    let chinese = try workspace.succeed("query", "--list", "--lang", "zh").text
    #expect(chinese.contains("一国/地区可替代某产品的选项"))
    let both = try workspace.succeed("query", "--lang", "both").lines
    #expect(both[0] == "name,title,title_zh,parameters,own")
  }

  @Test("--sql prints the file as it is")
  func sql() throws {
    let workspace = try Workspace(.seeds)
    let file = Program.tree + "/Seeds/queries/suppliers.sql"
    let output = try workspace.succeed("query", "suppliers", "--sql")
    #expect(output.bytes == (try Data(contentsOf: URL(filePath: file))))
  }

  @Test(
    "An entity is given by ISO code, key or name in either language, and what was understood is said",
    arguments: ["cn", "CN", "CHN", "china", "China", "中国", "中國"])
  func entities(argument: String) throws {
    let workspace = try Workspace(.seeds)
    let output = try workspace.succeed("query", "openness-by-country", "-p", "country=\(argument)")
    #expect(output.lines.count > 5)
    #expect(output.lines.dropFirst().allSatisfy { $0.contains(",China,中国,") })
    #expect(
      output.firstMessage == (argument == "china" ? "" : "country: '\(argument)' is china"))
  }

  @Test("A name that several entities have means the one of the kind that is wanted")
  func kinds() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("firms.csv", "key,name\ngrok-inc,Grok\n")
    try workspace.write("models.csv", "key,name\ngrok-model,Grok\n")
    try workspace.succeed("ingest", "firms.csv", "models.csv")
    let ask = { (type: String) in
      try workspace.aikb("query", "-- param: e \(type)\nSELECT :e AS e", "-p", "e=Grok")
    }
    #expect(try ask("entity:firm").text == "e\ngrok-inc\n")
    #expect(try ask("entity:models").text == "e\ngrok-model\n")
    let several = try ask("entity")
    #expect(several.status == 3)
    #expect(several.firstMessage.contains("grok-inc, grok-model"))
    #expect(try ask("entity:chip").firstMessage == "aikb: no chip 'Grok'")
  }

  @Test(
    "A wrong argument is refused with what would do",
    arguments: [
      ("supliers", [], "aikb: no query 'supliers'; nearest: suppliers", 3),
      (
        "gap", [], "aikb: no query 'gap'; nearest: open-closed-gap-compute, open-closed-gap-scores",
        3
      ),
      (
        "suppliers", ["-p", "technolgy=hbm"],
        "aikb: no parameter of suppliers 'technolgy'; nearest: technology", 3
      ),
      (
        "substitutes", [],
        "aikb: the parameter product is missing (The product: a chip, a technology, a model or a "
          + "firm / 产品：芯片、技术、模型或企业); give it with -p product=…", 1
      ),
      (
        "substitutes", ["-p", "product="],
        "aikb: the parameter product is missing (The product: a chip, a technology, a model or a "
          + "firm / 产品：芯片、技术、模型或企业); give it with -p product=…", 1
      ),
      (
        "figures-older-than", ["-p", "before=soon"],
        "aikb: before: 'soon' is not a date (2025, 2025-07 or 2025-07-23)", 1
      ),
      (
        "substitutes", ["-p", "product=h20", "-p", "least=half"],
        "aikb: least: 'half' is not a number", 1
      ),
      (
        "claims-unsupported", ["-p", "modality=fcat"], "aikb: no modality 'fcat'; nearest: fact", 3
      ),
      ("single-source", ["-p", "kind=modles"], "aikb: no kind 'modles'; nearest: models", 3),
      (
        "systems-compared", ["-p", "a=nvidia"], "aikb: no chip 'nvidia'", 3
      ),
      ("suppliers", ["-p", "technology"], "aikb: -p technology: a parameter reads name=value", 64),
      (
        "suppliers", ["-p", "since=2024", "-p", "since=2025"], "aikb: -p since: is given twice", 64
      ),
    ])
  func wrong(name: String, arguments: [String], message: String, status: Int32) throws {
    let workspace = try Workspace(.seeds)
    let words = ([name] + arguments).map { "'\($0)'" }.joined(separator: " ")
    let output = try workspace.shell("aikb query \(words)")
    #expect(output.firstMessage == message)
    #expect(output.status == status)
    #expect(output.text == "")
  }

  @Test("Arguments are bound, never pasted: nothing in them is SQL")
  func injection() throws {
    let workspace = try Workspace(.seeds)
    let text = "x' OR 1=1 --"
    let output = try workspace.succeed("query", "figures-older-than", "-p", "measure=\(text)")
    #expect(output.lines.count == 1)
    try workspace.succeed("query", "SELECT :t AS t", "-p", "t=\(text)", printing: "t\n\(text)\n")
  }

  @Test("A parameter left open narrows nothing, whatever its default")
  func open() throws {
    let workspace = try Workspace(.seeds)
    let sql = "-- param: n integer = 3\nSELECT coalesce(:n, 'open') AS n"
    try workspace.succeed("query", sql, printing: "n\n3\n")
    try workspace.succeed("query", sql, "-p", "n=7", printing: "n\n7\n")
    try workspace.succeed("query", sql, "-p", "n=", printing: "n\nopen\n")
  }

  @Test("--lang shows columns that come in both languages in one, and falls back to the other")
  func languages() throws {
    let workspace = try Workspace(.own)
    let sql = "SELECT key, name, name_zh FROM models ORDER BY key"
    let both = try workspace.succeed("query", sql).lines
    #expect(both[0] == "key,name,name_zh")
    let english = try workspace.succeed("query", sql, "--lang", "en").lines
    #expect(english[0] == "key,name")
    let chinese = try workspace.succeed("query", sql, "--lang", "zh").lines
    for (line, row) in zip(chinese, both).dropFirst() {
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      #expect(line == "\(cells[0]),\(cells[2].isEmpty ? cells[1] : cells[2])")
    }
  }

  @Test("SQL in place of a name runs like 'aikb sql': from standard input, too, and read-only")
  func statement() throws {
    let workspace = try Workspace(.own)
    let before = try workspace.bytes(of: "kb.db")
    try workspace.succeed("query", "SELECT count(*) AS n FROM models", printing: "n\n3\n")
    #expect(try workspace.succeed("query", "-", input: "SELECT 1 AS a;\n").text == "a\n1\n")
    #expect(
      try workspace.aikb("query", "DELETE FROM entity").firstMessage
        == "aikb: refused: this SQL is read-only (not authorized)")
    #expect(
      try workspace.aikb("query", "SELECT :a").firstMessage
        == "aikb: the parameter a is missing; give it with -p a=…")
    #expect(
      try workspace.aikb("query", "SELECT ?, :a", "-p", "a=1").firstMessage
        == "aikb: the SQL has a parameter without a name (?); write :name")
    let slow =
      "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) FROM c"
    #expect(
      try workspace.aikb("query", slow, "--timeout", "0.5").firstMessage
        == "aikb: stopped after 0.5 s; narrow the query, or raise --timeout")
    #expect(try workspace.bytes(of: "kb.db") == before)
  }

  @Test("A question of one's own is kept beside the knowledge base, listed, asked and printed")
  func save() throws {
    let workspace = try Workspace(.own)
    try workspace.write("mine.sql", Self.mine)
    let saved = try workspace.succeed("query", "--save", "by-licence", "mine.sql")
    #expect(
      saved.messages
        == "\(workspace.folder)/queries/by-licence.sql: saved as the query by-licence\n")
    #expect(try workspace.text(of: "queries/by-licence.sql") == Self.mine)
    try workspace.succeed("query", "by-licence", "--sql", printing: Self.mine)
    let row = try workspace.succeed("query", "-f", "json").json()
      .first { $0["name"] as? String == "by-licence" }
    #expect(row?["title"] as? String == "Models by licence")
    #expect(row?["parameters"] as? String == "since=2024, licence=…")
    #expect(row?["own"] as? String == "yes")
    try workspace.succeed("query", "by-licence", "-p", "licence=none", printing: "licence,models\n")
    #expect(
      try workspace.aikb("query", "by-licence").firstMessage
        == "aikb: the parameter licence is missing; give it with -p licence=…")
  }

  @Test("A name that is taken stays as it is, unless --replace is said")
  func replace() throws {
    let workspace = try Workspace(.own)
    try workspace.write("a.sql", "SELECT 1 AS a\n")
    try workspace.write("b.sql", "SELECT 2 AS b\n")
    try workspace.succeed("query", "--save", "mine", "a.sql")
    let taken = try workspace.aikb("query", "--save", "mine", "b.sql")
    #expect(taken.status == 1)
    #expect(taken.firstMessage.hasSuffix("mine.sql: is there already; add --replace to replace it"))
    try workspace.succeed("query", "mine", printing: "a\n1\n")
    try workspace.succeed("query", "--save", "mine", "b.sql", "--replace")
    try workspace.succeed("query", "mine", printing: "b\n2\n")
    let builtIn = try workspace.aikb("query", "--save", "suppliers", "a.sql")
    #expect(builtIn.firstMessage.hasPrefix("aikb: the query suppliers is built in"))
    try workspace.succeed("query", "--save", "suppliers", "a.sql", "--replace")
    try workspace.succeed("query", "suppliers", printing: "a\n1\n")
  }

  @Test(
    "What could not be asked is not saved",
    arguments: [
      ("SELECT :since", "aikb: the SQL uses :since, which no line '-- param: since …' describes"),
      (
        "-- param: since date\nSELECT 1",
        "aikb: the SQL does not use its parameter since (:since)"
      ),
      ("-- param: since dat\nSELECT :since", "aikb: q.sql:1: 'dat' is no type; there are "),
      ("-- title: a\n-- param: x\nSELECT :x", "aikb: q.sql:2: a parameter reads: name type = "),
      ("-- param: X text\nSELECT :X", "aikb: q.sql:1: 'X' is no name of a parameter"),
      (
        "-- param: x text\n-- param: x text\nSELECT :x",
        "aikb: q.sql:2: the parameter x is there twice"
      ),
      ("DROP TABLE entity", "aikb: refused: this SQL is read-only"),
      ("SELECT 1; SELECT 2", "aikb: more than one SQL statement"),
      ("SELEC 1", "aikb: near \"SELEC\": syntax error"),
      ("", "aikb: the text holds no SQL statement"),
    ])
  func refused(sql: String, message: String) throws {
    let workspace = try Workspace(.own)
    try workspace.write("q.sql", sql)
    let output = try workspace.aikb("query", "--save", "mine", "q.sql")
    #expect(output.status == 1)
    #expect(output.firstMessage.hasPrefix(message), "\(output.firstMessage)")
    #expect(try workspace.files == ["kb.db", "q.sql"])
  }

  @Test("A file that is no query is named, and the others are listed all the same")
  func damaged() throws {
    let workspace = try Workspace(.own)
    try workspace.write("queries/good.sql", "SELECT 1 AS a\n")
    try workspace.write("queries/bad.sql", "-- param: x\nSELECT :x\n")
    try workspace.write("queries/latin.sql", Data([0x2D, 0x2D, 0xE9]))
    try workspace.write("queries/notes.txt", "nothing\n")
    let output = try workspace.succeed("query")
    #expect(output.messages.contains("/queries/bad.sql:1: a parameter reads"))
    #expect(output.messages.contains("/queries/latin.sql: is not UTF-8"))
    #expect(output.lines.contains { $0.hasPrefix("good,good,,yes") })
    #expect(output.lines.contains { $0.hasPrefix("suppliers,") })
    #expect(try workspace.aikb("query", "bad").status == 1)
    #expect(try workspace.aikb("query", "--save", "mine", "nowhere.sql").status == 1)
    #expect(
      try workspace.aikb("query", "--save", "../mine", "queries/good.sql").firstMessage
        == "aikb: '../mine' is no name of a query (a-z, 0-9 and single dashes)")
  }
}
