import Foundation
import Testing

/// Tables as people lay them out for the eye: totals below, units in the header, a title above.
@Suite("aikb ingest: tables laid out for the eye")
struct MessyTableTests {
  @Test(
    "A row of totals or a footnote becomes no entity",
    arguments: ["Total", "合计", "總計", "平均值", "Source: company reports", "注：估计值"])
  func totals(name: String) throws {
    let workspace = try Workspace(.empty)
    try workspace.write("list.csv", "name,parameters\nAlpha,1B\n\(name),\n")
    let output = try workspace.aikb("ingest", "list.csv", "--as", "models")
    #expect(output.status == 1)
    #expect(
      output.firstMessage.hasPrefix(
        "aikb: list.csv:3: column 1 (name): '\(name)' looks like a row of totals or a footnote"),
      "\(output.messages)")
    let rest = try workspace.aikb("ingest", "list.csv", "--as", "models", "--rejects", "bad.csv")
    #expect(rest.status == 2)
    try workspace.succeed("list", "models", "--columns", "name", printing: "name\nAlpha\n")
  }

  @Test("A firm that is called Total is taken when it has a key")
  func total() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("firms.csv", "key,name\ntotal,Total\n")
    try workspace.succeed("ingest", "firms.csv")
    try workspace.succeed("list", "firms", "--columns", "name", printing: "name\nTotal\n")
  }

  @Test(
    "A unit in the header counts, and a cell that says its own unit keeps it",
    arguments: [
      ("Parameters (B)", "12", "12000000000"), ("Parameters (B)", "671M", "671000000"),
      ("参数量（亿）", "120", "12000000000"), ("context [K tokens]", "128", "128000"),
    ])
  func units(header: String, cell: String, value: String) throws {
    let workspace = try Workspace(.empty)
    try workspace.write("list.csv", "name,\(header)\nAlpha,\(cell)\n")
    try workspace.succeed("ingest", "list.csv", "--as", "models")
    let column = header.hasPrefix("context") ? "context_tokens" : "parameters"
    try workspace.succeed("list", "models", "--columns", column, printing: "\(column)\n\(value)\n")
  }

  @Test("The count in a row of totals becomes no entity, whichever column says total")
  func countOfRows() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("list.csv", "公司,模型\n甲,墨子\n合计,4\n")
    let output = try workspace.aikb("ingest", "list.csv", "--as", "models")
    #expect(output.status == 1)
    #expect(
      output.firstMessage.hasPrefix(
        "aikb: list.csv:3: column 2 (模型): '合计' looks like a row of totals"), "\(output.messages)")
    try workspace.write(
      "list.yaml",
      "name: list\ntitle: List\nkind: model\nsource: {key: list, title: List}\ncolumns: {模型: name}\nignore: [公司]\n"
    )
    let mapped = try workspace.aikb("ingest", "list.csv", "--map", "list.yaml")
    #expect(mapped.messages.contains("'合计' looks like a row of totals"), "\(mapped.messages)")
  }

  @Test("A scale in the cell and one in the header that could be meant together are asked about")
  func twoScales() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("list.csv", "name,参数量（亿）\nA,1万\n")
    let output = try workspace.aikb("ingest", "list.csv", "--as", "models")
    #expect(
      output.firstMessage.contains("'1万' below a header in 亿: 10000 or 1万亿? write out which"),
      "\(output.messages)")
    try workspace.write("list.csv", "name,参数量（亿）\nA,1万亿\nB,１２０\nC,-\n")
    try workspace.succeed("ingest", "list.csv", "--as", "models", "--blank", "-")
    try workspace.succeed(
      "sql", "SELECT name, parameters FROM models ORDER BY name",
      printing: "name,parameters\nA,1000000000000\nB,12000000000\nC,\n")
  }

  @Test("A word for unknown that is a number is one also below a header with a unit")
  func blankNumber() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("list.csv", "name,Parameters (B)\nA,0\nB,2\n")
    try workspace.succeed("ingest", "list.csv", "--as", "models", "--blank", "0")
    try workspace.succeed(
      "sql", "SELECT name, parameters FROM models ORDER BY name",
      printing: "name,parameters\nA,\nB,2000000000\n")
  }

  @Test("A unit in the header counts also where --col says what the column is")
  func unitOfNamedColumn() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("list.csv", "name,Size (B)\nAlpha,12\n")
    try workspace.succeed("ingest", "list.csv", "--as", "models", "--col", "Size (B)=parameters")
    try workspace.succeed(
      "list", "models", "--columns", "parameters", printing: "parameters\n12000000000\n")
  }

  @Test("A unit nobody knows leaves the column unknown")
  func unknownUnit() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("list.csv", "name,parameters (furlongs)\nAlpha,12\n")
    let output = try workspace.aikb("ingest", "list.csv", "--as", "models")
    #expect(output.status == 1)
    #expect(output.messages.contains("no property of models: 'parameters (furlongs)'"))
  }

  @Test(
    "A page that is called a table is told for what it is",
    arguments: [
      ("list.xls", "<html><body><table><tr><td>模型</td></tr></table>", "an HTML page"),
      ("list.csv", "\n<!DOCTYPE html>\n<title>404</title>", "an HTML page"),
      ("list.xls", "<?xml version=\"1.0\"?><Workbook/>", "XML, not a table"),
    ])
  func markup(name: String, text: String, reason: String) throws {
    let workspace = try Workspace(.empty)
    try workspace.write(name, text)
    let output = try workspace.aikb("ingest", name, "--as", "models")
    #expect(output.status == 1)
    #expect(output.firstMessage.hasPrefix("aikb: \(name): \(reason)"))
  }

  @Test("Where a title stands above the header, the message says which line to name, and it works")
  func title() throws {
    let workspace = try Workspace(.empty)
    try workspace.write(
      "list.csv", "Table 1. Models, 2025\n\nModel;发布日期\nAlpha;2025-01-02\nBeta;soon\n")
    let refused = try workspace.aikb("ingest", "list.csv", "--as", "models")
    #expect(refused.firstMessage.hasSuffix("; the header seems to stand in line 3: say --header 3"))
    let output = try workspace.aikb(
      "ingest", "list.csv", "--as", "models", "--header", "3", "--rejects", "bad.csv")
    #expect(output.firstMessage.hasPrefix("aikb: list.csv:5: column 2 (发布日期)"))
    try workspace.succeed(
      "list", "models", "--columns", "name,released",
      printing: "name,released\nAlpha,2025-01-02\n")
  }

  @Test("What is wrong with a header below a title is told with the line it stands on")
  func headerLine() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("list.csv", "Table 1\n\nname,Furlongs\nAlpha,3\n")
    for (columns, unknown) in [("", "Furlongs"), ("--col Furlongs=length", "length")] {
      let output = try workspace.shell("aikb ingest list.csv --as models --header 3 \(columns)")
      #expect(output.status == 1)
      #expect(output.firstMessage.hasPrefix("aikb: list.csv:3: "), "\(output.firstMessage)")
      #expect(output.firstMessage.contains("'\(unknown)'"), "\(output.firstMessage)")
    }
  }

  @Test("Thousands of unknown columns are counted, not listed")
  func manyColumns() throws {
    let workspace = try Workspace(.empty)
    let names = (1...2000).map { "c\($0)" }.joined(separator: ",")
    try workspace.write("list.csv", "name,\(names)\n")
    let output = try workspace.aikb("ingest", "list.csv", "--as", "models")
    #expect(output.messages.contains(" and 1992 more; see 'aikb schema models'"))
    #expect(output.messages.count < 600)
  }

  @Test(
    "What is no date or number is told with what to do about it",
    arguments: [
      ("n/a", "1B", "leave the cell blank where it is not known"),
      ("未公布", "1B", "leave the cell blank where it is not known"),
      ("2025", "—", "leave the cell blank where it is not known"),
      ("########", "1B", "an error of the spreadsheet"), ("2025", "#REF!", "an error of the"),
      ("45678", "1B", "say --dates excel"),
    ])
  func hints(released: String, parameters: String, hint: String) throws {
    let workspace = try Workspace(.empty)
    try workspace.write("list.csv", "name,released,parameters\nAlpha,\(released),\(parameters)\n")
    let output = try workspace.aikb("ingest", "list.csv", "--as", "models")
    #expect(output.status == 1)
    #expect(output.firstMessage.contains("; ") && output.firstMessage.contains(hint))
  }

  @Test(
    "An export never puts CSV under the name of another format", arguments: ["ods", "xls", "pdf"])
  func foreignEnding(ending: String) throws {
    let workspace = try Workspace(.own)
    let output = try workspace.aikb("export", "models", "-o", "models.\(ending)")
    #expect(output.status == 64)
    #expect(output.messages.contains(".\(ending) is not written; use .xlsx, .csv"))
    try workspace.succeed("export", "models", "-f", "csv", "-o", "models.\(ending)")
  }
}
