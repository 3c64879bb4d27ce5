import Foundation
import Testing

@Suite("aikb claims and evidence")
struct ClaimTests {
  @Test("A claim is listed with what it is about and what speaks for and against it")
  func list() throws {
    let workspace = try Workspace(.said)
    let claims = try workspace.succeed("claims", "-f", "json").json()
    #expect(claims.map { $0["key"] as? String } == ["beta-bao-lead", "beta-bao-more-chips"])
    #expect(claims[0]["about"] as? String == "aurora-1; aurora-labs")
    #expect(claims[0]["supports"] as? String == "aurora-labs develops aurora-1")
    #expect(claims[0]["contradicts"] as? String == "aurora-1 parameters = 670000000000")
    #expect(claims[0]["premises"] as? String == "beta-bao-more-chips")
    #expect(
      claims[1]["supports"] as? String
        == "aurora-1 preview 2025-02; aurora-labs chips-owned boreas-9 2025-03-31 = 2500.0 chip")
  }

  @Test("Claims are chosen by subject, modality, source and want of evidence")
  func filters() throws {
    let workspace = try Workspace(.said)
    let keys = { (arguments: String) in
      try workspace.succeed("claims", "-f", "json").json().isEmpty
        ? []
        : try workspace.shell("aikb claims -f json \(arguments)").json()
          .map { $0["key"] as? String ?? "" }
    }
    #expect(try keys("--about aurora-1") == ["beta-bao-lead"])
    #expect(try keys("--about 极光实验室") == ["beta-bao-lead", "beta-bao-more-chips"])
    #expect(try keys("--modality prediction") == ["beta-bao-more-chips"])
    #expect(try keys("--source beta-bao").count == 2)
    try workspace.write(
      "claims.csv", "key,source,text,modality\nalone,alpha-list,Nothing is known.,fact\n")
    try workspace.succeed("ingest", "claims.csv")
    #expect(try keys("--unsupported") == ["alone"])
    #expect(try workspace.aikb("claims", "--modality", "guess").status == 3)
    #expect(try workspace.aikb("claims", "--about", "namibia").status == 3)
  }

  @Test("Claims are found by search, in either language")
  func search() throws {
    let workspace = try Workspace(.said)
    #expect(
      try workspace.succeed("search", "更多芯片", "--kind", "claims").lines[1].hasPrefix(
        "beta-bao-more-chips,claim,"))
    #expect(
      try workspace.succeed("search", "leads the field").text.contains("beta-bao-lead,claim"))
  }

  @Test("Evidence names another claim, a property, a relation, a figure or an event")
  func evidence() throws {
    let workspace = try Workspace(.said)
    for target in [
      "beta-bao-lead", "aurora-1.released", "aurora-1 trained_on boreas-9",
      "aurora-labs chips-owned boreas-9 2024-12-31",
      "aurora-1 general-availability 2025-03-01",
    ] {
      let output = try workspace.aikb(
        "evidence", "beta-bao-more-chips", "--contradicts", target, "--note", "n")
      let isKnownScope = !target.contains("general-availability")
      #expect((output.status == 0) == isKnownScope, "\(target): \(output.messages)")
    }
    let claim = try workspace.succeed("claims", "beta-bao-more-chips", "-f", "json").json()[0]
    #expect(
      claim["contradicts"] as? String
        == "aurora-1 released = 2025-03-01; aurora-1 trained_on boreas-9; "
        + "aurora-labs chips-owned boreas-9 2024-12-31 = 1000.0 chip; beta-bao-lead")
    for (target, message) in [
      ("beta-bao-more-chips", "a claim is no evidence for itself"),
      ("aurora-1.relased", "no property of models 'relased'; nearest: released"),
      ("aurora-2.released", "no entity 'aurora-2'; nearest: aurora-1"),
      ("china uses boreas-9", "uses cannot join country → chip"),
      ("no claim at all", "'no claim at all': a claim's key"),
    ] {
      let output = try workspace.aikb("evidence", "beta-bao-more-chips", "--supports", target)
      #expect(output.messages.contains(message), "\(output.messages)")
      #expect(output.status != 0)
    }
  }

  @Test(
    "A row that cannot be taken says why",
    arguments: [
      (
        "claims.csv", "key,source,text,modality\na,alpha-list,x,guess\n",
        "claims.csv:2: column 4 (modality): 'guess' is not one of fact, assessment"
      ),
      (
        "claims.csv", "key,source,modality\na,alpha-list,fact\n",
        "claims.csv:2: the new claim 'a' needs a text"
      ),
      (
        "claims.csv", "key,source,text,modality\na,nowhere,x,fact\n",
        "claims.csv:2: column 2 (source): no source 'nowhere'"
      ),
      (
        "evidence.csv", "claim,stance,entity\nbeta-bao-lead,supports,aurora-1\n",
        "which property of the entity? say it in the column 'property'"
      ),
      (
        "evidence.csv", "claim,stance,other\nbeta-bao-lead,proves,beta-bao-more-chips\n",
        "'proves' is not one of supports, contradicts, premise"
      ),
      (
        "figures.csv", "subject,measure,date,value,low,high\naurora-labs,Chips Owned,2025,1,,\n",
        "'Chips Owned' is not a measure; write it like chips-owned"
      ),
      (
        "figures.csv", "subject,measure,date,value,low,high\naurora-labs,chips,2025,1,3,2\n",
        "low (3.0) is above high (2.0)"
      ),
      (
        "figures.csv", "subject,measure,date,until\naurora-labs,chips,2025-03,2024\n",
        "ends (2024) before it begins (2025-03)"
      ),
      (
        "events.csv", "entity,type,date\naurora-1,launch,soon\n",
        "events.csv:2: column 3 (date): 'soon' is not a date"
      ),
      (
        "citations.csv", "subject,measure,date,source\naurora-labs,revenue,2023,alpha-list\n",
        "no such figure on record"
      ),
    ])
  func rejected(file: String, text: String, message: String) throws {
    let workspace = try Workspace(.said)
    try workspace.write(file, text)
    let output = try workspace.aikb("ingest", file)
    #expect(output.status == 1)
    #expect(output.messages.contains(message), "\(output.messages)")
  }

  @Test("Of two sources with a claim of one key the more believed one has it, in any order")
  func oneKey() throws {
    var exports: Set<String> = []
    for order in [["press", "official"], ["official", "press"]] {
      let workspace = try Workspace(.empty)
      try workspace.write(
        "sources.csv", "key,title,reliability\npress,Press,press\nofficial,Official,official\n")
      try workspace.write("firms.csv", "key,name\nacme,Acme\n")
      try workspace.write(
        "press/claims.csv",
        "key,source,text,text_zh,modality,about\nc,press,As reported,据报道,prediction,acme\n")
      try workspace.write(
        "official/claims.csv", "key,source,text,modality\nc,official,As decided,fact\n")
      try workspace.succeed("ingest", "sources.csv", "firms.csv")
      var last = ""
      for folder in order {
        last = try workspace.succeed("ingest", "\(folder)/claims.csv").messages
      }
      #expect(
        last.contains("claims that a more believed source holds stay as that one has them: c\n")
          == (order[1] == "press"), "\(last)")
      exports.insert(
        try workspace.succeed(
          "sql", "SELECT key, source, text, text_zh, modality, about FROM claims"
        ).text)
    }
    #expect(
      exports == ["key,source,text,text_zh,modality,about\nc,official,As decided,,fact,\n"])
  }
}
