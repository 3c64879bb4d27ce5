internal import CSQLite

// The eponymous-only virtual table behind each table-valued function: "If the xCreate method is
// NULL, then CREATE VIRTUAL TABLE statements are prohibited for that virtual table".
// https://sqlite.org/vtab.html#epoonlyvtab

private typealias Table = UnsafeMutablePointer<sqlite3_vtab>
private typealias Cursor = UnsafeMutablePointer<sqlite3_vtab_cursor>

extension DatabaseHandle {
  /// Registers a function; SQLite releases it when it is replaced and no longer used, or when the
  /// connection closes.
  func createModule(_ function: TableFunction) throws(SQLiteError) {
    let module = TableModule(function)
    // "The destructor will also be invoked if the call to sqlite3_create_module_v2() fails": the
    // reference handed over here is SQLite's in any case.
    // https://sqlite.org/c3ref/create_module.html
    let code = unsafe sqlite3_create_module_v2(
      database, function.name, module.methods, Unmanaged.passRetained(module).toOpaque(),
      { module in
        if let module = unsafe module {
          unsafe Unmanaged<TableModule>.fromOpaque(module).release()
        }
      })
    guard code == SQLITE_OK else { throw error(code) }
  }
}

/// A function, and the C methods SQLite calls for it: "a persistent instance of this structure",
/// whose content "must not change while it is registered". https://sqlite.org/c3ref/module.html
@safe
private final class TableModule {
  let function: TableFunction
  let methods: UnsafeMutablePointer<sqlite3_module>

  init(_ function: TableFunction) {
    self.function = function
    var module = sqlite3_module()
    unsafe module.xConnect = connect
    unsafe module.xBestIndex = planSearch
    unsafe module.xDisconnect = disconnect
    unsafe module.xOpen = openCursor
    unsafe module.xClose = closeCursor
    unsafe module.xFilter = startSearch
    unsafe module.xNext = advance
    unsafe module.xEof = isAtEnd
    unsafe module.xColumn = readColumn
    unsafe module.xRowid = readRowID
    unsafe methods = .allocate(capacity: 1)
    unsafe methods.initialize(to: module)
  }

  deinit {
    unsafe methods.deinitialize(count: 1)
    unsafe methods.deallocate()
  }
}

/// One scan of the table. SQLite may start many searches on it, one after the other.
private final class TableCursor {
  let function: TableFunction
  private var arguments: [Value] = []
  private var rows: (any TableFunctionRows & ~Copyable)?
  private var row: [Value]?
  private var ordinal: Int64 = 0

  init(_ function: TableFunction) { self.function = function }

  var isAtEnd: Bool { row == nil }

  /// Starts a search and goes to its first row.
  func start(_ arguments: [Value], usedColumns: UInt64) throws {
    row = nil
    rows = nil
    ordinal = 0
    self.arguments = arguments
    rows = try function.rows(TableFunctionCall(arguments: arguments, usedColumns: usedColumns))
    try advance()
  }

  /// Goes to the next row, or to the end.
  func advance() throws {
    row = nil
    guard let next = try rows?.next() else {
      rows = nil
      return
    }
    guard next.count == function.columns.count else {
      rows = nil
      throw SQLiteError(
        code: .error,
        message: "\(function.name)() returned a row of \(next.count) values for "
          + "\(function.columns.count) columns")
    }
    row = next
    ordinal += 1
  }

  /// A value of the current row, or behind the visible columns an argument.
  func value(at index: Int) -> Value {
    guard let row, index >= row.count else { return row?[index] ?? .null }
    return index - row.count < arguments.count ? arguments[index - row.count] : .null
  }

  /// A number that is the same whenever the same arguments give the same row, and else another.
  ///
  /// For `WHERE a OR b` SQLite may search twice and tell by the rowid which rows it has seen: a
  /// mere count would merge the rows of different arguments.
  var rowID: Int64 { Int64(truncatingIfNeeded: arguments.hashValue) &+ ordinal }
}

