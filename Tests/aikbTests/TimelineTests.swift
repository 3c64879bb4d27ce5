import Foundation
import FoundationXML
import Testing

@Suite("aikb timeline")
struct TimelineTests {
  @Test("Dates and events stand in the order of the calendar, each as precise as it is known")
  func entities() throws {
    let workspace = try Workspace(.said)
    try workspace.succeed(
      "timeline", "aurora-1", "墨子", "aurora-labs", "-f", "csv",
      printing: """
        date,precision,event,entity,name,kind,lane,scope,document_no,note,others,sources
        2021-03,month,founded,aurora-labs,Aurora Labs,firm,Aurora Labs,,,,,alpha-list; beta-bao
        2025,year,released,mo-zi,墨子,model,墨子,,,,,beta-bao
        2025-02,month,preview,aurora-1,Aurora 1,model,Aurora 1,,,by invitation,,alpha-list
        2025-03-01,day,general-availability,aurora-1,Aurora 1,model,Aurora 1,API,,,,alpha-list; beta-bao
        2025-03-01,day,released,aurora-1,Aurora 1,model,Aurora 1,,,,,alpha-list

        """)
  }

  @Test("Another source's date stands beside the accepted one")
  func disagreement() throws {
    let workspace = try Workspace(.own)
    try workspace.write(
      "citations.csv", "entity,source,fields,value\naurora-1,beta-bao,released,2025-03-04\n")
    try workspace.succeed("ingest", "citations.csv")
    let rows = try workspace.succeed("timeline", "aurora-1", "-f", "json").json()
    #expect(rows.map { $0["date"] as? String } == ["2025-03-01"])
    #expect(rows.first?["others"] as? String == "2025-03-04 [beta-bao]")
  }

