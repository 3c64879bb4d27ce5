internal import SQLite

/// Ad-hoc SQL that can read everything and change nothing.
///
/// `mode=ro` would still allow `VACUUM INTO` and `ATTACH`, and `query_only` can be switched off by
/// the same SQL. So an authorizer allows what reading needs and nothing else, beside `query_only`,
/// DEFENSIVE, an untrusted schema, limits, and a deadline on the time spent inside SQLite.
public final class ReadOnlySQL {
  private let store: Store
  private let seconds: Double
  private let watch: StepWatch?

  /// Whether the file is read where nothing can be written; changes of others stay unseen.
  public var isImmutable: Bool { store.isImmutable }

  /// Opens the knowledge base at `path` for queries that may take up to `seconds` each.
  ///
  /// - Parameter onOverrun: called on another thread when SQLite is a second past that and cannot be
  ///   stopped from inside (one operation on a giant value); a process of its own can only end then.
  /// - Throws: ``KnowledgeBaseError``.
  public init(
    path: String, seconds: Double = 30, onOverrun: (@Sendable () -> Void)? = nil
  ) throws {
    store = try Store(path: path, access: .read)
    self.seconds = seconds
    watch = onOverrun.map { StepWatch(seconds: seconds + 1, onOverrun: $0) }
    do throws(SQLiteError) {
      try store.db.configure(.defensive, true)
      try store.db.configure(.trustedSchema, false)
    } catch { throw KnowledgeBaseError(error, path: path) }
    store.db.setLimit(.length, 16_000_000)
    store.db.setLimit(.sqlLength, 1_000_000)
    store.db.setLimit(.attached, 0)
    store.db.setLimit(.likePatternLength, 1000)
    store.db.setLimit(.workerThreads, 0)
    store.db.setAuthorizer(Self.allow)
  }

  /// Prepares one statement.
  ///
  /// - Throws: ``KnowledgeBaseError/sql(message:sql:offset:)`` when it is refused, is not valid SQL, or
  ///   is more than one statement.
  public func query(_ sql: String) throws -> RowQuery {
    store.db.setDeadline(.seconds(seconds))
    let translate = { [store, seconds] (error: any Error) -> any Error in
      guard let error = error as? SQLiteError else { return error }
      return Self.explain(error, store: store, seconds: seconds)
    }
    do {
      let statement = try store.db.prepare(sql)
      guard statement.columnCount > 0 else {  // VACUUM INTO passes the authorizer until it runs
        throw KnowledgeBaseError.sql(
          message: "refused: this SQL is read-only, and the statement gives no rows", sql: sql,
          offset: nil)
      }
      guard statement.parameterCount == 0 else {
        throw KnowledgeBaseError.sql(
          message: "the SQL has parameters (? or :name); write their values into it", sql: sql,
          offset: nil)
      }
      return RowQuery(store, statement, watch: watch, translate: translate)
    } catch {
      throw translate(error)
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
    switch error.code.primary {
    case .interrupt where store.db.deadlineExceeded:
      return KnowledgeBaseError.deadline(seconds: seconds)
    case .auth:
      return KnowledgeBaseError.sql(
        message: "refused: this SQL is read-only (\(error.message))", sql: error.sql, offset: nil)
    case .tooBig:
      return KnowledgeBaseError.sql(
        message: "a value or the statement grows beyond 16 MB", sql: error.sql, offset: nil)
    case .busy, .locked, .notADatabase, .corrupt:
      return KnowledgeBaseError(error, path: store.path)
    default:
      return KnowledgeBaseError.sql(message: error.message, sql: error.sql, offset: error.offset)
    }
  }
}
