import Foundation
import Testing

@Suite("Documents")
struct DocumentTests {
  static let markdown = """
    # Chips and models

    An opening paragraph.

    ## Supply

    Boreas 9 is scarce.

    ### 3.2 Export rules

    极光一号受到出口管制影响。
    第二行。

    ## Demand

    Everybody wants “Boreas 9”.
    """

  private func ingest(_ text: String, as name: String = "text.md") throws -> Workspace {
    let workspace = try Workspace(.own)
    try workspace.write(name, text)
    try workspace.succeed("ingest", name, "--as", "document", "--source", "alpha-list")
    return workspace
  }

  @Test("Markdown is cut by heading and paragraph, with the numbers of sections")
  func sections() throws {
    let workspace = try ingest(Self.markdown)
    try workspace.succeed(
      "sql",
      "SELECT ordinal, section, heading, text FROM passages WHERE document = 'alpha-list'",
      printing: """
        ordinal,section,heading,text
        1,,,An opening paragraph.
        2,1,Supply,Boreas 9 is scarce.
        3,3.2,Export rules,"极光一号受到出口管制影响。
        第二行。"
        4,4,Demand,Everybody wants “Boreas 9”.

        """)
    try workspace.succeed(
      "sql", "SELECT title, lang FROM documents WHERE key = 'alpha-list'",
      printing: "title,lang\nChips and models,en\n")
    try workspace.succeed("check")
  }

  @Test("Plain text: numbered and short lines are headings, sentences are not")
  func plain() throws {
    let text = """
      全球竞争

      1

      一、现状

      中美两国处于竞争的核心位置。

      （二）不是标题，而是一句话。

      开源的价值

      开源模型日益重要，这一点没有争议。
      """
    let workspace = try ingest(text, as: "text.txt")
    try workspace.succeed(
      "sql", "SELECT section, heading, text FROM passages WHERE document = 'alpha-list'",
      printing: """
        section,heading,text
        ,,1
        1,现状,中美两国处于竞争的核心位置。
        1,现状,（二）不是标题，而是一句话。
        2,开源的价值,开源模型日益重要，这一点没有争议。

        """)
  }

  @Test("Plain text: a short section introduces the longer ones after it, as many as it counts")
  func leadIns() throws {
    let long = String(repeating: "这一段说得很长，因为它要把一件事情从头到尾交代清楚。", count: 4)
    let text = """
      标题

      概述

      \(long)

      两国之比较

      两国各有侧重。

      甲国

      \(long)

      乙国

      \(long)

      并非终点

      \(long)

      供应

      供应分布在各处。

      芯片

      \(long)

      材料

      \(long)

      结论

      \(long)

      """
    let workspace = try ingest(text, as: "text.txt")
    try workspace.succeed(
      "sql", "SELECT section, heading FROM passages WHERE document = 'alpha-list'",
      printing: """
        section,heading
        1,概述
        2,两国之比较
        2.1,甲国
        2.2,乙国
        3,并非终点
        4,供应
        4.1,芯片
        4.2,材料
        5,结论

        """)
  }

  @Test("Passages are found with their section")
  func search() throws {
    let workspace = try ingest(Self.markdown)
    try workspace.succeed(
      "search", "出口管制", "--kind", "passages",
      printing: """
        key,kind,name,match,text
        alpha-list#3,passage,Export rules,text,"极光一号受到[出口管制]影响。
        第二行。"

        """)
  }

  @Test("The same text again changes nothing; a new edition replaces the old one")
  func edition() throws {
    let workspace = try ingest(Self.markdown)
    let again = try workspace.succeed(
      "ingest", "text.md", "--as", "document", "--source", "alpha-list")
    #expect(again.messages.contains("nothing changed"))
    try workspace.write("text.md", "# Chips and models\n\nOnly this remains.\n")
    try workspace.succeed("ingest", "text.md", "--as", "document", "--source", "alpha-list")
    try workspace.succeed(
      "sql", "SELECT text FROM passages WHERE document = 'alpha-list'",
      printing: "text\nOnly this remains.\n")
    #expect(try workspace.aikb("search", "出口管制").status == 3)
    try workspace.succeed("check")
  }

  @Test(
    "A text is taken in whatever encoding it has, packed or not",
    arguments: ["iconv -t gb18030", "iconv -t big5", "iconv -t utf-16", "gzip"])
  func encodings(conversion: String) throws {
    let workspace = try Workspace(.own)
    try workspace.write("text.md", "# 中國人工智能\n\n人工智能的模型在中國。\n")
    let output = try workspace.shell(
      "\(conversion) < text.md > other.md && "
        + "aikb ingest other.md --as document --source alpha-list")
    #expect(output.status == 0, "\(output.messages)")
    #expect(output.messages.contains("read as") == (conversion != "gzip"))
    try workspace.succeed(
      "sql", "SELECT text FROM passages WHERE document = 'alpha-list'",
      printing: "text\n人工智能的模型在中國。\n")
  }

  @Test("A text without a source, or that is none, is refused")
  func refused() throws {
    let workspace = try Workspace(.own)
    try workspace.write("a.txt", "Some text.\n")
    try workspace.write("b.txt", Data([0, 1, 2, 0xFF, 0, 0, 0xC3]))
    try workspace.write("c.txt", "\n\n")
    for (arguments, message) in [
      ("a.txt --as document", "which source is this text?"),
      ("b.txt --as document --source alpha-list", "not a text, or in an encoding"),
      ("c.txt --as document --source alpha-list", "no text in it"),
      ("a.txt a.txt --as document --source alpha-list", "a second text of the source alpha-list"),
    ] {
      let output = try workspace.shell("aikb ingest \(arguments)")
      #expect(output.status == 1)
      #expect(output.messages.contains(message), "\(output.messages)")
    }
  }
}
