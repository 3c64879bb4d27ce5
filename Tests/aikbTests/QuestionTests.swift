import Testing

/// The same words of a filter in every command that takes them.
@Suite("One grammar for every question", .serialized)
struct QuestionTests {
  @Test(
    "A minus leaves out, whatever letters follow it", arguments: ["-country:cn", "－country:cn"])
  func negation(word: String) throws {
    let workspace = try Workspace(.own)
    let all = try workspace.succeed("list", "firms", "--columns", "key").text
    let own = try workspace.succeed("list", "firms", "country:cn", "--columns", "key").text
    let others = try workspace.succeed(
      "list", "firms", word, "--sort", "-founded", "--columns", "key")
    #expect(own == "key\naurora-labs\n")
    #expect(!others.text.contains("aurora-labs"))
    #expect(others.text.count < all.count)
    #expect(others.messages.contains("-country:cn: "))
  }

  @Test("show and compare take a kind and words of a filter, and say what they could not decide")
  func selections() throws {
    let workspace = try Workspace(.own)
    let pages = try workspace.succeed("show", "models", "developed_by:aurora-labs", "--lang", "en")
    #expect(
      pages.text.contains("model · aurora-1\n") && pages.text.contains("model · aurora-1-mini\n"))
    #expect(!pages.text.contains("mo-zi\n"))
    #expect(pages.messages.contains("2 of 3 models; 1 could not be decided"))
    let rows = try workspace.succeed("show", "models", "developed_by:aurora-labs", "-f", "csv").text
    #expect(
      rows.hasPrefix("key,section,property,value,detail,sources\naurora-1,entity,key,aurora-1,"))
    let compared = try workspace.succeed(
      "compare", "models", "developed_by:aurora-labs", "-f", "csv")
    #expect(compared.text.contains("aurora-1") && compared.text.contains("aurora-1-mini"))
    #expect(compared.messages.contains("2 of 3 models"))
    let none = try workspace.aikb("show", "models", "developed_by:borealis")
    #expect(none.status == 3 && none.messages.contains("0 of 3 models"))
    let unknown = try workspace.aikb(
      "compare", "models", "developed_by:aurora-labs", "relesed:2025")
    #expect(unknown.status == 3 && unknown.messages.contains("nearest: released"))
  }

  @Test("Claims are narrowed by words: about, modality, speaker, source, date, evidence, text")
  func claims() throws {
    let workspace = try Workspace(.said)
    func keys(_ words: String...) throws -> [String] {
      let line = words.map { "'\($0)'" }.joined(separator: " ")
      let output = try workspace.shell("aikb claims \(line) -f csv")
      return output.text.split(separator: "\n").dropFirst().map { String($0.prefix { $0 != "," }) }
    }
    let (lead, chips) = ("beta-bao-lead", "beta-bao-more-chips")
    #expect(try keys("about:aurora-1") == [lead])
    #expect(try keys("about:firm") == [lead, chips])
    #expect(try keys("about:model", "-modality:prediction") == [lead])
    #expect(try keys("-modality:assessment") == [chips])
    #expect(try keys("speaker:aurora-labs") == [lead])
    #expect(try keys("modality:assessment", "OR", "modality:prediction") == [lead, chips])
    #expect(try keys("evidence:contradicts") == [lead])
    #expect(try keys("evidence:any", "更多芯片") == [chips])
    #expect(try keys("source:beta-bao", "made:2025") == [lead])
    let dated = try workspace.succeed("claims", "made:2025", "source:beta-bao")
    #expect(
      dated.messages
        == "1 of 2 claims; 1 could not be decided: no date on record, or a vaguer one\n")
    #expect(
      try workspace.succeed("claims", "made:2025", "--lang", "zh").messages
        == "共 2 条主张，选出 1 条；另有 1 条无法判定：没有日期记录，或日期较粗\n")
    for (word, message) in [
      ("abuot:aurora-1", "aikb: no property of claims 'abuot'; nearest: about\n"),
      ("modality:rumour", "aikb: no modality 'rumour'; nearest: fact, "),
      ("made:soon", "'made:soon': 'soon' is not a date"), ("about:", "a value is missing"),
    ] {
      let output = try workspace.aikb("claims", word)
      #expect(output.messages.contains(message), "\(output.messages)")
      #expect(output.status != 0)
    }
  }

  @Test("--premises brings the premises of the claims found")
  func premises() throws {
    let workspace = try Workspace(.said)
    let alone = try workspace.succeed("claims", "beta-bao-lead", "-f", "csv").text
    let all = try workspace.succeed("claims", "beta-bao-lead", "--premises", "-f", "csv").text
    #expect(alone.split(separator: "\n").count == 2)
    #expect(all.split(separator: "\n").count == 3 && all.contains("\nbeta-bao-more-chips,"))
  }

  @Test("path --according-to: the source's own chains, then what others say, marked as such")
  func pathAccordingTo() throws {
    let workspace = try Workspace(.own)
    let own = try workspace.succeed(
      "path", "aurora-labs", "boreas-9", "--according-to", "alpha-list", "--lang", "en"
    ).text
    #expect(own.hasPrefix("according to alpha-list\n\n1  "))
    #expect(own.contains("aurora-labs develops aurora-1: alpha-list\n"))
    #expect(!own.contains("not stated"))
    // Nobody is on record as saying that the two models compete.
    let other = try workspace.succeed(
      "path", "aurora-labs", "mo-zi", "--according-to", "beta-bao", "--lang", "zh"
    ).text
    #expect(other.hasPrefix("依据 beta-bao：文中未提\n\n其他来源\n"))
    #expect(other.contains("aurora-labs develops aurora-1: alpha-list, beta-bao\n"))
    #expect(other.contains("aurora-1 competes_with mo-zi [文中未提]: 无来源\n"))
    let rows = try workspace.succeed(
      "path", "aurora-labs", "mo-zi", "--according-to", "beta-bao", "-f", "csv"
    ).text
    #expect(rows.contains("1,1,aurora-labs,develops,out,aurora-1,,,,yes,"))
    #expect(rows.contains("1,2,aurora-1,competes_with,both,mo-zi,,,,no,\n"))
    let unknown = try workspace.aikb(
      "path", "aurora-labs", "boreas-9", "--according-to", "alpha-lsit")
    #expect(unknown.status == 3 && unknown.messages.contains("nearest: alpha-list"))
  }

  @Test(
    "--cite says below any answer what was asked and which sources it rests on",
    arguments: [
      "show aurora-1", "compare aurora-1 mo-zi", "path aurora-labs boreas-9", "timeline aurora-1",
    ])
  func cited(command: String) throws {
    let workspace = try Workspace(.own)
    let output = try workspace.shell("aikb \(command) --lang en --cite")
    #expect(output.messages.contains("question: aikb \(command)\n"))
    #expect(output.messages.contains("SHA-256 of its history"))
    #expect(output.messages.contains("Licence: "))
    #expect(!output.text.contains("SHA-256"))
  }

  @Test("Sources cannot be traced through free SQL, and --cite says so")
  func citedSQL() throws {
    let workspace = try Workspace(.own)
    let output = try workspace.succeed("sql", "SELECT 1 AS one", "--cite")
    #expect(output.text == "one\n1\n")
    #expect(
      output.messages.contains("question: aikb sql 'SELECT 1 AS one'\nSQL:\n  SELECT 1 AS one\n"))
    #expect(output.messages.contains("sources: not traced through SQL"))
  }
}
