internal import Messages
internal import SQLite

/// Ad-hoc SQL that can read everything and change nothing.
///
/// `mode=ro` would still allow `VACUUM INTO` and `ATTACH`, and `query_only` can be switched off by
/// the same SQL. So an authorizer allows what reading needs and nothing else, beside `query_only`,
/// DEFENSIVE, an untrusted schema, limits, and a deadline on the time spent inside SQLite.
///
/// The SQL may use the functions of ``SQLFunction/all`` besides SQLite's own.
public final class ReadOnlySQL {
  let store: Store
  private let seconds: Double
  private let watch: StepWatch?
  /// What the functions of ours do, they do in the name of the store, not of the SQL.
  let work = InternalWork()

  /// Whether the file is read where nothing can be written; changes of others stay unseen.
  public var isImmutable: Bool { store.isImmutable }

  /// Opens the knowledge base at `path` for queries that may take up to `seconds` each.
  ///
  /// - Parameters:
  ///   - onRenewal: as of ``Store/init(path:access:onRenewal:)``.
  ///   - onOverrun: called on another thread when SQLite is a second past that and cannot be
  ///     stopped from inside (one operation on a giant value); a process of its own can only end then.
  /// - Throws: ``KnowledgeBaseError``.
  public init(
    path: String, seconds: Double = 30, onRenewal: ((IndexRenewal) -> Void)? = nil,
    onOverrun: (@Sendable () -> Void)? = nil
  ) throws {
    store = try Store(path: path, access: .read, onRenewal: onRenewal)
    self.seconds = seconds
    watch = onOverrun.map { StepWatch(seconds: seconds + 1, onOverrun: $0) }
    do throws(SQLiteError) {
      try store.db.configure(.defensive, true)
      try store.db.configure(.trustedSchema, false)
      try SQLSurface.install(on: store, work: work)
    } catch { throw KnowledgeBaseError(error, path: path) }
    store.db.setLimit(.length, 16_000_000)
    store.db.setLimit(.sqlLength, 1_000_000)
    store.db.setLimit(.attached, 0)
    store.db.setLimit(.likePatternLength, 1000)
    store.db.setLimit(.workerThreads, 0)
    store.db.setAuthorizer { [work] action in
      // The user's statement is compiled, and asked about, when no function is at work.
      work.isUnderWay && action.code == .transaction ? .allow : Self.allow(action)
    }
  }

  /// Prepares one statement.
  ///
  /// - Throws: ``KnowledgeBaseError/sql(message:sql:offset:)`` when it is refused, is not valid SQL, or
  ///   is more than one statement.
  public func query(_ sql: String) throws -> RowQuery { try query(sql, binding: [:]) }

  /// Prepares one statement and binds its named parameters; every one of them needs a value.
  func query(_ sql: String, binding values: [String: Value]) throws -> RowQuery {
    store.db.setDeadline(.seconds(seconds))
    // Another process may have added a kind or a predicate since the last query.
    store.forgetRegistry()
    let translate = { [store, seconds] (error: any Error) -> any Error in
      guard let error = error as? SQLiteError else { return error }
      return Self.explain(error, store: store, seconds: seconds)
    }
    do {
      let statement = try store.db.prepare(sql)
      let names = statement.parameterNames
      guard statement.columnCount > 0 else {  // VACUUM INTO passes the authorizer until it runs
        throw KnowledgeBaseError.refused(
          Message(
            "refused: this SQL is read-only, and the statement gives no rows",
            "已拒绝：此处的 SQL 只读，而该语句不返回任何行"))
      }
      for (index, name) in names.enumerated() {
        guard let name, let value = values[String(name.dropFirst())] else {
          throw KnowledgeBaseError.refused(
            values.isEmpty
              ? Message(
                "the SQL has parameters (? or :name); write their values into it",
                "SQL 含有参数（? 或 :name）；请把值直接写入")
              : Message(
                "the SQL has a parameter without a name (?); write :name",
                "SQL 含有无名参数（?）；请写作 :name"))
        }
        try statement.bind(value, at: index + 1)
      }
      return RowQuery(store, statement, watch: watch, translate: translate)
    } catch {
      throw translate(error)
    }
  }

  /// The names of the parameters of a statement, without their prefix, in order.
  ///
  /// - Throws: ``KnowledgeBaseError/sql(message:sql:offset:)``.
  func parameterNames(of sql: String) throws -> [String] {
    do {
      let statement = try store.db.prepare(sql)
      return statement.parameterNames.compactMap { name in name.map { String($0.dropFirst()) } }
    } catch {
      throw Self.explain(error, store: store, seconds: seconds)
    }
  }

  /// SELECT, READ, RECURSIVE, functions but two, and what declaring a virtual table asks for.
  private static let allow: @Sendable (AuthorizerAction) -> AuthorizerDecision = { action in
    switch action.code {
    case .select, .read, .recursive: return .allow
    case .function:
      // The function's name is the second argument — https://sqlite.org/c3ref/c_alter_table.html
      let name = action.second?.lowercased() ?? ""
      return ["load_extension", "fts3_tokenizer"].contains(name) ? .deny : .allow
    case .update:
      // Declaring a virtual table (FTS5, json_each) asks for this; SQLite refuses the real statement.
      return action.first == "sqlite_master" ? .allow : .deny
    case .pragma:
      let harmless = ["data_version", "table_info", "table_list", "table_xinfo", "index_list"]
      return harmless.contains(action.first?.lowercased() ?? "") ? .allow : .deny
    default: return .deny
    }
  }

  private static func explain(_ error: SQLiteError, store: Store, seconds: Double) -> any Error {
    // A function that was stopped reports it in words of its own.
    if store.db.deadlineExceeded { return KnowledgeBaseError.deadline(seconds: seconds) }
    switch error.code.primary {
    case .auth:
      return KnowledgeBaseError.refused(
        Message(
          "refused: this SQL is read-only (\(error.message))", "已拒绝：此处的 SQL 只读（\(error.message)）"))
    case .tooBig:
      return KnowledgeBaseError.refused(
        Message("a value or the statement grows beyond 16 MB", "某个值或语句超过 16 MB"))
    case .busy, .locked, .lockProtocol, .notADatabase, .corrupt:
      return KnowledgeBaseError(error, path: store.path)
    default:
      return KnowledgeBaseError.sql(message: error.message, sql: error.sql, offset: error.offset)
    }
  }
}
