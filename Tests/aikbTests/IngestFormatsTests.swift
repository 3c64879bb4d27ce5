import Foundation
import Testing

@Suite("aikb ingest: what colleagues send")
struct IngestFormatsTests {
  @Test("A CSV that a Chinese Excel saved is read, and its encoding said")
  func gbk() throws {
    let workspace = try Workspace(.empty)
    let huawei: [UInt8] = [0xBB, 0xAA, 0xCE, 0xAA]
    try workspace.write(
      "firms.csv", Data("key,name,name_zh\r\nhuawei,Huawei,".utf8) + huawei + Data("\r\n".utf8))
    let output = try workspace.succeed("ingest", "firms.csv")
    #expect(output.messages.contains("firms.csv: read as GB18030; --encoding names another"))
    try workspace.succeed("list", "firms", "--columns", "name_zh", printing: "name_zh\n华为\n")
    let again = try workspace.succeed("ingest", "firms.csv", "--encoding", "GBK")
    #expect(again.messages == "1 row read: nothing changed\n")
  }

  @Test("A table in JSON is read like one in CSV")
  func json() throws {
    let workspace = try Workspace(.empty)
    try workspace.write(
      "firms.json", #"[{"key":"smic","name":"SMIC"},{"key":"tsmc","name":"TSMC","name_zh":"台积电"}]"#)
    try workspace.succeed("ingest", "firms.json")
    try workspace.succeed(
      "list", "firms", "--columns", "key,name_zh", printing: "key,name_zh\nsmic,\ntsmc,台积电\n")
  }

  @Test("A workbook that was exported changes nothing when it comes back")
  func workbook() throws {
    let workspace = try Workspace(.empty)
    try workspace.fixture("own")
    try workspace.succeed("ingest", "own")
    try workspace.succeed("export", "models", "-o", "models.xlsx")
    let output = try workspace.succeed("ingest", "models.xlsx")
    #expect(output.messages.hasSuffix("3 rows read: nothing changed\n"))
  }

  @Test("A row of a workbook that cannot be taken is named by its number in the sheet")
  func row() throws {
    let workspace = try Workspace(.empty)
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/workbooks/calc.xlsx")
    try workspace.write("calc.xlsx", try Data(contentsOf: fixtures))
    let ignored = ["month", "seen", "at", "open", "code", "double", "parameters"]
    let output = try workspace.shell(
      "aikb ingest calc.xlsx --as models "
        + ignored.map { "--ignore \($0)" }.joined(separator: " ") + " --sheet 模型")
    #expect(output.status == 0, "\(output.messages)")
    #expect(output.messages.contains("merged cells"))
  }
}
