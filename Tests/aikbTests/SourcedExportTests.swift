import Foundation
import Testing

@Suite("aikb export --with-sources, --exclude-licence")
struct SourcedExportTests {
  private func workspace() throws -> Workspace {
    let workspace = try Workspace(.empty)
    try workspace.write(
      "sources.csv",
      """
      key,title,licence,attribution,reliability
      free,Free,CC-BY-4.0,Credit Free,dataset
      closed,Closed,CC-BY-NC-SA-4.0,Credit Closed,official

      """)
    try workspace.write(
      "models.csv",
      """
      key,name,released,parameters,source
      a,A,2025-01,7,free
      b,B,2025-02,8,closed

      """)
    try workspace.write(
      "citations.csv",
      """
      entity,source,fields,basis,low,high
      a,closed,name,,,
      a,closed,parameters,estimated,6,9

      """)
    try workspace.succeed("ingest", "sources.csv", "models.csv", "citations.csv")
    return workspace
  }

  @Test("An estimate never leaves without the word, its interval and its sources")
  func withSources() throws {
    let workspace = try workspace()
    let output = try workspace.succeed("export", "models", "--with-sources", "-f", "json")
    let row = try output.json()[0]
    #expect(row["parameters_source"] as? String == "closed; free")
    #expect(row["parameters_basis"] as? String == "estimated")
    #expect(row["parameters_low"] as? Double == 6)
    #expect(row["released_source"] as? String == "free")
    #expect(row["released_basis"] is NSNull || row["released_basis"] == nil)
    for line in [
      "CC-BY-4.0: Credit Free", "CC-BY-NC-SA-4.0: Credit Closed",
      "CC-BY-NC-SA-4.0: for non-commercial use only", "CC-BY-NC-SA-4.0: what is made of it",
    ] { #expect(output.messages.contains(line), "\(line)") }
  }

  @Test("What only a licence left out stands behind stays at home, rows and values")
  func exclude() throws {
    let workspace = try workspace()
    let output = try workspace.succeed(
      "export", "models", "--exclude-licence", "CC-BY-NC*", "-f", "csv")
    #expect(output.lines.count == 2)
    #expect(output.lines[1].hasPrefix("a,A,"))
    #expect(!output.messages.contains("Credit Closed"))
    // Of a row that another source stands behind, the value that only such a one gives.
    try workspace.write("more.csv", "key,name,openness,source\na,A,api,closed\n")
    try workspace.succeed("ingest", "more.csv", "--as", "models")
    try workspace.succeed(
      "export", "models", "--columns", "key,parameters,openness", "--exclude-licence", "CC-BY-NC*",
      printing: "key,parameters,openness\na,7,\n")
  }

  @Test("What a source no longer says is no longer laid to it")
  func withdrawn() throws {
    let workspace = try workspace()
    try workspace.write("now.csv", "key,name\nb,B\n")
    try workspace.succeed(
      "ingest", "now.csv", "--as", "models", "--source", "closed", "--replace-from", "closed")
    let output = try workspace.succeed("export", "models", "--with-sources", "-f", "json")
    #expect(try output.json()[0]["parameters_source"] as? String == "free")
  }

  @Test("Relations and figures have their sources beside them, too, and come back with them")
  func records() throws {
    let workspace = try workspace()
    try workspace.write("firms.csv", "key,name\nacme,Acme\n")
    try workspace.write(
      "relations.csv", "subject,predicate,object,source\nacme,develops,a,free\n")
    try workspace.write(
      "figures.csv",
      "subject,measure,date,basis,value,unit,source\nacme,revenue,2025,flow,7,USD,closed\n")
    try workspace.write("events.csv", "entity,event,date,scope,source\na,preview,2024,api,free\n")
    try workspace.succeed("ingest", "firms.csv", "relations.csv", "figures.csv", "events.csv")
    for (view, source) in [("relations", "free"), ("figures", "closed"), ("events", "free")] {
      let output = try workspace.succeed("export", view, "--with-sources", "-f", "json")
      #expect(try output.json()[0]["source"] as? String == source)
      #expect(output.messages.contains("Credit \(source.capitalized)"))
      try workspace.succeed("export", view, "--with-sources", "-o", "\(view).csv")
      let again = try workspace.succeed("ingest", "\(view).csv")
      #expect(again.messages.contains("nothing changed"), "\(again.messages)")
    }
    let left = try workspace.succeed("export", "figures", "--exclude-licence", "*-NC-*")
    #expect(left.lines.count == 1)
  }

  @Test("What a search or a query gives has its sources beside it in every format")
  func hitsAndQueries() throws {
    let workspace = try workspace()
    let hits = try workspace.succeed(
      "export", "--search", "kind:model A", "--with-sources", "-f", "json")
    #expect(try hits.json()[0]["key"] as? String == "a")
    #expect(try hits.json()[0]["name_source"] as? String == "closed; free")
    let rows = try workspace.succeed(
      "export", "--query", "SELECT key, released FROM models WHERE key = :k; -- one", "-p", "k=b",
      "--with-sources", "--excel")
    #expect(
      rows.text
        == "\u{FEFF}key,released,released_source,released_basis,released_low,released_high\r\n"
        + "b,'2025-02,closed,,,\r\n")
    #expect(rows.messages.contains("CC-BY-NC-SA-4.0: Credit Closed"))
    for ending in ["tsv", "jsonl", "md", "xlsx"] {
      try workspace.succeed("export", "--search", "A", "-o", "hits.\(ending)")
    }
    let untold = try workspace.aikb("export", "--query", "SELECT 1 AS one", "--with-sources")
    #expect(untold.status == 1)
    #expect(untold.firstMessage.contains("nothing in these rows says what they are about"))
  }

  @Test("Such a file comes back in: the columns about sources are not read")
  func back() throws {
    let workspace = try workspace()
    try workspace.succeed("export", "models", "--with-sources", "-o", "models.csv")
    #expect(try workspace.succeed("ingest", "models.csv").messages.contains("nothing changed"))
  }
}