  @Test("--according-to keeps the dates that one source gives, of what it speaks of")
  func accordingTo() throws {
    let workspace = try Workspace(.said)
    func rows(_ arguments: String) throws -> [String] {
      try workspace.shell("aikb timeline \(arguments) -f json").json().map {
        "\($0["entity"] ?? "") \($0["event"] ?? "") \($0["date"] ?? "")"
      }
    }
    #expect(
      try rows("aurora-1 mo-zi --according-to beta-bao") == [
        "mo-zi released 2025", "aurora-1 general-availability 2025-03-01",
      ])
    #expect(
      try rows("--lane model --according-to alpha-list").contains("aurora-1 released 2025-03-01"))
    #expect(try workspace.aikb("timeline", "aurora-1", "--according-to", "nobody").status == 3)
  }

  @Test("A lane is what a filter selects; what it could not see goes to standard error")
  func lanes() throws {
    let workspace = try Workspace(.own)
    let output = try workspace.succeed(
      "timeline", "--lane", "model country:cn", "--lane", "Labs = firm", "-f", "json")
    let rows = try output.json()
    #expect(
      rows.map { "\($0["lane"] ?? "") \($0["entity"] ?? "")" } == [
        "Labs aurora-labs", "models country:cn aurora-1", "models country:cn aurora-1-mini",
      ])
    #expect(output.messages.contains("models country:cn:\n"))
    #expect(output.messages.contains("could not be decided"))
    #expect(output.messages.contains("  no date on record: 1 (borealis)\n"))
  }

  @Test("A value with spaces stands in quotes within a lane")
  func quoted() throws {
    let workspace = try Workspace(.own)
    let rows = try workspace.aikb("timeline", "--lane", "firm role:\"chip designer\"", "-f", "json")
    #expect(rows.status == 3)
    #expect(rows.messages.contains("no date on record: 1 (borealis)"))
  }

  @Test("Dates outside the span are left out; too coarse ones stay, and the message says so")
  func span() throws {
    let workspace = try Workspace(.said)
    let arguments = ["--from", "2025-02-15", "--to", "2025-03"]
    let output = try workspace.shell(
      "aikb timeline aurora-1 mo-zi aurora-labs -f csv \(arguments.joined(separator: " "))")
    #expect(
      output.lines.dropFirst().map { String($0.prefix { $0 != "," }) } == [
        "2025", "2025-02", "2025-03-01", "2025-03-01",
      ])
    #expect(output.messages.contains("2 dates are too coarse to tell whether they lie in the span"))
    let reversed = try workspace.aikb("timeline", "aurora-1", "--from", "2025", "--to", "2024")
    #expect(reversed.status == 64)
    #expect(reversed.messages == "aikb: --to 2024 is before --from 2025\n")
    #expect(try workspace.aikb("timeline", "aurora-1", "--from", "soon").status == 64)
  }

  @Test("Only the events asked for are shown; one that nothing has suggests the nearest")
  func events() throws {
    let workspace = try Workspace(.said)
    let output = try workspace.succeed(
      "timeline", "aurora-1", "--events", "preview,released", "-f", "csv")
    #expect(output.lines.count == 3)
    let unknown = try workspace.aikb("timeline", "aurora-1", "--events", "relesed")
    #expect(unknown.status == 3)
    #expect(
      unknown.firstMessage == "aikb: no event in these lanes 'relesed'; nearest: released")
  }

  @Test("Policies carry their document number, events their scope")
  func policies() throws {
    let rows = try Workspace(.seeds).succeed(
      "timeline", "--lane", "policy type:export-control country:us", "--from", "2022", "--to",
      "2022", "-f", "json"
    ).json()
    #expect(rows.contains { $0["document_no"] as? String == "2022-21658; 87 FR 62186" })
    #expect(rows.contains { $0["scope"] as? String == "public briefing" })
    #expect(rows.allSatisfy { ($0["date"] as? String)?.hasPrefix("2022") == true })
    #expect(rows.allSatisfy { ($0["sources"] as? String)?.isEmpty == false })
  }

  @Test("In Chinese, names and kinds of date are Chinese; both doubles the names")
  func languages() throws {
    let workspace = try Workspace(.said)
    let chinese = try workspace.succeed(
      "timeline", "aurora-1", "--lang", "zh", "-f", "json"
    ).json()
    #expect(chinese.first?["name"] as? String == "极光一号")
    #expect(Set(chinese.compactMap { $0["event"] as? String }) == ["预览", "正式可用", "发布"])
    let both = try workspace.succeed("timeline", "aurora-1", "--lang", "both", "-f", "json").json()
    #expect(both.first?["name"] as? String == "Aurora 1")
    #expect(both.first?["name_zh"] as? String == "极光一号")
  }

  // MARK: Drawings

  @Test("A drawing is XML with a dot for each day and a bar for each coarse date")
  func drawing() throws {
    let workspace = try Workspace(.said)
    try workspace.succeed("timeline", "aurora-1", "mo-zi", "-o", "lanes.svg", "--lang", "zh")
    let drawing = try Drawing(workspace.bytes(of: "lanes.svg"))
    #expect(drawing.root == "svg")
    // The release and the general availability are one dot; the legend has one of each, and each
    // lane and the page a background.
    #expect(drawing.count("circle") == 1 + 1)
    #expect(drawing.count("rect") == 2 + 1 + 2 + 1)
    #expect(drawing.texts.contains("正式可用、发布"))
    #expect(drawing.texts.contains("极光一号"))
    #expect(drawing.texts.contains("2025-03"))
    let piped = try workspace.succeed("timeline", "aurora-1", "mo-zi", "-f", "svg", "--lang", "zh")
    #expect(piped.bytes == (try workspace.bytes(of: "lanes.svg")))
  }

  @Test("Names that look like markup stay names")
  func escaping() throws {
    let workspace = try Workspace(.own)
    let name = "<script>alert(\"1\")</script> & 'Co'"
    try workspace.write(
      "models.csv",
      "key,name,released\nodd,\"<script>alert(\"\"1\"\")</script> & 'Co'\",2025-05-01\n")
    try workspace.succeed("ingest", "models.csv")
    let output = try workspace.succeed(
      "timeline", "--lane", "\(name) = model released:2025-05", "-f", "svg")
    let drawing = try Drawing(output.bytes)
    #expect(drawing.count("script") == 0)
    #expect(drawing.texts.joined(separator: " ").contains(name))
  }

  @Test("A hundred lanes' worth of dates overlap nowhere in one row")
  func packing() throws {
    let workspace = try Workspace(.seeds)
    let output = try workspace.succeed(
      "timeline", "--lane", "model released:2025", "--events", "released", "-f", "svg")
    let drawing = try Drawing(output.bytes)
    let dots = drawing.elements.filter { $0.name == "circle" }.compactMap { dot in
      dot.attributes["cx"].map { x in "\(dot.attributes["cy"] ?? "") \(x)" }
    }
    #expect(dots.count > 100)
    #expect(Set(dots).count == dots.count)
  }

  // MARK: What cannot be drawn

  @Test("Nothing to show, an unknown kind and a lane without one are told apart")
  func refusals() throws {
    let workspace = try Workspace(.own)
    let nothing = try workspace.aikb("timeline", "boreas-9")
    #expect(nothing.status == 3)
    #expect(nothing.messages.hasSuffix("aikb: no date on record for any of these\n"))
    let kind = try workspace.aikb("timeline", "--lane", "modle country:cn")
    #expect(kind.status == 3)
    #expect(kind.firstMessage == "aikb: no kind 'modle'; nearest: models")
    #expect(try workspace.aikb("timeline", "--lane", "").status == 64)
    #expect(try workspace.aikb("timeline").status == 64)
    #expect(try workspace.aikb("timeline", "aurora-1", "-f", "png").status == 64)
  }
}

/// The elements and texts of an SVG file.
private final class Drawing: NSObject, XMLParserDelegate {
  private(set) var elements: [(name: String, attributes: [String: String])] = []
  private(set) var texts: [String] = []
  private var text = ""

  init(_ bytes: Data) throws {
    super.init()
    let parser = XMLParser(data: bytes)
    parser.delegate = self
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
  }

  var root: String? { elements.first?.name }

  func count(_ name: String) -> Int { elements.filter { $0.name == name }.count }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append((name, attributes))
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if name == "text" { texts.append(text) }
  }
}
