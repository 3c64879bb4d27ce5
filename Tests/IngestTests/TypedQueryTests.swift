import Foundation
import Ingest
import KnowledgeBase
import Testing

/// Queries as people type and paste them, with the keys of which one has to come first: slips, words
/// half typed or spaced otherwise, scripts mixed, quotation marks of all sorts, codes, addresses.
@Suite("Queries as they are typed")
struct TypedQueryTests {
  private static func queries() throws -> [(query: String, first: [String])] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/typed-queries.tsv")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst().map {
      let fields = $0.split(separator: "\t").map(String.init)
      return (fields[0], fields[1].split(separator: " ").map(String.init))
    }
  }

  @Test("However it is typed, what is meant comes first")
  func whatIsMeantComesFirst() throws {
    let store = try Store.inMemory()
    _ = try Ingestor(store, options: Ingestor.Options()).ingestSeeds()
    let queries = try Self.queries()
    #expect(queries.count >= 150)
    for (query, first) in queries {
      let found = try store.search(query, limit: 5).hits.map(\.key)
      #expect(first.contains(found.first ?? ""), "\(query): \(found)")
    }
  }
}
