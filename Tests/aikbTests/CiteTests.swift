import Foundation
import Testing

@Suite("aikb cite, --cite, completions and the manual page")
struct CiteTests {
  /// Sources in both languages, with everything that a style could trip over.
  private static let sources = """
    key,title,publisher,url,published,retrieved,licence,lang,reliability
    zeta,芯片管制的影响,新华社,https://example.org/zh,2025-03-05,2026-11-23,,zh,press
    alpha,国产算力年报,工信部,https://example.org/a,2025,2026-11-23,,zh,official
    eta,"Chips & Gaps: 50% of $1_000 {#1} said ""no"" ~ why?",Epoch AI,https://example.org/x%20y_z{1},2025-12,2026-11-23,CC-BY-4.0,en,dataset
    theta,Undated page,Acme Inc.,https://example.org/u,,2026-11-03,,en,secondary
    iota,An essay nobody signed,,,,,,en,secondary

    """

  private func prepared() throws -> Workspace {
    let workspace = try Workspace(.empty)
    try workspace.write("sources.csv", Self.sources)
    try workspace.write(
      "firms.csv", "key,name,name_zh,founded,source\nacme,Acme,顶点,1999,eta;zeta\nbare,Bare,,,\n")
    try workspace.succeed("ingest", "sources.csv", "firms.csv")
    return workspace
  }

  @Test(
    "GB/T 7714 numbers references, Chinese ones first by pinyin, with both dates and the address")
  func gbt7714() throws {
    let workspace = try prepared()
    try workspace.succeed(
      "cite", "zeta", "eta", "iota", "theta", "alpha", "--style", "gbt7714",
      printing: """
        [1] 工信部. 国产算力年报[EB/OL]. (2025)[2026-11-23]. https://example.org/a.
        [2] 新华社. 芯片管制的影响[EB/OL]. (2025-03-05)[2026-11-23]. https://example.org/zh.
        [3] Acme Inc. Undated page[EB/OL]. [2026-11-03]. https://example.org/u.
        [4] An essay nobody signed[Z].
        [5] Epoch AI. Chips & Gaps: 50% of $1_000 {#1} said "no" ~ why?[DB/OL]. (2025-12)[2026-11-23]. https://example.org/x%20y_z{1}.

        """)
    let output = try workspace.succeed("cite", "iota", "--style", "gbt7714")
    #expect(output.messages == "no date of retrieval on record: iota\n")
  }

  @Test("Chicago gives an alphabetical bibliography; only what is undated has a date of access")
  func chicago() throws {
    let workspace = try prepared()
    try workspace.succeed(
      "cite", "zeta", "eta", "iota", "theta", "alpha", "--style", "chicago",
      printing: """
        Acme Inc. “Undated page.” Accessed November 3, 2026. https://example.org/u.

        “An essay nobody signed.” n.d.

        Epoch AI. “Chips & Gaps: 50% of $1_000 {#1} said ‘no’ ~ why?” December 2025. https://example.org/x%20y_z{1}.

        工信部. “国产算力年报.” 2025. https://example.org/a.

        新华社. “芯片管制的影响.” March 5, 2025. https://example.org/zh.

        """)
  }

  @Test("BibTeX entries are by key, and nothing in them has a meaning to TeX")
  func bibtex() throws {
    let workspace = try prepared()
    try workspace.succeed(
      "cite", "zeta", "eta", "iota", "--style", "bibtex",
      printing: """
        @misc{eta,
          author = {{Epoch AI}},
          title = {{Chips \\& Gaps: 50\\% of \\$1\\_000 \\{\\#1\\} said "no" \\textasciitilde{} why?}},
          year = {2025},
          month = dec,
          howpublished = {\\url{https://example.org/x%20y_z%7B1%7D}},
          note = {Published 2025-12, accessed 2026-11-23},
          language = {english},
        }

        @misc{iota,
          key = {An essay nobody signed},
          title = {{An essay nobody signed}},
          language = {english},
        }

        @misc{zeta,
          author = {{新华社}},
          title = {{芯片管制的影响}},
          year = {2025},
          month = mar,
          howpublished = {\\url{https://example.org/zh}},
          note = {Published 2025-03-05, accessed 2026-11-23},
          language = {chinese},
        }

        """)
  }

