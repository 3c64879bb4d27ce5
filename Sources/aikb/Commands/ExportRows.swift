import KnowledgeBase
import Messages
import Tabular

/// What an export is made of, besides everything.
extension Export {
  struct Listed {
    let rows: OutputRows
    /// The statement that was asked, if there was one.
    var sql: String?
    /// Nil where nothing was filtered.
    var filter: Filter?
    var basis: CitationFooter.Basis
  }

  func listed(_ store: Store) throws -> Listed {
    if let search { return try hits(store, search) }
    if let query {
      let question = try QueryOptions.question(query, QueryLibrary(database: database.path))
      let rows = try self.question.rows(of: question, database)
      return Listed(rows: OutputRows(rows), sql: question.sql, basis: .statement)
    }
    let what = what ?? ""
    let listed = try store.rows(of: what, words, filter, languages.given ?? .en)
    return Listed(
      rows: OutputRows(listed.query), sql: listed.sql, filter: listed.filter,
      basis: listed.subject.map { .filter($0) } ?? .view(what))
  }

  /// All that a search finds, or with --limit the first of it.
  private func hits(_ store: Store, _ text: String) throws -> Listed {
    var options = SearchOptions()
    options.limit = filter.limit ?? 1_000_000
    let hits = try store.search(text, options).hits
    let rows = OutputRows(["key", "kind", "name", "name_zh", "match", "text"]) { body in
      for hit in hits {
        try body([
          .text(hit.key), .text(hit.kind), .text(hit.name), hit.nameZH.map(Field.text) ?? .null,
          .text(hit.match.rawValue), hit.snippet.map { .text($0.marked("[", "]")) } ?? .null,
        ])
      }
    }
    return Listed(rows: rows, basis: .statement)
  }
}
