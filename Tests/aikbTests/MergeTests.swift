import Foundation
import Testing

@Suite("aikb merge, unmerge, review: one entity of two, and two again")
struct MergeTests {
  /// Two firms that are one, each with its own source, values, relations, figures and events.
  private func twins() throws -> Workspace {
    let workspace = try Workspace(.empty)
    try workspace.write(
      "sources.csv",
      "key,title,reliability\npaper,A paper,press\nregister,The register,official\n")
    try workspace.write(
      "firms.csv",
      """
      key,name,name_zh,founded,website,source
      acme,Acme,顶峰,1999,,paper
      acme-works,Acme Works,,2001,https://acme.example,register
      other,Other,,,,paper

      """)
    try workspace.write("chips.csv", "key,name,source\nc1,C1,paper\n")
    try workspace.write(
      "relations.csv",
      """
      subject,predicate,object,quantity,source
      acme,designs,c1,5,paper
      acme-works,designs,c1,7,register
      acme-works,partner_of,other,,register

      """)
    try workspace.write(
      "figures.csv",
      "subject,measure,date,value,unit,source\nacme-works,revenue,2024,10,USD,register\n")
    try workspace.write(
      "names.csv", "entity,text,lang,role,source\nacme-works,ACW,en,alias,register\n")
    try workspace.write("identifiers.csv", "scheme,value,entity\nticker,ACW,acme-works\n")
    try workspace.succeed(
      "ingest", "sources.csv", "firms.csv", "chips.csv", "relations.csv", "figures.csv",
      "names.csv", "identifiers.csv")
    return workspace
  }

  @Test("A merge keeps every citation, and the more reliable source decides as if it always had")
  func citations() throws {
    let workspace = try twins()
    try workspace.succeed("merge", "acme-works", "acme")
    try workspace.succeed(
      "sql", "SELECT key, name, founded, website FROM firms WHERE key LIKE 'acme%'",
      printing: "key,name,founded,website\nacme,Acme,2001,https://acme.example\n")
    try workspace.succeed(
      "sql",
      """
      SELECT property, source, value FROM citations
       WHERE entity = 'acme' AND property IN ('founded', 'website') ORDER BY 1, 2
      """,
      printing: """
        property,source,value
        founded,paper,1999
        founded,register,
        website,register,

        """)
    try workspace.succeed(
      "sql", "SELECT subject, predicate, object, quantity FROM relations ORDER BY 2",
      printing: """
        subject,predicate,object,quantity
        acme,designs,c1,7
        acme,partner_of,other,

        """)
    try workspace.succeed(
      "sql", "SELECT subject, value FROM figures", printing: "subject,value\nacme,10\n")
    for name in ["Acme Works", "ACW", "acme-works", "ticker:ACW"] {
      #expect(try workspace.succeed("show", name).lines[0].hasPrefix("Acme"), "\(name)")
    }
    try workspace.succeed("check")
  }

  @Test("A merge that is taken back leaves the knowledge base as it was, byte for byte")
  func undo() throws {
    let workspace = try twins()
    try workspace.succeed("export", "--all", "before")
    try workspace.succeed("merge", "acme-works", "acme")
    try workspace.succeed("unmerge", "acme-works")
    try workspace.succeed("export", "--all", "after")
    #expect(try workspace.shell("diff -r before after").text == "")
    #expect(try workspace.succeed("show", "Acme Works").lines[1].contains("acme-works"))
    try workspace.succeed("check")
    #expect(try workspace.aikb("unmerge", "acme-works").status == 1)
  }

  @Test("What came in after a merge stays when the merge is taken back")
  func later() throws {
    let workspace = try twins()
    try workspace.succeed("merge", "acme-works", "acme")
    try workspace.succeed("set", "acme", "role=designer")
    try workspace.succeed("unmerge", "acme-works")
    try workspace.succeed(
      "sql", "SELECT key, founded, role FROM firms WHERE key LIKE 'acme%' ORDER BY key",
      printing: "key,founded,role\nacme,1999,designer\nacme-works,2001,\n")
    try workspace.succeed("check")
  }

  @Test("One source that says different things of the two goes on saying both")
  func oneSource() throws {
    let workspace = try twins()
    try workspace.write(
      "firms.csv", "key,name,founded,source\nacme,Acme,1999,paper\nother,Other,2003,paper\n")
    try workspace.succeed("ingest", "firms.csv")
    try workspace.succeed("merge", "other", "acme")
    try workspace.succeed(
      "sql",
      """
      SELECT value, locator FROM citations WHERE entity = 'acme' AND property = 'founded'
       ORDER BY 1
      """, printing: "value,locator\n,\n2003,said of other\n")
  }

  @Test("Entities of two kinds, or that a relation joins, are not made one")
  func refused() throws {
    let workspace = try twins()
    #expect(try workspace.aikb("merge", "acme", "c1").status == 1)
    let output = try workspace.aikb("merge", "acme-works", "other")
    #expect(output.status == 1)
    #expect(output.messages.contains("partner_of"))
    #expect(try workspace.succeed("sql", "SELECT count(*) FROM firms").lines[1] == "3")
  }