  @Test("An entity is cited by key or name, each source once; the language chooses the style")
  func entities() throws {
    let workspace = try prepared()
    let chinese = try workspace.succeed("cite", "acme", "顶点", "eta", "--lang", "zh")
    #expect(chinese.lines.map { $0.prefix(3) } == ["[1]", "[2]"])
    #expect(chinese.lines[0].hasPrefix("[1] 新华社. "))
    let english = try workspace.succeed("cite", "acme", "--lang", "en")
    #expect(english.lines.count == 2 && english.lines[0].hasPrefix("Epoch AI. “"))
    try workspace.succeed("cite", "acme", "--style", "bibtex", "-o", "references.bib")
    #expect(try workspace.text(of: "references.bib").hasPrefix("@misc{eta,\n"))
  }

  @Test("What cannot be cited is said, and the exit code is 3 where nothing can")
  func nothing() throws {
    let workspace = try prepared()
    let bare = try workspace.aikb("cite", "bare")
    #expect(bare.status == 3)
    #expect(bare.messages == "bare: no source on record\n")
    try workspace.succeed("set", "bare", "founded=2001")
    let byHand = try workspace.aikb("cite", "bare")
    #expect(byHand.status == 3)
    #expect(byHand.messages.contains("values set by hand have no source to cite"))
    let unknown = try workspace.aikb("cite", "acne")
    #expect(unknown.status == 3)
    #expect(unknown.firstMessage == "aikb: no entity 'acne'; nearest: acme")
    try workspace.write("firms.csv", "key,name,source\neta,Eta,zeta\n")
    try workspace.succeed("ingest", "firms.csv")
    let both = try workspace.succeed("cite", "eta", "--style", "bibtex")
    #expect(both.text.hasPrefix("@misc{eta,"))
    #expect(
      both.firstMessage == "eta: the source of this key is cited, not the sources of the entity")
    #expect(try workspace.aikb("cite", "eta", "-o", "kb.db").status == 64)
  }

  @Test("The Seeds: as many references as a page has sources, and no entry twice")
  func seeds() throws {
    let workspace = try Workspace(.seeds)
    let page = try workspace.succeed("show", "cloudmatrix-384").text
    let numbered = page.matches(of: #/(?m)^  \[\d+\] /#).count
    let references = try workspace.succeed("cite", "cloudmatrix-384", "--style", "gbt7714").lines
    #expect(references.count == numbered && numbered > 5)
    let all = try workspace.succeed("sources", "-f", "json").json().compactMap {
      $0["key"] as? String
    }
    let entries = try workspace.shell("aikb cite \(all.joined(separator: " ")) --style bibtex")
    #expect(entries.status == 0, "\(entries.messages)")
    let keys = entries.text.matches(of: /(?m)^@misc\{([a-z0-9-]+),$/).map { String($0.1) }
    #expect(keys == all.sorted())
  }

  @Test("--cite says beside the rows what they rest on, and leaves the CSV as it is")
  func footer() throws {
    let workspace = try Workspace(.seeds)
    let arguments = "models country:cn weights:open released:2025 --columns name"
    let plain = try workspace.shell("aikb list \(arguments)")
    let cited = try workspace.shell("aikb list \(arguments) --cite")
    #expect(cited.bytes == plain.bytes)
    let lines = cited.messages.split(separator: "\n").map(String.init)
    #expect(
      lines[0] == "question: aikb list models country:cn weights:open released:2025 --columns name")
    #expect(lines[1] == "SQL:" && lines[2] == "  SELECT \"name\"")
    #expect(lines.contains { $0.wholeMatch(of: /date: \d{4}-\d\d-\d\d/) != nil })
    // What the filter could not see stands there once.
    #expect(lines.count { $0.contains("could not be decided") } == 1)
    #expect(plain.messages.split(separator: "\n").allSatisfy { lines.contains(String($0)) })
    #expect(
      lines.contains {
        $0.contains("“Notable AI Models (file of 2025-12).”") && $0.contains("Licence: CC-BY-4.0")
      })
    let sql = try workspace.succeed("list", "models", "country:cn", "--sql").text
    let again = try workspace.succeed("list", "models", "country:cn", "--cite").messages
    // Taken out of the note, it can be asked again as it stands.
    let indented = sql.split(separator: "\n").map { "  \($0)\n" }.joined()
    #expect(again.contains("SQL:\n" + indented))
  }

  @Test("With a file the footer lies beside it, in the language asked for")
  func footerFile() throws {
    let workspace = try Workspace(.seeds)
    let output = try workspace.succeed(
      "export", "firms", "listed_on:dod-1260h", "--lang", "zh", "-o", "firms.csv", "--cite")
    #expect(output.messages.hasSuffix("firms.csv.cite.txt：所依据的来源\n"))
    let footer = try workspace.text(of: "firms.csv.cite.txt")
    #expect(footer.hasPrefix("查询：aikb export firms listed_on:dod-1260h\nSQL：\n  SELECT "))
    #expect(footer.contains("[EB/OL]") && footer.contains("许可："))
    #expect(!(try workspace.text(of: "firms.csv").contains("查询")))
    let view = try workspace.succeed("list", "relations", "-l", "1", "--cite").messages
    #expect(view.hasPrefix("question: aikb list relations -l 1\n"))
    #expect(view.contains("\nsources: "))
    #expect(try workspace.aikb("export", "--all", "folder", "--cite").status == 64)
  }

  @Test(
    "The state of the knowledge base can be checked without aikb, and changes with every change")
  func state() throws {
    let workspace = try prepared()
    let digest = {
      try workspace.succeed("list", "firms", "--cite").messages
        .firstMatch(of: /revision (\d+) of \S+, SHA-256 of its history ([0-9a-f]{64})/)
        .map { (revision: $0.1, sha256: $0.2) }
    }
    let first = try #require(try digest())
    let shell = try workspace.shell(
      """
      sqlite3 kb.db "SELECT json_array(id, at, author, command, summary, quote(changeset))
        FROM revision ORDER BY id; SELECT json_array(id, revision, file, sha256, mapping,
        mapping_sha256, source, rows, added, changed, unchanged, rejected) FROM ingest
        ORDER BY id" | sha256sum
      """)
    #expect(shell.text.hasPrefix(first.sha256))
    #expect(try digest()?.sha256 == first.sha256)
    try workspace.succeed("set", "bare", "founded=2001")
    let second = try #require(try digest())
    #expect(Int(second.revision) == Int(first.revision).map { $0 + 1 })
    #expect(second.sha256 != first.sha256)
  }

  @Test("Completions are scripts that their shell can read", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let workspace = try Workspace(.nothing)
    try workspace.write("script", try workspace.succeed("completions", shell).bytes)
    let text = try workspace.text(of: "script")
    #expect(text.contains("completions") && text.contains("neighbors"))
    let check = try workspace.shell("command -v \(shell) > /dev/null || exit 0; \(shell) -n script")
    #expect(check.status == 0, "\(check.messages)")
    #expect(try workspace.aikb("completions", "csh").status == 64)
  }

  @Test("The manual page has every command, and its Chinese")
  func manual() throws {
    let workspace = try Workspace(.nothing)
    let page = try workspace.shell("'\(Program.tree)/Scripts/man.sh' \"$(command -v aikb)\"")
    #expect(page.status == 0, "\(page.messages)")
    #expect(page.text.contains("\naikb search 华为\n") || page.text.contains("  aikb search 华为\n"))
    let help = try workspace.succeed("--help").text
    let list = help.split(separator: "SUBCOMMANDS:\n").last ?? ""
    let commands = list.matches(of: #/(?m)^  ([a-z]+)(, [a-z]+)* /#)
    #expect(commands.count > 30)
    for command in commands {
      #expect(page.text.contains("\n.SH AIKB \(command.1.uppercased())\n"), "\(command.1)")
    }
    #expect(!page.text.contains("\n'") && page.text.contains("\\-\\-db"))
  }
}
