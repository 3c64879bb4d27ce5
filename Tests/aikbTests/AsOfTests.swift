import Testing

/// `--as-of` where answers are pages and tables.
@Suite("--as-of on pages and comparisons", .serialized)
struct AsOfTests {
  /// Two firms with relations, events and figures of several years.
  private func dated() throws -> Workspace {
    let workspace = try Workspace(.own)
    try workspace.write(
      "relations.csv",
      """
      subject,predicate,object,valid_from,valid_to,quantity,source
      aurora-labs,uses,boreas-9,2023,,100,alpha-list
      borealis,uses,boreas-9,2025-03,,7,alpha-list
      aurora-labs,partner_of,borealis,2020,2021-06,,alpha-list

      """)
    try workspace.write(
      "figures.csv",
      """
      subject,measure,date,value,source
      aurora-labs,employees,2022,10,alpha-list
      aurora-labs,employees,2024,30,alpha-list

      """)
    try workspace.write(
      "events.csv",
      """
      entity,type,date,source
      aurora-labs,listed,2022-05-01,alpha-list
      aurora-labs,delisted,2025,alpha-list

      """)
    try workspace.succeed("ingest", "relations.csv", "figures.csv", "events.csv")
    return workspace
  }

  @Test("A page on a date: what does not hold is left out, what only may is marked")
  func page() throws {
    let workspace = try dated()
    let page = try workspace.succeed(
      "show", "aurora-labs", "--as-of", "2023-05-01", "--lang", "en"
    ).text
    #expect(page.contains("as of 2023-05-01; what has no date on record is left in"))
    #expect(page.contains("from 2023; possible"))
    #expect(!page.contains("partner of"))
    #expect(page.contains("2022-05-01  listed") && !page.contains("delisted"))
    #expect(page.contains("employees  10") && !page.contains("30"))
    let later = try workspace.succeed(
      "show", "aurora-labs", "--as-of", "2024-01", "--lang", "zh"
    ).text
    #expect(later.contains("截至 2024-01；无日期记录的内容照列"))
    #expect(later.contains("自 2023") && !later.contains("可能"))
    let rows = try workspace.succeed(
      "show", "aurora-labs", "--as-of", "2023-05-01", "-f", "csv"
    ).text
    #expect(rows.contains("entity,as_of,2023-05-01,,"))
    #expect(rows.contains("from 2023; possible"))
    #expect(!rows.contains("partner_of"))
  }

  @Test("A comparison on a date has the relations and figures of that time")
  func comparison() throws {
    let workspace = try dated()
    let today = try workspace.succeed("compare", "aurora-labs", "borealis", "-f", "csv").text
    #expect(today.contains("14.285714285714286"))
    let then = try workspace.succeed(
      "compare", "aurora-labs", "borealis", "--as-of", "2024", "-f", "csv"
    ).text
    #expect(!then.contains("14.28") && !then.contains("partner_of"))
    #expect(then.contains("employees"))
    let before = try workspace.succeed(
      "compare", "aurora-labs", "borealis", "--as-of", "2021-01", "-f", "csv"
    ).text
    #expect(!before.contains("employees") && before.contains("partner_of"))
  }

  @Test("Claims made by a date, and a timeline up to it")
  func claimsAndTimeline() throws {
    let workspace = try Workspace(.said)
    #expect(
      try workspace.succeed("claims", "--as-of", "2025-06-30", "-f", "csv").text
        .contains("\nbeta-bao-lead,"))
    let before = try workspace.aikb("claims", "--as-of", "2024", "-f", "csv")
    #expect(before.messages.contains("0 of 2 claims; 1 could not be decided"))
    let dated = try dated()
    let then = try dated.succeed("timeline", "aurora-labs", "--as-of", "2023", "-f", "csv").text
    #expect(then.contains("2022-05-01") && !then.contains("delisted"))
  }
}
