/// One-line queries. Statements come from a cache, keyed by the bytes of their SQL, and go back to
/// it reset and without bindings.
extension Connection {
  /// Calls `body` with a cached statement, taken out of the cache meanwhile: the same SQL may be
  /// used again inside `body`.
  package func withStatement<R>(
    _ sql: String, _ body: (borrowing Statement) throws -> R
  ) throws -> R {
    let statement = try cachedStatement(sql)
    return try body(statement)
  }

  /// A statement out of the cache, which goes back there when its owner drops it.
  package func cachedStatement(_ sql: String) throws(SQLiteError) -> Statement {
    let key = StatementCache.Key(sql: sql)
    if let pointer = unsafe handle.cache.take(key) {
      return unsafe Statement(owning: pointer, of: handle, cacheKey: key)
    }
    let pointer = unsafe try handle.compileOne(sql, persistent: true)
    return unsafe Statement(owning: pointer, of: handle, cacheKey: key)
  }

  /// Runs one statement with a value for each parameter; rows are discarded.
  package func run(_ sql: String, _ values: Value...) throws(SQLiteError) {
    try run(sql, values)
  }

  /// Runs one statement with a value for each parameter; rows are discarded.
  package func run(_ sql: String, _ values: [Value]) throws(SQLiteError) {
    let statement = try cachedStatement(sql)
    try statement.bind(values)
    try statement.run()
  }

  /// Calls `body` with each row.
  package func query(
    _ sql: String, _ values: [Value] = [], _ body: (borrowing Row) throws -> Void
  ) throws {
    let statement = try cachedStatement(sql)
    try statement.bind(values)
    try statement.forEach(body)
  }

  /// Calls `body` with the first row, or returns nil when there is none. Further rows are not
  /// computed, unless the statement writes: then it runs to its end, since a write can fail after
  /// its first row.
  package func first<R>(
    _ sql: String, _ values: [Value] = [], _ body: (borrowing Row) throws -> R
  ) throws -> R? {
    let statement = try cachedStatement(sql)
    try statement.bind(values)
    guard try statement.step() else { return nil }
    let row = unsafe Row(statement.pointer)
    let result = try body(row)
    if !statement.isReadOnly { while try statement.step() {} }
    return result
  }

  /// The first column of the first row, or nil when there is no row. As ``first(_:_:_:)``, a
  /// statement that writes runs to its end.
  package func scalar(_ sql: String, _ values: [Value] = []) throws(SQLiteError) -> Value? {
    let statement = try cachedStatement(sql)
    try statement.bind(values)
    guard try statement.step() else { return nil }
    let result = statement.value(at: 0)
    if !statement.isReadOnly { while try statement.step() {} }
    return result
  }
}
