internal import Messages
internal import SQLite

extension SQLSurface {
  /// `search(text, of_kind)`: what `aikb search` finds, all of it, best first.
  static func addSearch(to store: Store, _ calls: FunctionCalls) throws(SQLiteError) {
    try store.db.createTableFunction(
      name: "search",
      columns: [
        .init("key", .text), .init("kind", .text), .init("name", .text), .init("name_zh", .text),
        .init("match", .text), .init("score", .real), .init("snippet", .text),
      ],
      parameters: [.required("text"), .optional("of_kind")],
      estimatedCost: 1000, estimatedRows: 20
    ) { arguments in
      let kind = try calls.text(arguments[1], Message("a kind", "类别"))
      let scope = try calls.during { store in
        try kind.map { try store.registry.searchScope($0) } ?? .everything
      }
      guard let text = try calls.text(arguments[0], Message("what is looked for", "要查找的内容")) else {
        return SearchRows { _ in nil }
      }
      return SearchRows { limit in
        try calls.during { try $0.search(text, in: scope, limit: limit) }
      }
    }
  }
}

/// The best hits first, and all the others only when they are asked for: a query with LIMIT seldom
/// wants more than the first.
private struct SearchRows: TableFunctionRows {
  private static let first = 100

  private let find: (_ limit: Int) throws -> SearchResult?
  private var limit = first
  private var hits: ArraySlice<SearchHit> = []
  private var given: Set<[String]> = []
  private var hasMore = true

  init(find: @escaping (_ limit: Int) throws -> SearchResult?) { self.find = find }

  mutating func next() throws -> [Value]? {
    while hits.isEmpty {
      guard hasMore else { return nil }
      guard let result = try find(limit) else { return nil }
      hits = result.hits.filter { !given.contains([$0.kind, $0.key]) }[...]
      hasMore = limit == Self.first && result.total > result.hits.count
      limit = .max
    }
    let hit = hits.removeFirst()
    if hasMore { given.insert([hit.kind, hit.key]) }
    return [
      .text(hit.key), .text(hit.kind), .text(hit.name), Value(hit.nameZH), .text("\(hit.match)"),
      .real(hit.score), Value(hit.snippet?.marked("[", "]")),
    ]
  }
}