private func function(of table: Table) -> TableFunction? {
  guard let object = unsafe csqlite_table_object(table) else { return nil }
  return unsafe Unmanaged<TableModule>.fromOpaque(object).takeUnretainedValue().function
}

private func swiftCursor(of cursor: Cursor) -> TableCursor? {
  guard let object = unsafe csqlite_cursor_object(cursor) else { return nil }
  return unsafe Unmanaged<TableCursor>.fromOpaque(object).takeUnretainedValue()
}

/// xConnect: declares the columns. The table borrows the module, which outlives it.
/// https://sqlite.org/vtab.html#xconnect
private func connect(
  database: OpaquePointer?, module: UnsafeMutableRawPointer?, argumentCount: Int32,
  arguments: UnsafePointer<UnsafePointer<CChar>?>?, table: UnsafeMutablePointer<Table?>?,
  message: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> Int32 {
  guard let module = unsafe module else { return SQLITE_MISUSE }
  let function = unsafe Unmanaged<TableModule>.fromOpaque(module).takeUnretainedValue().function
  let risk = function.directOnly ? SQLITE_VTAB_DIRECTONLY : SQLITE_VTAB_INNOCUOUS
  var code = unsafe csqlite_vtab_config(database, risk)
  if code == SQLITE_OK { code = unsafe sqlite3_declare_vtab(database, function.declaration) }
  guard code == SQLITE_OK else {
    unsafe message?.pointee = csqlite_copy_message(sqlite3_errmsg(database))
    return code
  }
  guard let made = unsafe csqlite_table_new(module) else { return SQLITE_NOMEM }
  unsafe table?.pointee = made
  return SQLITE_OK
}

/// xDisconnect.
private func disconnect(table: Table?) -> Int32 {
  unsafe csqlite_table_free(table)
  return SQLITE_OK
}

/// xBestIndex: takes `parameter = …` for an argument, and refuses a plan in which a value is not
/// known in time, so that the planner takes another order of the tables.
///
/// A parameter without any value is refused in the same way. The documentation would have that as
/// an error, but then `WHERE key = 'x' AND (a = 1 OR b = 2)` fails: the planner also asks what
/// `b = 2` would do by itself. https://sqlite.org/vtab.html#xbestindex
private func planSearch(table: Table?, info: UnsafeMutablePointer<sqlite3_index_info>?) -> Int32 {
  guard let table = unsafe table, let info = unsafe info, let function = unsafe function(of: table)
  else { return SQLITE_MISUSE }
  var constraints = [Int?](repeating: nil, count: function.parameters.count)
  var isAwaited = [Bool](repeating: false, count: function.parameters.count)
  for index in unsafe 0..<Int(info.pointee.nConstraint) {
    let constraint = unsafe info.pointee.aConstraint[index]
    let parameter = Int(constraint.iColumn) - function.columns.count
    guard Int32(constraint.op) == SQLITE_INDEX_CONSTRAINT_EQ,
      constraints.indices.contains(parameter)
    else { continue }
    // A second value for the same parameter is left to SQLite, which compares it with the first.
    if constraint.usable == 0 {
      isAwaited[parameter] = true
    } else if constraints[parameter] == nil {
      constraints[parameter] = index
    }
  }
  var given: Int32 = 0
  var argumentCount: Int32 = 0
  for (index, parameter) in function.parameters.enumerated() {
    guard let constraint = constraints[index] else {
      // An optional parameter that waits for a later table must not be taken for one not given.
      guard parameter.isRequired || isAwaited[index] else { continue }
      function.handle.missingParameter = function.message(missing: parameter)
      return SQLITE_CONSTRAINT
    }
    given |= 1 << Int32(index)
    argumentCount += 1
    unsafe info.pointee.aConstraintUsage[constraint].argvIndex = argumentCount
    unsafe info.pointee.aConstraintUsage[constraint].omit = 1
  }
  unsafe info.pointee.idxNum = given
  // "The colUsed field is a bitmask of columns": hidden ones come behind the visible ones.
  // https://sqlite.org/vtab.html#xbestindex
  guard let used = unsafe csqlite_copy_message(String(info.pointee.colUsed)) else {
    return SQLITE_NOMEM
  }
  unsafe info.pointee.idxStr = used
  unsafe info.pointee.needToFreeIdxStr = 1
  unsafe info.pointee.estimatedCost = function.estimatedCost
  unsafe info.pointee.estimatedRows = function.estimatedRows
  return SQLITE_OK
}

/// xOpen.
private func openCursor(table: Table?, cursor: UnsafeMutablePointer<Cursor?>?) -> Int32 {
  guard let table = unsafe table, let function = unsafe function(of: table) else {
    return SQLITE_MISUSE
  }
  let object = unsafe Unmanaged.passRetained(TableCursor(function))
  guard let made = unsafe csqlite_cursor_new(object.toOpaque()) else {
    unsafe object.release()
    return SQLITE_NOMEM
  }
  unsafe cursor?.pointee = made
  return SQLITE_OK
}

/// xClose.
private func closeCursor(cursor: Cursor?) -> Int32 {
  guard let cursor = unsafe cursor else { return SQLITE_MISUSE }
  if let object = unsafe csqlite_cursor_object(cursor) {
    unsafe Unmanaged<TableCursor>.fromOpaque(object).release()
  }
  unsafe csqlite_cursor_free(cursor)
  return SQLITE_OK
}

/// xFilter: starts a search with the values the plan asked for.
/// https://sqlite.org/vtab.html#xfilter
private func startSearch(
  cursor: Cursor?, given: Int32, text: UnsafePointer<CChar>?, count: Int32,
  values: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
  let used = unsafe text.flatMap { unsafe UInt64(String(cString: $0)) } ?? .max
  return unsafe move(cursor) { cursor in
    let received = unsafe Arguments(count: Int(count), values: values)
    var arguments = [Value](repeating: .null, count: cursor.function.parameters.count)
    var next = 0
    for index in arguments.indices where given & (1 << Int32(index)) != 0 {
      arguments[index] = received.value(at: next)
      next += 1
    }
    try cursor.start(arguments, usedColumns: used)
  }
}

/// xNext.
private func advance(cursor: Cursor?) -> Int32 {
  unsafe move(cursor) { try $0.advance() }
}

/// Runs Swift code that moves a cursor and may throw.
private func move(_ cursor: Cursor?, _ body: (TableCursor) throws -> Void) -> Int32 {
  guard let cursor = unsafe cursor, let object = unsafe swiftCursor(of: cursor) else {
    return SQLITE_MISUSE
  }
  do {
    try body(object)
    return SQLITE_OK
  } catch {
    guard let table = unsafe cursor.pointee.pVtab else { return SQLITE_ERROR }
    return unsafe CallbackFailure(error).set(of: table)
  }
}

/// xEof.
private func isAtEnd(cursor: Cursor?) -> Int32 {
  guard let cursor = unsafe cursor, let object = unsafe swiftCursor(of: cursor) else { return 1 }
  return object.isAtEnd ? 1 : 0
}

/// xColumn.
private func readColumn(cursor: Cursor?, context: OpaquePointer?, index: Int32) -> Int32 {
  guard let cursor = unsafe cursor, let context = unsafe context,
    let object = unsafe swiftCursor(of: cursor)
  else { return SQLITE_MISUSE }
  unsafe setResult(object.value(at: Int(index)), of: context)
  return SQLITE_OK
}

/// xRowid.
private func readRowID(
  cursor: Cursor?, rowID: UnsafeMutablePointer<sqlite3_int64>?
) -> Int32 {
  guard let cursor = unsafe cursor, let object = unsafe swiftCursor(of: cursor) else {
    return SQLITE_MISUSE
  }
  unsafe rowID?.pointee = object.rowID
  return SQLITE_OK
}
