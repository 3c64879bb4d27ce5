import KnowledgeBase
import Messages
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
    ("columns: {A: name, B: {property: parameters, tmes: 2}}", "'tmes' is unknown here"),
    ("columns: {A: name, B: {property: parameters, times: x}}", "times: a number expected"),
    ("columns: {A: name, B: {property: released, times: 2}}", "released is no number"),
    ("columns: {A: name, B: {property: released, dates: dym}}", "not one of ymd, mdy, dmy"),
    ("columns: {A: name, B: {figure: Price, date: C}}", "'Price' is not a measure"),
    ("columns: {A: name, B: {figure: price}}", "'date' is missing"),
    (
      "columns: {A: name, B: {figure: price, date: C, basis: level}}", "'level' is not one of stock"
    ),
    ("columns: {A: name, B: {citation: sure}}", "'sure' is not one of confidence"),
    ("columns: {A: name, B: {relation: developed_by, kind: firm, by: isin}}", "no property 'isin'"),
    ("set: {status: new}\ncolumns: {A: name}", "'new' is no value of status"),
    ("rows: tables\ncolumns: {A: name}", "rows: entities, relations or figures"),
    ("dates: us\ncolumns: {A: name}", "'us' is not one of ymd, mdy, dmy"),
    ("citation: {basis: guessed}\ncolumns: {A: name}", "'guessed' is not one of reported"),
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
    guard case .entities(let rows)? = mapping.files.first?.readings.first?.rows,
      let column = rows.relations.first
    else {
      Issue.record("no relation")
      return
    }
    #expect(column.isInverse)
    #expect(column.reference.kind(for: "Tsinghua University") == "institution")
    #expect(column.reference.kind(for: "Huawei Noah's Ark Lab") == "firm")
    #expect(column.reference.kind(for: "Labrador Inc") == "firm")
  }

  private let figures = """
    name: m
    title: T
    source: {key: s, title: S}
    rows: figures
    subject: {column: Owner, kind: firm}
    date: End

    """

  @Test(arguments: [
    ("measures: {owned: {low: L}}", "'value' is missing"),
    ("measures: {Owned: {value: V}}", "'Owned' is not a measure"),
    ("measures: {owned: {value: V, price: P}}", "'price' is unknown here"),
    ("object: {column: O, kind: chipp}\nmeasures: {owned: {value: V}}", "no kind 'chipp'"),
    ("object: {column: O}\nmeasures: {owned: {value: V}}", "'kind' is missing"),
    ("columns: {A: name}\nmeasures: {owned: {value: V}}", "'columns' is unknown here"),
  ])
  func aMistakeInAMappingOfFiguresIsNamed(body: String, message: String) {
    let error = #expect(throws: MappingError.self) { try read(figures + body + "\n") }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test(arguments: [
    ("predicate: supplis", "no predicate 'supplis'"),
    ("predicate: designs", "designs cannot join country and technology"),
    ("predicate: supplies\nqualifier: {frim: x}", "no kind 'frim'"),
    ("predicate: supplies\nshares: S", "'shares' is unknown here"),
  ])
  func aMistakeInAMappingOfRelationsIsNamed(body: String, message: String) {
    let head = """
      name: m
      title: T
      source: {key: s, title: S}
      rows: relations
      subject: {column: A, kind: country, by: iso3}
      object: {column: B, kind: technology}

      """
    let error = #expect(throws: MappingError.self) { try read(head + body + "\n") }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test func theFilesOfAMappingAreReadInItsOrder() throws {
    let mapping = try MappingReader.load("eto-supply-chain", registry: registry)
    #expect(
      mapping.files.map(\.stem) == ["stages", "inputs", "providers", "sequence", "provision"])
    #expect(mapping.file(stem: "providers")?.readings.count == 5)
    #expect(mapping.file(stem: "other") == nil)
  }
}
