import Foundation
import KnowledgeBase
import Tabular
import Testing

@testable import Ingest

/// `docs/mapping.schema.json`, by which an editor checks a mapping while it is written.
@Suite struct MappingSchemaTests {
  private static let project = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path()
  private let schema: JSONSchema

  init() throws { schema = try JSONSchema(file: Self.project + "docs/mapping.schema.json") }

  private func problems(_ text: String) throws -> [String] {
    var text = text
    return schema.problems(of: try text.withUTF8 { try YAML.parse($0) })
  }

  @Test func everyKeywordOfTheSchemaIsChecked() {
    #expect(schema.unknownKeywords.isEmpty)
  }

  @Test(arguments: MappingReader.builtin)
  func everyBuiltInMappingIsValid(name: String) throws {
    let text = try String(
      contentsOfFile: Self.project + "Seeds/mappings/\(name).yaml", encoding: .utf8)
    #expect(try problems(text) == [])
  }

  @Test(arguments: ["chinese-models.csv", "english-models.csv", "lab-models.csv"])
  func whatSuggestWritesIsValid(file: String) throws {
    let registry = try Store(path: ":memory:", access: .create).registry
    let draft = try MappingDraft(
      file: Self.project + "Tests/Fixtures/" + file, TableFile.Options(), kind: nil,
      registry: registry)
    #expect(try problems(draft.text) == [])
  }

  @Test(arguments: [
    "columns: {A: name}\nfoo: bar", "columns: {A: {property: name, tmes: 2}}", "dates: us",
    "columns: {A: {relation: develops, create: perhaps}}", "columns: [A]", "rows: tables",
  ])
  func whatTheProgramRefusesTheSchemaRefuses(wrong: String) throws {
    let head = "name: m\ntitle: T\nsource: {key: s, title: S}\nkind: model\n"
    let isWhole = wrong.contains("columns")
    #expect(try !problems(head + wrong + (isWhole ? "" : "\ncolumns: {A: name}")).isEmpty)
    #expect(try problems(head + "columns: {A: name}") == [])
  }
}
