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
    #expect(row["parameters_low"] as? String == "6.0")
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
  }

  @Test("Such a file comes back in: the columns about sources are not read")
  func back() throws {
    let workspace = try workspace()
    try workspace.succeed("export", "models", "--with-sources", "-o", "models.csv")
    #expect(try workspace.succeed("ingest", "models.csv").messages.contains("nothing changed"))
  }
}
