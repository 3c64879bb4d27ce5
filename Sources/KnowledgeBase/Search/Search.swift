internal import Messages
internal import SQLite

extension Store {
  /// Full-text search over names and descriptions of entities, claims, sources and passages, in both
  /// languages; see ``search(_:_:)``.
  ///
  /// - Parameter limit: at most so many hits.
  public func search(
    _ text: String, in scope: SearchScope = .everything, limit: Int = 20
  ) throws -> SearchResult {
    var options = SearchOptions()
    options.scope = scope
    options.limit = limit
    return try search(text, options)
  }

  /// Full-text search over names and descriptions of entities, claims, sources and passages, in both
  /// languages.
  ///
  /// Names come before texts: first what is called like the query, then names that begin with it,
  /// are typed like it in pinyin or by initials, or hold its words; then what is related to one of its
  /// words and holds the others; then texts (``SearchWeights``). Where nothing holds the query as
  /// typed, its words are spaced otherwise, looked for as beginnings of longer words and its Chinese
  /// characters one by one, and at last spelt like the nearest words of names.
  ///
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)`` for a condition on a kind,
  ///   predicate, source, country or entity that is not there; ``KnowledgeBaseError/syntax(_:query:offset:)``
  ///   for a condition whose value cannot be read, and where every word is to be left out. Other text
  ///   never throws.
  public func search(_ text: String, _ options: SearchOptions) throws -> SearchResult {
    try searching(text, options) { try $0.result() }
  }

  /// Reads a query, and gathers what it finds.
  func searching<R>(
    _ text: String, _ options: SearchOptions, _ body: (inout SearchRun) throws -> R
  ) throws -> R {
    try KnowledgeBaseError.locating(in: [text]) {
      try reading {
        let query = try query(text, options)
        var run = try SearchRun(store: self, query: query, options: options)
        if query.isOnlyExclusions, !run.isNarrowed {
          throw KnowledgeBaseError.syntax(
            Message(
              "every word is to be left out; add what to look for, or of what (kind:model)",
              "所有的词都要排除；请加上要查找的词，或说明范围（kind:model）"), query: text, offset: 0)
        }
        try run.gather()
        return try body(&run)
      }
    }
  }

  /// As ``search(_:_:)``, with FTS5's own query syntax on the folded columns `name`, `alias`,
  /// `description`.
  ///
  /// - Throws: ``KnowledgeBaseError/sql(message:sql:offset:)`` when the expression is not valid.
  public func search(
    raw expression: String, _ options: SearchOptions = SearchOptions()
  ) throws -> SearchResult {
    do {
      return try db.transaction(.deferred) {
        var run = try SearchRun(store: self, query: SearchQuery(expression), options: options)
        try run.match(
          .texts, expression, run.textLimit, .text, options.weights.text)
        return try run.result(expression)
      }
    } catch let error as SQLiteError where error.code.primary == .error {
      throw KnowledgeBaseError.sql(message: error.message, sql: nil, offset: nil)
    }
  }

  /// Reads a query; words with a colon are conditions where some kind in the scope knows them.
  func query(_ text: String, _ options: SearchOptions) throws -> SearchQuery {
    // Most queries have none, and the registry need not be asked.
    guard text.contains(where: { $0 == ":" || $0 == "：" }) else { return SearchQuery(text) }
    let plain = SearchQuery(text, isCondition: { _ in true })
    let compiler = try SearchConditionCompiler(
      store: self, dates: SearchDates(try registry), options: options, plain.conditions)
    return try SearchQuery(text, isCondition: compiler.isCondition)
  }
}
