import KnowledgeBase
import Testing

@testable import Ingest

@Suite struct MappingTests {
  let registry: Registry

  init() throws {
    registry = try Store(path: ":memory:", access: .create).registry
  }

  private func read(_ text: String) throws -> Mapping {
    var text = text
    return try text.withUTF8 {
      try MappingReader(file: "m.yaml", registry: registry).read($0)
    }
  }

  private let head = """
    name: m
    title: T
    kind: model
    source: {key: s, title: S}

    """

  @Test func everyBuiltInMappingIsValid() throws {
    #expect(MappingReader.builtin.contains("epoch-models"))
    for name in MappingReader.builtin {
      #expect(try MappingReader.load(name, registry: registry).name == name)
    }
  }

  @Test(arguments: [
    ("columns: {A: name, B: parmeters}", "no property 'parmeters'; nearest: parameters"),
    ("columns: {A: name, B: {relation: develops, kind: chip}}", "cannot join model and chip"),
    ("columns: {A: name, B: {relation: devlops, kind: firm}}", "nearest: develops"),
    ("columns: {A: name, B: {property: openness, values: {x: free}}}", "not 'free'"),
    ("columns: {A: name, A: name}", "'A' stands here twice"),
    ("columns: {A: released}", "no column gives the name"),
    ("columns: {A: name}\nfoo: bar", "'foo' is unknown here"),
    ("columns: {A: name", "m.yaml:6: did not find expected"),
    ("columns: *x", "aliases"),
  ])
  func aMistakeIsNamedWithItsPlace(body: String, message: String) {
    let error = #expect(throws: MappingError.self) { try read(head + body + "\n") }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test func theKindOfANewEntityDependsOnItsNameAlone() throws {
    let mapping = try read(
      head + """
        columns:
          A: name
          B: {relation: developed_by, kind: firm, kind-by-word: {firm: [Huawei], institution: [Lab, University]}}
        """)
    guard case .relation(let column)? = mapping.columns["B"] else {
      Issue.record("no relation")
      return
    }
    #expect(column.isInverse)
    #expect(column.kind(for: "Tsinghua University") == "institution")
    #expect(column.kind(for: "Huawei Noah's Ark Lab") == "firm")
    #expect(column.kind(for: "Labrador Inc") == "firm")
  }
}
