internal import CSQLite

/// What a traced connection does. https://sqlite.org/c3ref/c_trace.html
package enum TraceEvent: Hashable, Sendable {
  /// A statement begins to run. A trigger it fires shows as an SQL comment, `-- name`.
  case statement(sql: String)
  /// A statement has ended. The time is that of the clock on the wall, the pauses of the reader
  /// between steps included, and SQLite measures it in milliseconds: "the six least significant
  /// digits in the time are meaningless".
  case profile(sql: String, nanoseconds: Int64)
  /// A statement gives a row.
  case row(sql: String)
  /// The connection closes, or an explicit close is attempted.
  case close
}

/// The kinds of ``TraceEvent`` to be told of.
package struct TraceEvents: OptionSet, Hashable, Sendable {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  private init(_ code: Int32) { self.init(rawValue: UInt32(code)) }

  /// ``TraceEvent/statement(sql:)``
  package static let statement = TraceEvents(SQLITE_TRACE_STMT)
  /// ``TraceEvent/profile(sql:nanoseconds:)``
  package static let profile = TraceEvents(SQLITE_TRACE_PROFILE)
  /// ``TraceEvent/row(sql:)``
  package static let row = TraceEvents(SQLITE_TRACE_ROW)
  /// ``TraceEvent/close``
  package static let close = TraceEvents(SQLITE_TRACE_CLOSE)
}

extension Connection {
  /// Tells `report` what the connection does, from now on; a former one is told no more.
  ///
  /// - Parameters:
  ///   - events: What to tell; nothing turns tracing off.
  ///   - isExpanded: Whether the SQL of `.statement` events shows the values of parameters. Off,
  ///     since a log must not hold the data.
  ///   - report: Called inside the step, or whatever else the event belongs to. It must not use
  ///     this connection. https://sqlite.org/c3ref/trace_v2.html
  package func setTrace(
    _ events: TraceEvents, isExpanded: Bool = false, _ report: @escaping (TraceEvent) -> Void
  ) {
    let box = TraceBox(isExpanded: isExpanded, report)
    unsafe sqlite3_trace_v2(
      handle.database, events.rawValue, reportEvent, Unmanaged.passUnretained(box).toOpaque())
    handle.trace = box  // only now: the old one was in use until the call above
  }

  /// Turns tracing off.
  package func removeTrace() {
    unsafe sqlite3_trace_v2(handle.database, 0, nil, nil)
    handle.trace = nil
  }
}

/// A receiver with an address: a C function pointer cannot capture.
final class TraceBox {
  let isExpanded: Bool
  let report: (TraceEvent) -> Void

  init(isExpanded: Bool, _ report: @escaping (TraceEvent) -> Void) {
    self.isExpanded = isExpanded
    self.report = report
  }
}

/// "Callback implementations should return zero to ensure future compatibility."
private func reportEvent(
  code: UInt32, context: UnsafeMutableRawPointer?, subject: UnsafeMutableRawPointer?,
  detail: UnsafeMutableRawPointer?
) -> Int32 {
  guard let context = unsafe context else { return 0 }
  let box = unsafe Unmanaged<TraceBox>.fromOpaque(context).takeUnretainedValue()
  // The subject is the statement, except for `close`.
  let statement = OpaquePointer(subject)
  switch TraceEvents(rawValue: code) {
  case .statement:
    let text = unsafe detail?.assumingMemoryBound(to: CChar.self)
    let sql = unsafe text.map { unsafe String(cString: $0) } ?? ""
    // "by using the X argument when X begins with "--" and invoking sqlite3_expanded_sql(P)
    // otherwise"
    let isExpanded = box.isExpanded && !sql.hasPrefix("--")
    box.report(.statement(sql: isExpanded ? unsafe expandedSQL(of: statement) ?? sql : sql))
  case .profile:
    let nanoseconds = unsafe detail?.load(as: Int64.self) ?? 0
    box.report(.profile(sql: unsafe plainSQL(of: statement), nanoseconds: nanoseconds))
  case .row:
    box.report(.row(sql: unsafe plainSQL(of: statement)))
  case .close:
    box.report(.close)
  default:
    break
  }
  return 0
}

private func plainSQL(of statement: OpaquePointer?) -> String {
  unsafe sqlite3_sql(statement).map { unsafe String(cString: $0) } ?? ""
}

/// The SQL with the values of its parameters; nil where it would be longer than the limit.
/// https://sqlite.org/c3ref/expanded_sql.html
private func expandedSQL(of statement: OpaquePointer?) -> String? {
  guard let text = unsafe sqlite3_expanded_sql(statement) else { return nil }
  defer { unsafe sqlite3_free(text) }
  return unsafe String(cString: text)
}
