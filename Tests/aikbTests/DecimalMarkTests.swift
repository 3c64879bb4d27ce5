import Foundation
import Testing

/// Spreadsheets in most of Europe write 12,5, and put semicolons between the cells.
@Suite("aikb ingest: decimal commas")
struct DecimalMarkTests {
  private func ingest(
    _ text: String, _ arguments: String = ""
  ) throws -> (output: Output, values: String) {
    let workspace = try Workspace(.empty)
    try workspace.write("chips.csv", text)
    let output = try workspace.shell("aikb ingest chips.csv \(arguments)")
    let values = try workspace.aikb("sql", "SELECT process_nm FROM chips ORDER BY name").text
    return (output, values)
  }

  @Test("One number that can only have a decimal comma decides for its column, and is named")
  func decided() throws {
    let (output, values) = try ingest("name;process_nm\nA;1,495\nB;12,5\nC;1.024,5\nD;7\n")
    #expect(
      output.messages.contains(
        "chips.csv: process_nm: numbers are read with a decimal comma, since there is 12,5\n"))
    #expect(values == "process_nm\n1.495\n12.5\n1024.5\n7\n")
  }

  @Test("A point that can only be a decimal one decides as well, and commas group thousands")
  func point() throws {
    let (_, values) = try ingest("name;process_nm\nA;1,495\nB;12.5\n")
    #expect(values == "process_nm\n1495\n12.5\n")
  }

  @Test("With commas between the cells 1,495 stays a thousand and more")
  func commas() throws {
    let (_, values) = try ingest("name,process_nm\nA,\"1,495\"\nB,2.125\n")
    #expect(values == "process_nm\n1495\n2.125\n")
  }

  @Test(
    "With semicolons, where no number of the column tells, the user has to",
    arguments: ["1,495", "1.495"])
  func undecided(number: String) throws {
    let text = "name;process_nm\nA;\(number)\n"
    let (refused, _) = try ingest(text)
    #expect(refused.status == 1)
    #expect(refused.messages.contains("say --decimal comma or --decimal point"))
    let isComma = number.contains(",")
    #expect(try ingest(text, "--decimal ,").values.hasSuffix(isComma ? "\n1.495\n" : "\n1495\n"))
    #expect(
      try ingest(text, "--decimal point").values.hasSuffix(isComma ? "\n1495\n" : "\n1.495\n"))
  }

  @Test(
    "Numbers of both sorts in one column are refused, never guessed",
    arguments: [
      "name;process_nm\nA;12,5\nB;12.5\n", "name,process_nm\nA,\"12,5\"\nB,12.5\n",
      "name,process_nm\nA,1.495\nB,\"12,5\"\n",
    ])
  func contradiction(text: String) throws {
    let (output, _) = try ingest(text)
    #expect(output.status == 1)
    #expect(output.messages.contains("numbers of both sorts, 12,5 and "))
  }

  @Test("A number from a pipe, which cannot be read twice, is refused with the option to say")
  func pipe() throws {
    let workspace = try Workspace(.empty)
    let text = "name;process_nm\nA;12,5\n"
    let refused = try workspace.aikb("ingest", "-", "--as", "chips", input: text)
    #expect(refused.messages.contains("say --decimal comma"))
    try workspace.succeed("ingest", "-", "--as", "chips", "--decimal", "comma", input: text)
  }

  @Test("A mapping says it for all columns or one; --decimal goes before it")
  func mapped() throws {
    let workspace = try Workspace(.empty)
    for (name, root, cell) in [
      ("all", "decimal: comma", "process_nm"),
      ("one", "dates: ymd", "{property: process_nm, decimal: comma}"),
    ] {
      try workspace.write(
        "\(name).yaml",
        """
        name: \(name)
        title: Set
        kind: chip
        source: {key: set, title: Set}
        \(root)
        columns:
          Chip: name
          Size: \(cell)

        """)
      try workspace.write("\(name).csv", "Chip;Size\n\(name);1,495\n")
      try workspace.succeed("ingest", "\(name).csv", "--map", "\(name).yaml")
    }
    try workspace.succeed(
      "sql", "SELECT process_nm FROM chips", printing: "process_nm\n1.495\n1.495\n")
    try workspace.succeed(
      "ingest", "one.csv", "--map", "one.yaml", "--decimal", "point", "--prefer", "incoming")
    try workspace.succeed(
      "sql", "SELECT max(process_nm) AS p FROM chips", printing: "p\n1495\n")
  }

  @Test("A draft of a mapping says so, leaves totals out, and knows the words for unknown")
  func draft() throws {
    let workspace = try Workspace(.empty)
    try workspace.write(
      "list.csv", "芯片名称;制程工艺;发布时间\nA;12,5;2025\nB;7;未披露\n合计;19,5;\n")
    let draft = try workspace.succeed("ingest", "list.csv", "--suggest", "--as", "chips").text
    for line in [
      "decimal: comma", "ignore-rows:   # totals and footnotes", "  芯片名称: [合计]",
      "    property: released", "    blank: [未披露]",
    ] { #expect(draft.contains("\n\(line)"), "\(line) in \(draft)") }
    try workspace.write("list.yaml", draft)
    try workspace.succeed("ingest", "list.csv", "--map", "list.yaml")
    try workspace.succeed(
      "sql", "SELECT name, process_nm, released FROM chips ORDER BY name",
      printing: "name,process_nm,released\nA,12.5,2025\nB,7,\n")
  }
}
