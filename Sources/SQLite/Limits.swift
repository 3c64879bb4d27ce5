internal import CSQLite

/// A run-time limit of a connection. https://sqlite.org/c3ref/c_limit_attached.html
package struct Limit: RawRepresentable, Hashable, Sendable {
  package let rawValue: Int32
  package init(rawValue: Int32) { self.rawValue = rawValue }

  /// Bytes of a string, blob or row.
  package static let length = Limit(rawValue: SQLITE_LIMIT_LENGTH)
  /// Bytes of an SQL statement.
  package static let sqlLength = Limit(rawValue: SQLITE_LIMIT_SQL_LENGTH)
  /// Columns of a table, an index, a result.
  package static let column = Limit(rawValue: SQLITE_LIMIT_COLUMN)
  /// Depth of an expression's parse tree.
  package static let expressionDepth = Limit(rawValue: SQLITE_LIMIT_EXPR_DEPTH)
  /// Terms of a compound SELECT.
  package static let compoundSelect = Limit(rawValue: SQLITE_LIMIT_COMPOUND_SELECT)
  /// Instructions of a compiled statement.
  package static let virtualMachineOperations = Limit(rawValue: SQLITE_LIMIT_VDBE_OP)
  /// Arguments of a function.
  package static let functionArguments = Limit(rawValue: SQLITE_LIMIT_FUNCTION_ARG)
  /// Attached databases; 0 makes ATTACH fail.
  package static let attached = Limit(rawValue: SQLITE_LIMIT_ATTACHED)
  /// Bytes of a LIKE or GLOB pattern.
  package static let likePatternLength = Limit(rawValue: SQLITE_LIMIT_LIKE_PATTERN_LENGTH)
  /// The largest parameter number.
  package static let parameterNumber = Limit(rawValue: SQLITE_LIMIT_VARIABLE_NUMBER)
  /// Depth of triggers that fire triggers.
  package static let triggerDepth = Limit(rawValue: SQLITE_LIMIT_TRIGGER_DEPTH)
  /// Helper threads of one statement.
  package static let workerThreads = Limit(rawValue: SQLITE_LIMIT_WORKER_THREADS)
}

extension Connection {
  /// Sets a limit and returns the former one. A negative value changes nothing; one beyond the
  /// bound the library was compiled with is "silently truncated to the hard upper bound".
  /// https://sqlite.org/c3ref/limit.html
  @discardableResult
  package func setLimit(_ limit: Limit, _ value: Int32) -> Int32 {
    unsafe sqlite3_limit(handle.database, limit.rawValue, value)
  }
}
