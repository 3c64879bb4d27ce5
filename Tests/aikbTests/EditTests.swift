import Foundation
import Testing

@Suite("aikb set, link, unlink, rename, retire, alias")
struct EditTests {
  private func value(_ workspace: Workspace, _ column: String, _ key: String) throws -> String {
    try workspace.succeed("sql", "SELECT \(column) FROM models WHERE key = '\(key)'").lines[1]
  }

  @Test("A value set by hand stays whatever is ingested later, and is shown as a conflict")
  func survives() throws {
    let workspace = try Workspace(.own)
    let output = try workspace.succeed("set", "aurora-1", "released=2025-03-02")
    #expect(output.messages == "aurora-1 released: 2025-03-01 → 2025-03-02\n")
    try workspace.write("models.csv", "key,name,released\naurora-1,Aurora 1,2025-04-01\n")
    for source in ["alpha-list", "beta-bao"] {
      try workspace.succeed("ingest", "models.csv", "--source", source)
      #expect(try value(workspace, "released", "aurora-1") == "2025-03-02")
    }
    let conflict = try workspace.succeed("list", "conflicts", "-f", "json").json().first {
      $0["property"] as? String == "released"
    }
    #expect(
      conflict?["other_values"] as? String == "alpha-list = 2025-04-01; beta-bao = 2025-04-01")
    #expect(conflict?["reason"] as? String == "set by hand")
    try workspace.succeed("check")
  }

  @Test("A later word of the user's replaces the earlier one, and leaves nothing of it behind")
  func again() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed("set", "aurora-1", "released=2025-03-02")
    try workspace.succeed(
      "set", "aurora-1", "released=2025-03-03", "--source", "beta-bao", "--locator", "p. 2",
      "--reason", "the printed edition")
    #expect(try value(workspace, "released", "aurora-1") == "2025-03-03")
    let rows = try workspace.succeed(
      "sql",
      """
      SELECT source, value, rank, reason, locator FROM citations
       WHERE entity = 'aurora-1' AND property = 'released' ORDER BY source
      """
    ).text
    #expect(
      rows == """
        source,value,rank,reason,locator
        alpha-list,2025-03-01,0,,
        beta-bao,,0,,p. 2
        set-by-hand,,1,the printed edition,

        """)
    let output = try workspace.succeed(
      "set", "aurora-1", "released=2025-03-03", "--source", "beta-bao", "--locator", "p. 2",
      "--reason", "the printed edition")
    #expect(output.messages == "aurora-1: nothing changed\n")
  }

  @Test("A blank value says that it is not known, and no source fills it again")
  func cleared() throws {
    let workspace = try Workspace(.own)
    let output = try workspace.succeed("set", "aurora-1", "parameters=")
    #expect(output.messages == "aurora-1 parameters: 671000000000 → (not known)\n")
    try workspace.write("models.csv", "key,name,parameters\naurora-1,Aurora 1,5\n")
    for _ in 0..<2 { try workspace.succeed("ingest", "models.csv", "--source", "alpha-list") }
    #expect(try value(workspace, "parameters IS NULL", "aurora-1") == "1")
    let again = try workspace.succeed("ingest", "models.csv", "--source", "alpha-list")
    #expect(again.messages.contains("nothing changed"))
    try workspace.succeed("set", "aurora-1", "parameters=6")
    #expect(try value(workspace, "parameters", "aurora-1") == "6")
  }

  @Test("Neither the Seeds nor one's own export, whose rows name no source, take a value back")
  func sourcelessRows() throws {
    let workspace = try Workspace(.seeds)
    try workspace.succeed("export", "--all", "before")
    try workspace.succeed("set", "glm-4-5", "released=2024")
    for again in ["seeds --update", "ingest before", "seeds --update"] {
      let output = try workspace.shell("aikb \(again)")
      #expect(output.status == 0, "\(output.messages)")
      #expect(try value(workspace, "released", "glm-4-5") == "2024")
    }
    let conflict = try workspace.succeed("list", "conflicts", "-f", "json").json().first {
      $0["entity"] as? String == "glm-4-5" && $0["property"] as? String == "released"
    }
    #expect((conflict?["other_values"] as? String)?.contains("2025-07-28") == true)
    #expect((conflict?["other_values"] as? String)?.contains("2025-08-05") == true)
    try workspace.succeed("check", "--strict")
    #expect(try workspace.succeed("seeds").messages.contains("nothing changed"))
  }

  @Test("A change of one column leaves what sources say of the whole record, with their quotes")
  func quotes() throws {
    let workspace = try Workspace(.seeds)
    let sql = "SELECT count(*) FROM citation WHERE quote IS NOT NULL"
    let before = try workspace.succeed("sql", sql).text
    try workspace.succeed("set", "anthropic", "website=https://example.org")
    try workspace.succeed("link", "deepseek-v3", "trained_on", "h800-sxm5", "--note", "mine")
    try workspace.succeed("sql", sql, printing: before)
  }

  @Test("A value that was rejected is accepted from nobody, and goes round")
  func rejected() throws {
    let workspace = try Workspace(.own)
    try workspace.write(
      "citations.csv",
      "entity,source,fields,value,rank,reason\nmo-zi,beta-bao,context_tokens,5,-1,a rumour\n")
    try workspace.succeed("ingest", "citations.csv")
    try workspace.write("models.csv", "key,name,context_tokens\nmo-zi,墨子,5\n")
    try workspace.succeed("ingest", "models.csv", "--source", "alpha-list")
    #expect(try value(workspace, "context_tokens IS NULL", "mo-zi") == "1")
    try workspace.succeed("export", "--all", "first")
    let output = try workspace.succeed("ingest", "first")
    #expect(output.messages.contains("nothing changed"), "\(output.messages)")
  }

  @Test("Values are read as ingest reads them, by name or label, in either language")
  func values() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed("set", "极光一号", "参数量=1000", "release date=2025年4月2日")
    #expect(try value(workspace, "parameters || ' ' || released", "aurora-1") == "1000 2025-04-02")
    for (text, message) in [
      ("parameters=many", "aikb: parameters: 'many' is not a whole number\n"),
      ("released=soon", "aikb: released: 'soon' is not a date (2025, 2025-07 or 2025-07-23)\n"),
      ("released", "aikb: 'released': property=value expected\n"),
      (
        "developers=Me",
        "aikb: developers is computed from relations; change those with 'aikb link'\n"
      ),
    ] {
      let output = try workspace.aikb("set", "aurora-1", text)
      #expect(output.status == 64)
      #expect(output.messages == message)
    }
    let unknown = try workspace.aikb("set", "aurora-1", "paramters=1")
    #expect(unknown.status == 3)
    #expect(
      unknown.messages
        == "aikb: no property of models 'paramters'; nearest: parameters\n")
    #expect(try workspace.aikb("set", "aurora-1", "name=").status == 1)
  }

  @Test("A relation is linked with its details, unlinked, and does not come back with an ingest")
  func relation() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed(
      "link", "boreas-9", "designed_by", "borealis", "--from", "2024", "--to", "2025-06",
      "--source", "beta-bao")
    let sql =
      "SELECT subject, valid_from, valid_to FROM relations WHERE predicate = 'designs' AND valid_from = '2024'"
    try workspace.succeed(
      "sql", sql, printing: "subject,valid_from,valid_to\nborealis,2024,2025-06\n")
    try workspace.succeed("unlink", "borealis", "designs", "boreas-9", "--from", "2024")
    try workspace.succeed("sql", sql, printing: "subject,valid_from,valid_to\n")
    try workspace.write(
      "relations.csv",
      "subject,predicate,object,valid_from,source\nborealis,designs,boreas-9,2024,alpha-list\n")
    try workspace.succeed("ingest", "relations.csv")
    try workspace.succeed("sql", sql, printing: "subject,valid_from,valid_to\n")
    try workspace.succeed("link", "borealis", "designs", "boreas-9", "--from", "2024")
    try workspace.succeed(
      "sql", sql, printing: "subject,valid_from,valid_to\nborealis,2024,2025-06\n")
    try workspace.succeed("check")
  }

  @Test("A predicate outside its kinds is an error with the fix in it")
  func kinds() throws {
    let workspace = try Workspace(.own)
    let turned = try workspace.aikb("link", "aurora-1", "develops", "aurora-labs")
    #expect(turned.status == 1)
    #expect(turned.messages.contains("develops goes from firm to model"))
    let wrong = try workspace.aikb("link", "china", "develops", "namibia")
    #expect(wrong.messages.contains("develops cannot join country → country; it joins "))
    #expect(wrong.messages.contains("firm → model"))
    let backwards = try workspace.aikb(
      "link", "aurora-labs", "uses", "boreas-9", "--from", "2025", "--to", "2024")
    #expect(backwards.status == 64)
    let share = try workspace.aikb("link", "borealis", "supplies", "boreas-9", "--share", "40")
    #expect(share.status == 64)
  }

  @Test("Of several relations that differ in qualifier or date one has to be named")
  func which() throws {
    let workspace = try Workspace(.own)
    for year in ["2023", "2024"] {
      try workspace.succeed(
        "link", "borealis", "supplies", "boreas-9", "--from", year, "--share", "0.5")
    }
    let output = try workspace.aikb("unlink", "borealis", "supplies", "boreas-9")
    #expect(output.status == 1)
    #expect(output.messages.contains("there are 2; say which: --qualifier '' --from 2023"))
    try workspace.succeed("unlink", "borealis", "supplies", "boreas-9", "--from", "2023")
    #expect(
      try workspace.succeed("neighbors", "boreas-9", "--predicate", "supplied_by").lines.count == 2)
  }

  @Test("After a rename the old key leads to the entity, and symmetric relations stay in order")
  func rename() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed("link", "aurora-labs", "competes_with", "borealis")
    try workspace.succeed("rename", "aurora-labs", "zenith-labs")
    #expect(try workspace.succeed("neighbors", "zenith-labs").text.contains("competes_with"))
    #expect(try workspace.succeed("show", "aurora-labs", "-f", "csv").text.contains("zenith-labs"))
    try workspace.succeed(
      "sql",
      "SELECT subject FROM relations WHERE predicate = 'competes_with' AND object_name = 'Aurora Labs'",
      printing: "subject\nborealis\n")
    try workspace.succeed("check")
    let taken = try workspace.aikb("rename", "zenith-labs", "borealis")
    #expect(taken.messages == "aikb: 'borealis' leads to borealis already\n")
    #expect(try workspace.aikb("rename", "zenith-labs", "Zenith Labs").status == 1)
    try workspace.succeed("rename", "zenith-labs", "aurora-labs")
    #expect(try workspace.succeed("show", "zenith-labs", "-f", "csv").text.contains("aurora-labs"))
  }

  @Test("A retired entity leaves views and search, and comes back")
  func retire() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed("retire", "mo-zi", "--on", "2025-05")
    #expect(try workspace.aikb("search", "墨子").status == 3)
    #expect(!(try workspace.succeed("list", "models").text.contains("mo-zi")))
    #expect(try workspace.succeed("show", "mo-zi").text.contains("2025-05"))
    try workspace.succeed("unretire", "mo-zi")
    #expect(try workspace.succeed("search", "墨子").lines.count == 2)
  }

  @Test("A further name is found at once, and no longer when taken away")
  func alias() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed("alias", "borealis", "北风公司", "--lang", "zh")
    #expect(try workspace.succeed("search", "北风公司").text.contains("borealis"))
    try workspace.succeed("alias", "borealis", "北风公司", "--remove")
    #expect(!(try workspace.aikb("show", "北风公司").status == 0))
    #expect(try workspace.aikb("alias", "borealis", "北风公司", "--remove").status == 3)
    #expect(try workspace.aikb("alias", "borealis", "B", "--role", "nick").status == 3)
  }

  @Test("Every change by hand leaves a revision; what changes nothing leaves none")
  func revisions() throws {
    let workspace = try Workspace(.own)
    let count = { try workspace.succeed("sql", "SELECT count(*) FROM revision").lines[1] }
    let before = try count()
    try workspace.succeed("set", "aurora-1", "released=2025-03-09")
    try workspace.succeed("set", "aurora-1", "released=2025-03-09")
    #expect(try Int(count()) == (Int(before) ?? 0) + 1)
    try workspace.succeed(
      "sql", "SELECT command, summary FROM revision ORDER BY id DESC LIMIT 1",
      printing: "command,summary\nset,aurora-1\n")
  }

  @Test("What was set by hand goes round through an export")
  func roundTrip() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed("set", "aurora-1", "released=2025-03-02", "openness=")
    try workspace.succeed("link", "borealis", "designs", "boreas-9", "--note", "since the first")
    try workspace.succeed("unlink", "aurora-1", "trained_on", "boreas-9")
    try workspace.succeed("export", "--all", "first")
    for line in ["init --empty", "ingest first", "export --all second", "check"] {
      let output = try workspace.shell("aikb --db other.db \(line)")
      #expect(output.status == 0, "\(line): \(output.messages)")
    }
    #expect(
      try Workspace.files(in: workspace.file("first"))
        == Workspace.files(in: workspace.file("second")))
  }

  @Test("An entity is not withdrawn on a day to come")
  func futureDate() throws {
    let workspace = try Workspace(.own)
    let output = try workspace.aikb("retire", "mo-zi", "--on", "2999-01")
    #expect(output.status == 1)
    #expect(output.messages.contains("2999-01 is yet to come"))
    try workspace.succeed("retire", "mo-zi", "--on", "2025")
  }

  @Test("What is no number, or no text, is refused and clears nothing")
  func noValue() throws {
    let workspace = try Workspace(.own)
    for text in ["nan", "inf", "-infinity"] {
      #expect(try workspace.aikb("set", "mo-zi", "parameters=\(text)").status == 64)
    }
    #expect(try workspace.aikb("set", "mo-zi", "licence=MIT\u{7}").status == 64)
    try workspace.succeed("sql", "SELECT count(*) AS n FROM revision", printing: "n\n2\n")
  }

  @Test("A code that another one has is said to be taken, in words")
  func taken() throws {
    let workspace = try Workspace(.seeds)
    let output = try workspace.aikb("set", "taiwan", "iso2=CN")
    #expect(output.status == 1)
    #expect(output.messages.contains("another one of the countries has this iso2 already"))
  }

  @Test("The conflicts of one entity are listed by its name")
  func conflictsOfOne() throws {
    let workspace = try Workspace(.seeds)
    let all = try workspace.succeed("list", "conflicts").lines
    let some = try workspace.succeed("list", "conflicts", "GLM-4.5").lines
    #expect(some.count > 1 && some.count < all.count)
    #expect(some.dropFirst().allSatisfy { $0.contains("glm-4-5") })
    #expect(try workspace.aikb("list", "conflicts", "nobody-9").status == 3)
  }
}
