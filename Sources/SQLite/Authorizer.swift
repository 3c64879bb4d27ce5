internal import CSQLite

/// What a statement wants to do, as SQLite asks while it compiles it.
/// https://sqlite.org/c3ref/set_authorizer.html
package struct AuthorizerAction: Hashable, Sendable {
  /// The kind of action.
  package let code: Code
  /// Third argument of the C callback: the table, index, view, pragma, file or transaction
  /// operation; nil for a function.
  package let first: String?
  /// Fourth argument: the column, the table of an index or trigger, the pragma's value, the
  /// function.
  package let second: String?
  /// Fifth argument: the database (`main`, `temp`, …), where that applies.
  package let database: String?
  /// Sixth argument: the innermost trigger or view that asks; nil for the statement itself.
  package let trigger: String?

  package init(
    code: Code, first: String? = nil, second: String? = nil, database: String? = nil,
    trigger: String? = nil
  ) {
    self.code = code
    self.first = first
    self.second = second
    self.database = database
    self.trigger = trigger
  }
}

extension AuthorizerAction {
  /// An action code. In brackets: what ``first`` and ``second`` hold.
  /// https://sqlite.org/c3ref/c_alter_table.html
  package struct Code: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int32
    package init(rawValue: Int32) { self.rawValue = rawValue }

    /// [index, table]
    package static let createIndex = Code(rawValue: SQLITE_CREATE_INDEX)
    /// [table, nil]
    package static let createTable = Code(rawValue: SQLITE_CREATE_TABLE)
    /// [index, table]
    package static let createTemporaryIndex = Code(rawValue: SQLITE_CREATE_TEMP_INDEX)
    /// [table, nil]
    package static let createTemporaryTable = Code(rawValue: SQLITE_CREATE_TEMP_TABLE)
    /// [trigger, table]
    package static let createTemporaryTrigger = Code(rawValue: SQLITE_CREATE_TEMP_TRIGGER)
    /// [view, nil]
    package static let createTemporaryView = Code(rawValue: SQLITE_CREATE_TEMP_VIEW)
    /// [trigger, table]
    package static let createTrigger = Code(rawValue: SQLITE_CREATE_TRIGGER)
    /// [view, nil]
    package static let createView = Code(rawValue: SQLITE_CREATE_VIEW)
    /// [table, module]
    package static let createVirtualTable = Code(rawValue: SQLITE_CREATE_VTABLE)
    /// [index, table]
    package static let dropIndex = Code(rawValue: SQLITE_DROP_INDEX)
    /// [table, nil]
    package static let dropTable = Code(rawValue: SQLITE_DROP_TABLE)
    /// [index, table]
    package static let dropTemporaryIndex = Code(rawValue: SQLITE_DROP_TEMP_INDEX)
    /// [table, nil]
    package static let dropTemporaryTable = Code(rawValue: SQLITE_DROP_TEMP_TABLE)
    /// [trigger, table]
    package static let dropTemporaryTrigger = Code(rawValue: SQLITE_DROP_TEMP_TRIGGER)
    /// [view, nil]
    package static let dropTemporaryView = Code(rawValue: SQLITE_DROP_TEMP_VIEW)
    /// [trigger, table]
    package static let dropTrigger = Code(rawValue: SQLITE_DROP_TRIGGER)
    /// [view, nil]
    package static let dropView = Code(rawValue: SQLITE_DROP_VIEW)
    /// [table, module]
    package static let dropVirtualTable = Code(rawValue: SQLITE_DROP_VTABLE)
    /// [table, nil]
    package static let delete = Code(rawValue: SQLITE_DELETE)
    /// [table, nil]
    package static let insert = Code(rawValue: SQLITE_INSERT)
    /// [table, column]
    package static let update = Code(rawValue: SQLITE_UPDATE)
    /// [table, column]
    package static let read = Code(rawValue: SQLITE_READ)
    /// [nil, nil]
    package static let select = Code(rawValue: SQLITE_SELECT)
    /// A recursive common table expression [nil, nil]
    package static let recursive = Code(rawValue: SQLITE_RECURSIVE)
    /// [nil, function]
    package static let function = Code(rawValue: SQLITE_FUNCTION)
    /// [pragma, value or nil]
    package static let pragma = Code(rawValue: SQLITE_PRAGMA)
    /// [operation, nil]
    package static let transaction = Code(rawValue: SQLITE_TRANSACTION)
    /// [operation, name]
    package static let savepoint = Code(rawValue: SQLITE_SAVEPOINT)
    /// [file, nil]; VACUUM INTO asks for it too
    package static let attach = Code(rawValue: SQLITE_ATTACH)
    /// [database, nil]
    package static let detach = Code(rawValue: SQLITE_DETACH)
    /// [database, table]
    package static let alterTable = Code(rawValue: SQLITE_ALTER_TABLE)
    /// [index, nil]
    package static let reindex = Code(rawValue: SQLITE_REINDEX)
    /// [table, nil]
    package static let analyze = Code(rawValue: SQLITE_ANALYZE)
  }
}

/// The answer to an ``AuthorizerAction``.
package enum AuthorizerDecision: Sendable, Hashable {
  /// Go on.
  case allow
  /// The whole statement fails with `.auth`.
  case deny
  /// The action is left out: a column reads as NULL, an unwanted update is not done.
  case ignore

  fileprivate var code: Int32 {
    switch self {
    case .allow: SQLITE_OK
    case .deny: SQLITE_DENY
    case .ignore: SQLITE_IGNORE
    }
  }
}

extension Connection {
  /// Asks `rule` about every action of every statement compiled from now on; nil lifts the rule.
  ///
  /// Statements compiled before are compiled, and asked about, again at their next run. `rule` must
  /// not use this connection: "The authorizer callback must not do anything that will modify the
  /// database connection that invoked the authorizer callback."
  package func setAuthorizer(_ rule: (@Sendable (AuthorizerAction) -> AuthorizerDecision)?) {
    handle.dropIdleStatements()
    guard let rule else {
      unsafe sqlite3_set_authorizer(handle.database, nil, nil)
      handle.authorizer = nil
      return
    }
    let box = AuthorizerBox(rule)
    unsafe sqlite3_set_authorizer(
      handle.database,
      { context, code, first, second, database, trigger in
        guard let context = unsafe context else { return SQLITE_DENY }
        let box = unsafe Unmanaged<AuthorizerBox>.fromOpaque(context).takeUnretainedValue()
        let action = unsafe AuthorizerAction(
          code: AuthorizerAction.Code(rawValue: code), first: string(first),
          second: string(second), database: string(database), trigger: string(trigger))
        return box.rule(action).code
      }, Unmanaged.passUnretained(box).toOpaque())
    handle.authorizer = box  // only now: the old one was in use until the call above
  }
}

/// A rule with an address: a C function pointer cannot capture.
final class AuthorizerBox {
  let rule: @Sendable (AuthorizerAction) -> AuthorizerDecision

  init(_ rule: @escaping @Sendable (AuthorizerAction) -> AuthorizerDecision) { self.rule = rule }
}

private func string(_ text: UnsafePointer<CChar>?) -> String? {
  unsafe text.map { unsafe String(cString: $0) }
}
