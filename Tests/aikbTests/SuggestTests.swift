import Foundation
import Testing

@Suite("aikb ingest --suggest, --col: files nobody has described")
struct SuggestTests {
  @Test("A draft can be read as it is, and says what it found in each column")
  func draft() throws {
    let workspace = try Workspace(.seeds)
    try workspace.write(
      "list.csv",
      """
      大模型,发布日期,公司,国家,Openness,备注: x
      墨子一号,9/30/2025,华为,中国,Unreleased,好
      墨子二号,10/1/2025,"华为,阿里巴巴",中国,API,
      墨子三号,,阿里巴巴,中国,,

      """)
    let draft = try workspace.succeed("ingest", "list.csv", "--suggest", "--as", "models").text
    try workspace.write("list.yaml", draft)
    for line in [
      "kind: model", "dates: mdy", "  # 2 of 3 rows: 9/30/2025 | 10/1/2025", "  发布日期: released",
      "    relation: developed_by", "    split: \",\"", "    relation: country_of_origin",
      "      API: api", "  - \"备注: x\"   # 1 of 3 rows: 好",
    ] { #expect(draft.contains("\n\(line)"), "\(line)") }
    try workspace.succeed("ingest", "list.csv", "--map", "list.yaml")
    try workspace.succeed(
      "sql", "SELECT name, released, developers FROM models WHERE name LIKE '墨子%' ORDER BY 2 DESC",
      printing: """
        name,released,developers
        墨子二号,2025-10-01,Alibaba; Huawei
        墨子一号,2025-09-30,Huawei
        墨子三号,,Alibaba

        """)
  }

  @Test(
    "A draft knows the units of headers, and on which line the header and in which column the totals are"
  )
  func layout() throws {
    let workspace = try Workspace(.seeds)
    try workspace.write(
      "list.csv", "一览,,\n公司,模型,参数量（亿）\n华为,墨子一号,120\n,墨子二号,\"0.5\"\n合计,2,\n")
    let draft = try workspace.succeed("ingest", "list.csv", "--suggest", "--header", "2").text
    for line in [
      "#   aikb ingest list.csv --header 2 --map THIS-FILE.yaml --dry-run", "  公司: [合计]",
      "    property: parameters\n    times: 100000000",
    ] { #expect(draft.contains("\n\(line)"), "\(line) in \(draft)") }
    try workspace.write("list.yaml", draft)
    try workspace.succeed("ingest", "list.csv", "--header", "2", "--map", "list.yaml")
    try workspace.succeed(
      "sql", "SELECT name, parameters FROM models WHERE name LIKE '墨子%' ORDER BY 2",
      printing: "name,parameters\n墨子二号,50000000\n墨子一号,12000000000\n")
    try workspace.write("list.csv", "公司,模型,参数量（亿）\n华为,墨子三号,12B\n")
    let twice = try workspace.aikb("ingest", "list.csv", "--map", "list.yaml")
    #expect(twice.firstMessage.contains("'12B' says its own unit, and times: in the mapping"))
  }

  @Test("What a draft guesses of a source's words is a comment: uncorrected it is refused")
  func guesses() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("list.csv", "模型,是否开源\n墨子一号,是\n墨子二号,否\n")
    let draft = try workspace.succeed("ingest", "list.csv", "--suggest").text
    #expect(draft.contains("\n    #   是: ?\n    #   否: ?\n"), "\(draft)")
    try workspace.write("list.yaml", draft)
    let output = try workspace.aikb("ingest", "list.csv", "--map", "list.yaml")
    #expect(output.status == 1)
    #expect(output.firstMessage.contains("'是' is not one of unreleased"), "\(output.messages)")
  }

  @Test("Headers that tell nothing need the kind; a file of a built-in mapping names it")
  func unknown() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("list.csv", "a,b\nx,1\n")
    let output = try workspace.aikb("ingest", "list.csv", "--suggest")
    #expect(output.status == 1)
    #expect(output.messages.contains("--as KIND"))
    try workspace.fixture("epoch-notable-excerpt.csv", as: "downloaded.csv")
    let other = try workspace.aikb("ingest", "downloaded.csv")
    #expect(other.messages.contains("say --map epoch-models"))
  }

  @Test("A column is what --col says; a property that is none is refused with the nearest")
  func columns() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("list.csv", "大模型,key\n墨子,2025-03\n")
    try workspace.succeed(
      "ingest", "list.csv", "--as", "models", "--col", "大模型=name", "--col", "key=发布日期")
    try workspace.succeed(
      "sql", "SELECT name, released FROM models", printing: "name,released\n墨子,2025-03\n")
    let output = try workspace.aikb("ingest", "list.csv", "--as", "models", "--col", "大模型=nam")
    #expect(output.messages.contains("nearest: name"))
    #expect(try workspace.aikb("ingest", "list.csv", "--col", "a=name").status == 64)
  }
}
