import Foundation
import Testing

/// What colleagues write into rows and headers without thinking of whoever reads the file.
@Suite("aikb ingest: what colleagues write")
struct MessyRowTests {
  @Test("All that is wrong with a row is told at once, and stands in one row of the rejects")
  func everyCell() throws {
    let workspace = try Workspace(.empty)
    let text = "name,released,parameters\nA,soon,many\nB,2025,1B\n"
    try workspace.write("models.csv", text)
    let refused = try workspace.aikb("ingest", "models.csv")
    let lines = refused.messages.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].hasPrefix("aikb: models.csv:2: column 2 (released): 'soon' is not a date"))
    #expect(lines[1].hasPrefix("aikb: models.csv:2: column 3 (parameters): 'many' is not a"))
    let partly = try workspace.aikb("ingest", "models.csv", "--rejects", "bad.csv")
    #expect(partly.messages.hasSuffix("1 row rejected, see bad.csv\n"))
    #expect(
      try workspace.text(of: "bad.csv").contains(
        "\nA,soon,many,2,released; parameters,\"released: 'soon' is not a date"))
  }

  @Test("The same with a mapping, relations and properties alike")
  func everyMappedCell() throws {
    let workspace = try Workspace(.empty)
    try workspace.fixture("lab-models.yaml")
    try workspace.write(
      "set.yaml",
      """
      name: set
      title: Set
      kind: model
      source: {key: set, title: Set}
      columns:
        Model: name
        Out: released
        Size: parameters
        Maker: {relation: developed_by, kind: firm}
        Land: {relation: country_of_origin, kind: country}

      """)
    try workspace.write(
      "set.csv", "Model,Out,Size,Maker,Land\nA,soon,many,,\nB,,,Nobody,Nowhere\n")
    let output = try workspace.aikb("ingest", "set.csv", "--map", "set.yaml")
    for place in [
      "2: column 2 (Out)", "2: column 3 (Size)", "3: column 4 (Maker)", "3: column 5 (Land)",
    ] { #expect(output.messages.contains("set.csv:\(place)"), "\(place)") }
  }

  @Test(
    "A time that is no date of the store is refused with what to write",
    arguments: [
      ("Q3 2025", "write 2025, or the month"), ("2025年第三季度", "write 2025, or the month"),
      ("H1 2025", "write 2025, or the month"), ("mid-2025", "write 2025, or the month"),
      ("2025年底", "write 2025, or the month"), ("2025年4月上旬", "write 2025-04"),
      ("Jul-25", "is the number the day or the year?"), ("FY2025", "a fiscal year"),
      ("2024-2025", "a span of time"), ("7月23日", "the year is missing"),
      ("114年7月", "year is one of the Republic"), ("25年7月", "with four digits"),
      ("2025（预计）", "write the date alone"), ("202507", "as 2025-07"),
    ])
  func times(text: String, hint: String) throws {
    try expectHint(hint, "name,released\nA,\(text)\n")
  }

  @Test(
    "A number that is more or less than one is refused with what to write",
    arguments: [
      ("12%", "a share is written as 0.12"), ("$1.2bn", "money is a figure"),
      ("¥3亿", "money is a figure"), (">100B", "a bound is no number"),
      ("超过1000亿", "a bound is no number"), ("671B¹", "take the footnote mark out"),
      ("671B[2]", "take the footnote mark out"), ("8x7B", "write the total"),
      ("1.8万亿（传闻）", "write the number alone"), ("待定", "say --blank '待定'"),
    ])
  func numbers(text: String, hint: String) throws {
    try expectHint(hint, "name,parameters\nA,\(text)\n")
  }

  @Test(
    "The mark of a footnote becomes no part of a name, unless it comes with a key",
    arguments: ["FooBar-6¹", "FooBar*", "文心一言[1]", "某模型（注1）", "某模型注1", "Foo†"])
  func footnotes(name: String) throws {
    try expectHint("ends like a footnote mark", "name,released\n\(name),2025\n")
    let workspace = try Workspace(.empty)
    try workspace.write("models.csv", "key,name\nx,\(name)\n")
    try workspace.succeed("ingest", "models.csv")
    // Now it is on record, and found.
    try workspace.write("models.csv", "name,released\n\(name),2025\n")
    try workspace.succeed("ingest", "models.csv")
  }

  @Test(
    "A mapped file refuses totals and footnote marks, but for names with a star and identifiers")
  func mapped() throws {
    let workspace = try Workspace(.empty)
    try workspace.write(
      "set.yaml",
      """
      name: set
      title: Set
      kind: model
      source: {key: set, title: Set}
      columns:
        Model: name
        Id: {identifier: set}

      """)
    try workspace.write("set.csv", "Model,Id\nTotal,\n文心[1],\nRNNsearch-50*,\nSum,7\n")
    let output = try workspace.aikb(
      "ingest", "set.csv", "--map", "set.yaml", "--rejects", "bad.csv")
    #expect(
      output.messages.contains("set.csv:2: column 1 (Model): 'Total' looks like a row of totals"))
    #expect(output.messages.contains("ignore-rows: in the mapping"))
    #expect(output.messages.contains("set.csv:3: column 1 (Model): '文心[1]' ends like a footnote"))
    try workspace.succeed(
      "sql", "SELECT name FROM models ORDER BY name", printing: "name\nRNNsearch-50*\nSum\n")
  }

  @Test("Words for what is not known are blanks where the user says so, with and without a mapping")
  func blanks() throws {
    let workspace = try Workspace(.empty)
    try workspace.fixture("lab-models.yaml")
    try workspace.write("list.csv", "模型,参数量,发布时间\nA,n/a,2025\nB,1B,未披露\n")
    try workspace.succeed(
      "ingest", "list.csv", "--as", "models", "--blank", "n/a", "--blank", "未披露")
    try workspace.succeed(
      "sql", "SELECT name, parameters, released FROM models ORDER BY name",
      printing: "name,parameters,released\nA,,2025\nB,1000000000,\n")
    try workspace.write(
      "set.yaml",
      """
      name: set
      title: Set
      kind: model
      source: {key: set, title: Set}
      columns: {模型: name, 参数量: parameters, 发布时间: {property: released, blank: [无]}}

      """)
    try workspace.succeed(
      "ingest", "list.csv", "--map", "set.yaml", "--blank", "n/a", "--blank", "未披露")
  }

  @Test("A header and no rows is said")
  func noRows() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("models.csv", "name,released\n")
    let output = try workspace.succeed("ingest", "models.csv")
    #expect(output.firstMessage == "models.csv: no rows below the header")
  }

  // MARK: Headers

  @Test(
    "Headers are known as colleagues write them",
    arguments: [
      (
        "models", "Model Name,Release Date,Params (B)", "name,released,parameters", "A,March 2025,7"
      ),
      ("models", "模型名称,发布时间,参数量(B)", "name,released,parameters", "A,2025年3月,7"),
      ("firms", "Company,Founded,Homepage,HQ", "name,founded,website", "A,2020,https://a.cn,"),
      ("firms", "公司名称,成立年份,官网,总部", "name,founded,website", "A,2020,https://a.cn,"),
      ("chips", "Accelerator,Launch Date,Process Node", "name,released,process_nm", "A,2025,4 nm"),
      ("chips", "芯片名称,上市时间,制程工艺", "name,released,process_nm", "A,2025,4纳米"),
      ("policies", "政策名称,发文字号,施行日期", "name,document_no,effective", "A,第1号,2025"),
    ])
  func headers(kind: String, header: String, columns: String, row: String) throws {
    let workspace = try Workspace(.empty)
    try workspace.write("list.csv", "\(header)\n\(row)\n")
    try workspace.succeed("ingest", "list.csv", "--as", kind)
    let output = try workspace.succeed("list", kind, "--columns", columns)
    let cells = output.text.split(separator: "\n").last?.split(separator: ",")
    #expect(cells?.count == 3, "\(output.text)")
  }

  @Test("A column that names the developers makes relations where --col says so")
  func relations() throws {
    let workspace = try Workspace(.seeds)
    try workspace.write(
      "list.csv", "模型,所属公司,国别\n墨子一号,华为；阿里巴巴,中国\n墨子二号,没有的公司,\n")
    let unsaid = try workspace.aikb("ingest", "list.csv", "--as", "models", "--dry-run")
    #expect(unsaid.firstMessage.contains("--col '所属公司=developers' --col '国别=countries'"))
    let output = try workspace.aikb(
      "ingest", "list.csv", "--as", "models", "--col", "所属公司=developers", "--col",
      "国别=country_of_origin", "--rejects", "bad.csv")
    #expect(
      output.messages.contains(
        "list.csv:3: column 2 (所属公司): no firm / institution / person '没有的公司' on record"))
    try workspace.succeed(
      "sql", "SELECT name, developers, countries FROM models WHERE name LIKE '墨子%'",
      printing: "name,developers,countries\n墨子一号,Alibaba; Huawei,China\n")
  }

  @Test("--col for a column that is not there is an error")
  func absentColumn() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("list.csv", "模型,公司\nA,B\n")
    let output = try workspace.aikb(
      "ingest", "list.csv", "--as", "models", "--col", "公事=developers")
    #expect(output.firstMessage.contains("--col: the column '公事' is missing; nearest: 公司"))
  }

  @Test("Unknown columns of numbers for a date are told to be figures")
  func figures() throws {
    try expectHint("'营收（亿元）' is a figure", "公司,营收（亿元）\nA,5\n", kind: "firms")
  }

  @Test("A blank cell stands for the one above it where --fill says so")
  func fill() throws {
    let workspace = try Workspace(.seeds)
    try workspace.write("list.csv", "公司,模型\n华为,墨子一号\n,墨子二号\n,\n阿里巴巴,墨子三号\n")
    try workspace.succeed(
      "ingest", "list.csv", "--as", "models", "--col", "公司=developers", "--fill", "公司")
    try workspace.succeed(
      "sql", "SELECT name, developers FROM models WHERE name LIKE '墨子%' ORDER BY name",
      printing: "name,developers\n墨子一号,Huawei\n墨子三号,Alibaba\n墨子二号,Huawei\n")
    let output = try workspace.aikb("ingest", "list.csv", "--as", "models", "--fill", "公事")
    #expect(output.firstMessage == "aikb: list.csv:1: --fill: the column '公事' is missing")
  }

  @Test("With --fill cells are read as without: guards of a spreadsheet, numbers that may be two")
  func fillChangesNoOther() throws {
    let workspace = try Workspace(.empty)
    try workspace.write(
      "models.csv", "maker;name;released;description\nA;M;'2025-07;'=x\n;N;;''=y\n")
    try workspace.succeed("ingest", "models.csv", "--ignore", "maker", "--fill", "maker")
    try workspace.succeed(
      "sql", "SELECT name, released, description FROM models ORDER BY name",
      printing: "name,released,description\nM,2025-07,=x\nN,,''=y\n")
    try workspace.write("chips.csv", "name;process_nm\nA;1,495\nB;1.375\n")
    for options in ["", "--fill name"] {
      let output = try workspace.shell("aikb ingest chips.csv \(options)")
      #expect(output.status == 1)
      #expect(output.messages.contains("'1,495': does the mark group thousands"))
    }
  }

  @Test(
    "With --fill a row of another width, behind which blanks would be anything, is told by its line"
  )
  func fillBehindBadRow() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("firms.csv", "name,role,founded\nA,x,1990\nB,y\nC,,1991\n")
    for options in ["", "--rejects bad.csv"] {
      let output = try workspace.shell("aikb ingest firms.csv --fill role \(options)")
      #expect(output.status == 1)
      #expect(output.firstMessage == "aikb: firms.csv:3: 2 fields, header has 3")
    }
  }

  @Test(
    "Rows of UTF-8 in a file of GB18030 are rejected as they stood, and taken when ingested again")
  func pastedTogether() throws {
    let workspace = try Workspace(.empty)
    try workspace.succeed(
      shell: """
        printf '模型,发布时间\\n通义一号,2025\\n' | iconv -f utf-8 -t gb18030 > list.csv
        printf '混元二号,2025\\n' >> list.csv
        """)
    let refused = try workspace.aikb("ingest", "list.csv", "--as", "models", "--rejects", "bad.csv")
    #expect(refused.status == 2)
    #expect(
      refused.firstMessage.hasPrefix(
        "aikb: list.csv:3: column 1 (模型): UTF-8 in a file of GB18030: were two files pasted"))
    try workspace.succeed("ingest", "bad.csv", "--as", "models")
    try workspace.succeed(
      "sql", "SELECT name FROM models ORDER BY name", printing: "name\n混元二号\n通义一号\n")
  }

  private func expectHint(
    _ hint: String, _ text: String, kind: String = "models",
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let workspace = try Workspace(.empty)
    try workspace.write("list.csv", text)
    let output = try workspace.aikb("ingest", "list.csv", "--as", kind)
    #expect(output.status == 1, sourceLocation: location)
    #expect(output.firstMessage.contains(hint), "\(output.messages)", sourceLocation: location)
  }
}