  @Test(
    "A firm is found by its registered name; a name that is only like another one is asked about")
  func doubt() throws {
    let workspace = try Workspace(.empty)
    try workspace.write(
      "firms.csv", "key,name,name_zh\nhuawei,Huawei,华为\ntencent,Tencent,腾讯\nmeta,Meta,\n")
    try workspace.succeed("ingest", "firms.csv")
    try workspace.write(
      "more.csv",
      """
      name
      "Huawei Technologies Co., Ltd."
      华为技术有限公司
      Ｈｕａｗｅｉ Ltd
      Huawai
      Tencent Holdings Ltd.
      Metaverse

      """)
    let output = try workspace.succeed("ingest", "more.csv", "--as", "firms")
    #expect(output.messages.contains("3 added"))
    #expect(output.messages.contains("2 new entities may be ones on record"))
    try workspace.succeed(
      "review", "-f", "csv",
      printing: """
        score,entity,name,other,other_name,reason,state
        0.9,tencent-holdings-ltd,Tencent Holdings Ltd.,tencent,Tencent,both are 'tencent' without the legal form,open
        0.67,huawai,Huawai,huawei,Huawei,the names differ in a letter,open

        """)
    try workspace.succeed("review", "accept", "tencent-holdings-ltd")
    try workspace.succeed("review", "reject", "huawai")
    #expect(try workspace.succeed("review").messages.contains("nothing to decide"))
    // What was decided is not asked again.
    let again = try workspace.succeed("ingest", "more.csv", "--as", "firms")
    #expect(again.messages.contains("nothing changed"))
    #expect(try workspace.succeed("show", "Tencent Holdings Ltd.").lines[0].hasPrefix("Tencent"))
    try workspace.succeed("check")
  }
}

@Suite("Rows that name nobody")
struct NamelessRowTests {
  private static let mapping = """
    name: systems
    title: Systems
    kind: facility
    source: {key: systems, title: Systems}
    nameless: {words: [Anonymous], by: [Date, Power, Place]}
    renamed: {Opened: Date}
    columns:
      System: name
      Date: operational
      Power: power_watts
      Place: {relation: located_in, kind: country, create: true}

    """

  @Test("Each is an entity of its own, also where two are the same, and stays it on a second run")
  func second() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("systems.yaml", Self.mapping)
    let rows = ["Anonymous,2020,5,China", "Anonymous,2020,5,China", "Anonymous,2021,,China"]
    for order in [rows, rows.reversed()] {
      try workspace.write(
        "systems.csv", (["System,Date,Power,Place"] + order).joined(separator: "\n"))
      try workspace.succeed("ingest", "systems.csv", "--map", "systems.yaml")
      try workspace.succeed(
        "sql", "SELECT count(*) AS n, count(DISTINCT key) AS k FROM facilities",
        printing: "n,k\n3,3\n")
    }
    #expect(try workspace.succeed("review").messages.contains("nothing to decide"))
    try workspace.succeed("check")
  }

  @Test(
    "A later file that revised a figure leaves the pair to be decided; its columns had other names")
  func vintage() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("systems.yaml", Self.mapping)
    try workspace.write("systems.csv", "System,Date,Power,Place\nAnonymous,2020,5,China\n")
    try workspace.succeed("ingest", "systems.csv", "--map", "systems.yaml")
    try workspace.write("systems.csv", "PLACE,Opened,power,System\nChina,2020,6,Anonymous\n")
    let output = try workspace.succeed("ingest", "systems.csv", "--map", "systems.yaml")
    #expect(output.messages.contains("1 new entity may be one on record"))
    let pair = try workspace.succeed("review", "-f", "json").json()[0]
    #expect(pair["reason"] as? String == "75 % of what tells such rows apart agree")
    try workspace.succeed("review", "accept", pair["entity"] as? String ?? "")
    try workspace.succeed(
      "sql", "SELECT operational, power_watts FROM facilities",
      printing: "operational,power_watts\n2020,5\n")
    // Both rows are that facility now: the source says what its file says last.
    try workspace.succeed("ingest", "systems.csv", "--map", "systems.yaml")
    let again = try workspace.succeed("ingest", "systems.csv", "--map", "systems.yaml")
    #expect(again.messages.contains("nothing changed"))
    try workspace.succeed(
      "sql", "SELECT operational, power_watts FROM facilities",
      printing: "operational,power_watts\n2020,6\n")
    try workspace.succeed("check")
  }

  @Test("A new name that is as near to two on record is noted with both, and made neither of them")
  func ties() throws {
    let workspace = try Workspace(.empty)
    try workspace.write(
      "firms.csv", "key,name\nacme-us,Acme Robotics\nacme-cn,Acme Robotics\n")
    try workspace.succeed("ingest", "firms.csv")
    try workspace.write("list.csv", "name\nAcme Robotic\n")
    let output = try workspace.succeed("ingest", "list.csv", "--as", "firms")
    #expect(output.messages.contains("2 new entities may be ones on record: aikb review"))
    try workspace.succeed(
      "review", "-f", "csv",
      printing: """
        score,entity,name,other,other_name,reason,state
        0.83,acme-robotic,Acme Robotic,acme-cn,Acme Robotics,the names differ in a letter,open
        0.83,acme-robotic,Acme Robotic,acme-us,Acme Robotics,the names differ in a letter,open

        """)
  }
}
