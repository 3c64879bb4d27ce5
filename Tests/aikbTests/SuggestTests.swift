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
